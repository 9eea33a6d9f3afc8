"""Asking for the next step of a record: its rule proposes, the guards of the actions decide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ttoffice.action.kinds import code_of, kind_of
from ttoffice.agenda.next_steps.model import Case, NextStep, Proposal, Rule
from ttoffice.errors import UsageError
from ttoffice.reasons import Reason, refusing

if TYPE_CHECKING:
    from ttoffice.action.core import Action, Subject
    from ttoffice.action.office import Office
    from ttoffice.store.connection import Reader

MODULES = ("parties", "deadlines", "notices", "results", "licenses", "money", "papers", "findings")
"""Each module `of_<name>` beside this one has `RULES`: the rule of each kind of record."""
FARTHEST = 6
"""So many records are gone through at most, from one that waits for another."""


def rules() -> dict[str, Rule]:
    """Return the rule of each kind of record."""
    found: dict[str, Rule] = {}
    for name in MODULES:
        found |= import_module(f"ttoffice.agenda.next_steps.of_{name}").RULES
    return found


def next_step(office: Office, number: str) -> NextStep | None:
    """Return what is next with a record; None where its kind knows no steps.

    Raises UsageError where there is no record of this number, StoreError where the store cannot be read.
    """
    known = rules()
    if code_of(number) not in known:
        return None
    with office.reader() as reader:
        return _Search(office, reader, known).of(number, ())


class _Search:
    """One search for a next step, from record to record."""

    def __init__(self, office: Office, reader: Reader, known: dict[str, Rule]) -> None:
        self._office, self._reader, self._known = office, reader, known

    def of(self, number: str, passed: tuple[str, ...]) -> NextStep:
        """Return the next step of a record: the first that is allowed, else the first with what it lacks."""
        hindered: NextStep | None = None
        rule = self._known.get(code_of(number) or "")
        for proposal in rule(self._case(number)) if rule is not None else ():
            step = self._step(number, proposal, (*passed, number))
            if step is not None and not step.missing:
                return step
            hindered = hindered or step
        return hindered or NextStep(number)

    def _step(self, number: str, proposal: Proposal, passed: tuple[str, ...]) -> NextStep | None:
        if proposal.of:
            if proposal.of in passed or len(passed) > FARTHEST:
                return None
            try:
                found = self.of(proposal.of, passed)
            except UsageError:  # it names a record that this store does not have
                return None
            return replace(found, number=number) if found.act else None
        about = proposal.about or number
        missing = missing_of(self._office, proposal, about) if proposal.asked else ()
        return NextStep(number, proposal.act, about, proposal.into, missing, proposal.data)

    def _case(self, number: str) -> Case:
        document = document_of(self._reader, number)
        beside = partial(_beside, self._reader)
        return Case(number, document, self._office.today, beside, self._office, self._reader)


def document_of(reader: Reader, number: str) -> dict[str, Any]:
    """Return a record as its JSON form has it; raise UsageError where there is none."""
    from ttoffice.action import records

    kind = kind_of(code_of(number) or "")
    if kind is not None:
        return records.document(reader, kind, number)
    from ttoffice.results.details import detail

    return detail(reader, number)


def _beside(reader: Reader, code: str, field: str, value: str) -> Sequence[Subject[Any]]:
    """Return the records of a kind by a field of theirs; the field is one that a rule names, never a user's word."""
    kind = kind_of(code)
    assert kind is not None
    return kind.shelf.where(reader, f"{field} = ?", (value,))


# --- the guards ------------------------------------------------------------------------------------------


def missing_of(office: Office, proposal: Proposal, about: str) -> tuple[Reason, ...]:
    """Return what the guards have against an act, without what its own dialog will ask for."""
    from ttoffice.action import check, find_action
    from ttoffice.action.probing import probe_of

    action = find_action(proposal.act)
    data = {**probe_of(action.input, office.today), **proposal.sample, **proposal.data}
    subject = about
    if proposal.into:
        data[proposal.into] = about
    found = refusing(check(office, proposal.act, data, subject=None if proposal.into else subject))
    counts = _counts(action, proposal)
    return tuple(dict.fromkeys(reason for reason in found if counts(reason)))


def _counts(action: Action, proposal: Proposal) -> Callable[[Reason], bool]:
    """Return what tells whether a reason stands in the way: one about a field that is still to be typed does not.

    A day does, because today is what a dialog offers.
    """
    fields = action.input.model_fields

    def counts(reason: Reason) -> bool:
        key = (reason.field or "").partition(".")[0].partition("[")[0]
        given = key == proposal.into or key in proposal.data or is_day(key)
        return reason.code not in proposal.typed and (given or key not in fields)

    return counts


def is_day(key: str) -> bool:
    """Return whether a field is the day on which something is done."""
    return key == "on" or key.endswith("_on")
