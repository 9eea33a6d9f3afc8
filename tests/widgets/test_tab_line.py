from __future__ import annotations

import pytest

from ttoffice.widgets.tab_line import TabLine
from ttoffice.widgets.text import cells_of

NAMES = ("合同条款", "付款进度", "到账", "程序", "文书", "历史")


@pytest.mark.parametrize("place", range(len(NAMES)))
@pytest.mark.parametrize("width", [6, 12, 20, 30, 80])
def test_the_open_tab_is_always_among_those_in_sight(place: int, width: int) -> None:
    line = TabLine(NAMES)
    line._place = place
    shown = line._in_sight(width)
    assert place in shown
    assert list(shown) == list(range(shown[0], shown[-1] + 1))
    assert len(shown) == 1 or sum(cells_of(NAMES[at]) + 2 for at in shown) <= width


def test_all_tabs_are_in_sight_where_there_is_room() -> None:
    assert list(TabLine(NAMES)._in_sight(80)) == list(range(len(NAMES)))
