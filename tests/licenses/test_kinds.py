from __future__ import annotations

from ttoffice.licenses.kinds import LICENSE


def test_a_part_of_the_terms_is_called_what_it_is_where_it_stands() -> None:
    terms = {
        "ends_on": "2031-06-30",
        "plan": {"royalty": {"ends_on": "2030-12-31", "starts_on": "2026-01-01"}},
    }
    told = LICENSE.readable("terms", terms)
    assert "许可期限届满日 2031-06-30" in told
    assert "提成截止日 2030-12-31" in told
    assert "提成起算日 2026-01-01" in told
    assert LICENSE.readable("rights", [{"kind": "invention"}]) == "类别 发明专利"


def test_the_licensee_as_of_signature_is_shown_by_its_class_in_words() -> None:
    told = LICENSE.readable("signed_licensee", {"name": "云南某公司", "size_class": "small"})
    assert told == "被许可方名称 云南某公司  规模类型 小型"
