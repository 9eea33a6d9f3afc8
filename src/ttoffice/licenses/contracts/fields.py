"""What clauses may be filled with: the names of the places, what each is, where it is entered, and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ttoffice.i18n import N_
from ttoffice.licenses.codes import Trigger
from ttoffice.licenses.contracts.case import Case
from ttoffice.licenses.contracts.wording import (
    BASES,
    ENTITIES,
    KINDS,
    MODES,
    PERIODS,
    SIZES,
    SPANS,
    percent,
    rate_text,
    royalty_end,
    royalty_start,
    stages_sum,
    starts_text,
)
from ttoffice.licenses.fees import Royalty
from ttoffice.money import amount_text
from ttoffice.notices.texts import chinese_day

UNIT, LICENSEE, LICENSE, PLAN, SUPPORT = "unit", "licensee", "license", "plan", "support"
"""Where a field is entered: the own unit, the enterprise's record, the license, its plan, its supports."""


@dataclass(frozen=True, slots=True)
class Field:
    """A place to fill.

    Attributes:
        title: catalog string of what it is.
        where: where it is entered.
        read: its text, empty where it is missing.
        key: the field there, such as `licensee` or `plan.royalty.report_days`; what a reason names.
        may_be_empty: whether nothing at all is a fitting text for it.
    """

    title: str
    where: str
    read: Callable[[Case], str]
    key: str
    may_be_empty: bool = False


def _royalty(read: Callable[[Royalty], str]) -> Callable[[Case], str]:
    return lambda case: read(case.terms.plan.royalty) if case.terms.plan.royalty is not None else ""


def _number(count: int | None) -> str:
    return "" if count is None else str(count)


def _amount(fen: int | None) -> str:
    return "" if fen is None else amount_text(fen)


def _mode(place: int) -> Callable[[Case], str]:
    return lambda case: MODES[case.terms.plan.mode][place] if case.terms.plan.mode else ""


def _events(case: Case) -> str:
    """What must have happened before anything is paid."""
    plan = case.terms.plan
    kinds = {stage.trigger for stage in plan.stages}
    events = [
        "一般节点到来" if Trigger.DATE in kinds else "",
        "里程碑节点成就" if Trigger.MILESTONE in kinds else "",
        "结算期结束" if plan.royalty is not None else "",
    ]
    return _alternatives([event for event in events if event])


def _alternatives(words: list[str]) -> str:
    """Return words as alternatives: 甲、乙或者丙."""
    return "或者".join(filter(None, ("、".join(words[:-1]), *words[-1:])))


def _grace(case: Case) -> str:
    days = case.terms.plan.grace_days
    return f"（付款期限届满后{days}日为宽限期，宽限期内不计逾期利息）" if days else ""


def _sell_off(case: Case) -> str:
    return "，并应当就该部分销售支付提成" if case.terms.plan.royalty is not None else ""


def _progress(case: Case) -> str:
    return "里程碑节点的进展、" if any(s.trigger is Trigger.MILESTONE for s in case.terms.plan.stages) else ""


def _enforce_licensee(case: Case) -> str:
    if case.terms.effective_kind == "exclusive":
        return "乙方可以自己的名义采取措施"
    if case.terms.effective_kind == "sole":
        return "乙方可以自行采取措施"
    return "乙方经甲方明确授权可以自己的名义采取措施"


def _lasting(case: Case) -> str:
    """Know-how stays secret as long as it is one."""
    from ttoffice.licenses.contracts.facts import FACTS

    return "；对技术秘密的保密义务至其为公众所知悉之日止" if FACTS["know_how"][1](case) else ""


FIELDS: Mapping[str, Field] = {
    "number": Field(N_("Number of the license"), LICENSE, lambda case: case.number, "number"),
    "title": Field(N_("Title of the license"), LICENSE, lambda case: case.record.title, "title"),
    "licensor": Field(N_("Name of the own unit"), UNIT, lambda case: case.licensor.name, "name"),
    "licensor_bank": Field(N_("Bank of the own unit"), UNIT, lambda case: case.licensor.bank, "bank"),
    "licensor_account": Field(
        N_("Account of the own unit"), UNIT, lambda case: case.licensor.account, "bank_account"
    ),
    "licensee": Field(N_("Name of the licensee"), LICENSEE, lambda case: case.licensee.name, "name"),
    "licensee_entity": Field(
        N_("Kind of the licensee"), LICENSEE, lambda case: ENTITIES.get(case.licensee.entity, ""), "entity"
    ),
    "size_class": Field(
        N_("Size class of the licensee"),
        LICENSEE,
        lambda case: SIZES.get(case.licensee.size_class, ""),
        "figures",
    ),
    "size_figures": Field(
        N_("Figures of the licensee"), LICENSEE, lambda case: case.licensee.figures, "figures"
    ),
    "related_note": Field(
        N_("Ties to the licensee"), LICENSE, lambda case: case.record.related_note.strip(), "related_note"
    ),
    "result_count": Field(
        N_("Number of results licensed"),
        LICENSE,
        lambda case: _number(len(case.terms.grants) or None),
        "grants",
    ),
    "kind_name": Field(N_("Kind of license"), LICENSE, lambda case: KINDS[case.terms.effective_kind], "kind"),
    "field_of_use": Field(
        N_("Field of use"), LICENSE, lambda case: case.terms.field_of_use.strip(" 。"), "field_of_use"
    ),
    "territory": Field(N_("Territory"), LICENSE, lambda case: case.terms.territory.strip(" 。"), "territory"),
    "starts_text": Field(
        N_("First day"), LICENSE, lambda case: starts_text(case.terms.starts_on), "starts_on"
    ),
    "ends_on": Field(
        N_("Last day of the term"),
        LICENSE,
        lambda case: chinese_day(case.terms.ends_on) if case.terms.ends_on else "",
        "ends_on",
    ),
    "mode_numeral": Field(N_("Mode of payment"), PLAN, _mode(0), "plan"),
    "mode_name": Field(N_("Mode of payment"), PLAN, _mode(1), "plan"),
    "deferral_events": Field(N_("What payment waits for"), PLAN, _events, "plan"),
    "threshold_amount": Field(
        N_("Threshold fee"), PLAN, lambda case: _amount(case.terms.plan.threshold_fen), "plan.threshold_fen"
    ),
    "threshold_days": Field(
        N_("Days to pay the threshold fee"),
        PLAN,
        lambda case: _number(case.terms.plan.threshold_days),
        "plan.threshold_days",
    ),
    "stage_count": Field(
        N_("Number of stages"), PLAN, lambda case: _number(len(case.terms.plan.stages) or None), "plan.stages"
    ),
    "stage_sum": Field(
        N_("Sum of the stages"), PLAN, lambda case: stages_sum(case.terms.plan), "plan.total_fen"
    ),
    "stage_total": Field(
        N_("Sum that the shares are counted on"),
        PLAN,
        lambda case: _amount(case.terms.plan.total_fen),
        "plan.total_fen",
    ),
    "base_name": Field(
        N_("Base of the royalty"),
        PLAN,
        _royalty(lambda r: BASES[r.base] if r.base else ""),
        "plan.royalty.base",
    ),
    "base_note": Field(
        N_("Definition of the base"),
        PLAN,
        _royalty(lambda r: r.base_note.strip(" 。")),
        "plan.royalty.base_note",
    ),
    "rate_text": Field(N_("Rate of the royalty"), PLAN, _royalty(rate_text), "plan.royalty.steps"),
    "period_noun": Field(
        N_("Settlement period"),
        PLAN,
        _royalty(lambda r: PERIODS[r.period] if r.period else ""),
        "plan.royalty.period",
    ),
    "period_span": Field(
        N_("Months of a settlement period"),
        PLAN,
        _royalty(lambda r: SPANS.get(r.period, "") if r.period else ""),
        "plan.royalty.period",
        may_be_empty=True,
    ),
    "report_days": Field(
        N_("Days to report"), PLAN, _royalty(lambda r: _number(r.report_days)), "plan.royalty.report_days"
    ),
    "payment_days": Field(
        N_("Days to pay"), PLAN, _royalty(lambda r: _number(r.payment_days)), "plan.royalty.payment_days"
    ),
    "royalty_start_text": Field(
        N_("Beginning of the royalty"), PLAN, _royalty(royalty_start), "plan.royalty.starts_on"
    ),
    "royalty_end_text": Field(
        N_("End of the royalty"),
        PLAN,
        lambda case: royalty_end(case.terms.plan.royalty, case.terms) if case.terms.plan.royalty else "",
        "plan.royalty.ends_on",
    ),
    "minimum_amount": Field(
        N_("Least royalty a year"),
        PLAN,
        _royalty(lambda r: _amount(r.minimum_fen)),
        "plan.royalty.minimum_fen",
    ),
    "cap_amount": Field(
        N_("Most royalty in all"), PLAN, _royalty(lambda r: _amount(r.cap_fen)), "plan.royalty.cap_fen"
    ),
    "late_rate": Field(
        N_("Late interest, percent a day"),
        PLAN,
        lambda case: percent(case.terms.plan.late_rate) if case.terms.plan.late_rate else "",
        "plan.late_rate",
    ),
    "grace_text": Field(N_("Days of grace"), PLAN, _grace, "plan.grace_days", may_be_empty=True),
    "node_progress": Field(
        N_("Progress of the milestones"), PLAN, _progress, "plan.stages", may_be_empty=True
    ),
    "sell_off_pay": Field(N_("Royalty on the stock"), PLAN, _sell_off, "plan.royalty", may_be_empty=True),
    "enforce_licensee_text": Field(
        N_("What the licensee may do against infringement"), LICENSE, _enforce_licensee, "kind"
    ),
    "secret_know_how_text": Field(N_("Secrecy of know-how"), LICENSE, _lasting, "grants", may_be_empty=True),
    "guarantee_text": Field(
        N_("Guarantee"), SUPPORT, lambda case: "；".join(case.supported_by("guarantee")), "guarantee"
    ),
    "insurance_text": Field(
        N_("Insurance"), SUPPORT, lambda case: "；".join(case.supported_by("insurance")), "insurance"
    ),
    "voucher_text": Field(
        N_("Innovation voucher"), SUPPORT, lambda case: "；".join(case.supported_by("voucher")), "voucher"
    ),
    "annex_list": Field(N_("List of the annexes"), LICENSE, lambda _case: "", "clauses"),
}
"""Every place to fill by its name; the list of annexes is filled by the drafting, which alone knows which stand."""
