"""What is usual in a fee plan: the periods and definitions of the last signed license of its mode, else those shipped.

It fills what is empty and nothing else. Apart from a threshold fee of zero, amounts, rates and days of the calendar are
never made up. None of it is the guideline's: who drafts looks it over, and the law is asked of the whole plan afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ttoffice.i18n import N_, chinese
from ttoffice.licenses.codes import (
    MILESTONE_LABELS,
    MilestoneKind,
    RateKind,
    RoyaltyBase,
    SettlementPeriod,
    Trigger,
)

STAGES, ROYALTY = "stages", "royalty"
MODES = (ROYALTY, STAGES, f"{STAGES}_{ROYALTY}")
"""The three modes in the order of pay-later Art. 2."""
SHIPPED_STAGE: Mapping[str, Any] = {"days_to_pay": 30}
SHIPPED_ROYALTY: Mapping[str, Any] = {
    "base": RoyaltyBase.NET_SALES.value,
    "base_note": N_("amounts invoiced for licensed products, less returns and value-added tax"),
    "rate_kind": RateKind.FIXED.value,
    "period": SettlementPeriod.HALF_YEAR.value,
    "report_days": 30,
    "payment_days": 30,
}
SHIPPED_LATE_RATE = "0.05"
"""Percent a day."""
FROM = ("starts_on", "starts_after", "from_first_sale")
"""The three ways to say when a royalty begins."""
FIRST_MILESTONE = MilestoneKind.PRODUCTION
"""The milestone of a plan that has no stage yet; the widest spread in listings of this mode."""


@dataclass(frozen=True, slots=True)
class Usual:
    """What is usual, in the JSON form of a plan: of a stage, of a royalty, and the late interest.

    `source` is the number of the license that it comes from; empty for what is shipped.
    """

    stage: Mapping[str, Any]
    royalty: Mapping[str, Any]
    late_rate: str
    source: str = ""


def shipped() -> Usual:
    """Return what the program takes for usual; the definition of the base in Chinese, as it goes into the contract."""
    note = chinese(str(SHIPPED_ROYALTY["base_note"]))
    return Usual(SHIPPED_STAGE, {**SHIPPED_ROYALTY, "base_note": note}, SHIPPED_LATE_RATE)


def usual_of(signed: Iterable[tuple[str, Mapping[str, Any]]], mode: str) -> Usual:
    """Return what is usual for a mode.

    Args:
        signed: number and plan of the signed licenses, the newest first, in the JSON form.
        mode: one of `MODES`.
    """
    known = shipped()
    for number, plan in signed:
        if mode_of(plan) == mode:
            stage: Mapping[str, Any] = next(iter(plan.get(STAGES) or ()), {})
            royalty = plan.get(ROYALTY) or {}
            return Usual(
                {**known.stage, **_given(stage, known.stage)},
                {**known.royalty, **_given(royalty, known.royalty), "rate_kind": RateKind.FIXED.value},
                plan.get("late_rate") or known.late_rate,
                number,
            )
    return known


def mode_of(plan: Mapping[str, Any]) -> str:
    """Return the mode that the parts of a plan make up; empty where it has neither."""
    return "_".join(name for name in (STAGES, ROYALTY) if plan.get(name))


def _given(found: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    return {key: found[key] for key in keys if found.get(key) not in (None, "")}


def completed(plan: Mapping[str, Any], mode: str, usual: Usual, ends_on: str | None) -> dict[str, Any]:
    """Return a plan in a mode with what was empty filled in.

    What the mode does not have stays as it is: taking out what somebody typed is theirs to do.

    Args:
        plan: the plan as it stands, in the JSON form.
        mode: one of `MODES`.
        usual: what is usual.
        ends_on: the last day of the license's term, by which a royalty ends; None where it is not said.
    """
    found = dict(plan)
    if found.get("threshold_fen") is None:
        found["threshold_fen"] = 0
    if STAGES in mode:
        found[STAGES] = [_stage(stage, usual) for stage in plan.get(STAGES) or [{}]]
    if ROYALTY in mode:
        found[ROYALTY] = _royalty(plan.get(ROYALTY) or {}, usual, ends_on)
    found["late_rate"] = found.get("late_rate") or usual.late_rate
    return found


def _stage(stage: Mapping[str, Any], usual: Usual) -> dict[str, Any]:
    """Return a stage with how it is paid, and of a milestone node what it is called and what proves it."""
    found = {**stage, "trigger": stage.get("trigger") or Trigger.MILESTONE.value}
    if found["trigger"] == Trigger.MILESTONE.value:
        found["milestone"] = found.get("milestone") or FIRST_MILESTONE.value
        found["label"] = found.get("label") or chinese(MILESTONE_LABELS[found["milestone"]])
        found["proof"] = found.get("proof") or _proof(found)
    return {**found, **{key: value for key, value in usual.stage.items() if found.get(key) is None}}


def _proof(stage: Mapping[str, Any]) -> str:
    """Return what usually proves that a milestone is reached."""
    known = stage["milestone"] != MilestoneKind.OTHER.value
    what = chinese(MILESTONE_LABELS[stage["milestone"]]) if known else stage["label"]
    return chinese(N_("acceptance report: %(what)s")) % {"what": what}


def _royalty(royalty: Mapping[str, Any], usual: Usual, ends_on: str | None) -> dict[str, Any]:
    """Return a royalty with its base, periods and days; where nobody said when it begins, from the first sale."""
    filled = {key: value for key, value in usual.royalty.items() if royalty.get(key) in (None, "")}
    found = {**royalty, **filled}
    if not any(found.get(key) for key in FROM):
        found["from_first_sale"] = True
    found["ends_on"] = found.get("ends_on") or ends_on
    return {**found, "steps": found.get("steps") or [{"start": "0", "rate": ""}]}
