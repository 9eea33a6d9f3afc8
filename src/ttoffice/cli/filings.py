"""Commands about the filings of a license: how they stand, what the form lacks, and the form as a workbook."""

from __future__ import annotations

from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ttoffice.cli.common import JSON, cited, day, office, say, show, show_json, show_table, stop
from ttoffice.errors import EXIT_REFUSED, UsageError
from ttoffice.i18n import gettext as _
from ttoffice.reasons import refusing

if TYPE_CHECKING:
    from ttoffice.deadlines.record import DeadlineRecord
    from ttoffice.licenses.filings.exporting import FilledForm

NUMBER = typer.Argument(help=_("The license, such as XK-2026-0001."))
KIND = typer.Option("registration", "--kind", "-k", help=_("registration, recordal or platform."))
ON = typer.Option(None, "--on", help=_("The day of filing (2026-03-31); today where left out."))


def _form(number: str, kind: str, on: str | None) -> FilledForm:
    from ttoffice.licenses.filings.exporting import form_of
    from ttoffice.licenses.filings.record import FilingKind
    from ttoffice.numbering import read_number

    known = [code.value for code in FilingKind if code is not FilingKind.MAINTENANCE]
    if kind not in known:
        raise UsageError(
            _("There is no form of the kind %(kind)s.") % {"kind": kind},
            advice=_("Known: %(names)s.") % {"names": ", ".join(known)},
        )
    opened = office()
    with opened.reader() as reader:
        return form_of(
            opened, reader, read_number(number) or number, FilingKind(kind), day(on, "--on") or opened.today
        )


def filings(number: str = NUMBER, kind: str = KIND, on: str | None = ON, json: bool = JSON) -> None:
    """Print how the filings of a license stand, and what the form of a kind still lacks."""
    found = _form(number, kind, on)
    license_ = found.known.license.number
    opened = office()
    with opened.reader() as reader:
        from ttoffice.deadlines.keeping import of_subject
        from ttoffice.licenses.filings.record import FILINGS

        made = FILINGS.where(reader, "subject = ?", (license_,))
        running = [item for item in of_subject(reader, license_) if item.record.state in ("open", "paused")]
    if json:
        show_json(
            {
                **found.as_json(),
                "filings": [{"number": item.number, **item.document} for item in made],
                "deadlines": [
                    {"number": item.number, "label": item.record.label, "ends_on": item.document["ends_on"]}
                    for item in running
                ],
            }
        )
        return
    _show_made(made)
    if running:
        show_table(
            (_("Deadline"), _("What for"), _("Last day"), _("How")),
            (
                (
                    item.number,
                    item.record.label,
                    str(item.document["ends_on"] or ""),
                    _step(license_, item.record),
                )
                for item in running
            ),
        )
    _show_form(found)


def _step(license_: str, deadline: DeadlineRecord) -> str:
    """Return the command that begins what a deadline waits for; empty where it is nothing to be filed."""
    data: dict[str, str] = {"license": license_}
    kind, changes, _rest = deadline.matter.partition("_change")
    if kind in ("registration", "recordal"):
        name = "filing.prepare"
        data |= {"kind": kind}
        if changes:
            mark = deadline.label.rpartition(" ")[2]
            data |= {"purpose": "cancel"} if mark == "注销" else {"purpose": "change", "occasion": mark}
    elif deadline.matter == "right_fee":
        name = "filing.maintain"
        data |= {"right": deadline.label.rpartition(" ")[0]}
    else:
        return ""
    return f"ttoffice do {name} --data '{dumps(data, ensure_ascii=False)}'"


def _show_made(made: list[Any]) -> None:
    from ttoffice.licenses.filings.record import STATE_LABELS

    if made:
        show_table(
            (_("Number"), _("Called"), _("Handed in on"), _("Certificate"), _("State")),
            (
                (
                    item.number,
                    item.record.title,
                    str(item.document["submitted_on"] or ""),
                    item.record.certificate,
                    _(STATE_LABELS[item.record.state.value]),
                )
                for item in made
            ),
        )
    else:
        say(_("Nothing was filed yet."))


def _show_form(found: FilledForm) -> None:
    show("")
    show(_("Form: %(title)s (%(source)s)") % {"title": found.edition.title, "source": found.edition.source})
    _show_missing(found)
    for text in found.edition.unverified:
        say(_("Not verified: %(text)s") % {"text": text})


def _show_missing(found: FilledForm) -> None:
    if not found.reasons:
        show(_("The form is complete."))
        return
    show_table(
        (_("Missing"), _("Basis")),
        ((reason.message, cited(reason.basis)) for reason in found.reasons),
        widest=200,
    )


def export_registration(
    number: str = NUMBER,
    file: str = typer.Argument("", help=_("The workbook; else in the home.")),
    kind: str = KIND,
    on: str | None = ON,
    partial: bool = typer.Option(False, "--partial", help=_("Write the form although entries are missing.")),
    json: bool = JSON,
) -> None:
    """Write the registration sheet of a license as a workbook: what is missing is listed first."""
    from ttoffice.licenses.filings.exporting import write_form

    found = _form(number, kind, on)
    stopped = bool(refusing(found.reasons)) and not partial
    target = (
        Path(file)
        if file
        else office().home.exports / f"{found.known.license.number}-{found.edition.id}.xlsx"
    )
    if not stopped:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_form(found, target, office().rulebook)
    if json:
        show_json({**found.as_json(), "file": None if stopped else str(target)})
    else:
        if found.reasons:
            _show_missing(found)
        if not stopped:
            show(str(target))
    for text in found.edition.unverified:
        say(_("Not verified: %(text)s") % {"text": text})
    if stopped:
        say(_("Nothing was written. Fill in what is missing, or write it with --partial."))
        stop(EXIT_REFUSED)
