"""The lists of findings and of what belongs to them: names covered unless asked, and a file leaves who took it."""

from __future__ import annotations

import hashlib
import json as documents
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ttoffice.cli.common import JSON, office, say
from ttoffice.cli.placing import free, put
from ttoffice.cli.records import (
    DESCENDING,
    LIMIT,
    ON,
    SEARCH,
    SORT,
    VIEW,
    Listed,
    print_list,
    read_list,
)
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.action.office import Office

NAMES = typer.Option(False, "--names", help=_("Show the names of those concerned."))
TO = typer.Option(
    None, "--to", help=_("Write it to this file, CSV or .json; the log keeps who took what, with its hash.")
)
FORCE = typer.Option(False, "--force", help=_("Replace a file that is there."))


def covered_lister(code: str) -> Callable[..., None]:
    """Return the command that lists findings, or what belongs to them, with names covered unless asked."""

    def list_covered(
        search: str = SEARCH,
        view: str = VIEW,
        sort: str = SORT,
        descending: bool = DESCENDING,
        on: str | None = ON,
        limit: int = LIMIT,
        names: bool = NAMES,
        to: Path | None = TO,
        force: bool = FORCE,
        json: bool = JSON,
    ) -> None:
        """Print the records of a kind, names covered, or write them to a file."""
        from ttoffice.findings.covering import covered
        from ttoffice.store.asking import Filter

        place = free(to, force) if to is not None else None
        opened = office()
        shown = names or not opened.settings.mask_names
        cover = None if shown else partial(covered, kind=code)
        found = read_list(code, Filter(search, view, sort, descending), on, limit, cover)
        if place is None:
            print_list(found, json=json)
        else:
            take_out(opened, found, place, names=shown)

    return list_covered


def take_out(opened: Office, found: Listed, place: Path, *, names: bool) -> None:
    """Write a list to a file, and leave in the log who took it: file, hash, findings, whether names stand in it."""
    from ttoffice.action import perform

    content = _content(found, place)
    finding = found.kind.code == "finding"
    numbers = [line.number if finding else str(line.document["subject"]) for line in found.lines]
    data = {
        "what": _(found.kind.plural),
        "file": str(place),
        "sha256": hashlib.sha256(content).hexdigest(),
        "names": names,
        "numbers": list(dict.fromkeys(numbers)),
    }
    perform(opened, "finding.take_out_list", data)
    put(place, content)
    say(_("Written: %(path)s") % {"path": place})
    found.say_count()


def _content(found: Listed, place: Path) -> bytes:
    """Return a list as the bytes of a file, of the kind that its name says."""
    if place.suffix.lower() == ".json":
        return documents.dumps(found.as_json(), ensure_ascii=False, indent=2).encode(
            "utf-8", "backslashreplace"
        )
    from ttoffice.sheets.csv_write import write_csv

    held = BytesIO()
    write_csv(held, found.headings, found.rows)
    return held.getvalue()
