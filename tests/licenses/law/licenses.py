"""License facts for tests: a sound ordinary license of one patent, to be changed where a rule is asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.licenses.law.plans import BOTH_PLAN, DAY, FACTS, TERM_END
from ttoffice.licenses.law.facts import LicensedResult, LicenseeFacts, LicenseFacts, OtherLicense
from ttoffice.licenses.terms import Grant, GrantedRight, Terms
from ttoffice.results.codes import LicenseKind, ResultType, RightKind

UNIT = "云南示范大学"
PATENT = GrantedRight(
    RightKind.INVENTION,
    "ZL202010123456.2",
    applied_on=date(2020, 3, 4),
    acquired_on=date(2022, 5, 6),
    expires_on=date(2040, 3, 4),
    legal_status="in_force",
    holders=(UNIT,),
)
GRANT = Grant("CG-2026-0001", "松茸保鲜方法", (PATENT,))
RESULT = LicensedResult(GRANT, result_type="patent", secrecy="open", rights=(PATENT,), registered=1)
TERMS = Terms(
    grants=(GRANT,),
    kind=LicenseKind.ORDINARY,
    territory="云南省",
    field_of_use="食用菌保鲜",
    starts_on=DAY,
    ends_on=TERM_END,
    plan=BOTH_PLAN,
)
FORCE = (date(2025, 11, 9), date(2028, 11, 8))


def facts(**changes: object) -> LicenseFacts:
    """Return the facts of a license that nothing speaks against, with some of them changed."""
    sound = LicenseFacts(
        day=DAY,
        terms=TERMS,
        force=FORCE,
        plan=FACTS,
        licensee=LicenseeFacts("QY-2026-0001", "昆明某食品有限公司", known=True, small=True, size="small"),
        results=(RESULT,),
        result_types=tuple(ResultType),
        unit=UNIT,
        number="XK-2026-0001",
    )
    return replace(sound, **changes)  # type: ignore[arg-type]  # fields of the facts


def of_right(right: GrantedRight, **changes: object) -> LicenseFacts:
    """Return the facts of a license of one other right."""
    grant = replace(GRANT, rights=(right,))
    result = replace(RESULT, grant=grant, rights=(right,))
    terms = replace(TERMS, grants=(grant,))
    return facts(**{"terms": terms, "results": (result,), **changes})


def other(**changes: object) -> OtherLicense:
    """Return another binding license of the same patent, its scope the same."""
    same = OtherLicense(
        "XK-2026-0009",
        "QY-2026-0009",
        "大理某公司",
        LicenseKind.EXCLUSIVE,
        binding=True,
        things=frozenset({("CG-2026-0001", "2020101234562")}),
        territory="云南省",
        field_of_use="食用菌保鲜",
        starts_on=DAY,
        ends_on=TERM_END,
    )
    return replace(same, **changes)  # type: ignore[arg-type]  # fields of the value
