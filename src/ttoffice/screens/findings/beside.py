"""What is done about a finding in other work areas: its decision, its notice, the recusal checks of its panel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from ttoffice.findings import reading
from ttoffice.findings.codes import FindingState
from ttoffice.findings.rules import FINDING_FLOW
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.screens.base import BaseScreen, Command, office_app
from ttoffice.screens.findings.papers import paper_commands
from ttoffice.screens.findings.verbs import ORDER
from ttoffice.screens.kit.records import RecordScreenBase

if TYPE_CHECKING:
    from ttoffice.findings.reading import Finding
    from ttoffice.store.connection import Reader

REPORTED, DECIDED = "decide", "finalise"
"""The steps whose state the preparing of a decision, and of a notice, asks for as well."""


class OffersBeside(RecordScreenBase):
    """A screen about findings that offers what is done elsewhere among the verbs, where it comes in the work."""

    def _verb_commands(self, number: str) -> list[Command]:
        found = super()._verb_commands(number)
        for command in beside_commands(self, number):
            found.insert(_place(found, command.id), command)
        return found


def _place(found: Sequence[Command], name: str) -> int:
    """Return where a command stands among those that are offered: before the first that comes later in the work."""
    order = {known: at for at, known in enumerate(ORDER)}
    if name not in order:
        return len(found)
    later = (at for at, command in enumerate(found) if order.get(command.id, -1) > order[name])
    return next(later, len(found))


def beside_commands(screen: BaseScreen[Any], number: str) -> Iterable[Command]:
    """Yield the commands about a finding; those that its state does not allow are grey and say why."""
    with screen.office.reader() as reader:
        found = reading.load(reader, number)
    if found is None:
        return
    yield Command(
        f"{_('Recusal check in this case')}  {number}",
        partial(check_somebody, screen, number),
        id="recusal.record",
    )
    yield Command(
        f"{_('Prepare its collective decision')}  {number}",
        partial(prepare_decision, screen, number),
        reasons=state_reasons(found, REPORTED),
        id="decision.prepare",
    )
    yield Command(
        f"{_('Draft its notice')}  {number}",
        partial(draft_notice, screen, number),
        reasons=state_reasons(found, DECIDED),
        id="notice.draft",
    )
    yield from paper_commands(screen, number)


def state_reasons(found: Finding, event: str) -> tuple[Reason, ...]:
    """Return why something is not to be done yet, or any more: the finding stands elsewhere."""
    return tuple(FINDING_FLOW.standing(event, found.record.state))


def prepare_decision(screen: BaseScreen[Any], number: str) -> None:
    """Open the form of the collective decision on a finding: its text word for word, those it is about."""
    from ttoffice.screens.decisions import DecisionsArea
    from ttoffice.screens.kit.forming import FormScreen

    with screen.office.reader() as reader:
        found = reading.load(reader, number)
        if found is None or found.record.state is not FindingState.REPORTED:
            return
        deciders = last_deciders(reader, found)
    record = found.record
    begun = {
        **DecisionsArea().form().empty,
        **deciders,
        "title": _("Deliberation on “%(title)s”") % {"title": record.title},
        "subject": number,
        "text": record.text,
        "persons": list(record.persons),
        "organisations": list(record.organisations),
    }
    done = partial(_tell_next, screen)
    screen.app.push_screen(FormScreen(DecisionsArea(), begun=begun), done)


def last_deciders(reader: Reader, found: Finding) -> dict[str, Any]:
    """Return the body that decided a finding last and its members, without those whom this one is about."""
    from ttoffice.action.kinds import code_of
    from ttoffice.parties.decisions import DECISIONS, DecisionState
    from ttoffice.parties.people import shown_person

    concerned = {*found.record.persons, *(seat.person for seat in found.record.panel)}
    for one in DECISIONS.where(reader, order="id DESC"):
        record = one.record
        if record.state is DecisionState.ADOPTED and code_of(record.subject) == "finding":
            members = [
                shown_person(seat.person, seat.name)
                for seat in record.members
                if seat.person not in concerned
            ]
            return {"body": record.body, "members": members}
    return {}


def _tell_next(screen: BaseScreen[Any], number: str | None) -> None:
    """Say what comes after the item stands."""
    screen.written()
    if number is not None:
        message = _(
            "%(number)s is prepared. Next: F9 on it records how it was taken; then F9 on the finding enters it."
        )
        screen.notify(message % {"number": number}, timeout=12)


def draft_notice(screen: BaseScreen[Any], number: str) -> None:
    """Open the form of the notice about a finding; its text is drafted from what was decided."""
    from ttoffice.screens.kit.forming import FormScreen
    from ttoffice.screens.notices import NoticesArea

    begun = {**NoticesArea().form().empty, "kind": "finding", "subject": number, "scope": "unit"}
    screen.app.push_screen(FormScreen(NoticesArea(), begun=begun), lambda _number: screen.written())


def check_somebody(screen: BaseScreen[Any], number: str) -> None:
    """Ask whom, then look for conflicts with everybody in the case, and record what came of it."""
    from ttoffice.parties.people import find_person
    from ttoffice.screens.modals.ask import AskModal
    from ttoffice.screens.recusal_check import begin_check

    def known(text: str) -> str:
        with screen.office.reader() as reader:
            found = find_person(reader, text, "person")
        if isinstance(found, Reason):
            raise ValueError(found.message)  # noqa: TRY004 - told to the user
        return found

    def chosen(person: str | None) -> None:
        if person is not None:
            begin_check(screen, person, lambda _outcome: screen.written(), subject=number)

    title = _("Recusal check in %(number)s: whom?") % {"number": number}
    office_app(screen).push_screen(AskModal(title, hint=_("number or name"), check=known), chosen)
