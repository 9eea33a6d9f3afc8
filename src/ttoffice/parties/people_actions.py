"""Verbs about people: enter, change, declare ties, leave, return."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ttoffice.action import Context, Subject, action
from ttoffice.action.inputs import Input
from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _
from ttoffice.parties.above import running_cases
from ttoffice.parties.people import PEOPLE, PersonRecord, Post, Tie, find_person
from ttoffice.parties.people_inputs import (
    CreatePerson,
    Declare,
    EditPerson,
    Leave,
    PostInput,
    Return,
    TieInput,
)
from ttoffice.parties.people_rules import person_reasons, ties_left_out
from ttoffice.parties.personal import personal_reasons
from ttoffice.reasons import Reason

Person = Subject[PersonRecord]


def _posts(given: tuple[PostInput, ...]) -> tuple[Post, ...]:
    return tuple(Post(post.title, post.body, post.since, post.until) for post in given)


def _ties(ctx: Context, given: tuple[TieInput, ...], declared_on: date | None) -> tuple[Tie, ...]:
    """Return the ties as they are kept: persons by number, codes in capitals, a day of declaration for each."""
    kept = []
    for tie in given:
        values = dict(tie)
        found = find_person(ctx.db, tie.person, "person") if tie.person else ""
        values["person"] = tie.person if isinstance(found, Reason) else found
        values["credit_code"] = tie.credit_code.upper()
        values["share"] = tie.share or ""
        values["declared_on"] = tie.declared_on or declared_on
        kept.append(Tie(**values))
    return tuple(kept)


def _tied_reasons(ctx: Context, ties: tuple[Tie, ...], own: str) -> list[Reason]:
    """Return what is wrong with the persons that ties name: they must be known, and nobody is kin of themselves."""
    reasons = []
    for place, tie in enumerate(ties):
        field = f"ties[{place}].person"
        found = find_person(ctx.db, tie.person, field) if tie.person else ""
        if isinstance(found, Reason):
            reasons.append(found)
        elif own and found == own:
            reasons.append(Reason("tie.to_oneself", _("The tie names the person themselves."), field=field))
    return reasons


@action("person.create", CreatePerson, summary=N_("Enter a person"), basis="exemption:2")
def create(ctx: Context, data: CreatePerson) -> str:
    """Write a new person; return the number."""
    return PEOPLE.enter(ctx, _new(ctx, data))


def _new(ctx: Context, data: CreatePerson) -> PersonRecord:
    roles = tuple(dict.fromkeys(data.roles))
    ties = _ties(ctx, data.ties, ctx.today)
    return PersonRecord(data.name, roles, data.department, _posts(data.posts), ties, data.note)


@create.guard
def create_reasons(ctx: Context, data: CreatePerson) -> list[Reason]:
    """Nothing that identifies beyond need, ties that say whom they mean; a namesake is warned of."""
    record = _new(ctx, data)
    return [*_record_reasons(ctx, record, data, ""), *_namesakes(ctx, record, "")]


def _record_reasons(ctx: Context, record: PersonRecord, data: Input, own: str) -> list[Reason]:
    return [
        *personal_reasons(data.model_dump(mode="json", exclude_unset=True)),
        *person_reasons(record, ctx.today),
        *_tied_reasons(ctx, record.ties, own),
    ]


def _namesakes(ctx: Context, record: PersonRecord, own: str) -> list[Reason]:
    rows = ctx.db.all(
        "SELECT number, department FROM person WHERE name = ? AND number <> ? ORDER BY id", (record.name, own)
    )
    if not rows:
        return []
    message = _("%(name)s stands in the list already: %(people)s. See that it is not the same person.") % {
        "name": record.name,
        "people": "、".join(" ".join(filter(None, row)) for row in rows),
    }
    return [Reason("person.namesake", message, field="name", warning=True)]


@action("person.edit", EditPerson, kind=PEOPLE.kind, summary=N_("Change a person"), basis="exemption:2")
def edit(ctx: Context, subject: Person, data: EditPerson) -> str:
    """Write the changed fields; return the number."""
    return PEOPLE.write(ctx, subject, _edited(ctx, subject.record, data))


def _edited(ctx: Context, record: PersonRecord, data: EditPerson) -> PersonRecord:
    changed = record
    if data.name is not None:
        changed = replace(changed, name=data.name)
    if data.roles is not None:
        changed = replace(changed, roles=tuple(dict.fromkeys(data.roles)))
    if data.department is not None:
        changed = replace(changed, department=data.department)
    if data.posts is not None:
        changed = replace(changed, posts=_posts(data.posts))
    if data.ties is not None:
        changed = replace(changed, ties=_ties(ctx, data.ties, ctx.today))
    return changed if data.note is None else replace(changed, note=data.note)


@edit.guard
def edit_reasons(ctx: Context, subject: Person, data: EditPerson) -> list[Reason]:
    """As for a new person; a declared tie that goes is told or, in a running case, refused."""
    record = _edited(ctx, subject.record, data)
    if record == subject.record:
        return [Reason("person.unchanged", _("Nothing changes: the person stands so already."), warning=True)]
    reasons = _record_reasons(ctx, record, data, subject.number)
    if record.name != subject.record.name:
        reasons += _namesakes(ctx, record, subject.number)
    return [*reasons, *_ties_gone(ctx, subject, record)]


def _ties_gone(ctx: Context, subject: Person, record: PersonRecord) -> list[Reason]:
    """Tell of a tie that goes; while the person has a part in a running case no conflict is made to vanish so."""
    left = ties_left_out(subject.record.ties, record.ties)
    cases = running_cases(ctx.db, subject.number) if left else ()
    if cases:
        message = _(
            "%(name)s has a part in %(cases)s: a declared tie stays until that is over. Give one that has ended its"
            " last day; of one that was entered by mistake decide that there is no conflict (recusal.record)."
        )
        told = {"name": subject.record.name, "cases": listed(cases)}
        return [Reason("person.tie_needed", message % told, "exemption:10(5)", "ties")]
    if len(record.ties) < len(subject.record.ties):
        message = _(
            "A declared tie is taken out of the list. One that has ended should get its last day instead."
        )
        return [Reason("person.tie_gone", message, "exemption:10(5)", "ties", warning=True)]
    return []


@action(
    "person.declare",
    Declare,
    kind=PEOPLE.kind,
    summary=N_("Record what a person declares of kin and interests"),
    basis="exemption:10(5)",
)
def declare(ctx: Context, subject: Person, data: Declare) -> str:
    """Add the ties; return the number."""
    return PEOPLE.write(ctx, subject, _declared(ctx, subject.record, data))


def _declared(ctx: Context, record: PersonRecord, data: Declare) -> PersonRecord:
    new = _ties(ctx, data.ties, data.declared_on or ctx.today)
    return replace(record, ties=(*record.ties, *(tie for tie in new if tie not in record.ties)))


@declare.guard
def declare_reasons(ctx: Context, subject: Person, data: Declare) -> list[Reason]:
    """Each tie must say whom or what it means."""
    if not data.ties:
        return [Reason("person.nothing_declared", _("No tie is given."), "exemption:10(5)", "ties")]
    return _record_reasons(ctx, _declared(ctx, subject.record, data), data, subject.number)


@action(
    "person.leave",
    Leave,
    kind=PEOPLE.kind,
    summary=N_("Record that a person leaves the unit"),
    basis="exemption:2",
)
def leave(ctx: Context, subject: Person, data: Leave) -> str:
    """Record the last day; the person and their past stay."""
    return PEOPLE.write(ctx, subject, replace(subject.record, left_on=data.on or ctx.today))


@leave.guard
def leave_reasons(ctx: Context, subject: Person, data: Leave) -> list[Reason]:
    """Nobody leaves twice."""
    if subject.record.left_on is None:
        return []
    message = _("%(name)s has left already, on %(day)s.") % {
        "name": subject.record.name,
        "day": subject.record.left_on.isoformat(),
    }
    return [Reason("person.left", message, field="on")]


@action(
    "person.return",
    Return,
    kind=PEOPLE.kind,
    summary=N_("Record that a person is with the unit again"),
    basis="exemption:2",
)
def come_back(ctx: Context, subject: Person, data: Return) -> str:
    """Take the last day back; the history keeps it."""
    return PEOPLE.write(ctx, subject, replace(subject.record, left_on=None))


@come_back.guard
def come_back_reasons(ctx: Context, subject: Person, data: Return) -> list[Reason]:
    """Only who has left can return."""
    if subject.record.left_on is not None:
        return []
    return [Reason("person.not_left", _("The person has not left."))]
