from __future__ import annotations

from ttoffice.licenses.kinds import LICENSE


def test_terms_are_read_as_sentences_and_a_part_of_a_record_by_its_name() -> None:
    terms = {
        "ends_on": "2031-06-30",
        "plan": {"royalty": {"ends_on": "2030-12-31", "starts_on": "2026-01-01"}},
    }
    told = LICENSE.readable("terms", terms)
    assert "许可期限：合同生效之日起至2031年6月30日止" in told
    assert "自2026年1月1日起，至2030年12月31日止" in told
    assert LICENSE.readable("rights", [{"kind": "invention"}]) == "类别 发明专利"


def test_the_licensee_as_of_signature_is_shown_by_its_class_in_words() -> None:
    told = LICENSE.readable("signed_licensee", {"name": "云南某公司", "size_class": "small"})
    assert told == "被许可方名称 云南某公司  规模类型 小型"
