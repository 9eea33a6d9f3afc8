"""Commands about a license that is performed: the ladder of reminders, and what the ledger shows of integrity."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ttoffice.cli.common import JSON, cited, day, office, say, show, show_json, show_table
from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.money import shown_yuan

if TYPE_CHECKING:
    from ttoffice.licenses.collecting.outlook import Outlook

NUMBER = typer.Argument(help=_("The license, such as XK-2026-0001."))
ON = typer.Option(None, "--on", help=_("As of which day (2026-03-31); today where left out."))


def reminders(
    number: str = NUMBER,
    on: str | None = ON,
    letter: str = typer.Option("", "--letter", help=_("Copy the letter of this reminder (CS number) out.")),
    output: str = typer.Option("", "--output", "-o", help=_("The file that the letter is written to.")),
    json: bool = JSON,
) -> None:
    """Print the ladder of a license: what is due, what was sent, how the default stands, what is at hand."""
    from ttoffice.licenses.collecting.outlook import outlook
    from ttoffice.licenses.reading import known
    from ttoffice.numbering import read_number

    opened = office()
    if letter:
        _copy_letter(read_number(letter) or letter, output)
        return
    with opened.reader() as reader:
        found = outlook(reader, known(reader, number), day(on, "--on") or opened.today)
    if json:
        show_json(found.as_json())
    else:
        _show(found)


def _copy_letter(number: str, output: str) -> None:
    from ttoffice.licenses.collecting.record import REMINDERS
    from ttoffice.sheets.atomic import atomic_write

    opened = office()
    with opened.reader() as reader:
        found = REMINDERS.load(reader, number)
    if found is None or not found.record.letter_sha256:
        raise UsageError(
            _("%(number)s has no letter that was made here.") % {"number": number},
            advice=_("Those that were sent: ttoffice list reminders."),
        )
    target = Path(output or found.record.letter_name)
    content = opened.vault.read(found.record.letter_sha256)
    with atomic_write(target) as file:
        file.write(content)
    show(str(target))


def _show(found: Outlook) -> None:
    from ttoffice.licenses.collecting.default import STATE_LABELS

    record, standing = found.license.record, found.standing
    show(f"{found.license.number} {record.title} {record.licensee_name}".strip())
    told = {"state": _(STATE_LABELS[standing.state.value]), "sum": shown_yuan(standing.open_fen)}
    show(_("Payments: %(state)s; overdue %(sum)s") % told)
    if standing.since is not None:
        show(
            _("Overdue since %(day)s, %(days)d day(s)")
            % {"day": standing.since.isoformat(), "days": standing.days}
        )
    if standing.right_from is not None and standing.demand is not None:
        told = {"demand": standing.demand.number, "day": standing.right_from.isoformat()}
        show(_("After the demand %(demand)s the license may be terminated from %(day)s") % told)
    if found.muted and record.muted_until:
        told = {"day": record.muted_until.isoformat(), "reason": record.muted_reason}
        show(_("Reminders are off until %(day)s: %(reason)s") % told)
    _show_rungs(found)
    _show_sent(found)
    _show_limits(found)
    _show_suggestions(found)


def _show_rungs(found: Outlook) -> None:
    from ttoffice.licenses.collecting.record import RUNG_LABELS

    if not found.rungs:
        say(_("No rung of the ladder is to come."))
        return
    show("")
    show_table(
        (_("Sum due"), _("Called"), _("Payable by"), _("Left to pay"), _("Next rung"), _("Day"), ""),
        (
            (
                one.owed.number,
                one.owed.title,
                one.owed.due_on.isoformat(),
                shown_yuan(one.owed.open_fen),
                _(RUNG_LABELS[one.rung.value]),
                one.day.isoformat(),
                _("due now") if one.is_due(found.day) else "",
            )
            for one in found.rungs
        ),
    )


def _show_sent(found: Outlook) -> None:
    from ttoffice.licenses.collecting.record import CHANNEL_LABELS, RUNG_LABELS

    if found.sent:
        show("")
        show_table(
            (_("Number"), _("What was sent"), _("Sent on"), _("Sent by"), _("Delivered on"), _("Sums due")),
            (
                (
                    one.number,
                    _(RUNG_LABELS[one.rung.value]),
                    one.sent_on.isoformat(),
                    _(CHANNEL_LABELS[one.channel]) if one.channel else "",
                    one.delivered_on.isoformat() if one.delivered_on else _("not confirmed"),
                    listed(one.dues),
                )
                for one in found.sent
            ),
        )


def _show_limits(found: Outlook) -> None:
    for owed, limit in found.limits:
        told = {"due": f"{owed.number} {owed.title}", "day": limit.isoformat()}
        say(_("%(due)s: the period of limitation ends on %(day)s") % told)


def _show_suggestions(found: Outlook) -> None:
    from ttoffice.licenses.collecting.measures import LABELS

    if found.measures:
        told = {"count": len(found.measures), "proved": found.proved}
        show(_("Steps that limit loss: %(count)d, of which %(proved)d proved by a paper") % told)
    if found.suggestions:
        show("")
        show_table(
            (_("Step at hand"), _("Basis"), _("How")),
            ((_(LABELS[one.kind.value]), cited(one.basis), one.why) for one in found.suggestions),
        )


# --- integrity --------------------------------------------------------------------------------------------


def integrity(number: str = NUMBER, on: str | None = ON, json: bool = JSON) -> None:
    """Print the integrity records of a license, and what the ledger shows that could be recorded."""
    from ttoffice.licenses.integrity.proposing import proposals
    from ttoffice.licenses.integrity.record import CONDUCT_LABELS, PARTY_LABELS
    from ttoffice.licenses.integrity.views import standing_entries
    from ttoffice.licenses.reading import known

    opened = office()
    with opened.reader() as reader:
        license_ = known(reader, number)
        entries = standing_entries(reader, license_.number)
        found = proposals(reader, license_, day(on, "--on") or opened.today)
    if json:
        show_json(
            {
                "license": license_.number,
                "records": [{"number": item.number, **item.document} for item in entries],
                "proposals": [
                    {"key": one.key, "party": one.party, "conduct": one.conduct, "facts": one.facts}
                    for one in found
                ],
            }
        )
        return
    show_table(
        (_("Number"), _("Side"), _("How it performed"), _("Recorded on"), _("Facts")),
        (
            (
                item.number,
                _(PARTY_LABELS[item.record.party.value]),
                _(CONDUCT_LABELS[item.record.conduct.value]),
                item.record.recorded_on.isoformat(),
                item.record.facts,
            )
            for item in entries
        ),
    )
    if found:
        show("")
        show_table(
            (_("Proposal"), _("Side"), _("How it performed"), _("What the ledger shows")),
            (
                (one.key, _(PARTY_LABELS[one.party.value]), _(CONDUCT_LABELS[one.conduct.value]), one.facts)
                for one in found
            ),
        )
        say(
            _("Take one up: ttoffice do integrity.record --data '%(data)s'")
            % {"data": f'{{"license": "{license_.number}", "proposed": "{found[0].key}"}}'}
        )
