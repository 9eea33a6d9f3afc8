"""The whole course of a finding as it is read: what is done, where it stands, and what each further stage lacks.

The same guards that refuse an act say here what is missing, whatever the state: who looks sees all that lies
between a case and its archive (exemption Art. 11 to 14). Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ttoffice.findings.codes import FindingState
from ttoffice.findings.facts import FindingFacts
from ttoffice.findings.rules.decision import (
    decided_collectively,
    matrices_are_whole,
    proofs_stand,
    texts_are_there,
    texts_are_unchanged,
)
from ttoffice.findings.rules.effects import dossier_is_sealed, everybody_knows, settled_since
from ttoffice.findings.rules.investigation import (
    everybody_was_heard,
    has_a_panel,
    has_a_plan,
    inquiries_are_settled,
    within_its_time,
)
from ttoffice.findings.rules.publicity import (
    closed_notice,
    nothing_is_open,
    reviewed_by_others,
    was_published,
)
from ttoffice.findings.rules.scope import (
    answered_in_time,
    answered_in_writing,
    described,
    guideline_in_force,
    rule_in_force,
)
from ttoffice.i18n import N_
from ttoffice.reasons import Reason, refusing

Guard = Callable[[FindingFacts], Iterable[Reason]]
Standing = Literal["done", "broken", "here", "ahead", "never"]
RANK = {
    FindingState.RECEIVED: 0,
    FindingState.ACCEPTED: 1,
    FindingState.INVESTIGATING: 2,
    FindingState.REPORTED: 3,
    FindingState.DECIDED: 4,
    FindingState.FINAL: 5,
    FindingState.ARCHIVED: 6,
}
"""How far each state is; one that was refused or withdrawn goes no further."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the course.

    Attributes:
        code: stable ASCII name.
        label: catalog string of what it is called.
        rank: the state that it belongs to, by `RANK`: once that is passed, the stage is done.
        guards: what says what it lacks.
        day: when it was done.
        basis: the article that asks for it.
        acts: the actions by which it is done, the first being the usual one.
    """

    code: str
    label: str
    rank: int
    guards: tuple[Guard, ...]
    day: Callable[[FindingFacts], date | None]
    basis: str
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A stage as it stands: `never` where a case ended before it, `broken` where what was done no longer holds."""

    stage: Stage
    standing: Standing
    day: date | None = None
    missing: tuple[Reason, ...] = ()


def _nothing(_facts: FindingFacts) -> date | None:
    return None


def _formed(facts: FindingFacts) -> date | None:
    return min((seat.since for seat in facts.record.panel), default=None)


def _heard(facts: FindingFacts) -> date | None:
    days = [one.confirmed_on or one.invited_on for one in facts.hearings.values()]
    return max((day for day in days if day is not None), default=None)


def _closed(facts: FindingFacts) -> date | None:
    notice = closed_notice(facts)
    return notice.closed_on if notice is not None else None


def _served(facts: FindingFacts) -> date | None:
    return max((one.done_on for one in facts.standing_effects.values()), default=None)


COURSE: tuple[Stage, ...] = (
    Stage(
        "received",
        N_("application or lead received"),
        -1,
        (),
        lambda facts: facts.record.received_on,
        "exemption:2",
        ("finding.open",),
    ),
    Stage(
        "accepted",
        N_("accepted in writing"),
        0,
        (described, guideline_in_force, rule_in_force, answered_in_writing, answered_in_time),
        lambda facts: facts.record.answered_on,
        "exemption:11",
        ("finding.accept", "finding.refuse"),
    ),
    Stage(
        "panel",
        N_("panel, checked for recusal"),
        1,
        (has_a_panel,),
        _formed,
        "exemption:12",
        ("finding.form_panel", "finding.change_panel"),
    ),
    Stage(
        "begun",
        N_("investigation begun by plan"),
        1,
        (has_a_plan,),
        lambda facts: facts.record.begun_on,
        "exemption:12",
        ("finding.begin", "finding.change_plan"),
    ),
    Stage(
        "heard",
        N_("every side heard, material settled"),
        2,
        (everybody_was_heard, inquiries_are_settled),
        _heard,
        "exemption:12",
        ("hearing.record", "hearing.absent", "inquiry.ask"),
    ),
    Stage(
        "assessed",
        N_("matrix of everybody, with proposals"),
        2,
        (matrices_are_whole, proofs_stand),
        _nothing,
        "exemption:6",
        ("finding.assess", "finding.propose"),
    ),
    Stage(
        "reported",
        N_("investigation report"),
        2,
        (texts_are_there, within_its_time),
        lambda facts: facts.record.reported_on,
        "exemption:12",
        ("finding.report",),
    ),
    Stage(
        "decided",
        N_("collective decision"),
        3,
        (decided_collectively, texts_are_unchanged),
        lambda facts: facts.record.decided_on,
        "exemption:6",
        ("finding.decide", "finding.send_back"),
    ),
    Stage(
        "published",
        N_("published inside the unit"),
        4,
        (was_published,),
        _closed,
        "exemption:13",
        ("notice.draft", "notice.approve", "notice.publish", "notice.close"),
    ),
    Stage(
        "answered",
        N_("objections reviewed and answered"),
        4,
        (nothing_is_open, reviewed_by_others),
        _nothing,
        "exemption:13",
        ("finding.revisit",),
    ),
    Stage(
        "final",
        N_("final and in effect"),
        4,
        (),
        lambda facts: facts.record.final_on,
        "exemption:13",
        ("finding.finalise",),
    ),
    Stage(
        "served",
        N_("served, and notified where it counts"),
        5,
        (everybody_knows,),
        _served,
        "exemption:14",
        ("finding.record_effect",),
    ),
    Stage(
        "archived",
        N_("dossier sealed, archived"),
        5,
        (settled_since, dossier_is_sealed),
        lambda facts: facts.record.archived_on,
        "exemption:14",
        ("finding.archive",),
    ),
)
"""The course in the order of the guideline."""
OPEN_ENDED = frozenset({"panel", "heard", "assessed", "published", "answered", "served"})
"""Stages that are done as soon as nothing of them is missing, before the state goes on."""
KEPT = frozenset({"panel", "heard", "assessed", "decided", "published", "answered"})
"""Stages that must still hold at the end: a conflict recorded later or a proof that changed stops what rests on them."""


def outlook(facts: FindingFacts) -> tuple[Seen, ...]:
    """Return every stage with how it stands, and what those that are not done lack."""
    rank = RANK.get(facts.record.state)
    if rank is None:
        return tuple(_ended(stage, facts) for stage in COURSE)
    seen: list[Seen] = []
    for stage in COURSE:
        behind = all(one.standing in ("done", "broken") for one in seen)
        seen.append(_seen(stage, facts, rank, behind=behind))
    return tuple(seen)


def _seen(stage: Stage, facts: FindingFacts, rank: int, *, behind: bool) -> Seen:
    """Return a stage of a case that goes on; `behind` says whether all before it is done."""
    if rank > stage.rank and (stage.code not in KEPT or rank == RANK[FindingState.ARCHIVED]):
        return Seen(stage, "done", stage.day(facts))
    missing = tuple(reason for guard in stage.guards for reason in guard(facts))
    lacks = bool(refusing(missing))
    if rank > stage.rank:
        return Seen(stage, "broken" if lacks else "done", stage.day(facts), missing if lacks else ())
    if stage.code in OPEN_ENDED and rank == stage.rank and behind and not lacks:
        return Seen(stage, "done", stage.day(facts), missing)
    return Seen(stage, "here" if behind else "ahead", None, missing)


def _ended(stage: Stage, facts: FindingFacts) -> Seen:
    """Return a stage of a case that was refused or withdrawn: done where it has its day."""
    day = stage.day(facts)
    refused = stage.code == "accepted" and facts.record.state is FindingState.REFUSED
    return Seen(stage, "done" if day is not None and not refused else "never", day)


ACTS = {
    "hearing.unconfirmed": "hearing.confirm",
    "inquiry.open": "inquiry.settle",
    "assessment.no_outcome": "finding.propose",
    "panel.unchecked": "recusal.record",
    "panel.conflict": "finding.change_panel",
    "panel.party": "finding.change_panel",
    "finding.not_revisited": "finding.revisit",
    "finding.review_open": "review.decide",
    "finding.not_reopened": "finding.reopen",
    "finding.corrected_since": "finding.reopen",
    "finding.no_dossier": "dossier.make",
    "finding.dossier_old": "dossier.make",
}
"""The action that mends what is missing, where it is not the usual one of its stage, by the code of the reason."""
FIRST = ("finding.not_revisited",)
"""What is done before anything else: a conclusion that a review did not uphold is not published further."""
AGAIN = {"panel": "finding.change_panel", "decided": "finding.revisit"}
"""What is done about a stage that was done and no longer holds, where it is not the usual action."""
NOTICES = {"draft": "notice.approve", "approved": "notice.publish", "published": "notice.close"}
"""The next action about a notice, by its state."""


@dataclass(frozen=True, slots=True)
class Next:
    """What is to be done next: the stage at hand, and the action."""

    stage: Stage
    act: str


def next_act(facts: FindingFacts) -> Next | None:
    """Return what is to be done next about a finding; None where nothing is."""
    seen = outlook(facts)
    for one in seen:
        if any(reason.code in FIRST for reason in one.missing):
            return Next(one.stage, ACTS[FIRST[0]])
    here = next((one for one in seen if one.standing in ("broken", "here")), None)
    return None if here is None else Next(here.stage, _act(here, facts))


def _act(seen: Seen, facts: FindingFacts) -> str:
    usual = seen.stage.acts[0]
    if seen.standing == "broken":
        usual = AGAIN.get(seen.stage.code, usual)
    elif seen.stage.code == "published" and facts.notices:
        usual = NOTICES.get(facts.notices[-1].state, usual)
    lacks = refusing(seen.missing)
    return ACTS.get(lacks[0].code, usual) if lacks else usual


def missing(seen: Iterable[Seen]) -> Iterator[tuple[Seen, tuple[Reason, ...]]]:
    """Yield the stages that lack something, with what they lack that no stage before them told."""
    told: set[str] = set()
    for one in seen:
        reasons = tuple(reason for reason in one.missing if reason.message not in told)
        told |= {reason.message for reason in reasons}
        if reasons:
            yield one, reasons
