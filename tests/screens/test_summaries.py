from __future__ import annotations

from ttoffice.screens.result_fields import right_fields
from ttoffice.widgets.fields import summary


def test_a_bare_yes_says_what_it_is_about() -> None:
    right = {"kind": "invention", "number": "ZL202310000001.5", "verified": True, "acquired_on": "2024-02-29"}
    assert (
        summary(right_fields(), right) == "发明专利  ZL202310000001.5  号码格式相符 是  取得日期 2024-02-29"
    )
