"""Commands about exhibits: the files attached to a record, what they prove, and whether they are as they were."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ttoffice.cli.common import JSON, day, office, progress, say, show, show_json, show_table, stop
from ttoffice.errors import EXIT_REFUSED, UsageError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.evidence.attaching import Attached
    from ttoffice.evidence.views import ExhibitView, Failing

LABELS = {
    "number": N_("Number"),
    "subject": N_("Record"),
    "name": N_("File name"),
    "size": N_("Bytes"),
    "pages": N_("Pages"),
    "collected_on": N_("Collected on"),
    "source": N_("Source"),
    "collector": N_("Collector"),
    "confidentiality": N_("Confidentiality"),
    "proves": N_("What it proves"),
    "links": N_("Relied on by"),
    "sha256": N_("SHA-256"),
}
LISTED = tuple(key for key in LABELS if key not in ("sha256", "subject"))


def exhibits(
    number: str | None = typer.Argument(None, help=_("The record's number, such as CG-2026-0001.")),
    unrelied: bool = typer.Option(False, "--unrelied", help=_("Only those that nothing relies on.")),
    json: bool = JSON,
) -> None:
    """List the files attached to a record."""
    from ttoffice.evidence import views

    if number is None and not unrelied:
        raise UsageError(
            _("Name the record whose exhibits you want to see."),
            advice=_("Such as: ttoffice exhibits CG-2026-0001. Over all records only with --unrelied."),
        )
    opened = office()
    with opened.reader() as reader:
        record = None if number is None else require_record(reader, number)
        if unrelied:
            found = views.unrelied(reader, *((record.kind, record.id) if record else ()))
        else:
            assert record is not None
            found = views.exhibits_of(reader, record.kind, record.id)
    if json:
        show_json([view.as_document() for view in found])
    else:
        keys = ("subject", *LISTED) if number is None else LISTED
        show_table(
            [_(LABELS[key]) for key in keys], ([readable(view, key) for key in keys] for view in found)
        )


def require_record(reader: Any, number: str) -> Any:
    """Return the record of a number as typed; raise UsageError where there is none."""
    from ttoffice.evidence.subjects import find_record
    from ttoffice.numbering import read_number

    found = find_record(reader, read_number(number) or number)
    if found is None:
        raise UsageError(
            _("There is no record numbered %(number)s.") % {"number": number},
            advice=_("Look it up: ttoffice list results --search WORD."),
        )
    return found


def readable(view: ExhibitView, key: str) -> str:
    """Return what is known of an exhibit under a key, as a person reads it."""
    from ttoffice.evidence.codes import confidentiality_label

    if key == "links":
        return "、".join(f"{link.target} {link.code}".strip() for link in view.links)
    value = getattr(view, key)
    if key == "confidentiality":
        return confidentiality_label(value)
    return "" if value is None else str(value)


def exhibit(
    number: str = typer.Argument(..., help=_("The exhibit's number, such as ZJ-2026-0001.")),
    output: Path | None = typer.Option(None, "--output", "-o", help=_("Copy it to this file or folder.")),
    force: bool = typer.Option(False, "--force", help=_("Replace a file that is there.")),
    open_it: bool = typer.Option(False, "--open", help=_("Open a copy with the system's program.")),
    history: bool = typer.Option(False, "--history", help=_("Print every change of what is said of it.")),
    json: bool = JSON,
) -> None:
    """Print what is known of an exhibit, copy it out of the vault, or open it."""
    from ttoffice.evidence import views
    from ttoffice.evidence.opening import copy_out, open_exhibit
    from ttoffice.numbering import read_number

    if output is not None and open_it:
        raise UsageError(
            _("--output and --open exclude each other."), advice=_("Nothing was done. Leave one out.")
        )
    canonical = read_number(number) or number
    if output is None and not open_it:
        show_exhibit(canonical, None, history=history, json=json)
        return
    opened = office()
    with opened.reader() as reader:
        view = views.exhibit(reader, canonical)
    if output is not None:
        place = copy_out(opened.vault, view, output, replace=force)
    else:
        place = open_exhibit(opened, canonical)
    if json:
        show_json({**view.as_document(), "version": view.version, "file": str(place)})
    else:
        show(str(place))
    say(_("Copied, and its SHA-256 compared: %(digest)s.") % {"digest": view.sha256})


def show_exhibit(number: str, wanted: date | None, *, history: bool, json: bool) -> None:
    """Print what is said of an exhibit, today or at the end of a day, or each change of it."""
    from ttoffice.evidence import views

    with office().reader() as reader:
        view = views.exhibit(reader, number)
        changed = views.changes(reader, view) if history else []
        if wanted is not None:
            view = views.exhibit_as_of(reader, view, wanted)
    if history:
        _show_history(changed, json)
    elif json:
        show_json({**view.as_document(), "version": view.version, "file": None})
    else:
        for key, label in LABELS.items():
            show(_("%(label)s: %(value)s") % {"label": _(label), "value": readable(view, key)})


def _show_history(changed: list[dict[str, Any]], json: bool) -> None:
    from ttoffice.action.office import shown_moment
    from ttoffice.action.summaries import summary_of

    if json:
        show_json(changed)
        return
    for change in changed:
        head = f"{shown_moment(change['at'])}  {change['operator']}  {summary_of(change['action'])}"
        show(f"{change['version']}. {head}")
        for key, pair in change["fields"].items():
            show(f"   {_(LABELS.get(key, key))}: {pair['before'] or ''} -> {pair['after'] or ''}")


def attach(
    number: str = typer.Argument(..., help=_("The record's number, such as CG-2026-0001.")),
    files: list[Path] = typer.Argument(..., help=_("Files to attach; a folder stands for the files in it.")),
    source: str = typer.Option("", "--source", help=_("Where they come from.")),
    collector: str = typer.Option("", "--collector", help=_("Who collected them; the operator if left out.")),
    collected_on: str | None = typer.Option(None, "--on", help=_("The day they were collected on.")),
    proves: list[str] = typer.Option(
        [],
        "--proves",
        help=_("What they prove: words, or a code such as criterion:supervision or step:contract."),
    ),
    pages: int | None = typer.Option(None, "--pages", min=0, help=_("How many pages each has.")),
    confidentiality: str = typer.Option(
        "internal", "--confidentiality", help=_("open, internal, confidential or personal.")
    ),
    json: bool = JSON,
) -> None:
    """Attach files to a record: each by itself, so that one that fails hinders no other."""
    from ttoffice.evidence.attaching import attach_many, files_of
    from ttoffice.evidence.purposes import is_code

    opened = office()
    data: dict[str, Any] = {
        "subject": number,
        "source": source,
        "collector": collector,
        "collected_on": day(collected_on, "--on"),
        "proves": "；".join(text for text in proves if not is_code(text)),
        "links": [{"code": code} for code in proves if is_code(code)],
        "pages": pages,
        "confidentiality": confidentiality,
    }
    with opened.reader() as reader:
        require_record(reader, number)
    outcomes = []
    for outcome in attach_many(opened, files_of(files), data, progress(_("Copying"))):
        outcomes.append(outcome)
        _tell_attached(outcome, json)
    failed = [outcome for outcome in outcomes if not outcome.number]
    if json:
        show_json([outcome.as_document() for outcome in outcomes])
    say(
        _("%(done)d attached, %(failed)d not; each file stands by itself.")
        % {"done": len(outcomes) - len(failed), "failed": len(failed)}
    )
    if failed:
        stop(EXIT_REFUSED)


def _tell_attached(outcome: Attached, json: bool) -> None:
    if outcome.problem:
        say(_("NOT attached: %(path)s: %(problem)s") % {"path": outcome.path, "problem": outcome.problem})
    elif not json:
        show(f"{outcome.number}  {outcome.path.name}")
    for note in outcome.notes:
        say(_("Note: %(message)s") % {"message": note})


def verify_exhibits(
    record: str | None = typer.Option(None, "--record", help=_("Only the exhibits of this record.")),
    json: bool = JSON,
) -> None:
    """Read every file again and name each that is missing or changed, with the records that rely on it."""
    from ttoffice.evidence.checks import check_files

    opened = office()
    wanted = None
    if record is not None:
        with opened.reader() as reader:
            wanted = require_record(reader, record)
    report = check_files(opened, wanted, progress(_("Reading")))
    if json:
        show_json(report.as_document())
    else:
        show_failing(report.failing)
    say(
        _("%(files)d files read, %(failing)d not as they were kept; the result is remembered.")
        % {"files": report.files, "failing": len(report.failing)}
    )
    if report.failing:
        say(_("Bring the files back from a copy of the vault folder (ttoffice paths), then check again."))
        stop(EXIT_REFUSED)


def show_failing(found: Iterable[Failing]) -> None:
    """Print files that are not as they were kept: the exhibits that are it, and who relies on them."""
    from ttoffice.evidence.codes import state_label

    show_table(
        [_("Number"), _("File name"), _("State"), _("Relied on by"), _("SHA-256")],
        (
            (
                "、".join(view.number for view in item.exhibits),
                item.exhibits[0].name if item.exhibits else "",
                state_label(item.state),
                "、".join(item.relying),
                item.sha256,
            )
            for item in found
        ),
    )
