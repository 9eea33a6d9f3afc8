"""Commands about people and decisions: conflicts of a person in a matter, and recorded dissents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from ttoffice.cli.common import JSON, day, office, say, show_json, show_table
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.parties.checking import Looked
    from ttoffice.rulebook import Rulebook


def conflicts(
    person: str = typer.Argument(..., help=_("The person's number, such as RY-2026-0001, or name.")),
    matter: str = typer.Option(..., "--matter", "-m", help=_("The number of the matter.")),
    organisation: list[str] | None = typer.Option(
        None, "--organisation", help=_("An organisation in it, by credit code or name; may be repeated.")
    ),
    who: list[str] | None = typer.Option(
        None, "--person", help=_("A person whom it is about, by number or name; may be repeated.")
    ),
    panel: list[str] | None = typer.Option(
        None, "--panel", help=_("Somebody of the earlier panel, by number or name; may be repeated.")
    ),
    on: str | None = typer.Option(None, "--on", help=_("The day that counts for ties, such as 2026-03-31.")),
    json: bool = JSON,
) -> None:
    """Print why a person should perhaps withdraw from a matter."""
    from ttoffice.parties.checking import look
    from ttoffice.parties.conflict_rules import MatterFacts

    given = MatterFacts(
        matter,
        persons=frozenset(who or ()),
        organisations=frozenset(organisation or ()),
        earlier_panel=frozenset(panel or ()),
        on=day(on, "--on"),
    )
    opened = office()
    with opened.reader() as reader:
        found = look(reader, person, given)
    if json:
        show_json(found.as_json())
    else:
        _show(found, opened.rulebook)


def _show(found: Looked, rulebook: Rulebook) -> None:
    from ttoffice.parties.kinds import RECUSAL
    from ttoffice.rulebook.citing import basis_text

    show_table(
        (_("Kind"), _("Certain"), _("Still open"), _("Basis"), _("Ground")),
        (
            (
                RECUSAL.readable("kind", conflict.kind.value),
                RECUSAL.readable("certain", conflict.certain),
                RECUSAL.readable("certain", conflict in found.still_open),
                basis_text(rulebook, conflict.basis),
                conflict.why,
            )
            for conflict in found.conflicts
        ),
    )
    say(
        _("%(count)d conflicts proposed for %(name)s (%(person)s) in %(matter)s, %(open)d still open.")
        % {
            "count": len(found.conflicts),
            "name": found.name,
            "person": found.person,
            "matter": found.matter,
            "open": len(found.still_open),
        }
    )


def dissents(
    search: str = typer.Option("", "--search", "-s", help=_("Words, a name or pinyin to search for.")),
    json: bool = JSON,
) -> None:
    """Print the dissents recorded in collective decisions, newest first."""
    from ttoffice.parties.decisions import dissents as recorded

    with office().reader() as reader:
        found = recorded(reader, search)
    if json:
        show_json([one.as_json() for one in found])
    else:
        show_table(
            (_("Number"), _("Decided on"), _("Name"), _("Agenda item"), _("Minutes"), _("Wording")),
            (
                (
                    one.number,
                    one.decided_on.isoformat() if one.decided_on else "",
                    one.name,
                    one.title,
                    one.minutes,
                    one.wording,
                )
                for one in found
            ),
        )
    say(_("%(count)d dissents.") % {"count": len(found)})
