"""What a row of a ledger is besides a record: a total, a remark or section, the header again, a lone text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum

from ttoffice.results.importing.cells import clean, folded
from ttoffice.results.importing.vocabulary import MAX_HEADER, plain
from ttoffice.sheets.model import Cell

_TOTAL = re.compile(r"(?:本页|以上|全校|全院)?(?:合计|总计|小计|共计|累计|总数)[:：]?[\d,.]*[项件个条]?")
_REMARK = re.compile(
    r"[(（【\[].*[)）】\]]|(?:备注|注|说明|填表说明|填表人|制表人|审核人|负责人|填报人|联系人|单位负责人|填表日期|填报日期|"
    r"填报单位|填表单位|以下|以上|附件|附)(?:[:：\d]|为|是|均).*|[一二三四五六七八九十]{1,3}[、.．].*|第.{1,3}[部章类批].*",
    re.DOTALL,
)


class RowKind(Enum):
    """What a row is that is no record."""

    TOTAL = "total_row"
    REMARK = "remark_row"
    NO_CONTENT = "no_content"
    LONE_TEXT = "lone_text"
    HEADER = "header_row"


class RowKinds:
    """Tells rows apart by the header above them.

    Args:
        names: the headers of the columns.
        main: the column, from 0, that a record is called by.
        ignored: the columns that are left out knowingly.
    """

    def __init__(self, names: Sequence[str], main: int, ignored: frozenset[int]) -> None:
        self._names = names
        self._plain_names = [plain(name) for name in names]
        self._known = sum(1 for name in self._plain_names if name)
        self._main = main
        self._ignored = ignored

    def kind_of(self, own: Sequence[Cell]) -> tuple[RowKind | None, list[int]]:
        """Return what a row of its own cells is, None for a record, and the columns that are filled."""
        filled = [i for i, cell in enumerate(own) if cell is not None and cell != ""]
        return self._kind(own, filled), filled

    def _kind(self, own: Sequence[Cell], filled: Sequence[int]) -> RowKind | None:
        first = own[filled[0]] if filled else None
        text = clean(first)[0] if isinstance(first, str) else ""
        if text and _TOTAL.fullmatch(folded(text[:40])) and not self._has_main(own, text):
            return RowKind.TOTAL
        if self._known > 2 and filled and all(_is_remark(own[i]) for i in filled):
            return RowKind.REMARK
        places = [i for i in filled if i not in self._ignored]
        if not places and (not text or text.rstrip(".、").isdigit()):
            return RowKind.NO_CONTENT
        if len(filled) == 1 and self._known > 2:
            return RowKind.LONE_TEXT
        return RowKind.HEADER if len(places) > 1 and self._is_header(own, places) else None

    def _is_header(self, own: Sequence[Cell], places: Sequence[int]) -> bool:
        """Return whether a row is the header repeated, as ledgers printed page by page have it."""
        main = own[self._main] if self._main < len(own) else None
        if not isinstance(main, str) or len(main) > MAX_HEADER or not self._repeats(self._main, main):
            return False
        same = [i for i in places if isinstance(own[i], str) and self._repeats(i, str(own[i]))]
        return len(same) * 2 > len(places)

    def _repeats(self, index: int, text: str) -> bool:
        if index >= len(self._names):
            return False
        name = self._names[index]
        # Few names are as short as a header: only those are looked at closely.
        return text == name or (len(text) <= len(name) + 4 and plain(text) == self._plain_names[index] != "")

    def _has_main(self, own: Sequence[Cell], text: str) -> bool:
        main = own[self._main] if self._main < len(own) else None
        return isinstance(main, str) and clean(main)[0] not in ("", text)


def _is_remark(cell: Cell) -> bool:
    return isinstance(cell, str) and _REMARK.fullmatch(clean(cell)[0]) is not None


def is_blank(cells: Sequence[Cell]) -> bool:
    """Return whether nothing stands in a row."""
    return not any(cell is not None and (not isinstance(cell, str) or clean(cell)[0]) for cell in cells)
