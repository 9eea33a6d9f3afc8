"""How a paper is set: margins, fonts, sizes and spacing of a letter of the unit, of a contract and of a form."""

from __future__ import annotations

from dataclasses import dataclass

TITLE, BODY, HEAD, NUMBERS = "方正小标宋简体", "仿宋_GB2312", "黑体", "宋体"
LATIN = "Times New Roman"
ALTERNATIVES = {TITLE: "华文中宋,宋体", BODY: "仿宋", HEAD: "SimHei", NUMBERS: "SimSun"}
"""What a program takes where it lacks a font; said in the font table, the only place for it."""


@dataclass(frozen=True)
class Layout:
    """Lengths in millimetres, sizes and spacing in points (二号 22, 三号 16, 四号 14, 小四 12, 五号 10.5).

    Attributes:
        margins: top, right, bottom, left.
        header, footer: from the edge of the page.
        line: the exact height of a line of the body, `table_line` of a table's, `grid_line` of one
            with many columns, which is set in `grid` points.
        width: what remains between the margins.
    """

    margins: tuple[float, float, float, float]
    header: float
    footer: float
    title: float
    subtitle: float
    body: float
    line: float
    table: float
    table_line: float
    foot: float
    small: float
    grid: float
    grid_line: float
    letterhead: float = 26.0

    @property
    def width(self) -> float:
        """The width of a line in millimetres."""
        return 210 - self.margins[1] - self.margins[3]


LETTER = Layout((37, 26, 35, 28), 15, 22, 22.0, 16.0, 16.0, 28, 14.0, 24, 14.0, 9.0, 12.0, 20)
"""As official papers are set (GB/T 9704)."""
CONTRACT = Layout((30, 25, 25, 28), 15, 12, 22.0, 14.0, 12.0, 22, 10.5, 17, 9.0, 9.0, 10.5, 17)
SHEET = Layout((25, 20, 22, 25), 12, 11, 22.0, 12.0, 12.0, 22, 12.0, 20, 9.0, 9.0, 10.5, 17, 16.0)
"""A form: narrower margins, so that the ruled cells have room."""
LAYOUTS = {"letter": LETTER, "contract": CONTRACT, "sheet": SHEET}
