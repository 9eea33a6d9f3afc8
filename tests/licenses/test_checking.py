from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.licenses.law.plans import BOTH_PLAN
from ttoffice.action import Office, perform
from ttoffice.action.performing import _context, _transaction
from ttoffice.licenses.checking import grant_of, limits_on, reasons
from ttoffice.licenses.codes import DueKind, DueState, LicenseState
from ttoffice.licenses.gathering.ledger import payments_of
from ttoffice.licenses.law.facts import GUARANTEE, NO_GUARANTORS
from ttoffice.licenses.record import AmendmentRecord, Change, DueRecord, Licensee, LicenseRecord
from ttoffice.licenses.shelves import AMENDMENTS, DUES, LICENSES
from ttoffice.licenses.supports.record import (
    MAY_NOT_GUARANTEE,
    SUPPORTS,
    ProviderKind,
    SupportKind,
    SupportRecord,
    SupportState,
)
from ttoffice.licenses.terms import ClauseChoice, Grant, Terms
from ttoffice.reasons import Reason
from ttoffice.results.codes import LicenseKind, RightKind
from ttoffice.workdays.calendar import WorkCalendar

DAY = date(2026, 6, 1)
UNIT = "云南示范大学"
PATENT = {
    "kind": "invention",
    "number": "ZL202010123456.2",
    "applied_on": "2020-03-04",
    "acquired_on": "2022-05-06",
    "expires_on": "2040-03-04",
    "legal_status": "in_force",
    "holders": [{"name": UNIT, "share": None}],
}


def _enter(office: Office, shelf: Any, record: Any) -> str:
    with _transaction(office) as writer:
        context = _context(office, writer, office.vault)
        number: str = shelf.enter(context, record)
        context.recorder.flush()
        writer.commit()
    return number


def said(office: Office, record: LicenseRecord, number: str = "", day: date = DAY) -> list[Reason]:
    with office.reader() as reader:
        return reasons(reader, number, record, office.rulebook, day)


def codes(office: Office, record: LicenseRecord, number: str = "") -> list[str]:
    return [reason.code for reason in said(office, record, number) if reason.field != "licensee"]


@pytest.fixture
def result(office: Office) -> str:
    """A patent of the own unit in the register."""
    perform(office, "unit.set", {"name": UNIT})
    given = {"title": "松茸保鲜方法", "result_type": "patent", "secrecy": "open", "rights": [PATENT]}
    return str(perform(office, "result.create", given).value)


def license_of(office: Office, number: str, **terms: Any) -> LicenseRecord:
    """Return an ordinary license of a result, sound but for its licensee."""
    with office.reader() as reader:
        grant = grant_of(reader, number)
    sound = Terms(
        (grant,), LicenseKind.ORDINARY, "云南省", "食用菌保鲜", DAY, date(2031, 5, 31), plan=BOTH_PLAN
    )
    return LicenseRecord("许可", terms=replace(sound, **terms))


def test_a_grant_takes_over_all_rights_as_the_register_has_them(office: Office, result: str) -> None:
    with office.reader() as reader:
        grant = grant_of(reader, " cg-2026-1 ")
        assert grant_of(reader, "CG-2026-0099") == Grant("CG-2026-0099")
    assert (grant.result, grant.title) == (result, "松茸保鲜方法")
    [right] = grant.rights
    assert (right.kind, right.number) == (RightKind.INVENTION, "ZL202010123456.2")
    assert (right.expires_on, right.legal_status, right.holders) == (date(2040, 3, 4), "in_force", (UNIT,))


def test_a_sound_license_has_nothing_against_it_but_the_missing_licensee(office: Office, result: str) -> None:
    found = said(office, license_of(office, result))
    assert [reason.code for reason in found] == ["license.no_licensee"]


def test_what_the_register_says_today_counts_not_what_the_terms_took_over(
    office: Office, result: str
) -> None:
    record = license_of(office, result)
    lapsed = [{**PATENT, "legal_status": "lapsed"}]
    perform(office, "result.edit", {"rights": lapsed, "secrecy": "secret"}, subject=result)
    assert codes(office, record) == ["license.secret", "license.right_lapsed"]


def test_a_right_that_left_the_register_is_pointed_out(office: Office, result: str) -> None:
    record = license_of(office, result)
    perform(office, "result.edit", {"rights": []}, subject=result)
    assert codes(office, record) == ["license.right_gone"]


def test_a_result_that_does_not_exist_is_refused(office: Office) -> None:
    record = LicenseRecord("许可", terms=Terms(grants=(Grant("CG-2026-0077"),)))
    assert "license.no_result" in codes(office, record)


def test_consent_is_an_exhibit_in_the_store(office: Office, result: str, tmp_path: Path) -> None:
    shared = {**PATENT, "holders": [{"name": UNIT}, {"name": "云南某研究院"}]}
    perform(office, "result.edit", {"rights": [shared]}, subject=result)
    record = license_of(office, result, kind=LicenseKind.EXCLUSIVE)
    assert codes(office, record) == ["license.co_owners"]
    paper = tmp_path / "同意书.txt"
    paper.write_text("同意", encoding="utf-8")
    exhibit = str(perform(office, "exhibit.add", {"subject": result, "path": str(paper)}).value)
    grant = record.terms.grants[0]
    for consent, expected in ((exhibit, []), ("ZJ-2026-0999", ["license.consent_missing"])):
        terms = replace(record.terms, grants=(replace(grant, consent=consent),))
        assert codes(office, replace(record, terms=terms)) == expected


def test_fields_are_named_as_in_the_license(office: Office, result: str) -> None:
    record = license_of(office, result, kind=None, clauses=(ClauseChoice("validity", "no_challenge"),))
    fields = {reason.code: reason.field for reason in said(office, record)}
    assert fields == {
        "license.no_licensee": "licensee",
        "license.kind": "terms.kind",
        "license.void_challenge": "terms.clauses[0].option",
    }


# --- other licenses --------------------------------------------------------------------------------------


def _signed(record: LicenseRecord, **changes: Any) -> LicenseRecord:
    signed = replace(record, state=LicenseState.SIGNED, licensee="QY-2026-0009", signed_on=DAY)
    return replace(signed, **changes)


def test_an_exclusive_license_in_force_bars_another_of_the_same_result(office: Office, result: str) -> None:
    exclusive = license_of(office, result, kind=LicenseKind.EXCLUSIVE)
    number = _enter(office, LICENSES, _signed(exclusive))
    assert codes(office, license_of(office, result)) == ["license.conflict"]
    assert codes(office, _signed(exclusive), number) == []
    _enter(office, LICENSES, _signed(exclusive, state=LicenseState.TERMINATED))
    assert codes(office, license_of(office, result)) == ["license.conflict"]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (LicenseState.DRAFT, []),
        (LicenseState.NEGOTIATING, []),
        (LicenseState.PRICE_NOTICE, ["license.conflict_under_way"]),
        (LicenseState.DECIDED, ["license.conflict_under_way"]),
        (LicenseState.REGISTERED, ["license.conflict"]),
        (LicenseState.IN_FORCE, ["license.conflict"]),
        (LicenseState.ENDED, []),
    ],
)
def test_what_binds_refuses_and_what_is_about_to_bind_warns(
    office: Office, result: str, state: LicenseState, expected: list[str]
) -> None:
    _enter(office, LICENSES, _signed(license_of(office, result, kind=LicenseKind.SOLE), state=state))
    assert codes(office, license_of(office, result)) == expected


def test_the_terms_of_another_license_count_as_amended(office: Office, result: str) -> None:
    exclusive = license_of(office, result, kind=LicenseKind.EXCLUSIVE)
    number = _enter(office, LICENSES, _signed(exclusive))
    change = Change("territory", "云南省", "四川省")
    _enter(office, AMENDMENTS, AmendmentRecord(number, "变更地域", 1, (change,), DAY, DAY, "双方协商"))
    assert codes(office, license_of(office, result)) == []


def test_the_same_patent_under_another_result_is_found_too(office: Office, result: str) -> None:
    perform(office, "result.create", {"title": "同一专利", "result_type": "patent", "rights": [PATENT]})
    _enter(office, LICENSES, _signed(license_of(office, "CG-2026-0002", kind=LicenseKind.EXCLUSIVE)))
    assert codes(office, license_of(office, result)) == ["license.conflict"]


# --- settings and ledger ---------------------------------------------------------------------------------


def test_the_units_own_ceiling_of_a_threshold_fee_holds_from_its_day(office: Office, result: str) -> None:
    given = {
        "code": "low_threshold_ceiling",
        "value": "900000",
        "source": "校长办公会纪要",
        "effective_from": "2026-06-01",
    }
    perform(office, "policy.set", given)
    [reason] = [one for one in said(office, license_of(office, result)) if one.field != "licensee"]
    assert reason.code == "plan.threshold_high"
    assert "校长办公会纪要" in reason.message
    with office.reader() as reader:
        assert limits_on(reader, date(2026, 5, 31)).threshold_fen.value == 5_000_000
        assert limits_on(reader, DAY).late_rate.value * 10 == 1


def test_a_signed_license_is_measured_by_its_ledger(office: Office, result: str) -> None:
    number = _enter(office, LICENSES, _signed(license_of(office, result)))
    with office.reader() as reader:
        planned = payments_of(reader, number, BOTH_PLAN, DAY, WorkCalendar())
    due = DueRecord(
        number, DueKind.STAGE, "s2", "中试通过", state=DueState.EXPECTED, expected_on=date(2029, 1, 1)
    )
    _enter(office, DUES, due)
    _enter(office, DUES, replace(due, key="s1", title="已付", state=DueState.SETTLED))
    with office.reader() as reader:
        kept = payments_of(reader, number, BOTH_PLAN, DAY, WorkCalendar())
    assert len(planned) == 4
    assert [(item.title, item.due_on) for item in kept[:1]] == [("中试通过", date(2029, 1, 1))]
    assert kept[1:] == planned[-1:]


def test_the_day_of_signature_decides_whether_the_guideline_held(office: Office, result: str) -> None:
    record = license_of(office, result, ends_on=date(2035, 1, 1))
    later = [reason.code for reason in said(office, record, day=date(2029, 1, 1))]
    signed = [reason.code for reason in said(office, _signed(record), day=date(2029, 1, 1))]
    assert "license.not_in_force" in later
    assert "license.not_in_force" not in signed


# --- the licensee ----------------------------------------------------------------------------------------

CODE = "91530102MA7KPQ3R86"
SMALL = {"year": 2025, "employees": 60, "revenue_fen": 1_200_000_000, "source": "年报"}
LARGE = {"year": 2025, "employees": 2000, "revenue_fen": 50_000_000_000, "source": "年报"}


def _licensed_to(office: Office, result: str, **enterprise: Any) -> list[Reason]:
    given = {"name": "昆明某食品有限公司", "industry": "industry", **enterprise}
    number = str(perform(office, "enterprise.enter", {"credit_code": CODE, **given}).value)
    return said(office, replace(license_of(office, result), licensee=number))


@pytest.mark.parametrize(
    ("enterprise", "expected"),
    [
        ({"figures": [SMALL]}, []),
        ({"figures": [LARGE]}, ["license.not_small"]),
        ({}, ["license.size_unknown"]),
        ({"entity": "cooperative", "industry": None}, []),
        (
            {"country": "LA", "credit_code": "", "code_reason": "境外企业"},
            ["license.abroad", "license.abroad_priority"],
        ),
    ],
)
def test_the_licensee_is_judged_by_its_record(
    office: Office, result: str, enterprise: dict[str, Any], expected: list[str]
) -> None:
    assert [reason.code for reason in _licensed_to(office, result, **enterprise)] == expected


def test_a_licensee_that_was_dissolved_cannot_sign(office: Office, result: str) -> None:
    record = license_of(office, result)
    number = str(
        perform(
            office,
            "enterprise.enter",
            {"name": "昆明某公司", "credit_code": CODE, "industry": "industry", "figures": [SMALL]},
        ).value
    )
    closed = {"state": "dissolved", "on": "2026-03-01", "source": "公示系统"}
    perform(office, "enterprise.close", closed, subject=number)
    [reason] = said(office, replace(record, licensee=number))
    assert (reason.code, reason.warning) == ("license.licensee_ended", False)
    assert "2026-03-01" in reason.message


def test_a_licensee_that_ended_after_its_signature_makes_the_license_no_breach_of_law(
    office: Office, result: str
) -> None:
    given = {"name": "昆明某公司", "credit_code": CODE, "industry": "industry", "figures": [SMALL]}
    number = str(perform(office, "enterprise.enter", given).value)
    closed = {"state": "bankrupt", "on": "2026-05-20", "source": "法院公告"}
    perform(office, "enterprise.close", closed, subject=number)
    unsigned = replace(license_of(office, result), licensee=number)
    for signed_on, broken in ((None, True), (date(2026, 5, 21), True), (date(2026, 5, 19), False)):
        found = said(office, replace(unsigned, signed_on=signed_on))
        (reason,) = [one for one in found if one.code == "license.licensee_ended"]
        assert reason.warning is not broken


def test_a_signed_license_keeps_the_size_class_of_its_signature(office: Office, result: str) -> None:
    record = _signed(license_of(office, result), signed_licensee=Licensee("某公司", CODE, "small"))
    given = {"name": "某公司", "credit_code": CODE, "industry": "industry", "figures": [LARGE]}
    number = str(perform(office, "enterprise.enter", given).value)
    assert said(office, replace(record, licensee=number)) == []


# --- the clause library ----------------------------------------------------------------------------------


def test_clauses_of_the_offices_own_library_are_looked_at(office: Office, result: str) -> None:
    folder = office.home.templates / "contract"
    folder.mkdir(parents=True)
    (folder / "30-own.toml").write_text(
        'key = "own"\ntitle = "其他"\n[[paragraphs]]\nkey = "own_goods"\n'
        'text = "乙方所需菌种必须从甲方指定的供应商处采购。"\n',
        encoding="utf-8",
    )
    (folder / "31-broken.toml").write_text("key = ", encoding="utf-8")
    [reason] = [one for one in said(office, license_of(office, result)) if one.field != "licensee"]
    assert (reason.code, reason.field) == ("license.maybe_void_purchase_channel", "terms.clauses")


# --- guarantees ------------------------------------------------------------------------------------------


def test_standing_guarantees_are_measured_by_the_license_and_ended_ones_are_not(
    office: Office, result: str
) -> None:
    record = license_of(office, result)
    number = _enter(office, LICENSES, record)
    guarantee = SupportRecord(
        number,
        SupportKind.GUARANTEE,
        "保证",
        provider="某担保公司",
        provider_kind=ProviderKind.GUARANTEE_COMPANY,
        ends_on=date(2031, 7, 30),
    )
    _enter(office, SUPPORTS, guarantee)
    _enter(office, SUPPORTS, replace(guarantee, state=SupportState.ENDED, provider_kind=None))
    assert codes(office, record, number) == ["license.guarantee_short"]  # the last royalty is due that day
    _enter(
        office, SUPPORTS, replace(guarantee, provider_kind=ProviderKind.UNIVERSITY, ends_on=date(2032, 1, 1))
    )
    assert codes(office, record, number) == ["license.guarantee_short", "license.guarantor_barred"]


def test_both_sides_name_the_same_providers_that_may_not_stand_surety() -> None:
    assert {kind.value for kind in MAY_NOT_GUARANTEE} <= NO_GUARANTORS
    assert SupportKind.GUARANTEE.value == GUARANTEE
