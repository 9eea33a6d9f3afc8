from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.licenses.law.licenses import GRANT, PATENT, RESULT, TERMS, UNIT, facts, of_right, other
from tests.licenses.law.plans import BOTH_PLAN, DATE_NODE, FACTS, ROYALTY
from ttoffice.licenses.codes import RoyaltyBase, Sublicensing, Trigger
from ttoffice.licenses.dues.course import Course
from ttoffice.licenses.dues.schedule import planned
from ttoffice.licenses.fees import FeePlan, RateStep, Stage
from ttoffice.licenses.law.facts import LicenseeFacts, LicenseFacts, Payment, Support
from ttoffice.licenses.law.life import last_day, life_of
from ttoffice.licenses.law.overlap import Overlap, fields_of_use, shared, territories
from ttoffice.licenses.law.payments import planned_payments
from ttoffice.licenses.law.yardsticks import fixed_fen
from ttoffice.licenses.rules import license_reasons
from ttoffice.licenses.terms import Grant, GrantedRight, Terms
from ttoffice.reasons import Reason
from ttoffice.results.codes import LicenseKind, RightKind

SOLE, EXCLUSIVE, ORDINARY = LicenseKind.SOLE, LicenseKind.EXCLUSIVE, LicenseKind.ORDINARY


def told(given: LicenseFacts) -> list[tuple[str, bool]]:
    """Return what is said of a license: code and whether it only warns."""
    return [(reason.code, reason.warning) for reason in license_reasons(given)]


def one(given: LicenseFacts, code: str) -> Reason:
    [reason] = [reason for reason in license_reasons(given) if reason.code == code]
    return reason


def with_terms(**changes: Any) -> LicenseFacts:
    return facts(terms=replace(TERMS, **changes))


def test_a_sound_license_raises_no_reason_at_all() -> None:
    assert told(facts()) == []


# --- guideline and licensee ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2025, 11, 8), [("license.not_in_force", True)]),
        (date(2025, 11, 9), []),
        (date(2028, 11, 8), []),
        (date(2028, 11, 9), [("license.not_in_force", True)]),
    ],
)
def test_outside_its_three_years_the_guideline_carries_no_license(
    day: date, said: list[tuple[str, bool]]
) -> None:
    assert told(facts(day=day)) == said
    if said:
        assert one(facts(day=day), said[0][0]).basis == "pay-later:9"


@pytest.mark.parametrize(
    ("changes", "code", "warning", "basis"),
    [
        ({"number": ""}, "license.no_licensee", False, "pay-later:2"),
        ({"known": False}, "license.licensee_unknown", False, "pay-later:2"),
        ({"ended": "已注销"}, "license.licensee_ended", False, "民法典 59"),
        ({"small": None, "size": ""}, "license.size_unknown", True, "pay-later:1"),
        ({"small": False, "size": "large"}, "license.not_small", True, "pay-later:1"),
    ],
)
def test_the_licensee_is_there_and_its_size_is_looked_at(
    changes: dict[str, Any], code: str, warning: bool, basis: str
) -> None:
    given = facts(licensee=replace(facts().licensee, **changes))
    assert told(given) == [(code, warning)]
    assert (one(given, code).basis, one(given, code).field) == (basis, "licensee")


def test_another_business_entity_has_no_size_class_to_ask_for() -> None:
    licensee = LicenseeFacts("QY-2026-0002", "某农民专业合作社", known=True, class_asked=False)
    assert told(facts(licensee=licensee)) == []


def test_a_licensee_abroad_is_asked_about_export_and_priority_at_home() -> None:
    given = facts(licensee=replace(facts().licensee, country="老挝", small=None))
    assert told(given) == [("license.abroad", True), ("license.abroad_priority", True)]
    assert one(given, "license.abroad").basis == "技术进出口管理条例"
    assert one(given, "license.abroad_priority").basis == "促转法 6"


# --- results and rights ----------------------------------------------------------------------------------


def result(**changes: Any) -> LicenseFacts:
    return facts(results=(replace(RESULT, **changes),))


def test_a_license_without_a_result_is_of_nothing() -> None:
    given = facts(terms=replace(TERMS, grants=()), results=())
    assert told(given) == [("license.no_grant", False)]


@pytest.mark.parametrize(
    ("changes", "code", "warning", "basis"),
    [
        ({"found": False}, "license.no_result", False, "民法典 845"),
        ({"result_type": None}, "license.type_unknown", True, "pay-later:3"),
        ({"result_type": "trademark"}, "license.type_outside", True, "pay-later:3"),
        ({"secrecy": "secret"}, "license.secret", False, "促转法 11"),
        ({"secrecy": "top_secret"}, "license.secret", False, "促转法 11"),
        ({"secrecy": "internal"}, "license.internal", True, "促转法 11"),
        ({"secrecy": None}, "license.secrecy_unknown", True, "促转法 11"),
        ({"refused": True}, "license.researchers_refuse", True, "pay-later:7(1)"),
        ({"gone": ("ZL2",)}, "license.right_gone", True, "民法典 845"),
    ],
)
def test_what_the_register_says_of_a_result_is_looked_at(
    changes: dict[str, Any], code: str, warning: bool, basis: str
) -> None:
    assert told(result(**changes)) == [(code, warning)]
    assert one(result(**changes), code).basis == basis


def test_where_a_rulebook_closes_its_list_another_type_is_refused() -> None:
    given = replace(result(result_type="trademark"), types_open=False)
    assert told(given) == [("license.type_outside", False)]


def test_a_result_named_twice_is_refused() -> None:
    assert ("license.result_twice", False) in told(facts(results=(RESULT, RESULT)))


def test_a_result_licensed_without_its_rights_is_licensed_as_know_how() -> None:
    assert told(result(rights=())) == [("license.know_how", True), ("license.rights_left_out", True)]
    assert told(result(rights=(), registered=0, result_type="know_how")) == [("license.know_how", True)]


@pytest.mark.parametrize(
    ("changes", "code", "warning", "basis"),
    [
        ({"legal_status": "lapsed"}, "license.right_lapsed", False, "民法典 865"),
        ({"legal_status": ""}, "license.right_status", True, "民法典 870"),
        ({"kind": RightKind.SOFTWARE, "legal_status": "lapsed"}, "license.right_lapsed", False, "民法典 870"),
        (
            {"kind": RightKind.SOFTWARE, "legal_status": "pending"},
            "license.right_pending",
            True,
            "民法典 870",
        ),
        ({"kind": RightKind.OTHER}, "license.right_outside", True, "pay-later:3"),
        ({"holders": ("别的大学",)}, "license.not_ours", True, "民法典 870"),
    ],
)
def test_each_right_is_alive_and_the_units(
    changes: dict[str, Any], code: str, warning: bool, basis: str
) -> None:
    given = of_right(replace(PATENT, **changes))
    assert told(given) == [(code, warning)]
    assert one(given, code).basis == basis


def test_a_right_that_expired_cannot_be_licensed_whatever_its_status_says() -> None:
    given = of_right(replace(PATENT, expires_on=date(2026, 5, 31)))
    assert told(given)[0] == ("license.right_expired", False)
    assert told(of_right(replace(PATENT, expires_on=date(2031, 5, 31)))) == []


@pytest.mark.parametrize(
    ("number", "applied_on", "words"),
    [
        ("CN202510123456.2", date(2025, 6, 1), "申请公开以前适用技术秘密"),
        ("CN202410123456.4", date(2024, 6, 1), "按申请日推算应已公开"),
        ("CN202420123456.X", date(2024, 6, 1), "授权以前适用技术秘密"),
    ],
)
def test_a_pending_application_says_which_rules_hold(
    number: str, applied_on: date, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TTOFFICE_LANG", "zh_CN")
    right = GrantedRight(
        RightKind.PATENT_APPLICATION, number, applied_on, legal_status="pending", holders=(UNIT,)
    )
    reason = one(of_right(right), "license.right_pending")
    assert reason.basis == "技术合同解释 29"
    assert words in reason.message


# --- co-owners -------------------------------------------------------------------------------------------

SHARED = replace(PATENT, holders=(UNIT, "云南某研究院"))


@pytest.mark.parametrize("kind", [SOLE, EXCLUSIVE])
def test_co_owners_must_agree_to_a_sole_or_exclusive_license(kind: LicenseKind) -> None:
    given = of_right(SHARED, terms=replace(TERMS, kind=kind))
    assert told(given) == [("license.co_owners", False)]
    reason = one(given, "license.co_owners")
    assert (reason.basis, reason.field) == ("专利法 14", "grants[0].consent")
    assert "云南某研究院" in reason.message


def test_consent_counts_only_with_an_exhibit_that_exists() -> None:
    grant = replace(GRANT, rights=(SHARED,), consent="ZJ-2026-0001")
    shared_result = replace(RESULT, grant=grant, rights=(SHARED,))
    terms = replace(TERMS, kind=EXCLUSIVE, grants=(grant,))
    assert told(facts(terms=terms, results=(shared_result,))) == [("license.consent_missing", False)]
    assert told(facts(terms=terms, results=(replace(shared_result, consent_found=True),))) == []


def test_a_co_owner_may_license_alone_in_the_ordinary_way_and_shares_the_fee() -> None:
    given = of_right(SHARED)
    assert told(given) == [("license.share_fee", True)]
    assert one(given, "license.share_fee").basis == "专利法 14"


def test_of_know_how_the_consent_is_asked_by_its_own_rule_and_no_fee_shared() -> None:
    secret = GrantedRight(RightKind.KNOW_HOW, "配方", holders=(UNIT, "云南某研究院"))
    assert ("license.co_owners", False) in told(of_right(secret, terms=replace(TERMS, kind=SOLE)))
    assert (
        one(of_right(secret, terms=replace(TERMS, kind=SOLE)), "license.co_owners").basis == "技术合同解释 20"
    )
    assert told(of_right(secret)) == [("license.know_how", True)]


# --- scope -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "code", "basis"),
    [
        ({"kind": None}, "license.kind", "技术合同解释 25"),
        ({"territory": " "}, "license.territory", "技术合同解释 28"),
        ({"field_of_use": ""}, "license.field_of_use", "技术合同解释 28"),
        ({"ends_on": None}, "license.term", "技术合同解释 28"),
        ({"sublicensing": Sublicensing.CONSENT}, "license.sublicense_ordinary", "民法典 867"),
    ],
)
def test_what_is_left_open_in_the_scope_is_pointed_out(
    changes: dict[str, Any], code: str, basis: str
) -> None:
    assert told(with_terms(**changes)) == [(code, True)]
    assert one(with_terms(**changes), code).basis == basis


def test_a_term_that_ends_before_it_begins_is_refused() -> None:
    assert ("license.term_order", False) in told(with_terms(starts_on=date(2031, 6, 1)))


def test_a_term_that_is_over_is_warned_of() -> None:
    assert ("license.term_over", True) in told(with_terms(starts_on=None, ends_on=date(2026, 5, 31)))


def test_the_term_lies_within_the_life_of_the_one_right() -> None:
    assert told(with_terms(ends_on=date(2040, 3, 4))) == []
    reason = one(with_terms(ends_on=date(2040, 3, 5)), "license.beyond_right")
    assert (reason.warning, reason.basis, reason.field) == (False, "民法典 865; 专利法 42", "ends_on")


def _two_rights(ends_on: date, second: GrantedRight) -> LicenseFacts:
    grant = replace(GRANT, rights=(PATENT, second))
    two = replace(RESULT, grant=grant, rights=(PATENT, second))
    return facts(terms=replace(TERMS, grants=(grant,), ends_on=ends_on), results=(two,))


def test_of_several_rights_the_last_bounds_the_term_and_the_first_warns() -> None:
    later = replace(PATENT, number="ZL202110123456.0", expires_on=date(2041, 3, 4))
    assert told(_two_rights(date(2041, 3, 4), later)) == [("license.beyond_first_right", True)]
    assert told(_two_rights(date(2041, 3, 5), later)) == [("license.beyond_right", False)]


def test_know_how_beside_a_right_leaves_the_term_unbounded() -> None:
    secret = GrantedRight(RightKind.KNOW_HOW, "", holders=(UNIT,))
    said = told(_two_rights(date(2060, 1, 1), secret))
    assert said == [("license.know_how", True), ("license.beyond_first_right", True)]


def test_a_right_whose_end_is_unknown_is_asked_for_and_bounds_nothing() -> None:
    software = GrantedRight(RightKind.SOFTWARE, "2020SR0123456", legal_status="in_force", holders=(UNIT,))
    said = told(_two_rights(date(2041, 1, 1), software))
    assert said == [("license.right_end_unknown", True), ("license.beyond_first_right", True)]


@pytest.mark.parametrize(
    ("kind", "number", "last"),
    [
        (RightKind.INVENTION, "", date(2040, 2, 29)),
        (RightKind.UTILITY_MODEL, "", date(2030, 2, 28)),
        (RightKind.DESIGN, "", date(2035, 2, 28)),
        (RightKind.PATENT_APPLICATION, "CN202020123456.8", date(2030, 2, 28)),
        (RightKind.PATENT_APPLICATION, "", None),
        (RightKind.SOFTWARE, "", None),
    ],
)
def test_the_end_of_a_right_is_reckoned_from_its_application(
    kind: RightKind, number: str, last: date | None
) -> None:
    assert last_day(GrantedRight(kind, number, applied_on=date(2020, 2, 29))) == last


def test_nothing_licensed_has_no_life() -> None:
    assert life_of(()).bound is None


# --- other licenses --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "theirs", "said"),
    [
        (ORDINARY, ORDINARY, []),
        (None, ORDINARY, [("license.kind", True)]),
        (ORDINARY, SOLE, [("license.conflict", False)]),
        (ORDINARY, EXCLUSIVE, [("license.conflict", False)]),
        (SOLE, ORDINARY, [("license.conflict", False)]),
        (SOLE, SOLE, [("license.conflict", False)]),
        (EXCLUSIVE, ORDINARY, [("license.conflict", False)]),
        (EXCLUSIVE, EXCLUSIVE, [("license.conflict", False)]),
    ],
)
def test_only_ordinary_licenses_stand_beside_each_other(
    own: LicenseKind | None, theirs: LicenseKind, said: list[tuple[str, bool]]
) -> None:
    given = facts(terms=replace(TERMS, kind=own), others=(other(kind=theirs),))
    assert told(given) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"territory": ""}, [("license.conflict", False)]),
        ({"territory": "全国"}, [("license.conflict", False)]),
        ({"territory": "云南省昆明市"}, [("license.conflict", False)]),
        ({"territory": "四川省"}, []),
        ({"territory": "西南地区"}, [("license.conflict", True)]),
        ({"field_of_use": ""}, [("license.conflict", False)]),
        ({"field_of_use": "生物医药"}, [("license.conflict", True)]),
        ({"ends_on": date(2026, 5, 31)}, []),
        ({"starts_on": date(2031, 6, 1), "ends_on": None}, []),
        ({"ends_on": date(2026, 6, 1)}, [("license.conflict", False)]),
        ({"things": frozenset({("CG-2026-0001", "2021101234560")})}, []),
        ({"things": frozenset({("CG-2026-0001", "")})}, [("license.conflict", True)]),
        ({"things": frozenset({("CG-2026-0077", "2020101234562")})}, [("license.conflict", False)]),
        ({"licensee": "QY-2026-0001"}, [("license.same_licensee", True)]),
        ({"binding": False}, [("license.conflict_under_way", True)]),
    ],
)
def test_territory_field_term_and_rights_decide_whether_licenses_collide(
    changes: dict[str, Any], said: list[tuple[str, bool]]
) -> None:
    assert told(facts(others=(other(**changes),))) == said


def test_a_conflict_names_the_other_license_and_its_basis() -> None:
    reason = one(facts(others=(other(),)), "license.conflict")
    assert "XK-2026-0009" in reason.message
    assert (reason.basis, reason.field) == ("技术合同解释 25", "kind")


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("云南省", " 云南省 ", Overlap.YES),
        ("云南", "云南省", Overlap.YES),
        ("云南省、四川省", "四川省，贵州省", Overlap.YES),
        ("云南省、贵州省", "四川省；西藏自治区", Overlap.NO),
        ("中国云南省境内", "云南省昆明市", Overlap.YES),
        ("中国境内", "广西壮族自治区", Overlap.YES),
        ("昆明市", "云南省", Overlap.DOUBT),
        ("云南省昆明市", "云南省大理州", Overlap.DOUBT),
        ("全国（云南省除外）", "云南省", Overlap.DOUBT),
        ("青海省海南州", "海南省", Overlap.DOUBT),
        ("老挝", "越南", Overlap.DOUBT),
    ],
)
def test_territories_are_compared_as_far_as_their_wording_goes(
    first: str, second: str, found: Overlap
) -> None:
    assert territories(first, second) is found
    assert territories(second, first) is found


def test_fields_of_use_never_exclude_each_other_for_certain() -> None:
    assert fields_of_use("云南特色水果", "四川特色水果") is Overlap.DOUBT
    assert fields_of_use("食品；药品", "药品") is Overlap.YES


def test_know_how_of_one_result_is_the_same_thing() -> None:
    secret = frozenset({("CG-2026-0001", "")})
    assert shared(secret, secret) is Overlap.YES
    assert shared(secret, frozenset({("CG-2026-0002", "")})) is Overlap.NO


# --- fees beside the yardsticks --------------------------------------------------------------------------


def test_fixed_fees_above_the_yardstick_of_open_licenses_are_warned_of_with_source() -> None:
    plan = replace(BOTH_PLAN, stages=(replace(BOTH_PLAN.stages[0], amount_fen=2_000_000_000),))
    assert told(with_terms(plan=plan)) == [("license.fee_fixed_high", True)]
    assert "转载，未核实" in one(with_terms(plan=plan), "license.fee_fixed_high").message


@pytest.mark.parametrize(
    ("base", "rate", "high"),
    [
        (RoyaltyBase.NET_SALES, "20", False),
        (RoyaltyBase.NET_SALES, "20.01", True),
        (RoyaltyBase.SALES, "21", True),
        (RoyaltyBase.ADDED_PROFIT, "40", False),
        (RoyaltyBase.ADDED_PROFIT, "40.5", True),
        (RoyaltyBase.ADDED_OUTPUT, "60", False),
        (RoyaltyBase.QUANTITY, "5000", False),
    ],
)
def test_a_royalty_above_its_yardstick_is_warned_of(base: RoyaltyBase, rate: str, high: bool) -> None:
    plan = replace(BOTH_PLAN, royalty=replace(ROYALTY, base=base, steps=(RateStep(1, rate),)))
    assert told(with_terms(plan=plan)) == ([("license.fee_royalty_high", True)] if high else [])


def test_fixed_fees_are_threshold_amounts_and_shares_of_the_sum() -> None:
    stages = (replace(BOTH_PLAN.stages[0], amount_fen=None, share="33.3"),)
    assert fixed_fen(FeePlan(threshold_fen=7, total_fen=1000, stages=stages)) == 340


# --- guarantees ------------------------------------------------------------------------------------------

GUARANTEE = Support("ZC-2026-0001", "guarantee", "昆明某担保公司", "guarantee_company", date(2028, 1, 1))


@pytest.mark.parametrize("kind", ["university", "nonprofit", "government", "hospital"])
def test_universities_and_others_for_the_public_good_cannot_stand_surety(kind: str) -> None:
    given = facts(supports=(replace(GUARANTEE, provider_kind=kind),))
    assert told(given) == [("license.guarantor_barred", False)]
    assert one(given, "license.guarantor_barred").basis == "民法典 683"


def test_a_guarantee_is_compared_with_each_sum_it_is_to_outlast() -> None:
    payments = (
        Payment("第一笔", date(2027, 12, 31)),
        Payment("第二笔", date(2028, 1, 1)),
        Payment("第三笔", date(2028, 8, 31)),
        Payment("第四笔", None),
    )
    given = facts(supports=(GUARANTEE,), payments=payments)
    assert told(given) == [
        ("license.guarantee_short", True),
        ("license.guarantee_short", True),
        ("license.guarantee_open", True),
    ]
    short = [reason for reason in license_reasons(given) if reason.code == "license.guarantee_short"]
    assert "第二笔" in short[0].message
    assert "2029-02-28" in short[1].message  # six months after 31 August (民法典 692)
    assert {reason.basis for reason in short} == {"民法典 692"}


def test_a_guarantee_of_some_sums_is_compared_with_those_only() -> None:
    payments = (
        Payment("第一笔", date(2029, 1, 1), "YS-2026-0001"),
        Payment("第二笔", date(2030, 1, 1), "YS-2026-0002"),
    )
    given = facts(supports=(replace(GUARANTEE, dues=("YS-2026-0001",)),), payments=payments)
    assert told(given) == [("license.guarantee_short", True)]


def test_a_guarantee_without_a_period_and_one_by_nobody_known_are_asked_about() -> None:
    assert told(facts(supports=(replace(GUARANTEE, ends_on=None),))) == [("license.guarantee_period", True)]
    assert told(facts(supports=(replace(GUARANTEE, provider_kind=""),))) == [("license.guarantor_kind", True)]


def test_insurance_is_no_guarantee() -> None:
    assert told(facts(supports=(Support("ZC-2026-0002", "insurance", "某大学", "university"),))) == []


def test_payments_follow_from_the_plan() -> None:
    titles = {
        payment.title: payment.due_on
        for payment in planned_payments(BOTH_PLAN, FACTS.effective_on, FACTS.calendar)
    }
    assert list(titles.values()) == [
        date(2026, 7, 1),
        date(2027, 7, 1),
        date(2028, 1, 30),
        date(2031, 7, 30),
    ]


def test_payments_are_counted_as_the_ledger_counts_them() -> None:
    stages = (
        Stage("s1", "生效后五个工作日", Trigger.DATE, after="5wd", amount_fen=1, days_to_pay=0),
        Stage("s2", "生效后五个工作日起三日", Trigger.DATE, after="5wd", amount_fen=1, days_to_pay=3),
        Stage("s3", "生效后五日", Trigger.DATE, after="5d", amount_fen=1, days_to_pay=0),
    )
    plan = FeePlan(stages=stages)
    found = planned_payments(plan, FACTS.effective_on, FACTS.calendar)
    course = Course(Terms(plan=plan), effective_on=FACTS.effective_on)
    assert [payment.due_on for payment in found] == [date(2026, 6, 8), date(2026, 6, 11), date(2026, 6, 8)]
    assert [payment.due_on for payment in found] == [
        item.due_on for item in planned(course, FACTS.calendar, FACTS.effective_on)
    ]


@pytest.mark.parametrize(
    "stage",
    [
        replace(DATE_NODE, after="bald", planned_on=date(2027, 1, 1)),
        replace(DATE_NODE, after="100y", days_to_pay=30),
        replace(DATE_NODE, on=date.max, days_to_pay=1),
        replace(DATE_NODE, days_to_pay=None),
        replace(DATE_NODE, days_to_pay=-1),
    ],
)
def test_a_last_day_of_payment_that_cannot_be_told_stays_open(stage: Stage) -> None:
    effective_on = date(9950, 1, 1)
    (payment,) = planned_payments(FeePlan(stages=(stage,)), effective_on, FACTS.calendar)
    assert payment.due_on is None


# --- the whole -------------------------------------------------------------------------------------------


def test_reasons_follow_the_order_of_the_contract() -> None:
    nothing = LicenseFacts(
        day=date(2030, 1, 1),
        terms=Terms(grants=(Grant("CG-2026-0001"),)),
        force=facts().force,
        plan=FACTS,
        results=(replace(RESULT, grant=Grant("CG-2026-0001"), rights=(), registered=0),),
    )
    fields = [
        str(reason.field).split("[", maxsplit=1)[0].split(".", maxsplit=1)[0]
        for reason in license_reasons(nothing)
    ]
    assert list(dict.fromkeys(fields)) == [
        "signed_on", "licensee", "grants", "kind", "territory", "field_of_use", "ends_on", "plan",
    ]  # fmt: skip


def test_every_reason_names_an_article_and_a_field() -> None:
    worst = facts(
        day=date(2030, 1, 1),
        terms=Terms(grants=(GRANT,), plan=FeePlan(threshold_fen=-1)),
        licensee=LicenseeFacts(),
        others=(other(),),
        supports=(replace(GUARANTEE, provider_kind="university", ends_on=None),),
    )
    assert all(reason.basis and reason.field and reason.message for reason in license_reasons(worst))
