from __future__ import annotations

from ttoffice.action import Office, perform
from ttoffice.action.kinds import RecordKind, kind_of
from ttoffice.action.records import document, readable, readable_lines
from ttoffice.licenses.codes import RoyaltyBase
from ttoffice.licenses.fees import FeePlan, RateStep, Royalty
from ttoffice.licenses.reading import terms_document
from ttoffice.licenses.terms import Terms


def kind(code: str) -> RecordKind:
    found = kind_of(code)
    assert found is not None
    return found


def test_a_list_of_words_is_one_line_and_a_list_of_sentences_has_a_line_for_each() -> None:
    lines = ["本金16,099.38元，最后付款日2027-03-03，按单利逐日计算。", "四舍五入到分：214.43元。"]
    found = {"number": "YS-2027-0001", "working": lines}
    assert list(readable_lines(kind("due"), found)) == [("计算过程", f"\n  {lines[0]}\n  {lines[1]}")]
    assert list(readable(kind("due"), found)) == [("计算过程", "、".join(lines))]
    milestone = {"number": "LC-2027-0001", "proof": ["ZJ-2027-0001", "ZJ-2027-0002"]}
    assert [text for _label, text in readable_lines(kind("milestone"), milestone)] == [
        "ZJ-2027-0001、ZJ-2027-0002"
    ]


def test_an_amendment_tells_what_differs_and_not_the_whole_plan() -> None:
    plans = [
        terms_document(
            Terms(plan=FeePlan(royalty=Royalty(RoyaltyBase.NET_SALES, steps=(RateStep(0, rate),))))
        )
        for rate in ("5", "4")
    ]
    change = {"field": "plan", "before": plans[0]["plan"], "after": plans[1]["plan"]}
    told = kind("amendment").readable("changes", [change])
    assert told.startswith("提成 比例")
    assert told.endswith("5% -> 4%")


def test_a_record_of_an_earlier_day_is_read_in_the_order_of_its_fields(office: Office) -> None:
    number = str(perform(office, "enterprise.enter", {"name": "甲公司", "code_reason": "正在办理"}).value)
    with office.reader() as reader:
        then = document(reader, kind("enterprise"), number, day=office.today)
        now = document(reader, kind("enterprise"), number)
    assert [key for key in then if key != "as_of"] == list(now)
    assert {**then, "as_of": None} == {**now, "as_of": None}
