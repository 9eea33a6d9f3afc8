"""The recusal check of a person against a matter: what is proposed is shown, and what came of it recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from ttoffice.errors import RefusedError, UsageError
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.rulebook.citing import basis_text
from ttoffice.screens import twins
from ttoffice.screens.kit.verbs import sent
from ttoffice.screens.modals.entry import VerbModal
from ttoffice.screens.people_fields import matter_fields, outcome_fields
from ttoffice.widgets.office import rulebook_of

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.action.performing import Outcome
    from ttoffice.parties.checking import Looked
    from ttoffice.screens.base import BaseScreen

GIVEN = ("persons", "organisations", "earlier_panel")


def begin_check(
    screen: BaseScreen[Any], person: str, then: Callable[[Outcome], object], subject: str = ""
) -> None:
    """Ask for the matter, show the conflicts proposed, and record what came of them.

    `subject` is the number of the matter, where it is known already.
    """
    office, fields = screen.office, matter_fields()
    asked: dict[str, Any] = {}

    def look(values: dict[str, Any]) -> Outcome:
        asked.clear()
        asked.update(sent(fields, values))
        # The dialog hands on whatever the work in its thread came to.
        return cast("Outcome", _look(office, person, asked))

    def looked(found: Any) -> None:
        if found is not None:
            _record(screen, found, asked, then)

    title = f"{_('Recusal check')}  {person}"
    screen.app.push_screen(VerbModal(title, look, fields, {"subject": subject}), looked)


def _look(office: Office, person: str, asked: dict[str, Any]) -> Looked:
    from datetime import date

    from ttoffice.parties.checking import look
    from ttoffice.parties.conflict_rules import MatterFacts

    try:
        facts = MatterFacts(
            str(asked.get("subject", "")),
            on=date.fromisoformat(asked["on"]) if asked.get("on") else None,
            **{key: frozenset(asked.get(key) or ()) for key in GIVEN},
        )
    except ValueError as error:
        raise RefusedError(
            [Reason("input.date_parsing", _("is no date; write it as 2026-03-31"), field="on")]
        ) from error
    with office.reader() as reader:
        try:
            return look(reader, person, facts)
        except UsageError as error:
            raise RefusedError([Reason("recusal.no_matter", error.message, field="subject")]) from error


def _record(
    screen: BaseScreen[Any], found: Looked, asked: dict[str, Any], then: Callable[[Outcome], object]
) -> None:
    office, fields = screen.office, outcome_fields()

    def perform(values: dict[str, Any]) -> Outcome:
        from ttoffice.action import perform as act

        data = {"person": found.person, **asked, **sent(fields, values), "subject": found.matter}
        return act(office, "recusal.record", data)

    def recorded(outcome: Outcome | None) -> None:
        if outcome is not None:
            screen.notify(_("Saved: %(number)s") % {"number": outcome.value})
            then(outcome)

    outcome = {"outcome": "none_found"} if not found.conflicts else {}
    title = f"{_('Recusal check')}  {found.name} {found.person}  {found.matter}"
    twin, kept = twins.asked(office, perform), f"recusal.record {found.person} {found.matter}"
    modal = VerbModal(title, perform, fields, outcome, told(screen, found), twin=twin, kept=kept)
    screen.app.push_screen(modal, recorded)


def told(screen: BaseScreen[Any], found: Looked) -> str:
    """Return the proposed conflicts as a paragraph, each with its article, settled ones said to be so."""
    if not found.conflicts:
        return _("No conflict is proposed: nothing that is declared or known ties the person to the matter.")
    rulebook = rulebook_of(screen)
    lines = []
    for place, conflict in enumerate(found.conflicts, 1):
        settled = "" if conflict in found.still_open else _(" (settled by an earlier check)")
        lines.append(f"{place}. {conflict.why}{settled} [{basis_text(rulebook, conflict.basis)}]")
    return "\n".join(lines)
