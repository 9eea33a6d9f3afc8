from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.licenses.acting import act, refused, sign, warnings
from tests.notices.acts import exhibit
from tests.offices import open_at, problems
from ttoffice.action import Office
from ttoffice.licenses import reading
from ttoffice.licenses.integrity.proposing import Proposal, proposals
from ttoffice.licenses.integrity.record import Conduct, IntegrityRecord, Party
from ttoffice.licenses.integrity.rules import entry_reasons
from ttoffice.licenses.integrity.views import standing_entries
from ttoffice.reasons import refusing

ENTRY = IntegrityRecord(
    "XK-2026-0001",
    "违约",
    Party.LICENSEE,
    Conduct.DEFAULT,
    date(2026, 6, 1),
    facts="逾期未付。",
    records=("YS-2026-0001",),
)


@pytest.fixture
def license_(office: Office) -> str:
    """A license whose threshold fee has been overdue since 2026-01-30; today is 2026-06-01."""
    return sign(office)


def on(office: Office, day: date) -> Office:
    return open_at(office.home.root, day)


def proposed(office: Office, number: str) -> dict[str, Proposal]:
    with office.reader() as reader:
        license_ = reading.load(reader, number)
        assert license_ is not None
        return {one.key: one for one in proposals(reader, license_, office.today)}


def standing(office: Office, number: str) -> list[tuple[str, str]]:
    with office.reader() as reader:
        return [(item.number, item.record.conduct.value) for item in standing_entries(reader, number)]


def codes(record: IntegrityRecord) -> set[str]:
    return {reason.code for reason in refusing(list(entry_reasons(record)))}


def test_nothing_adverse_is_recorded_on_somebodys_word() -> None:
    assert codes(ENTRY) == set()
    assert codes(replace(ENTRY, records=())) == {"integrity.unshown"}
    assert codes(replace(ENTRY, records=(), conduct=Conduct.ON_TIME)) == set()
    assert codes(replace(ENTRY, facts="")) == {"integrity.no_facts"}


def test_what_is_grave_needs_proof_and_the_hearing_of_the_one_concerned() -> None:
    grave = replace(ENTRY, conduct=Conduct.MALICIOUS)
    assert codes(grave) == {"integrity.no_proof", "integrity.not_heard"}
    heard = replace(grave, proof=("ZJ-2026-0001",), heard_on=date(2026, 5, 1))
    assert codes(heard) == set()
    warned = {reason.code for reason in entry_reasons(heard) if reason.warning}
    assert warned == {"integrity.no_decision", "integrity.refer"}


def test_the_ledger_proposes_what_was_paid_late_and_what_the_own_unit_missed(
    office: Office, license_: str
) -> None:
    act(office, "receipt.enter", license=license_, amount="30000", kind="bank", to=[{"due": "YS-2026-0001"}])
    found = proposed(office, license_)
    late = found["late:YS-2026-0001"]
    assert (late.party, late.conduct, late.records) == ("licensee", "late", ("YS-2026-0001",))
    assert "迟延122天" in late.facts
    own = next(one for key, one in found.items() if key.startswith("duty_open:"))
    assert (own.party, own.conduct) == ("licensor", "duty_missed")
    assert "技术合同认定登记" in own.facts
    number = act(office, "integrity.record", license=license_, proposed="late:YS-2026-0001")
    assert "late:YS-2026-0001" not in proposed(office, license_)
    assert standing(office, license_) == [(number, "late")]
    assert refused(office, "integrity.record", license=license_, proposed="late:YS-2026-0001") == {
        "integrity.no_proposal"
    }


def test_a_year_in_which_all_was_paid_on_time_is_proposed_once_it_is_over(
    office: Office, license_: str
) -> None:
    early = on(office, date(2026, 1, 20))
    act(early, "receipt.enter", license=license_, amount="30000", kind="bank", to=[{"due": "YS-2026-0001"}])
    assert "on_time:2026" not in proposed(office, license_)
    assert "on_time:2026" not in proposed(on(office, date(2027, 1, 5)), license_)  # a stage is overdue
    act(
        on(office, date(2026, 8, 1)),
        "receipt.enter",
        license=license_,
        amount="100000",
        kind="bank",
        to=[{"due": "YS-2026-0002"}],
    )
    found = proposed(on(office, date(2027, 1, 5)), license_)
    assert found["on_time:2026"].facts == "2026年应付的2笔款项均按期支付。"


def test_late_and_corrected_reports_are_proposed(office: Office, license_: str) -> None:
    later = on(office, date(2026, 9, 1))
    first = act(
        later, "statement.enter", license=license_, period="2026-H1", base="100万元", received_on="2026-08-10"
    )
    act(later, "statement.correct", first, base="150万元", reason="审计调整")
    found = proposed(later, license_)
    assert f"report:{first}" in found
    assert [one.conduct for key, one in found.items() if key.startswith("corrected:")] == ["duty_missed"]


def test_an_entry_is_corrected_heard_passed_on_and_taken_back_by_further_entries(
    office: Office, license_: str, tmp_path: Path
) -> None:
    data: dict[str, Any] = {"license": license_, "party": "licensee", "facts": "提交的销售报表系伪造。"}
    bare: dict[str, Any] = {**data, "conduct": "false_material", "records": [license_]}
    assert refused(office, "integrity.record", **bare) == {"integrity.no_proof", "integrity.not_heard"}
    first = act(office, "integrity.record", conduct="default", records=[license_], **data)
    proof = exhibit(office, tmp_path, license_, "报表.pdf")
    heard = act(
        office,
        "integrity.hear",
        first,
        objection="系财务人员差错",
        answer="与税务数据不符",
        outcome="upheld",
        proof=[proof],
    )
    graver = act(office, "integrity.correct", heard, conduct="false_material", reason="核查属实")
    assert refused(office, "integrity.correct", heard, facts="其他", reason="再改") == {"integrity.corrected"}
    assert warnings(office, "integrity.refer", graver, authority="昆明市公安局") >= {
        "integrity.no_referral_proof"
    }
    assert standing(office, license_) == [("CX-2026-0004", "false_material")]
    assert refused(office, "integrity.correct", "CX-2026-0004", reason="无变化") == {"integrity.unchanged"}
    act(office, "integrity.withdraw", "CX-2026-0004", reason="法院认定不成立")
    assert standing(office, license_) == []
    assert refused(office, "integrity.refer", "CX-2026-0005", authority="检察院") >= {"integrity.withdrawn"}
    assert problems(office) == ()


def test_a_report_that_comes_on_the_working_day_after_a_weekend_is_in_time(office: Office) -> None:
    number = sign(office)
    later = on(office, date(2027, 2, 1))  # the thirtieth day after the half-year is Saturday 30 January
    for key in ("2026-H1", "2026-H2"):
        act(later, "statement.enter", license=number, period=key, base="1万元", received_on="2027-02-01")
    found = [one for one in proposed(later, number).values() if one.key.startswith("report:")]
    assert [one.period for one in found] == ["2026年上半年"]
