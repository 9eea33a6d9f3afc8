from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from tests.licenses.procedure.acts import (
    EVE,
    LEADERS,
    LICENSEE,
    NUMBER,
    TERMS,
    closed,
    decided,
    do,
    drafted,
    enterprise,
    noticed,
    paper,
    prepared,
    ready,
    record,
    result,
    told,
    why,
)
from tests.offices import problems
from ttoffice.action import Office
from ttoffice.licenses.codes import LicenseState
from ttoffice.notices.shelves import NOTICES


def state(office: Office, number: str = NUMBER) -> str:
    return record(office, number).state.value


def test_a_license_goes_from_the_register_to_its_signature_and_every_refusal_names_what_is_missing(
    office: Office,
) -> None:
    number = do(office, "license.draft", result=result(office).lower())
    assert record(office, number).terms.grants[0].rights[0].number == "ZL202310000001.5"
    assert why(office, "license.sign", number) == {"license.state"}
    assert why(office, "license.negotiate", number) == {"license.no_licensee"}
    do(office, "license.change", number, licensee=_named(office), terms=_terms())
    do(office, "license.negotiate", number)
    missing = why(office, "license.sign", number)
    assert missing == {
        "license.ties_unsaid",
        "license.no_pricing",
        "license.undecided",
        "license.not_informed",
    }
    do(office, "license.declare_ties", number, related="none", proof=paper(office, number))
    do(office, "license.price", number, method="agreement")
    do(office, "license.inform", number)
    assert why(office, "license.sign", number) == {"license.unpublished", "license.undecided"}
    assert why(office, "license.publish_price", number) == {"license.no_notice"}
    notice = noticed(office, number)
    assert state(office, number) == "price_notice"
    assert "license.notice_open" in why(office, "license.sign", number)
    assert why(office, "license.decide", number) == {"license.notice_open", "license.no_decision"}
    later = closed(office, notice)
    decided(later, number)
    assert state(later, number) == "decided"
    assert told(later, "license.sign", number) >= {"license.contract_unnamed", "license.no_paper"}
    assert why(later, "license.sign", number, signed_on="2026-06-16") == {
        "license.before_notice_closed",
        "license.before_decision",
    }
    do(later, "license.sign", number, effective_on="2026-07-01")
    signed = record(later, number)
    assert (signed.state, signed.signed_on, signed.effective_on) == ("signed", EVE, date(2026, 7, 1))
    assert signed.signed_licensee is not None
    assert (signed.signed_licensee.name, signed.signed_licensee.size_class) == (LICENSEE, "small")
    assert signed.signed_licensee.figures.startswith("2025年度：从业人员85人")
    assert problems(later) == ()


def _named(office: Office) -> str:
    enterprise(office)
    return LICENSEE


def _terms() -> dict[str, object]:
    from tests.licenses.procedure.acts import TERMS

    return TERMS


def test_what_is_signed_stands_against_changes_also_in_the_database(eve: Office) -> None:
    do(eve, "license.sign", NUMBER)
    assert why(eve, "license.change", NUMBER, title="另一名称") == {"license.signed"}
    with sqlite3.connect(eve.home.store) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute("UPDATE license SET terms = '{}' WHERE number = ?", (NUMBER,))


def test_changed_money_is_covered_neither_by_the_notice_nor_by_the_decision(eve: Office) -> None:
    terms = {"plan": {"royalty": {"rate": "4%"}}}
    expected = {"license.notice_not_covering", "license.decision_not_covering"}
    assert told(eve, "license.change", NUMBER, terms=terms) >= expected
    do(eve, "license.change", NUMBER, terms=terms)
    assert state(eve) == "negotiating"
    assert why(eve, "license.sign", NUMBER) == expected
    assert why(eve, "license.publish_price", NUMBER) == {"license.notice_other_price"}
    do(eve, "license.change", NUMBER, terms={"plan": {"royalty": {"rate": "5%"}}})
    assert why(eve, "license.sign", NUMBER) == set()


def test_changed_words_beside_the_price_are_decided_again_but_not_published_again(eve: Office) -> None:
    do(eve, "license.change", NUMBER, terms={"field_of_use": "咖啡与茶叶加工"})
    assert why(eve, "license.sign", NUMBER) == {"license.decision_not_covering"}
    decided(eve, NUMBER)
    assert why(eve, "license.sign", NUMBER) == set()
    do(eve, "license.sign", NUMBER)


def test_an_undone_change_brings_the_draft_back_with_what_covers_it(eve: Office) -> None:
    before = record(eve, NUMBER)
    with eve.reader() as reader:
        version = reader.value("SELECT version FROM license WHERE number = ?", (NUMBER,))
    do(eve, "license.change", NUMBER, terms={"territory": "全国", "plan": {"total": "1万元"}})
    do(eve, "license.revert", NUMBER, to_version=version)
    assert record(eve, NUMBER) == before
    assert why(eve, "license.revert", NUMBER, to_version=1) == {"license.step_between"}
    assert why(eve, "license.revert", NUMBER, to_version=99) == {"license.no_earlier_version"}


def test_an_open_objection_keeps_a_license_from_its_signature(office: Office) -> None:
    number = prepared(office)
    notice = noticed(office, number)
    do(office, "objection.receive", notice, objector="甲", channel="来信", content="价格偏低", passage="价格")
    assert "license.notice_objections" in why(office, "license.sign", number)


def test_the_notice_takes_price_way_and_ties_from_the_license(office: Office) -> None:
    number = prepared(office)
    notice = do(
        office,
        "notice.draft",
        kind="price",
        subject=number,
        place="公示栏",
        channel="科技处",
        office="科技处",
    )
    with office.reader() as reader:
        found = NOTICES.load(reader, notice)
    assert found is not None
    facts = {fact.key: fact.value for fact in found.record.facts}
    assert facts["price"].startswith(
        "零门槛费或者低门槛费+阶段性支付+收入提成；零门槛费；中试验收：里程碑节点"
    )
    assert facts["way"].startswith("以“先使用后付费”方式许可使用，普通许可，许可地域：云南省")
    assert (facts["completers"], facts["acquirer"]) == ("李明、王芳", LICENSEE)
    assert facts["price"] in found.record.text
    assert found.record.related == "no"
    assert why(office, "license.publish_price", number) == {"license.notice_not_out"}
    do(office, "notice.edit", notice, text="价格另议。")
    assert "license.notice_other_price" in why(office, "license.publish_price", number)


# --- ties ----------------------------------------------------------------------------------------------


def completer_with_shares(office: Office) -> str:
    tie = {
        "kind": "shareholding",
        "organisation": LICENSEE,
        "credit_code": "91530102MA7KPQ3R86",
        "share": "30",
    }
    return do(office, "person.create", name="王芳", roles=["researcher"], ties=[tie])


def test_a_tie_that_somebody_declared_elsewhere_must_not_be_denied(office: Office) -> None:
    number = drafted(office)
    completer_with_shares(office)
    assert why(office, "license.declare_ties", number, related="none") == {"license.undeclared_tie"}
    assert why(office, "license.declare_ties", number, related="declared") == {"license.ties_note"}
    do(office, "license.declare_ties", number, related="declared", note="王芳持有被许可方30%股份")
    assert why(office, "license.declare_ties", number, related="none") == {"license.undeclared_tie"}


def test_declared_ties_ask_for_a_notice_that_says_so_and_a_decision_without_them(office: Office) -> None:
    number = prepared(office)
    wang = completer_with_shares(office)
    note = "完成人王芳持有被许可方30%股份"
    do(
        office,
        "policy.set",
        code="license_decision",
        value="never",
        source="校内规定",
        effective_from="2026-01-01",
    )
    do(office, "license.declare_ties", number, related="declared", note=note)
    notice = noticed(office, number)
    with office.reader() as reader:
        found = NOTICES.load(reader, notice)
    assert found is not None
    assert note in found.record.text
    later = closed(office, notice)
    assert why(later, "license.sign", number) == {"license.undecided"}
    given = {
        "title": "议题",
        "subject": number,
        "body": "校长办公会",
        "text": "同意",
        "decided_on": EVE.isoformat(),
        "minutes": paper(later, number, "纪要.txt"),
    }
    for name in LEADERS[:3]:
        do(later, "person.create", name=name, roles=["manager"])
    members = [*LEADERS[:3], wang]
    assert why(later, "decision.record", members=members, **given) == {"decision.conflict"}
    do(later, "recusal.record", person=wang, subject=number, outcome="withdrawn")
    do(later, "decision.record", members=members, **given)
    do(later, "license.decide", number)
    do(later, "license.sign", number)


# --- price ---------------------------------------------------------------------------------------------


def test_a_price_found_on_the_market_needs_its_proof_and_no_notice(office: Office) -> None:
    number = prepared(office)
    assert why(office, "license.price", number, method="拍卖") == {"license.price_proof"}
    do(office, "license.price", number, method="listing", proof=paper(office, number, "成交.txt"))
    assert why(office, "license.publish_price", number) == {"license.no_notice_asked"}
    assert why(office, "license.sign", number) == {"license.undecided"}
    decided(office, number)
    do(office, "license.sign", number)


@pytest.mark.parametrize(("cap", "asked"), [("200万元", True), ("20万元", False)])
def test_the_unit_may_decide_collectively_above_an_amount_only(office: Office, cap: str, asked: bool) -> None:
    number = prepared(office)
    do(office, "license.change", number, terms={"plan": {"royalty": {"cap": cap}}})
    do(
        office,
        "policy.set",
        code="license_decision",
        value="above",
        source="校内规定",
        effective_from="2026-01-01",
    )
    assert ("license.undecided" in why(office, "license.sign", number)) is asked


def test_researchers_who_refuse_are_respected(office: Office) -> None:
    number = drafted(office, result=result(office, consent="refused"))
    do(office, "license.negotiate", number)
    assert "license.consent_refused" in why(office, "license.sign", number)


# --- after signature -----------------------------------------------------------------------------------


def test_performance_begins_with_effect_and_warns_of_the_missing_registration(eve: Office) -> None:
    do(eve, "license.sign", NUMBER, effective_on="2026-07-01")
    assert why(eve, "license.begin", NUMBER) == {"license.not_effective"}
    later = eve.on(date(2026, 7, 1))
    assert told(later, "license.begin", NUMBER) == {"license.unregistered"}
    do(later, "license.begin", NUMBER)
    assert why(later, "license.record_first_sale", NUMBER, on="2026-08-01") == {"license.future"}
    do(later, "license.record_first_sale", NUMBER)
    assert why(later, "license.record_first_sale", NUMBER) == {"license.sold_already"}
    assert why(later, "license.end", NUMBER, on="2026-07-01") == {"license.term_runs"}
    last = eve.on(date(2031, 7, 1))
    do(last, "license.end", NUMBER)
    ended = record(last, NUMBER)
    assert (ended.state, ended.ended_on, ended.end_reason) == (
        LicenseState.ENDED,
        date(2031, 6, 30),
        "许可期限届满",
    )


def test_a_contract_concluded_before_is_entered_with_warnings_and_without_a_procedure(office: Office) -> None:
    given = {
        "title": "早年许可",
        "licensee": enterprise(office),
        "results": result(office),
        "signed_on": "2025/12/1",
        "terms": _terms(),
    }
    assert why(office, "license.enter_signed", **{**given, "signed_on": "2027-01-01"}) == {"license.future"}
    assert why(office, "license.enter_signed", **{**given, "results": "CG-2026-0099"}) == {
        "license.no_result"
    }
    number = do(office, "license.enter_signed", **given)
    entered = record(office, number)
    assert (entered.outside, entered.state.value, entered.registered_on) == (True, "in_force", None)
    assert told(office, "license.enter_signed", **given) >= {"license.twin", "license.no_paper"}


def test_the_eve_is_ready(tmp_path: Path, office: Office) -> None:
    later, number = ready(office)
    assert (later.today, number) == (EVE, NUMBER)


def test_another_licensee_needs_ties_notice_and_decision_of_its_own(eve: Office) -> None:
    other = do(eve, "enterprise.enter", name="云南另一公司", code_reason="换照期间")
    before = record(eve, NUMBER)
    assert told(eve, "license.change", NUMBER, licensee=other) >= {"license.ties_again"}
    do(eve, "license.change", NUMBER, licensee=other)
    assert (state(eve), record(eve, NUMBER).related) == ("negotiating", "")
    assert why(eve, "license.sign", NUMBER) >= {
        "license.ties_unsaid",
        "license.notice_other_acquirer",
        "license.notice_not_covering",
        "license.decision_not_covering",
    }
    do(eve, "license.declare_ties", NUMBER, related="none")
    assert why(eve, "license.publish_price", NUMBER) == {"license.notice_other_acquirer"}
    do(eve, "license.change", NUMBER, licensee=before.licensee)
    do(eve, "license.declare_ties", NUMBER, related="none")
    assert why(eve, "license.sign", NUMBER) == set()


def test_a_change_of_the_licensee_is_undone_with_the_ties_that_it_took_away(eve: Office) -> None:
    before = record(eve, NUMBER)
    with eve.reader() as reader:
        version = reader.value("SELECT version FROM license WHERE number = ?", (NUMBER,))
    other = do(eve, "enterprise.enter", name="云南另一公司", code_reason="换照期间")
    do(eve, "license.change", NUMBER, licensee=other)
    do(eve, "license.revert", NUMBER, to_version=version)
    assert record(eve, NUMBER) == before


def test_numbers_of_persons_have_no_place_in_a_license(office: Office) -> None:
    number = drafted(office)
    note = "联系人张三 13812345678"
    assert why(office, "license.change", number, note=note) == {"personal.number"}
    assert "personal.number" in why(office, "license.declare_ties", number, related="declared", note=note)


def test_a_published_text_says_what_was_declared_and_holds_no_remark_for_the_office(office: Office) -> None:
    number = prepared(office, terms={name: value for name, value in TERMS.items() if name != "kind"})
    notice = noticed(office, number)
    with office.reader() as reader:
        found = NOTICES.load(reader, notice)
    assert found is not None
    assert "普通许可，许可地域：云南省" in found.record.text
    assert "未约定" not in found.record.text
    assert "据有关人员申报，受让方（被许可方）与本单位及成果完成人不存在关联关系。" in found.record.text
    assert "经核查" not in found.record.text
