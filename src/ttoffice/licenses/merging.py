"""Terms with what was typed in them: whole or in part, what is left out staying as it is. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, replace
from typing import Any

from ttoffice.action.inputs import Input
from ttoffice.i18n import chinese
from ttoffice.licenses.codes import MILESTONE_LABELS, MilestoneKind, RateKind, Trigger
from ttoffice.licenses.fees import FeePlan, RateStep, Royalty, Stage
from ttoffice.licenses.inputs import (
    ClauseInput,
    GrantedRightInput,
    GrantInput,
    PlanInput,
    RoyaltyInput,
    StageInput,
    TermsInput,
)
from ttoffice.licenses.terms import ClauseChoice, Grant, GrantedRight, Terms
from ttoffice.notices.texts import chinese_day, period_text
from ttoffice.results.ip_numbers import parse_number

ONE_OF = (
    ("amount_fen", "share"),
    ("on", "after"),
    ("starts_on", "starts_after", "from_first_sale"),
)
"""Fields of which one at most holds: naming one of them empties the others."""


def sent(data: Input, record: type) -> dict[str, Any]:
    """Return what was typed, by field of a record; null stands for the field's empty value."""
    empty = {
        item.name: item.default_factory() if item.default_factory is not MISSING else item.default
        for item in fields(record)
    }
    return {
        name: empty[name] if getattr(data, name) is None else getattr(data, name)
        for name in data.model_fields_set
        if name in empty
    }


def one_of(given: dict[str, Any], names: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields typed, with those emptied that cannot hold beside them."""
    cleared = dict(given)
    for group in ONE_OF:
        held = [name for name in group if given.get(name)]
        if held:
            cleared |= {name: names[name] for name in group if name in names and name not in given}
    return cleared


def merged(terms: Terms, data: TermsInput, register: Callable[[str], Grant | None]) -> Terms:
    """Return terms with what was typed in them; `register` takes a result over with its rights."""
    given = sent(data, Terms)
    if data.grants:
        given["grants"] = grants(terms.grants, data.grants, register)
    if data.plan is not None:
        given["plan"] = plan(terms.plan, data.plan)
    if data.clauses is not None:
        given["clauses"] = clauses(terms.clauses, data.clauses)
    return replace(terms, **given)


# --- what is licensed ----------------------------------------------------------------------------------


def grants(
    known: Sequence[Grant], given: Sequence[GrantInput], register: Callable[[str], Grant | None]
) -> tuple[Grant, ...]:
    """Return the grants typed; one that stands there already keeps its rights and its consent."""
    stands = {grant.result: grant for grant in known}
    return tuple(_grant(stands.get(item.result), item, register) for item in given)


def _grant(known: Grant | None, item: GrantInput, register: Callable[[str], Grant | None]) -> Grant:
    found = known or register(item.result) or Grant(item.result)
    sent_ = item.model_fields_set
    if "rights" in sent_:
        held = (register(item.result) or found).rights
        found = replace(found, rights=tuple(right for one in item.rights for right in _right(one, held)))
    if item.title:
        found = replace(found, title=item.title)
    return replace(found, consent=item.consent) if "consent" in sent_ else found


def _right(item: GrantedRightInput | str, held: Sequence[GrantedRight]) -> list[GrantedRight]:
    if isinstance(item, str):
        return [right for right in held if same_right(right.number, item)][:1]
    return [GrantedRight(**{item_.name: getattr(item, item_.name) for item_ in fields(GrantedRight)})]


def same_right(number: str, text: str) -> bool:
    """Return whether a text means the right of a number, however it is typed."""
    return number.strip() == text.strip() or (
        parse_number(number, None).key == parse_number(text, None).key != ""
    )


# --- the fee plan --------------------------------------------------------------------------------------


def plan(known: FeePlan, data: PlanInput) -> FeePlan:
    """Return a fee plan with what was typed in it."""
    given = sent(data, FeePlan)
    stands = {stage.key: stage for stage in known.stages}
    stages = known.stages
    if "stages" in data.model_fields_set:
        stages = _stages(stands, data.stages, ())
    if data.changed_stages:
        stages = _stages({stage.key: stage for stage in stages}, data.changed_stages, stages)
    given["stages"] = stages
    if data.royalty is not None:
        given["royalty"] = royalty(known.royalty or Royalty(), data.royalty)
    return replace(known, **given)


def _stages(
    stands: Mapping[str, Stage], given: Sequence[StageInput], others: Sequence[Stage]
) -> tuple[Stage, ...]:
    """Return stages typed among those that stay; a new one without a key takes the next free one."""
    found = {stage.key: stage for stage in others}
    taken = {*stands, *(item.key for item in given)}
    for item in given:
        key = item.key or _free(taken)
        taken.add(key)
        base = stands.get(key) or Stage(key, "", item.trigger or _trigger(item))
        found[key] = stage(base, item)
    return tuple(found.values())


def _free(taken: set[str]) -> str:
    place = 1
    while f"s{place}" in taken:
        place += 1
    return f"s{place}"


def _trigger(item: StageInput) -> Trigger:
    return Trigger.DATE if item.on or item.after else Trigger.MILESTONE


def stage(known: Stage, item: StageInput) -> Stage:
    """Return a stage with what was typed in it; a day makes it a date node, a milestone a milestone node."""
    given = one_of(sent(item, Stage), {"amount_fen": None, "share": "", "on": None, "after": ""})
    given.pop("key", None)
    trigger = item.trigger or (_trigger(item) if item.on or item.after or item.milestone else known.trigger)
    given["trigger"] = trigger
    if trigger is Trigger.DATE:
        given |= {"milestone": None, "planned_on": None}
    else:
        given |= {"on": None, "after": ""}
        given.setdefault("milestone", known.milestone or MilestoneKind.OTHER)
    changed = replace(known, **given)
    return changed if changed.label else replace(changed, label=_label(changed))


def _label(stage_: Stage) -> str:
    """Return what a node is called in the contract where nobody gave it a name."""
    if stage_.milestone is not None:
        return chinese(MILESTONE_LABELS[stage_.milestone])
    if stage_.on is not None:
        return chinese_day(stage_.on)
    return f"合同生效后{period_text(stage_.after)}" if stage_.after else ""


def royalty(known: Royalty, data: RoyaltyInput) -> Royalty:
    """Return a royalty with what was typed in it; a rate alone is a fixed one."""
    given = one_of(sent(data, Royalty), {"starts_on": None, "starts_after": "", "from_first_sale": False})
    if data.steps:
        given["steps"] = tuple(RateStep(step.start, step.rate) for step in data.steps)
    if data.rate:
        given |= {"steps": (RateStep(0, data.rate),), "rate_kind": RateKind.FIXED}
    return replace(known, **given)


def clauses(known: Sequence[ClauseChoice], given: Sequence[ClauseInput]) -> tuple[ClauseChoice, ...]:
    """Return the clause choices with those typed in their place; an empty one is taken back."""
    found = {choice.key: choice for choice in known}
    found |= {item.key: ClauseChoice(item.key, item.option, item.wording) for item in given}
    return tuple(choice for choice in found.values() if choice.option or choice.wording)
