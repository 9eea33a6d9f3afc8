"""A license and its fee plan as sentences that people read, in the user's language or in Chinese.

Every function takes `say`, which translates: `gettext` for screens, `chinese` for documents and notices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from ttoffice.i18n import N_, chinese, language
from ttoffice.i18n import gettext as _
from ttoffice.licenses import codes
from ttoffice.licenses.codes import RateKind, RoyaltyBase, SettlementPeriod, Trigger
from ttoffice.licenses.fees import FeePlan, Royalty, Stage
from ttoffice.licenses.labels import TERMS
from ttoffice.licenses.terms import Grant, GrantedRight, Terms
from ttoffice.money import plain, shown_yuan, wan_or_yuan
from ttoffice.notices.texts import chinese_day, period_text
from ttoffice.results.codes import LABELS, LegalStatus, LicenseKind, PaymentMode, RightKind

Say = Callable[[str], str]
Line = tuple[str, str]
"""A heading and what is said under it."""

PERIODS = {
    SettlementPeriod.MONTH: N_("each month"),
    SettlementPeriod.QUARTER: N_("each quarter"),
    SettlementPeriod.HALF_YEAR: N_("each half-year"),
    SettlementPeriod.YEAR: N_("each year"),
}


def in_chinese(say: Say) -> bool:
    """Return whether a translator speaks Chinese."""
    return say is chinese or language() == "zh_CN"


def amount(fen: int, say: Say = _) -> str:
    """Return an amount: 30万元 in Chinese, 300,000.00 yuan in English."""
    return wan_or_yuan(fen) if in_chinese(say) else shown_yuan(fen)


def day_text(day: date, say: Say = _) -> str:
    """Return a day: 2026年3月31日 in a Chinese text, 2026-03-31 in English."""
    return chinese_day(day) if in_chinese(say) else day.isoformat()


def length_text(period: str, say: Say = _) -> str:
    """Return a period such as `6m`: 6个月, or 6 month(s)."""
    if in_chinese(say):
        return period_text(period)
    from ttoffice.workdays.counting import read_period

    return read_period(period).words if period else ""


def _clauses(say: Say) -> str:
    """Return the mark between the parts of a sentence."""
    return "，" if in_chinese(say) else ", "


def _sentences(say: Say) -> str:
    return "；" if in_chinese(say) else "; "


def mode_text(plan: FeePlan, say: Say = _) -> str:
    """Return the mode of a plan by the guideline's name for it; empty where its parts make up none."""
    return say(LABELS[PaymentMode][plan.mode]) if plan.mode else ""


# --- the fee plan --------------------------------------------------------------------------------------


def plan_lines(plan: FeePlan, say: Say = _) -> tuple[Line, ...]:
    """Return a fee plan as headings and sentences; parts that nobody has said are left out."""
    return tuple(line for line in _plan(plan, say) if line[1])


def _plan(plan: FeePlan, say: Say) -> Iterator[Line]:
    yield say(N_("Mode of payment")), mode_text(plan, say)
    yield say(TERMS["threshold_fen"]), threshold_text(plan, say)
    if plan.total_fen is not None:
        yield say(TERMS["total_fen"]), amount(plan.total_fen, say)
    for stage in plan.stages:
        yield stage.label or stage.key, stage_text(stage, say)
    if plan.royalty is not None:
        yield say(TERMS["royalty"]), royalty_text(plan.royalty, say)
    if plan.late_rate:
        yield say(N_("Late payment")), _late(plan, say)


def threshold_text(plan: FeePlan, say: Say = _) -> str:
    """Return what is said of the threshold fee."""
    if plan.threshold_fen is None:
        return ""
    if plan.threshold_fen == 0:
        return say(N_("zero threshold fee"))
    text = say(N_("threshold fee %(amount)s")) % {"amount": amount(plan.threshold_fen, say)}
    if plan.threshold_days is None:
        return text
    within = say(N_("%(what)s, payable within %(days)d days of effect"))
    return within % {"what": text, "days": plan.threshold_days}


def stage_text(stage: Stage, say: Say = _) -> str:
    """Return one stage as a sentence: its node, what is paid, within which time, and the proof."""
    parts = [_node(stage, say), _paid(stage, say)]
    if stage.days_to_pay is not None:
        parts.append(say(N_("payable within %(days)d days of the node")) % {"days": stage.days_to_pay})
    if stage.proof:
        parts.append(say(N_("proved by %(proof)s")) % {"proof": stage.proof})
    return _clauses(say).join(part for part in parts if part)


def _node(stage: Stage, say: Say) -> str:
    kind = say(codes.TRIGGER_LABELS[stage.trigger])
    if stage.trigger is Trigger.DATE:
        when = day_text(stage.on, say) if stage.on else ""
        if stage.after:
            when = say(N_("%(period)s after effect")) % {"period": length_text(stage.after, say)}
    else:
        named = say(codes.MILESTONE_LABELS[stage.milestone]) if stage.milestone else ""
        expected = say(N_("expected on %(day)s"))
        day = expected % {"day": day_text(stage.planned_on, say)} if stage.planned_on else ""
        when = _clauses(say).join(part for part in (named if named != stage.label else "", day) if part)
    told = when and when != stage.label  # a node named after its day or milestone does not say it twice
    return say(N_("%(node)s (%(when)s)")) % {"node": kind, "when": when} if told else kind


def _paid(stage: Stage, say: Say) -> str:
    if stage.amount_fen is not None:
        return say(N_("pay %(amount)s")) % {"amount": amount(stage.amount_fen, say)}
    return say(N_("pay %(share)s%% of the sum of the stages")) % {"share": stage.share} if stage.share else ""


def royalty_text(royalty: Royalty, say: Say = _) -> str:
    """Return a royalty as a sentence: rate and base, settlement, from when until when, least and most."""
    parts = [
        _rates(royalty, say),
        say(N_("the base being %(note)s")) % {"note": royalty.base_note} if royalty.base_note else "",
        _settlement(royalty, say),
        _running(royalty, say),
    ]
    if royalty.minimum_fen is not None:
        parts.append(say(N_("at least %(amount)s a year")) % {"amount": amount(royalty.minimum_fen, say)})
    if royalty.cap_fen is not None:
        parts.append(say(N_("at most %(amount)s in all")) % {"amount": amount(royalty.cap_fen, say)})
    return _clauses(say).join(part for part in parts if part)


def rate_text(rate: str, base: RoyaltyBase | None, say: Say = _) -> str:
    """Return a rate: percent of the base, or an amount a unit of a quantity."""
    from decimal import Decimal

    if base is RoyaltyBase.QUANTITY:
        each = plain(Decimal(rate) / 100)
        return say(N_("%(amount)s yuan a unit")) % {"amount": each}
    return f"{rate}%"


def _rates(royalty: Royalty, say: Say) -> str:
    base = say(codes.BASE_LABELS[royalty.base]) if royalty.base else say(N_("a base that is not said"))
    if not royalty.steps:
        return base
    if royalty.rate_kind is RateKind.FIXED:
        told = {"base": base, "rate": rate_text(royalty.steps[0].rate, royalty.base, say)}
        return say(N_("%(rate)s of %(base)s")) % told
    steps = _sentences(say).join(_step(royalty, place, say) for place in range(len(royalty.steps)))
    return say(N_("of %(base)s: %(steps)s")) % {"base": base, "steps": steps}


def _step(royalty: Royalty, place: int, say: Say) -> str:
    step = royalty.steps[place]
    rate = rate_text(step.rate, royalty.base, say)
    if royalty.rate_kind is RateKind.BY_TIME:
        return say(N_("from year %(start)d on %(rate)s")) % {"start": max(step.start, 1), "rate": rate}
    start = f"{step.start:,}" if royalty.base is RoyaltyBase.QUANTITY else amount(step.start, say)
    return say(N_("the part from %(start)s on %(rate)s")) % {"start": start, "rate": rate}


def _settlement(royalty: Royalty, say: Say) -> str:
    parts = []
    if royalty.period is not None:
        parts.append(say(N_("settled %(period)s")) % {"period": say(PERIODS[royalty.period])})
    if royalty.report_days is not None:
        template = N_("reported within %(days)d days after the period")
        parts.append(say(template) % {"days": royalty.report_days})
    if royalty.payment_days is not None:
        template = N_("paid within %(days)d days after the last day for the report")
        parts.append(say(template) % {"days": royalty.payment_days})
    return _clauses(say).join(parts)


def _running(royalty: Royalty, say: Say) -> str:
    parts = []
    if royalty.from_first_sale:
        parts.append(say(N_("from the first sale")))
    elif royalty.starts_on is not None:
        parts.append(say(N_("from %(day)s")) % {"day": day_text(royalty.starts_on, say)})
    elif royalty.starts_after:
        period = length_text(royalty.starts_after, say)
        parts.append(say(N_("from %(period)s after effect")) % {"period": period})
    if royalty.ends_on is not None:
        parts.append(say(N_("until %(day)s")) % {"day": day_text(royalty.ends_on, say)})
    return _clauses(say).join(parts)


def _late(plan: FeePlan, say: Say) -> str:
    text = say(N_("%(rate)s%% of the unpaid sum a day")) % {"rate": plan.late_rate}
    if plan.grace_days:
        text += say(N_(", after %(days)d days of grace")) % {"days": plan.grace_days}
    return text


def price_text(plan: FeePlan) -> str:
    """Return the whole price in Chinese words, as a notice publishes it (促转法 18)."""
    return "；".join(
        text
        if label in (chinese(N_("Mode of payment")), chinese(TERMS["threshold_fen"]))
        else f"{label}：{text}"
        for label, text in plan_lines(plan, chinese)
    )


# --- the terms -----------------------------------------------------------------------------------------


def terms_lines(terms: Terms, say: Say = _) -> tuple[Line, ...]:
    """Return terms as headings and sentences, the fee plan last; parts that nobody has said are left out."""
    return (*(line for line in _terms(terms, say) if line[1]), *plan_lines(terms.plan, say))


def _terms(terms: Terms, say: Say) -> Iterator[Line]:
    for grant in terms.grants:
        yield say(TERMS["grants"]), grant_text(grant, say)
    yield say(TERMS["kind"]), kind_text(terms, say)
    yield say(TERMS["territory"]), terms.territory
    yield say(TERMS["field_of_use"]), terms.field_of_use
    yield say(N_("Term of the license")), term_text(terms, say)
    yield say(TERMS["sublicensing"]), say(codes.SUBLICENSING_LABELS[terms.sublicensing])
    for choice in terms.clauses:
        said = choice.wording or choice.option
        yield say(N_("Clause %(key)s")) % {"key": choice.key}, said


def kind_text(terms: Terms, say: Say = _) -> str:
    """Return the kind of license for the office's own eyes: one that nobody specified is said to be so."""
    label = kind_label(terms, say)
    return label if terms.kind else say(N_("%(kind)s (not specified)")) % {"kind": label}


def kind_label(terms: Terms, say: Say = _) -> str:
    """Return the kind of license as a published text has it; one that is not specified is ordinary (技术合同解释 25)."""
    return say(LABELS[LicenseKind][terms.effective_kind])


def term_text(terms: Terms, say: Say = _) -> str:
    """Return from when until when a license holds; empty where no term is agreed."""
    if terms.ends_on is None:
        return ""
    first = day_text(terms.starts_on, say) if terms.starts_on else say(N_("the day of effect"))
    return say(N_("from %(first)s until %(last)s")) % {"first": first, "last": day_text(terms.ends_on, say)}


def grant_text(grant: Grant, say: Say = _) -> str:
    """Return what is licensed of a result: its title, and each right with number and holders."""
    rights = _sentences(say).join(right_text(right, say) for right in grant.rights)
    title = f"《{grant.title}》" if grant.title and in_chinese(say) else grant.title
    told = {"title": title or grant.result, "rights": rights or say(LABELS[RightKind]["know_how"])}
    return say(N_("%(title)s: %(rights)s")) % told


def right_text(right: GrantedRight, say: Say = _) -> str:
    """Return a right: its kind and number, its legal status, its end and its holders."""
    kind = say(LABELS[RightKind][right.kind]) if right.kind else ""
    parts = [" ".join(part for part in (kind, right.number) if part)]
    if right.legal_status in LABELS[LegalStatus]:
        parts.append(say(LABELS[LegalStatus][right.legal_status]))
    if right.expires_on:
        parts.append(say(N_("valid until %(day)s")) % {"day": day_text(right.expires_on, say)})
    if right.holders:
        parts.append(say(N_("held by %(names)s")) % {"names": "、".join(right.holders)})
    return _clauses(say).join(part for part in parts if part)


# --- single values, for what changed -------------------------------------------------------------------

CODED: Mapping[str, Mapping[Any, str]] = {
    "kind": {**LABELS[LicenseKind], **LABELS[RightKind]},
    "sublicensing": codes.SUBLICENSING_LABELS,
    "trigger": codes.TRIGGER_LABELS,
    "milestone": codes.MILESTONE_LABELS,
    "base": codes.BASE_LABELS,
    "rate_kind": codes.RATE_LABELS,
    "period": codes.PERIOD_LABELS,
    "legal_status": LABELS[LegalStatus],
}
"""The names of codes, by field."""


def value_text(name: str, value: Any, say: Say = _) -> str:
    """Return one value of the terms as people read it; a text of its own where nothing is said."""
    if value is None or value in ("", ()):
        return say(N_("(nothing)"))
    if isinstance(value, bool):
        return say(N_("yes")) if value else say(N_("no"))
    if isinstance(value, date):
        return day_text(value, say)
    if isinstance(value, int) and name.endswith("_fen"):
        return amount(value, say)
    if name in CODED and value in CODED[name]:
        return say(CODED[name][value])
    if name in ("after", "starts_after"):
        return length_text(str(value), say)
    if name in ("share", "late_rate"):
        return f"{value}%"
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)
