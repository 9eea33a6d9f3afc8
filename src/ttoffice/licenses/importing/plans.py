"""The terms that a row of a ledger of contracts tells, as the input of a signed license."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from ttoffice.i18n import gettext as _
from ttoffice.licenses.importing.lines import Line
from ttoffice.licenses.importing.stages import SIGNED
from ttoffice.licenses.proposing import BASES, plan_of
from ttoffice.workdays.periods import add_months

TERMS = ("kind", "territory", "field_of_use", "sublicensing", "starts_on", "ends_on")
ROYALTY = {
    "base": "base",
    "period": "period",
    "report_days": "report_days",
    "royalty_start": "starts_on",
    "royalty_end": "ends_on",
    "minimum": "minimum_fen",
    "cap": "cap_fen",
}
"""The columns of a royalty, and the fields they fill."""


def terms_of(line: Line) -> dict[str, Any]:
    """Return the terms; a length of the term is counted from the first day, else from effect, else from signature."""
    values = dict(line.values)
    first, last, months = values.get("term") or (None, None, None)
    if first and "starts_on" not in values:
        values["starts_on"] = first
    if "ends_on" not in values and (last or months):
        values["ends_on"] = last or _counted(line, values, months or 0)
    terms = {key: values[key] for key in TERMS if values.get(key) is not None}
    plan = _plan(line)
    return {**terms, "plan": plan} if plan else terms


def _counted(line: Line, values: dict[str, Any], months: int) -> date | None:
    start: date | None = values.get("starts_on") or values.get("effective_on") or values.get("signed_on")
    if start is None:
        return None
    last = add_months(start, months) - timedelta(days=1)
    message = _("The term was counted from %(first)s: its last day is %(last)s")
    line.note("term_counted", message % {"first": start.isoformat(), "last": last.isoformat()})
    return last


def _plan(line: Line) -> dict[str, Any]:
    """Return the fee plan: what the sentence about it says, and over it what the columns of their own say."""
    values = line.values
    listed = plan_of(values["fee"]) if "fee" in values else None
    plan: dict[str, Any] = {}
    if listed is not None:
        plan = {
            "threshold_fen": listed.threshold_fen,
            "stages": [_filled(asdict(stage)) for stage in listed.stages],
        }
    plan |= {name: values[key] for key, name in (("threshold", "threshold_fen"), ("total", "total_fen"), ("stages", "stages"), ("late_rate", "late_rate")) if key in values}  # fmt: skip
    if "stages" in plan:
        plan["stages"] = [_from_effect(stage, values) for stage in plan["stages"]]
    royalty = _royalty(line, listed.royalty if listed is not None else None)
    if royalty:
        plan["royalty"] = royalty
    _days_to_pay(plan, values.get("payment_days"))
    return _filled(plan)


def _from_effect(stage: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Return a stage whose period runs from signature with the day it comes to, where effect came on another day."""
    kept = {key: value for key, value in stage.items() if key != SIGNED}
    signed, effective = values.get("signed_on"), values.get("effective_on")
    if SIGNED not in stage or signed is None or effective in (None, signed):
        return kept
    count, unit = int(kept["after"][:-1]), kept.pop("after")[-1]
    on = (
        signed + timedelta(days=count)
        if unit == "d"
        else add_months(signed, count * (12 if unit == "y" else 1))
    )
    return {**kept, "on": on}


def _royalty(line: Line, listed: Any) -> dict[str, Any]:
    values = line.values
    royalty: dict[str, Any] = {}
    if listed is not None:
        royalty = {"rate": listed.steps[0].rate, "base": listed.base}
    if "rate" in values:
        rate, base = values["rate"]
        royalty |= {"rate": rate}
        if base in BASES:
            royalty["base"] = BASES[base]
    if not royalty:
        return {}
    royalty |= {name: values[key] for key, name in ROYALTY.items() if key in values}
    return _filled(royalty)


def _days_to_pay(plan: dict[str, Any], days: int | None) -> None:
    """Give the days to pay to the royalty where there is one, and to every stage and threshold fee that has none."""
    if days is None:
        return
    if "royalty" in plan:
        plan["royalty"]["payment_days"] = days
    if plan.get("threshold_fen"):
        plan["threshold_days"] = days
    for stage in plan.get("stages") or ():
        if stage.get("trigger") == "milestone":
            stage.setdefault("days_to_pay", days)


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [], ())}
