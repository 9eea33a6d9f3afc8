from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.notices.acts import (
    LAST,
    codes,
    do,
    exhibit,
    notice,
    objection,
    person,
    published,
    review,
    taken_down,
)
from tests.offices import problems, tamper
from ttoffice.action import Office
from ttoffice.errors import RefusedError
from ttoffice.notices import views

OBJECTOR = "欧阳锋"
CONTACT = "13812345678"


def receive(office: Office, number: str, /, **more: Any) -> str:
    data = {
        "objector": OBJECTOR,
        "contact": CONTACT,
        "channel": "来信",
        "passage": "拟交易价格",
        "content": "价格偏低",
        **more,
    }
    return str(do(office, "objection.receive", number, **data))


def panel(office: Office, *names: str) -> list[str]:
    return [person(office, name) for name in names]


def decide(office: Office, folder: Path, found: str, outcome: str = "upheld") -> None:
    proof = exhibit(office, folder, found, f"证据{found}.pdf")
    do(office, "review.find", found, question="价格是否合理", found="有询价记录佐证", exhibits=[proof])
    do(office, "review.decide", found, outcome=outcome, reasons="询价记录可证价格合理。")


def answer(office: Office, folder: Path, number: str) -> None:
    receipt = exhibit(office, folder, number, f"回执{number}.pdf")
    do(office, "objection.answer", number, channel="当面送达", receipt=receipt)


def test_an_open_objection_keeps_publicity_from_closing(office: Office, tmp_path: Path) -> None:
    number = published(office)
    objected = receive(office, number)
    after = office.on(LAST + timedelta(days=1))
    taken_down(after, tmp_path, number)
    assert codes(after, "notice.close", number) == {"notice.objection_open"}
    found = do(after, "review.open", number, panel=panel(after, "甲", "乙", "丙"))
    assert objection(after, objected).state == "in_review"
    assert codes(after, "notice.close", number) == {"notice.objection_open", "notice.review_runs"}
    decide(after, tmp_path, found)
    assert codes(after, "notice.close", number) == {"notice.objection_open"}
    answer(after, tmp_path, objected)
    do(after, "notice.close", number)
    assert problems(after) == ()


def test_who_objects_stands_in_no_record_log_or_list(office: Office) -> None:
    number = published(office)
    objected = receive(office, number)
    with office.reader() as reader:
        kept = json.dumps([list(row) for row in reader.all("SELECT * FROM log")], ensure_ascii=False)
        kept += json.dumps([list(row) for row in reader.all("SELECT * FROM revision")], ensure_ascii=False)
        kept += json.dumps([list(row) for row in reader.all("SELECT * FROM objection")], ensure_ascii=False)
    assert OBJECTOR not in kept
    assert CONTACT not in kept
    assert len(objection(office, objected).identity) == 64


def test_revealing_needs_a_reason_and_leaves_who_looked_in_the_log(office: Office) -> None:
    objected = receive(office, published(office))
    assert codes(office, "objection.reveal", objected) == {"objection.no_reason"}
    who = do(office, "objection.reveal", objected, reason="送达反馈书")
    assert (who.name, who.contact) == (OBJECTOR, CONTACT)
    with office.reader() as reader:
        action, subject, given = (
            reader.one("SELECT action, subject, input FROM log ORDER BY id DESC LIMIT 1") or ()
        )
    assert (action, subject) == ("objection.reveal", objected)
    assert "送达反馈书" in given
    assert OBJECTOR not in given


def test_an_exchanged_objector_is_found_out(office: Office) -> None:
    objected = receive(office, published(office))
    assert problems(office) == ()
    office.lender.close()
    tamper(office.home.store, "UPDATE objector SET name = '别人'")
    assert [objected in told for told in problems(office)] == [True]


def test_an_anonymous_objection_has_nobody_to_reveal(office: Office) -> None:
    objected = receive(office, published(office), objector="", contact="", anonymous=True)
    assert codes(office, "objection.reveal", objected, reason="看看") == {"objection.anonymous"}
    with pytest.raises(RefusedError):
        receive(office, objection(office, objected).subject, anonymous=True)


def test_a_late_objection_is_recorded_as_late_and_decided_with_reasons(
    office: Office, tmp_path: Path
) -> None:
    number = published(office)
    after = office.on(LAST + timedelta(days=1))
    late = receive(after, number)
    assert objection(after, late).admission == "undecided"
    taken_down(after, tmp_path, number)
    assert codes(after, "notice.close", number) == {"notice.objection_open"}
    assert codes(after, "review.open", number, panel=panel(after, "甲"), objections=[late]) == {
        "objection.undecided"
    }
    assert codes(after, "objection.decide_late", late, accept=False) == {"objection.no_reason"}
    do(after, "objection.decide_late", late, accept=False, reason="逾期且无新证据")
    assert objection(after, late).state == "refused"
    assert "(" in objection(after, late).admission_source
    do(after, "notice.close", number)


def test_a_late_objection_that_is_accepted_after_closing_unsettles_the_notice(
    office: Office, tmp_path: Path
) -> None:
    number = published(office)
    after = office.on(LAST + timedelta(days=1))
    taken_down(after, tmp_path, number)
    do(after, "notice.close", number)
    about = notice(office, number).subject
    late = receive(after, number)
    do(after, "objection.decide_late", late, accept=True, reason="涉及重大事实")
    with after.reader() as reader:
        assert not views.standing(reader, about, "price")[0].clean
    found = do(after, "review.open", number, panel=panel(after, "甲", "乙", "丙"))
    decide(after, tmp_path, found, "revoked")
    assert notice(after, number).state == "withdrawn"


def test_an_objection_before_publication_or_after_withdrawal_goes_elsewhere(office: Office) -> None:
    number = published(office)
    with pytest.raises(RefusedError):
        receive(office, number, received_on="2026-05-31")
    do(office, "notice.withdraw", number, reason="有误")
    later = office.on(date(2026, 6, 3))
    with pytest.raises(RefusedError):
        receive(later, number)
    assert receive(later, number, received_on="2026-06-01")


def test_an_objection_is_withdrawn_in_writing_only(office: Office, tmp_path: Path) -> None:
    objected = receive(office, published(office))
    assert codes(office, "objection.withdraw", objected) == {"objection.not_written"}
    do(office, "objection.withdraw", objected, exhibit=exhibit(office, tmp_path, objected))
    assert objection(office, objected).state == "withdrawn"


def test_feedback_has_a_way_and_a_receipt_and_follows_the_result(office: Office, tmp_path: Path) -> None:
    number = published(office)
    objected = receive(office, number)
    assert codes(office, "objection.answer", objected) == {"objection.state"}
    found = do(office, "review.open", number, panel=panel(office, "甲", "乙", "丙"))
    assert "objection.not_reviewed" in codes(office, "objection.answer", objected, channel="函")
    decide(office, tmp_path, found)
    assert codes(office, "objection.answer", objected) == {"objection.no_way", "objection.no_receipt"}
    assert objection(office, objected).feedback_deadline.startswith("QX-")
    answer(office, tmp_path, objected)
    assert objection(office, objected).state == "answered"


def test_a_result_that_changes_the_notice_withdraws_it_and_asks_for_a_new_round(
    office: Office, tmp_path: Path
) -> None:
    number = published(office)
    receive(office, number)
    found = do(office, "review.open", number, panel=panel(office, "甲", "乙", "丙"))
    decide(office, tmp_path, found, "changed")
    record = notice(office, number)
    assert record.state == "withdrawn"
    assert found in record.withdrawn_reason
    with office.reader() as reader:
        (standing,) = views.standing(reader, record.subject, "price")
    assert standing.needs_round
    second = do(office, "notice.restart", number, reason="复核变更")
    with office.reader() as reader:
        (standing,) = views.standing(reader, record.subject, "price")
    assert not standing.needs_round
    assert standing.notice.number == second


def test_a_review_needs_findings_that_rest_on_exhibits_and_reasons(office: Office, tmp_path: Path) -> None:
    number = published(office)
    receive(office, number)
    found = do(office, "review.open", number, panel=panel(office, "甲", "乙", "丙"))
    assert codes(office, "review.decide", found, outcome="upheld") == {
        "review.no_finding",
        "review.no_reasons",
    }
    assert codes(office, "review.find", found, question="价格", found="合理") == {"review.no_exhibit"}
    assert codes(office, "review.find", found, question="价格", found="合理", exhibits=["ZJ-2026-0077"]) == {
        "review.missing_exhibit"
    }
    decide(office, tmp_path, found)
    assert codes(office, "review.decide", found, outcome="revoked", reasons="x") == {"review.state"}


def test_nobody_reviews_twice_about_one_subject(office: Office, tmp_path: Path) -> None:
    number = published(office)
    first = panel(office, "甲", "乙", "丙")
    objected = receive(office, number)
    found = do(office, "review.open", number, panel=first)
    decide(office, tmp_path, found)
    answer(office, tmp_path, objected)
    again = receive(office, number, against=found)
    assert codes(office, "review.open", number, panel=first) == {"review.judged_before"}
    others = panel(office, "丁", "戊", "己")
    second = do(office, "review.open", number, panel=others)
    assert review(office, second).round == 2
    assert objection(office, again).review == second


def test_parties_authors_and_the_objector_do_not_review(office: Office) -> None:
    number = published(office)
    author = person(office, "李明")
    objecting = person(office, OBJECTOR)
    receive(office, number, person=objecting)
    assert "review.conflict" in codes(office, "review.open", number, panel=[author])
    assert codes(office, "review.open", number, panel=[objecting]) == {"review.party"}
    assert codes(office, "review.open", number, panel=["RY-2026-0099"]) == {"review.unknown_person"}
    assert codes(office, "review.open", number) == {"review.no_panel"}


def test_a_member_may_be_replaced_and_stays_on_record(office: Office, tmp_path: Path) -> None:
    number = published(office)
    objected = receive(office, number)
    first = panel(office, "甲", "乙", "丙")
    found = do(office, "review.open", number, panel=first)
    new = panel(office, "丁")
    assert codes(office, "review.change_panel", found, panel=[*first[1:], *new]) == {"review.no_reason"}
    do(office, "review.change_panel", found, panel=[*first[1:], *new], reason="甲申请回避")
    assert review(office, found).former == (first[0],)
    decide(office, tmp_path, found)
    answer(office, tmp_path, objected)
    receive(office, number, against=found)
    assert codes(office, "review.open", number, panel=first[:1]) == {"review.judged_before"}


def test_an_objection_against_a_review_names_a_decided_one(office: Office) -> None:
    number = published(office)
    with pytest.raises(RefusedError) as refused:
        receive(office, number, against="FH-2026-0001")
    assert {reason.code for reason in refused.value.reasons} == {"objection.against"}
