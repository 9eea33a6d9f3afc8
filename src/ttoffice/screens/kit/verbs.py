"""Verbs about a record besides editing it: what a dialog asks for, and how sure one must be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from textual.screen import Screen

    from ttoffice.action.office import Office
    from ttoffice.action.performing import Outcome
    from ttoffice.reasons import Reason
    from ttoffice.widgets.fields import Field

Ladder = Literal["plain", "ask", "type"]
"""How sure one must be: done at once, after a question whose default is no, or after typing the number."""


def no_fields() -> tuple[Field, ...]:
    """Return what a verb asks for that asks for nothing."""
    return ()


def nothing_yet(_office: Office, _number: str) -> Mapping[str, Any]:
    """Return what a dialog begins with where nothing is known before."""
    return {}


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb.

    Attributes:
        name: the action.
        label_source: catalog string of what it does; where empty, the list of verbs gives that of its action.
        fields: gives what its dialog asks for.
        probe: data that would be allowed, to ask whether the record itself stands in the way.
        ladder: how sure one must be where nothing is asked for.
        bulk: whether it can be done with many records at once.
        about: the field of the input that takes the record's number, where the action makes a further record; empty
            where it is about the record itself.
        begins: what the dialog begins with, given the record's number.
        shape: makes the action's input of what was typed.
        opens: gives the screen on which it is done, where a dialog would be too small; its answer is the number.
        follows: whether the record that is made on that screen is opened, to go on with it.
    """

    name: str
    label_source: str = ""
    fields: Callable[[], tuple[Field, ...]] = no_fields
    probe: Mapping[str, Any] = field(default_factory=dict)
    ladder: Ladder = "plain"
    bulk: bool = True
    about: str = ""
    begins: Callable[[Office, str], Mapping[str, Any]] = nothing_yet
    shape: Callable[[dict[str, Any]], dict[str, Any]] = dict
    opens: Callable[[Office, str], Screen[Any]] | None = None
    follows: bool = False

    @property
    def label(self) -> str:
        """What it does, in the user's language."""
        return _(self.label_source)

    def _called(self, number: str, data: Mapping[str, Any]) -> tuple[dict[str, Any], str | None]:
        """Return the input and the subject with which it is done with a record."""
        given = dict(data)
        return ({**given, self.about: number}, None) if self.about else (given, number)

    def perform(
        self, office: Office, number: str, typed: dict[str, Any], *, dry_run: bool = False
    ) -> Outcome:
        """Do it with a record, given what was typed; a dry run undoes everything."""
        from ttoffice.action import perform

        data, subject = self._called(number, self.shape(typed))
        return perform(office, self.name, data, subject=subject, dry_run=dry_run)

    def reasons(self, office: Office, number: str) -> tuple[Reason, ...]:
        """Return the reasons about doing it with a record; warnings among them."""
        from ttoffice.action import check

        data, subject = self._called(number, self.probe)
        return tuple(check(office, self.name, data, subject=subject))


def sent(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values to send to a verb: those that are not empty."""
    return {item.key: values[item.key] for item in fields if values[item.key] not in (None, "", [])}
