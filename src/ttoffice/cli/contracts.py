"""Commands about contracts: draft a version, check what is missing, compare two, issue the copy for signature."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ttoffice.cli.common import JSON, cited, harmless, office, say, show, show_json, show_table, stop
from ttoffice.cli.performing import refusals, tell_notes
from ttoffice.cli.placing import free, place_for, put
from ttoffice.errors import EXIT_REFUSED, UsageError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.documents.paper import Piece
    from ttoffice.licenses.contracts.record import Contract
    from ttoffice.licenses.contracts.redline import Compared
    from ttoffice.reasons import Reason

FORMS = ("docx", "html")
STYLES = {"ins": "green underline", "del": "red strike"}


def contract(
    number: str = typer.Argument(..., help=_("The license's number, such as XK-2026-0001.")),
    output: Path | None = typer.Option(
        None, "--out", "--output", "-o", help=_("The file, or the folder to put it in.")
    ),
    form: str = typer.Option("", "--form", "-f", help=_("docx or html; else as the file's name ends.")),
    check: bool = typer.Option(False, "--check", help=_("Only list what is missing; make nothing.")),
    redline: tuple[str, str] | None = typer.Option(
        None, "--redline", help=_("Compare two versions, HT-... and HT-...; with --out as tracked changes.")
    ),
    text: bool = typer.Option(False, "--text", help=_("Print the text of the newest version.")),
    issue: bool = typer.Option(False, "--issue", help=_("The copy for signature of the newest version.")),
    note: str = typer.Option("", "--note", help=_("What is to be said of this version.")),
    force: bool = typer.Option(False, "--force", help=_("Replace a file that is there.")),
    json: bool = JSON,
) -> None:
    """Draft the contract of a license as a numbered version and write its file."""
    from ttoffice.cli.licensing import canonical

    wanted, chosen = canonical(number), form_of(form, output)
    if check:
        _check(wanted, json=json)
    elif redline is not None:
        _redline(wanted, redline, output, chosen, force=force, json=json)
    elif text:
        _text(wanted)
    elif issue:
        _issue(wanted, output, force=force, json=json)
    else:
        _draft(wanted, note, output, chosen, force=force, json=json)


def form_of(form: str, output: Path | None) -> str:
    """Return the form of a file: as named, else as its name ends; raise UsageError for one that is not known."""
    chosen = form or (output.suffix[1:].lower() if output is not None else "") or "docx"
    if chosen not in FORMS:
        raise UsageError(
            _("There is no form %(name)s.") % {"name": chosen},
            advice=_("Known: %(names)s.") % {"names": ", ".join(FORMS)},
        )
    return chosen


def _check(number: str, *, json: bool) -> None:
    from ttoffice.action import check as why
    from ttoffice.reasons import refusing

    reasons = why(office(), "contract.draft", {}, subject=number)
    if json:
        show_json([reason.as_json() for reason in reasons])
    else:
        _show_reasons(reasons)
    hindering = len(refusing(reasons))
    say(
        _("%(refusing)d hindrances, %(notes)d notes.")
        % {"refusing": hindering, "notes": len(reasons) - hindering}
    )
    if hindering:
        stop(EXIT_REFUSED)


def _show_reasons(reasons: list[Reason]) -> None:
    show_table(
        ("", _("What"), _("Field"), _("Basis")),
        (
            (
                _("Hint") if reason.warning else _("Hindrance"),
                reason.message,
                reason.field or "",
                cited(reason.basis) if reason.basis else "",
            )
            for reason in reasons
        ),
        widest=80,
    )


# --- versions ------------------------------------------------------------------------------------------


def _draft(number: str, note: str, output: Path | None, form: str, *, force: bool, json: bool) -> None:
    from ttoffice.licenses.contracts.making import drafted

    target, opened = free(output, force), office()
    with refusals(json=json):
        found, warnings, new = drafted(opened, number, note)
    tell_notes(warnings)
    if not new:
        say(_("Nothing differs from the newest version; its file is written again."))
    _write(found, target, form, final=False, force=force, json=json)


def _issue(number: str, output: Path | None, *, force: bool, json: bool) -> None:
    from ttoffice.action import perform
    from ttoffice.licenses.contracts.making import newest

    target, opened = free(output, force), office()
    found = newest(opened, number)
    outcome = perform(opened, "contract.issue", {}, subject=found.number)
    tell_notes(outcome.warnings)
    _write(found, target, "docx", final=True, force=force, json=json)


def _text(number: str) -> None:
    from ttoffice.licenses.contracts.making import newest
    from ttoffice.licenses.contracts.text import lines_of

    found = newest(office(), number)
    for line in lines_of(found.record.text):
        show(line)
    say(
        _("%(number)s, version %(edition)d, drafted on %(day)s.")
        % {
            "number": found.number,
            "edition": found.record.edition,
            "day": found.record.made_on.isoformat(),
        }
    )


def _write(found: Contract, target: Path, form: str, *, final: bool, force: bool, json: bool) -> None:
    from ttoffice.licenses.contracts.writing import Made, draft_name, issued_name, written

    name = (issued_name if final else draft_name)(found.record, form)
    made = Made(written(found.record, final=final, form=form), name)
    place = place_for(target, made.name, force)
    put(place, made.content)
    if json:
        record = found.record
        show_json(
            {
                "number": found.number,
                "license": record.subject,
                "edition": record.edition,
                "file": str(place),
                "sha256": made.sha256,
                "text_sha256": record.text_sha256,
                "final": final,
            }
        )
        return
    show(found.number)
    show(str(place))
    say(
        _("Version %(edition)d; its text has the SHA-256 %(digest)s.")
        % {
            "edition": found.record.edition,
            "digest": found.record.text_sha256,
        }
    )


def _contract(opened: Office, number: str) -> Contract:
    from ttoffice.licenses.contracts.reading import contract_of
    from ttoffice.numbering import read_number

    with opened.reader() as reader:
        return contract_of(reader, read_number(number) or number)


# --- comparing -----------------------------------------------------------------------------------------


def _redline(
    number: str, versions: tuple[str, str], output: Path | None, form: str, *, force: bool, json: bool
) -> None:
    from ttoffice.licenses.contracts.redline import changes_only
    from ttoffice.licenses.contracts.writing import comparison, make_redline

    opened = office()
    old, new = (_contract(opened, version) for version in versions)
    if new.record.subject != number:
        raise UsageError(
            _("%(version)s is no version of the contract of %(number)s.")
            % {"version": new.number, "number": number},
            advice=_("Look it up: ttoffice list contracts."),
        )
    if output is None:
        _show_changes(changes_only(comparison(old, new)), json=json)
        return
    target = free(output, force)
    made = make_redline(opened, old, new, form)
    place = place_for(target, made.name, force)
    put(place, made.content)
    if json:
        show_json({"old": old.number, "new": new.number, "file": str(place), "sha256": made.sha256})
    else:
        show(str(place))


def _show_changes(found: list[Compared], *, json: bool) -> None:
    from ttoffice.licenses.contracts.redline import Line, row_pieces

    if json:
        show_json([_plain(item) for item in found if item.changed])
        return
    for item in found:
        if isinstance(item, Line):
            _show_pieces(item.pieces)
        else:
            for row, change in zip(item.rows, item.changes, strict=True):
                if change:
                    _show_pieces(row_pieces(row, change))
    count = sum(item.changed for item in found)
    say(_("%(count)d sentences and tables differ: [-taken out-] {+put in+}.") % {"count": count})


def _show_pieces(pieces: tuple[Piece, ...]) -> None:
    """Print a sentence; on a terminal its changes are coloured too, their marks stay."""
    from ttoffice.licenses.contracts.redline import marked

    if not sys.stdout.isatty():
        show(marked(pieces))
        return
    from rich.console import Console
    from rich.text import Text

    text = Text()
    for piece in pieces:
        text.append(harmless(marked((piece,))), style=STYLES.get(piece.change, ""))
    Console(highlight=False, soft_wrap=True).print(text)


def _plain(item: Compared) -> dict[str, Any]:
    from ttoffice.licenses.contracts.redline import Line

    if isinstance(item, Line):
        pieces = [{"text": piece.text, "change": piece.change or None} for piece in item.pieces]
        return {"heading": item.heading, "pieces": pieces}
    rows = [
        {"cells": list(row), "change": change}
        for row, change in zip(item.rows, item.changes, strict=True)
        if change
    ]
    return {"columns": list(item.heads), "rows": rows}


COMMANDS = (
    (
        "contract",
        contract,
        N_("Draft the contract as a numbered version, compare versions, issue the copy for signature."),
        "license contract XK-2026-0001 --out 合同草稿.docx",
    ),
)
"""The commands of this module, for the group of licenses."""
