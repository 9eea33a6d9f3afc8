from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.licenses.law.licenses import TERMS
from ttoffice.licenses.codes import BEFORE_SIGNATURE, LicenseState, PricingMethod
from ttoffice.licenses.procedure.facts import DecisionStanding, NoticeStanding, ProcedureFacts
from ttoffice.licenses.record import LicenseRecord
from ttoffice.licenses.steps import WORKFLOW
from ttoffice.reasons import Reason, refusing

DAY = date(2026, 6, 17)
NUMBER = "XK-2026-0001"
NOTICE = NoticeStanding("GS-2026-0001", "closed", date(2026, 6, 16), related="no")
DECISION = DecisionStanding("JY-2026-0001", "adopted", NUMBER, DAY)
RECORD = LicenseRecord(
    "某许可",
    licensee="QY-2026-0001",
    licensee_name="某公司",
    state=LicenseState.DECIDED,
    terms=TERMS,
    related="none",
    related_proof="ZJ-2026-0001",
    pricing=PricingMethod.AGREEMENT,
    pricing_proof=("ZJ-2026-0002",),
    researchers_informed_on=DAY,
    notice="GS-2026-0001",
    decision="JY-2026-0001",
    contract="HT-2026-0001",
    contract_proof="ZJ-2026-0003",
    signed_on=DAY,
    effective_on=DAY,
)
SOUND = ProcedureFacts(
    NUMBER,
    RECORD,
    DAY,
    DAY,
    unasked=("CG-2026-0001",),
    notice=NOTICE,
    decision=DECISION,
    decision_why="本单位设置",
    contract="good",
)


def reasons(record: dict[str, Any] | None = None, **changes: Any) -> list[Reason]:
    """Return what speaks against signing, with some fields of the record and some facts changed."""
    facts = replace(SOUND, record=replace(RECORD, **(record or {})), **changes)
    return WORKFLOW.reasons("sign", facts.record.state.value, facts)


def refused(record: dict[str, Any] | None = None, **changes: Any) -> set[str]:
    return {one.code for one in refusing(reasons(record, **changes))}


def test_a_license_that_lacks_nothing_is_signed_without_a_word() -> None:
    assert reasons() == []


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ({"licensee": ""}, "license.no_licensee"),
        ({"related": ""}, "license.ties_unsaid"),
        ({"related": "declared", "related_note": "王芳持股"}, "license.notice_ties"),
        ({"pricing": None}, "license.no_pricing"),
        ({"pricing": PricingMethod.AUCTION, "pricing_proof": ()}, "license.price_proof"),
        ({"notice": ""}, "license.unpublished"),
        ({"notice": "GS-2026-0009"}, "license.notice_other"),
        ({"decision": ""}, "license.undecided"),
        ({"researchers_informed_on": None}, "license.not_informed"),
    ],
)
def test_each_thing_that_is_missing_is_refused_with_its_own_reason(record: dict[str, Any], code: str) -> None:
    assert refused(record) == {code}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"on": date(2026, 6, 18)}, "license.future"),
        ({"missing": ("ZJ-2026-0001",)}, "exhibit.unknown"),
        ({"ties": (("王芳持股。", "x", True),)}, "license.undeclared_tie"),
        ({"unpublished": ("提成：5% -> 4%",)}, "license.notice_not_covering"),
        ({"undecided": ("提成：5% -> 4%",)}, "license.decision_not_covering"),
        ({"refused": ("CG-2026-0001",)}, "license.consent_refused"),
        ({"contract": "missing"}, "license.no_contract"),
        ({"contract": "other"}, "license.contract_other"),
        ({"law": (Reason("plan.mode", "x"),)}, "plan.mode"),
    ],
)
def test_each_fact_that_speaks_against_it_is_refused_with_its_own_reason(
    changes: dict[str, Any], code: str
) -> None:
    assert refused(**changes) == {code}


@pytest.mark.parametrize(
    ("standing", "code"),
    [
        (replace(NOTICE, state="published", closed_on=None), "license.notice_open"),
        (replace(NOTICE, state="withdrawn"), "license.notice_not_out"),
        (replace(NOTICE, open=("YY-2026-0001",)), "license.notice_objections"),
        (replace(NOTICE, closed_on=date(2026, 6, 18)), "license.before_notice_closed"),
        (replace(NOTICE, holds_price=False), "license.notice_other_price"),
        (replace(NOTICE, other="另一公司"), "license.notice_other_acquirer"),
        (replace(NOTICE, related="yes"), "license.notice_ties"),
    ],
)
def test_a_notice_that_is_not_clean_and_its_own_keeps_the_price_from_being_signed(
    standing: NoticeStanding, code: str
) -> None:
    assert refused(notice=standing) == {code}
    assert refused({"pricing": PricingMethod.LISTING}, notice=standing) == set()


@pytest.mark.parametrize(
    ("standing", "code"),
    [
        (replace(DECISION, state="rejected"), "license.not_adopted"),
        (replace(DECISION, state=""), "license.not_adopted"),
        (replace(DECISION, about="CG-2026-0001"), "license.decision_other"),
        (replace(DECISION, correction="JY-2026-0002"), "license.decision_corrected"),
        (replace(DECISION, conflicted=("王芳持股。",)), "license.decision_conflict"),
        (replace(DECISION, licensee_then="另一公司"), "license.decision_other_licensee"),
        (replace(DECISION, decided_on=date(2026, 6, 18)), "license.before_decision"),
    ],
)
def test_a_decision_that_is_not_about_these_terms_does_not_carry_the_signature(
    standing: DecisionStanding, code: str
) -> None:
    assert refused(decision=standing) == {code}


def test_warnings_do_not_refuse() -> None:
    found = reasons({"contract_proof": "", "related_proof": "", "pricing_proof": ()})
    assert {one.code for one in found} == {"license.no_paper", "license.ties_proof", "license.price_basis"}
    assert refusing(found) == []


STANDINGS = st.one_of(
    st.none(),
    st.builds(
        NoticeStanding,
        st.sampled_from(["GS-2026-0001", "GS-2026-0002"]),
        st.sampled_from(["draft", "published", "closed", "withdrawn"]),
        st.none() | st.just(DAY),
        st.booleans(),
        st.sampled_from([(), ("YY-2026-0001",)]),
        st.sampled_from(["yes", "no", "unknown"]),
        st.booleans(),
    ),
)


@given(
    st.sampled_from(LicenseState),
    st.sampled_from(["", "none", "declared"]),
    st.none() | st.sampled_from(PricingMethod),
    STANDINGS,
    st.sampled_from(["", "JY-2026-0001"]),
    st.sampled_from(["", "本单位设置"]),
)
def test_nothing_is_signed_without_ties_price_clean_notice_and_decision(
    state: LicenseState,
    related: str,
    pricing: PricingMethod | None,
    notice: NoticeStanding | None,
    decision: str,
    asked: str,
) -> None:
    record = replace(
        RECORD, state=state, related=related, related_note="王芳", pricing=pricing, decision=decision
    )
    facts = replace(
        SOUND, record=record, notice=notice, decision=DECISION if decision else None, decision_why=asked
    )
    if refusing(WORKFLOW.reasons("sign", state.value, facts)):
        return
    assert state in BEFORE_SIGNATURE
    assert state is not LicenseState.DRAFT
    assert related
    assert pricing is not None
    assert decision or not asked
    if pricing is PricingMethod.AGREEMENT:
        assert notice is not None
        assert notice.clean
        assert notice.holds_price
        assert notice.related == {"none": "no", "declared": "yes"}[related]


def test_every_step_leads_to_a_state_that_has_a_name_and_all_states_are_reached() -> None:
    targets = {step.target for step in WORKFLOW.steps if step.target}
    assert targets <= set(WORKFLOW.states)
    assert {state.value for state in LicenseState} - targets == {"draft", "terminated"}
