"""The steps of a license: from the draft over negotiation, publicity and decision to signature, performance, end."""

from __future__ import annotations

from ttoffice.licenses.codes import BEFORE_SIGNATURE, BINDING, STATE_LABELS, LicenseState
from ttoffice.licenses.procedure import deciding, rules
from ttoffice.licenses.procedure.facts import ProcedureFacts
from ttoffice.workflow import Step, Workflow

PREPARING = frozenset({LicenseState.NEGOTIATING, LicenseState.PRICE_NOTICE, LicenseState.DECIDED})
"""The states in which the procedure before signature runs."""
BEFORE = frozenset(BEFORE_SIGNATURE)
BOUND = frozenset(BINDING)

WORKFLOW: Workflow[ProcedureFacts] = Workflow(
    "license",
    (
        Step("change", BEFORE, ""),
        Step("revert", BEFORE, ""),
        Step(
            "negotiate",
            frozenset({LicenseState.DRAFT}),
            LicenseState.NEGOTIATING,
            (rules.drafted,),
            "pay-later:6(2)",
        ),
        Step("declare_ties", BEFORE, "", (rules.days, rules.exhibits, rules.ties_stated), rules.TIES),
        Step("price", BEFORE, "", (rules.exhibits, rules.price_proved), rules.PRICE),
        Step("inform", BEFORE, "", (rules.days, rules.exhibits), rules.WILL),
        Step(
            "publish_price",
            PREPARING,
            LicenseState.PRICE_NOTICE,
            (rules.by_agreement, rules.ties_declared, rules.may_publish, rules.notice_fits),
            rules.PRICE,
        ),
        Step(
            "decide",
            PREPARING,
            LicenseState.DECIDED,
            (
                rules.ties_declared,
                rules.price_proved,
                rules.notice_over,
                deciding.decision_fits,
                rules.may_publish,
            ),
            deciding.DEMOCRACY,
        ),
        Step(
            "sign",
            PREPARING,
            LicenseState.SIGNED,
            (
                rules.days,
                rules.exhibits,
                rules.drafted,
                rules.ties_declared,
                rules.price_proved,
                rules.notice_over,
                deciding.decision_taken,
                rules.researchers,
                rules.contract_kept,
                rules.signed_days,
                rules.lawful,
            ),
            "pay-later:6(3)",
        ),
        Step("add_proof", BOUND | {LicenseState.ENDED, LicenseState.TERMINATED}, "", (rules.exhibits,)),
        Step(
            "register",
            BOUND,
            LicenseState.REGISTERED,
            (rules.days,),
            "pay-later:6(3)",
        ),
        Step(
            "begin",
            frozenset({LicenseState.SIGNED, LicenseState.REGISTERED}),
            LicenseState.IN_FORCE,
            (rules.days, rules.in_effect),
            "pay-later:6(3)",
        ),
        Step("record_first_sale", BOUND, "", (rules.days, rules.sold), "pay-later:2(1)"),
        Step("amend", BOUND, "", (rules.days, rules.exhibits), "民法典 543"),
        Step("end", BOUND, LicenseState.ENDED, (rules.days, rules.term_over), "民法典 557"),
    ),
    STATE_LABELS,
)
"""The steps before and after signature; termination belongs to what is done about a default."""
