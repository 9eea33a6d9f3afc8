"""Commands about the papers of a finding: which there are and what they lack, writing them, their templates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ttoffice.cli.common import JSON, cited, home, office, say, show, show_json, show_table
from ttoffice.cli.performing import refusals
from ttoffice.cli.placing import free, place_for, put
from ttoffice.errors import UsageError
from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.findings.documents.making import Listed, Made

NUMBER = typer.Argument(..., help=_("The finding's number, such as MZ-2026-0001."))
SHAPES = ("docx", "html")


def papers(number: str = NUMBER, json: bool = JSON) -> None:
    """Print every paper of a finding: whether it can be made, and what it lacks."""
    from ttoffice.findings.documents.making import papers_of

    found = papers_of(office(), _canonical(number))
    if json:
        show_json([one.as_json() for one in found])
    else:
        show_table(
            (_("Code"), _("Case paper"), _("Of"), _("Ready"), _("What is missing")),
            (
                (
                    one.form,
                    one.title,
                    " ".join(dict.fromkeys((one.target, one.name))).strip(),
                    _ready(one),
                    _lacking(one),
                )
                for one in found
            ),
            widest=60,
        )
    ready = sum(not one.reasons for one in found)
    say(_("%(ready)d of %(all)d papers can be made whole.") % {"ready": ready, "all": len(found)})


def _ready(one: Listed) -> str:
    return _("no") if one.reasons else _("yes")


def _lacking(one: Listed) -> str:
    """Return what a paper lacks in one line: the places that are empty, or why it must not be made."""
    from ttoffice.findings.documents.places import PLACES

    fields = [reason.field for reason in one.reasons if reason.code == "paper.missing" and reason.field]
    told = [_(PLACES[name].title) for name in fields]
    others = [
        _sentence(reason.message, reason.basis) for reason in one.reasons if reason.code != "paper.missing"
    ]
    return " ".join((listed(told), *others)).strip()


def _sentence(message: str, basis: str | None) -> str:
    return f"{message} [{cited(basis)}]" if basis else message


def paper(
    number: str = NUMBER,
    form: str = typer.Argument("", help=_("The paper's code, as finding papers lists it.")),
    of: str = typer.Option(
        "", "--of", help=_("What it is made of, by number or name, where there are several.")
    ),
    person: str = typer.Option("", "--person", help=_("The person it is about, RY-... or the name.")),
    hearing: str = typer.Option("", "--hearing", help=_("The hearing it is made of, TQ-...")),
    shape: str = typer.Option("", "--form", "-f", help=_("docx or html; else as the file's name ends.")),
    output: Path | None = typer.Option(
        None, "--to", "--output", "-o", help=_("The file, or the folder to put it in.")
    ),
    blank: bool = typer.Option(
        False, "--blank", help=_("Leave blanks for what is missing, to fill in by hand.")
    ),
    fill: list[str] = typer.Option(
        [], "--fill", help=_("NAME=TEXT for a place that the records leave empty; may be given again.")
    ),
    every: bool = typer.Option(False, "--all", help=_("Write all papers that can be made whole.")),
    force: bool = typer.Option(False, "--force", help=_("Replace a file that is there.")),
    json: bool = JSON,
) -> None:
    """Write a paper of a finding as Word file or page; the log keeps who took it out."""
    wanted, chosen = _canonical(number), _shape(shape, output)
    target = _one_of(of, person, hearing)
    if every == bool(form):
        raise UsageError(
            _("Name one paper, or ask for all with --all."),
            advice=_("List them: ttoffice finding papers %(number)s.") % {"number": wanted},
        )
    if every:
        _write_all(wanted, chosen, output, force=force, json=json)
    else:
        _write_one(wanted, form, target, chosen, output, blank=blank, fill=fill, force=force, json=json)


def _write_one(
    number: str,
    form: str,
    target: str,
    shape: str,
    output: Path | None,
    *,
    blank: bool,
    fill: list[str],
    force: bool,
    json: bool,
) -> None:
    from ttoffice.findings.documents.making import make

    place, given, opened = free(output, force), dict(_pairs(fill)), office()
    with refusals(json=json):
        made = make(
            opened,
            number,
            form,
            "html" if shape == "html" else "docx",
            target=target,
            blank=blank,
            given=given,
        )
    path = place_for(place, made.name, force)
    put(path, made.content)
    if json:
        show_json({"ok": True, "number": number, **_told(made, path)})
    else:
        show(str(path))
    say(_("The log keeps that it was made, with its SHA-256: %(digest)s.") % {"digest": made.sha256})


def _write_all(number: str, shape: str, output: Path | None, *, force: bool, json: bool) -> None:
    """Write every paper that lacks nothing into a folder; what is there already is named before anything is made."""
    from ttoffice.findings.documents.making import make, papers_of

    folder, opened = output or Path(), office()
    if folder.exists() and not folder.is_dir():
        raise UsageError(
            _("%(path)s is no folder.") % {"path": folder},
            advice=_("Nothing was made. Name a folder with --to."),
        )
    folder.mkdir(parents=True, exist_ok=True)
    told: list[dict[str, Any]] = []
    for one in papers_of(opened, number):
        if one.reasons:
            continue
        made = make(opened, number, one.form, "html" if shape == "html" else "docx", target=one.target)
        path = place_for(folder, made.name, force)
        put(path, made.content)
        told.append(_told(made, path))
        if not json:
            show(str(path))
    if json:
        show_json({"ok": True, "number": number, "papers": told})
    say(_("%(count)d papers were written; the log keeps each with its SHA-256.") % {"count": len(told)})


def _told(made: Made, path: Path) -> dict[str, Any]:
    return {"form": made.form, "target": made.target or None, "file": str(path), "sha256": made.sha256}


def _canonical(number: str) -> str:
    from ttoffice.numbering import read_number

    return read_number(number) or number


def _shape(shape: str, output: Path | None) -> str:
    from ttoffice.cli.contracts import form_of

    ending = output.suffix[1:].lower() if output is not None else ""
    return form_of(shape or (ending if ending in SHAPES else ""), None)


def _one_of(*given: str) -> str:
    """Return what a paper is made of, however it was named; a number as it is written in full."""
    named = [one for one in given if one]
    if len(named) > 1:
        raise UsageError(
            _("--of, --person and --hearing exclude each other."),
            advice=_("Nothing was made. Give one of them."),
        )
    return _canonical(named[0]) if named else ""


def _pairs(fill: list[str]) -> Iterator[tuple[str, str]]:
    for one in fill:
        name, equals, text = one.partition("=")
        if not equals or not name.strip():
            raise UsageError(
                _("“%(text)s” is no NAME=TEXT.") % {"text": one},
                advice=_("Nothing was made. Write it as --fill applicant=张某."),
            )
        yield name.strip(), text


# --- templates -------------------------------------------------------------------------------------------


def forms(
    copy: bool = typer.Option(False, "--copy", help=_("Copy the templates into the settings folder.")),
    conditions: bool = typer.Option(False, "--conditions", help=_("List what conditions may name.")),
    places: bool = typer.Option(False, "--places", help=_("List what may be filled in.")),
    json: bool = JSON,
) -> None:
    """Check the templates of the papers; copy them out to edit; list what they may name."""
    from ttoffice.findings.documents.facts import FACTS
    from ttoffice.findings.documents.places import PLACES
    from ttoffice.findings.documents.templates import copy_templates

    where = home()
    if copy:
        for path in copy_templates(where):
            show(str(path))
        say(_("Files that were there already were left as they are."))
    elif conditions:
        rows = [(name, _(meaning)) for name, (meaning, _holds) in FACTS.items()]
        _show_names((_("Condition"), _("Meaning")), rows, json=json)
    elif places:
        filled = [(f"{{{name}}}", _(place.title)) for name, place in PLACES.items()]
        _show_names((_("Place"), _("Meaning")), filled, json=json)
    else:
        _show_forms(json=json)


def _show_names(head: tuple[str, str], rows: list[tuple[str, str]], *, json: bool) -> None:
    if json:
        show_json(dict(rows))
    else:
        show_table(head, rows)


def _show_forms(*, json: bool) -> None:
    from ttoffice.findings.documents.forms import FORMS
    from ttoffice.findings.documents.templates import load_template

    found = [(form, load_template(form.code, home())) for form in FORMS]
    if json:
        show_json(
            [
                {"form": form.code, "title": _(form.title), "own": template.own, "sha256": template.sha256}
                for form, template in found
            ]
        )
        return
    show_table(
        (_("Code"), _("Case paper"), _("Template")),
        (
            (form.code, _(form.title), _("the office's own") if template.own else _("shipped"))
            for form, template in found
        ),
    )


COMMANDS = (
    (
        "papers",
        papers,
        N_("Print every paper of a finding: whether it can be made, and what it lacks."),
        "finding papers MZ-2026-0001",
    ),
    (
        "paper",
        paper,
        N_("Write a paper of a finding as Word file or page; the log keeps who took it out."),
        "finding paper MZ-2026-0001 proposal --person RY-2026-0003 --to 认定建议表.docx",
    ),
    (
        "forms",
        forms,
        N_("Check the templates of a finding's papers, or copy them out to edit them."),
        "finding forms --copy",
    ),
)
"""The commands of this module, for the group of findings."""
