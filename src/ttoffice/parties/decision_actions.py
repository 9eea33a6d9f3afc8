"""Verbs of collective decisions: prepare, change, decide, record from the minutes, correct."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ttoffice.action import Context, Subject, action
from ttoffice.action.kinds import code_of, kind_of
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.numbering import read_number
from ttoffice.parties.above import exhibit_reasons
from ttoffice.parties.decision_inputs import (
    CorrectDecision,
    DecideDecision,
    EditDecision,
    PrepareDecision,
    RecordDecision,
)
from ttoffice.parties.decision_rules import Member, plain_text, text_hash
from ttoffice.parties.decisions import DECISIONS, DecisionRecord, DecisionState
from ttoffice.parties.matters import exists
from ttoffice.parties.meetings import DEMOCRACY, meeting, people_of
from ttoffice.parties.people import name_of
from ttoffice.parties.personal import personal_reasons
from ttoffice.reasons import Reason

Decision = Subject[DecisionRecord]
CHECKED = ("title", "body", "persons", "organisations", "note", "dissents")
"""Fields in which no number of a person may stand; a decided text may have to name an account."""
WITH_TEXT = frozenset({"rule", "finding"})
"""Kinds of matters whose own text is what is decided, word for word."""


# --- before the meeting --------------------------------------------------------------------------------


def _merged(ctx: Context, record: DecisionRecord, data: PrepareDecision | EditDecision) -> DecisionRecord:
    """Return an item with what was sent in it: numbers in canonical form, members with their names."""
    sent = {key: getattr(data, key) for key in data.model_fields_set if key in EditDecision.model_fields}
    sent = {key: value for key, value in sent.items() if value is not None}
    if "subject" in sent:
        sent["subject"] = read_number(sent["subject"]) or sent["subject"]
    if "members" in sent:
        numbers, _unknown = people_of(ctx.db, sent["members"], "members")
        sent["members"] = tuple(Member(number, name_of(ctx.db, number)) for number in numbers)
    if "material" in sent:
        sent["material"] = tuple(read_number(number) or number for number in sent["material"])
    changed = replace(record, **sent)
    text = plain_text(changed.text) or _text_of_matter(ctx, changed.subject)
    return replace(changed, text=text, text_sha256=text_hash(text))


def _text_of_matter(ctx: Context, number: str) -> str:
    """Return the text that is decided about a matter which has one of its own, as it stands now."""
    code = code_of(number)
    kind = kind_of(code) if code in WITH_TEXT else None
    found = kind.shelf.load(ctx.db, number) if kind else None
    return str(found.document["text"]) if found else ""


def _item_reasons(ctx: Context, record: DecisionRecord, data: Any) -> list[Reason]:
    sent = data.model_dump(mode="json", exclude_unset=True)
    reasons = personal_reasons({key: sent[key] for key in CHECKED if key in sent})
    if record.subject and not exists(ctx.db, record.subject):
        message = _("There is no record numbered %(number)s.") % {"number": record.subject}
        reasons.append(Reason("decision.no_matter", message, field="subject"))
    _numbers, unknown = people_of(ctx.db, sent.get("members") or (), "members")
    return [*reasons, *unknown, *exhibit_reasons(ctx.db, record.material, "material")]


@action(
    "decision.prepare",
    PrepareDecision,
    summary=N_("Prepare an item for a collective decision"),
    basis="exemption:6",
)
def prepare(ctx: Context, data: PrepareDecision) -> str:
    """Write the item; return its number."""
    return DECISIONS.enter(ctx, _merged(ctx, DecisionRecord(data.title), data))


@prepare.guard
def prepare_reasons(ctx: Context, data: PrepareDecision) -> list[Reason]:
    """The matter, the members and the material must be known."""
    return _item_reasons(ctx, _merged(ctx, DecisionRecord(data.title), data), data)


@action(
    "decision.edit",
    EditDecision,
    kind=DECISIONS.kind,
    summary=N_("Change an item that is not decided yet"),
    basis="exemption:6",
)
def edit(ctx: Context, subject: Decision, data: EditDecision) -> str:
    """Write the changed fields; return the number."""
    return DECISIONS.write(ctx, subject, _merged(ctx, subject.record, data))


@edit.guard
def edit_reasons(ctx: Context, subject: Decision, data: EditDecision) -> list[Reason]:
    """What is decided stands."""
    return [*_stands(subject), *_item_reasons(ctx, _merged(ctx, subject.record, data), data)]


def _stands(subject: Decision) -> list[Reason]:
    if subject.record.state is DecisionState.PREPARED:
        return []
    message = _("%(number)s is decided and stands. Correct it by a further decision (decision.correct).")
    return [Reason("decision.stands", message % {"number": subject.number}, DEMOCRACY, "state")]


# --- the meeting ---------------------------------------------------------------------------------------


@action(
    "decision.decide",
    DecideDecision,
    kind=DECISIONS.kind,
    summary=N_("Record how a collective decision was taken"),
    basis="exemption:6",
)
def decide(ctx: Context, subject: Decision, data: DecideDecision) -> str:
    """Write attendance, votes, dissents and minutes; from now on the decision stands. Return the number."""
    held = meeting(ctx.db, subject.number, subject.record, _canonical(data), ctx.today)
    return DECISIONS.write(ctx, subject, held.record)


@decide.guard
def decide_reasons(ctx: Context, subject: Decision, data: DecideDecision) -> list[Reason]:
    """A quorum, minutes, no vote over an open conflict, a wording for each dissent."""
    if found := _stands(subject):
        return found
    held = meeting(ctx.db, subject.number, subject.record, _canonical(data), ctx.today)
    return [*personal_reasons({"dissents": _wordings(data)}), *held.reasons, *_rejected(held.record)]


def _canonical(data: DecideDecision) -> DecideDecision:
    return data.model_copy(update={"minutes": read_number(data.minutes) or data.minutes})


def _wordings(data: DecideDecision | RecordDecision) -> list[str]:
    return [dissent.wording for dissent in data.dissents]


def _rejected(record: DecisionRecord) -> list[Reason]:
    """Say beforehand that the votes do not carry it: a decision once recorded stands."""
    if record.state is not DecisionState.REJECTED:
        return []
    message = _("It is rejected: not more than %(majority)s of those present voted for it (%(source)s).") % {
        "majority": record.majority,
        "source": record.majority_source,
    }
    return [Reason("decision.rejected", message, DEMOCRACY, "against", warning=True)]


@action(
    "decision.record",
    RecordDecision,
    summary=N_("Record a collective decision from its minutes"),
    basis="exemption:6",
)
def record(ctx: Context, data: RecordDecision) -> str:
    """Write item and meeting at once; return the number."""
    return DECISIONS.enter(ctx, _recorded(ctx, data)[0])


@record.guard
def record_reasons(ctx: Context, data: RecordDecision) -> list[Reason]:
    """As for an item that is prepared and then decided."""
    settled, reasons = _recorded(ctx, data)
    return [*_item_reasons(ctx, settled, data), *reasons, *_rejected(settled)]


def _recorded(ctx: Context, data: RecordDecision) -> tuple[DecisionRecord, tuple[Reason, ...]]:
    item = _merged(ctx, DecisionRecord(data.title), data)
    going = {key: getattr(data, key) for key in DecideDecision.model_fields if key not in ("text", "minutes")}
    held = DecideDecision(**going, minutes=read_number(data.minutes) or data.minutes)
    found = meeting(ctx.db, "", item, held, ctx.today)
    return found.record, found.reasons


# --- afterwards ----------------------------------------------------------------------------------------


@action(
    "decision.correct",
    CorrectDecision,
    kind=DECISIONS.kind,
    summary=N_("Prepare a further decision that corrects one"),
    basis="exemption:6",
)
def correct(ctx: Context, subject: Decision, data: CorrectDecision) -> str:
    """Write a new item about the same matter that names the one it corrects; return its number."""
    old = subject.record
    text = plain_text(data.text) or old.text
    return DECISIONS.enter(
        ctx,
        DecisionRecord(
            data.title or old.title,
            old.subject,
            old.body,
            text=text,
            text_sha256=text_hash(text),
            persons=old.persons,
            organisations=old.organisations,
            material=old.material,
            members=tuple(Member(member.person, member.name) for member in old.members),
            corrects=subject.number,
            note=data.why,
        ),
    )


@correct.guard
def correct_reasons(ctx: Context, subject: Decision, data: CorrectDecision) -> list[Reason]:
    """Only what is decided is corrected; an item that is not can simply be changed."""
    reasons = personal_reasons({"why": data.why, "title": data.title})
    if subject.record.state is DecisionState.PREPARED:
        message = _("%(number)s is not decided yet; it can be changed.") % {"number": subject.number}
        reasons.append(Reason("decision.not_decided", message, DEMOCRACY, "state"))
    waiting = DECISIONS.where(ctx.db, "corrects = ? AND state = 'prepared'", (subject.number,))
    if waiting:
        message = _("A correction is prepared already: %(number)s.") % {"number": waiting[0].number}
        reasons.append(Reason("decision.corrected_already", message, field="corrects", warning=True))
    return reasons
