"""The people: their list, their form with posts and ties, and the recusal checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.parties.kinds import PERSON, RECUSAL
from ttoffice.parties.people import PEOPLE, PersonRecord
from ttoffice.parties.recusals import RECUSALS
from ttoffice.reasons import Reason
from ttoffice.screens.base import BaseScreen, Command
from ttoffice.screens.kit.area import FormSpec
from ttoffice.screens.kit.listing import ListScreen
from ttoffice.screens.kit.reading import NOW, Moment, Reading, Section
from ttoffice.screens.kit.shelved import ShelvedArea
from ttoffice.screens.kit.verbs import Verb
from ttoffice.screens.side_list import SideList
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.widgets.columns import Column
from ttoffice.widgets.keys import bind
from ttoffice.widgets.states import Cells

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.action.records import RecordLine

PERSONAL = frozenset({"number", "version", "ties", "left_on"})
"""What a duplicate does not take over: what a person themselves has declared, and that they have left."""


def own_reasons(area: ShelvedArea, office: Office, number: str) -> dict[str, tuple[Reason, ...]]:
    """Return what the record itself has against each verb; what its dialog will ask for does not count yet."""
    from ttoffice.widgets.form import head

    found = {}
    for verb in area.verbs:
        asked = {field.key for field in verb.fields()}
        reasons = verb.reasons(office, number)
        found[verb.name] = tuple(
            reason
            for reason in reasons
            if head(reason.field) not in asked
            and (verb.opens is None or reason.field in (None, "state", verb.about))
        )
    return found


class PeopleArea(ShelvedArea):
    """The people of the unit."""

    name = "people"
    none_yet = N_("No people yet.")
    record_kind = PERSON
    orders = ("number", "name", "department")
    start: ClassVar[Filter] = Filter(view="present")
    create, edit = "person.create", "person.edit"
    acts = exhibits = True

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """What can be done with a person besides changing them."""
        from ttoffice.screens.people_fields import VERBS

        return VERBS

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        label = self.label_of
        return (
            Column("number", _("Number"), 12),
            Column("name", label("name"), 8, grow=1),
            Column("department", label("department"), 14, grow=2, drop=2),
            Column("roles", label("roles"), 14, grow=1, drop=1),
            Column("posts", label("posts"), 20, grow=4, drop=3),
        )

    def cells(self, line: RecordLine, today: date) -> Cells:
        """Return a person as they stand in the columns, with the posts they hold."""
        found = line.document
        held = (post for post in found["posts"] if (post["until"] or today.isoformat()) >= today.isoformat())
        posts = "、".join(f"{post['body']}{post['title']}" for post in held)
        roles = self.readable("roles", found["roles"])
        return (line.number, found["name"], found["department"], roles, posts)

    def form(self) -> FormSpec:
        """Return the form of a person."""
        from ttoffice.screens.people_fields import person_fields

        return FormSpec(person_fields(), {}, PEOPLE.document(PersonRecord("")))

    def read(self, office: Office, number: str, moment: Moment = NOW) -> Reading:
        """Return a person; the form shows roles by what they are called."""
        reading = super().read(office, number, moment)
        roles = [self.readable("roles", role) for role in reading.document["roles"]]
        return reading._replace(document={**reading.document, "roles": roles})

    def sections(
        self, reader: Reader, number: str, document: Mapping[str, Any], today: date
    ) -> Iterator[Section]:
        """Yield the person, and the recusal checks."""
        yield from super().sections(reader, number, document, today)
        checks = RECUSALS.where(reader, "person = ?", (number,), "id DESC")
        if checks:
            lines = tuple(
                (check.number, f"{check.record.subject}  {self._outcome(check.record.outcome.value)}")
                for check in checks
            )
            yield Section(_("Recusal checks"), lines)

    def _outcome(self, code: str) -> str:
        return RECUSAL.readable("outcome", code)

    def copied(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a duplicate takes over."""
        return {key: value for key, value in document.items() if key not in PERSONAL}

    def verb_reasons(self, office: Office, number: str) -> dict[str, tuple[Reason, ...]]:
        """Return what the person's record has against each verb."""
        return own_reasons(self, office, number)

    def commands(self, screen: BaseScreen[Any]) -> Iterable[Command]:
        """Offer the check by other words."""
        if isinstance(screen, PeopleScreen) and screen.current_number() is not None:
            yield Command(_("Conflicts of this person in a matter"), screen.action_check)


class PeopleScreen(ListScreen):
    """The list of people, with the recusal check."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("people.check", "check", show=True),
        bind("people.checks", "checks", show=True),
    ]

    def __init__(self) -> None:
        super().__init__(PeopleArea())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the check only about somebody."""
        if action == "check":
            return self.current_number() is not None
        return super().check_action(action, parameters)

    def action_check(self) -> None:
        """Look for conflicts of the current person in a matter, and record what came of it."""
        from ttoffice.screens.recusal_check import begin_check

        number = self.current_number()
        if number is not None:
            begin_check(self, number, lambda _outcome: self.reload(number))

    def action_checks(self) -> None:
        """Open the list of recusal checks."""
        self.app.push_screen(SideList(RecusalsArea()), lambda _nothing: self.reload())


class RecusalsArea(ShelvedArea):
    """The recusal checks; they are recorded from a person, and never changed."""

    name = "recusals"
    none_yet = N_("No recusal checks yet; they are recorded from the list of people.")
    record_kind = RECUSAL
    orders = ("number", "subject")
    start: ClassVar[Filter] = Filter(descending=True)
    exhibits = True

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the checks."""
        label = self.label_of
        return (
            Column("number", _("Number"), 12),
            Column("name", label("name"), 8, grow=1),
            Column("subject", label("subject"), 13),
            Column("outcome", label("outcome"), 14, grow=1),
            Column("checked_on", label("checked_on"), 10, drop=1),
            Column("decided_by", label("decided_by"), 10, grow=1, drop=2),
        )

    def cells(self, line: RecordLine, today: date) -> Cells:
        """Return a check as it stands in its columns."""
        found = line.document
        outcome = self.readable("outcome", found["outcome"])
        return (
            line.number,
            found["name"],
            found["subject"],
            outcome,
            found["checked_on"],
            found["decided_by"],
        )
