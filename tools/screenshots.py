"""Make the README's pictures from the demo office: `python -m tools.screenshots`, or some of them by name.

The pictures are written to docs/images as PNG; this needs rsvg-convert (librsvg) and a font with Chinese
characters (Noto Sans Mono CJK SC). The day and the demo office are fixed, so that a picture changes only when
the program does.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "images"
TODAY = "2026-11-20"
FONT = "Noto Sans Mono CJK SC"
WIDTH = 1500
FRAME_FONT, FRAME_SIZE = "DejaVu Sans Mono", 20.3
"""For the lines of frames, which the other font draws at double width; so large that they meet."""
FRAMES = re.compile(
    "<text ([^>]*>(?:[\u2500-\u257f]|&#160;)*[\u2500-\u257f](?:[\u2500-\u257f]|&#160;)*</text>)"
)

FORECAST = "2027=120万元,2028=300万元,2029=420万元"
"""What the licensee is thought to earn, as the simulator takes it."""
SHOTS: tuple[tuple[str, tuple[int, int], tuple[str, ...]], ...] = (
    ("agenda", (120, 30), ()),
    ("manual", (120, 34), ("2", "f1", "f1")),
    ("workbench", (150, 40), ("2",)),
    ("form", (120, 40), ("2", "f4")),
    ("why", (120, 36), ("2", "f6")),
    ("scan", (120, 30), ("2", "ctrl+u")),
    ("notice", (120, 36), ("5", "down", "enter")),
    ("proof", (120, 30), ("8", "f6")),
    ("licenses", (150, 34), ("3",)),
    ("schedule", (150, 30), ("3", "end", "enter", "alt+2", "down", "down")),
    ("procedure", (150, 44), ("3", "home", "enter", "alt+4")),
    ("board", (150, 16), ("3", "f7")),
    ("findings", (150, 20), ("4",)),
    ("course", (130, 36), ("4", "enter")),
    ("matrix", (150, 40), ("4", "end", "enter", "f8")),
    (
        "simulator",
        (150, 36),
        ("3", "home", "enter", "f8", *FORECAST, *["down"] * 5, "ctrl+u", *"测算.xlsx", "f5"),
    ),
)
"""Name, size in columns and rows, and the keys that lead to the screen."""


def main() -> int:
    """Write every picture; return 1 where the converter is missing."""
    if shutil.which("rsvg-convert") is None:
        print("rsvg-convert is missing (Debian: librsvg2-bin)", file=sys.stderr)
        return 1
    os.environ["TTOFFICE_TODAY"] = TODAY
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(take_all(Path(folder)))
    return 0


async def take_all(folder: Path) -> None:
    """Make a demo office in the folder and take every picture of it, or those that are named."""
    from ttoffice import i18n
    from ttoffice.action.office import open_office
    from ttoffice.app import TTOfficeApp
    from ttoffice.cli.demo import make_demo

    i18n.use("zh_CN")
    home = make_demo(300, folder / "office", lambda _done, _total: None)
    wanted = sys.argv[1:] or [name for name, _size, _keys in SHOTS]
    for name, size, keys in (shot for shot in SHOTS if shot[0] in wanted):
        app = TTOfficeApp(open_office(home, operator="周敏"))
        async with app.run_test(size=size) as pilot:
            for key in ("", *keys):
                if key:
                    await pilot.press(key)
                for _turn in range(20):
                    await pilot.pause(0.05)
            convert(app.export_screenshot(title="ttoffice"), TARGET / f"{name}.png")
        print(TARGET / f"{name}.png")


def convert(svg: str, target: Path) -> None:
    """Write a picture of the screen as PNG, in a font that has Chinese characters at double width.

    That font draws curly quotes at double width, which terminals do not: they are drawn straight. It is
    scaled to the cells of the picture, and blanks are kept, so that columns stand where they do in a terminal.
    """
    text = svg.replace("Fira Code", FONT).translate({0x201C: "&quot;", 0x201D: "&quot;"})
    text = re.sub(r' clip-path="url\(#[^"]*-line-\d+\)"', "", text)  # it would cut the larger letters
    text = text.replace("font-size: 20px", "font-size: 24.4px").replace(
        "<text ", '<text dy="2.4" xml:space="preserve" '
    )
    text = FRAMES.sub(rf'<text style="font-family: {FRAME_FONT}; font-size: {FRAME_SIZE}px" \1', text)
    subprocess.run(
        ["rsvg-convert", "--width", str(WIDTH), "--output", str(target)],
        input=text.encode(),
        check=True,
    )


if __name__ == "__main__":
    sys.exit(main())
