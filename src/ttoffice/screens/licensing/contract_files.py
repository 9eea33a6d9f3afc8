"""Making papers of a license from its screens: the contract as a numbered draft, its copy for signature, its redline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ttoffice.i18n import gettext as _
from ttoffice.screens.base import Command
from ttoffice.widgets.fields import Field

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.licenses.contracts.writing import Made
    from ttoffice.screens.base import BaseScreen

Making = Callable[["Office", str, str], "Made"]
FORMS = (("docx", "Word (docx)"), ("html", "HTML (A4)"))


def file_commands(screen: BaseScreen[Any], number: str) -> Iterable[Command]:
    """Yield what makes a paper of a license."""
    from ttoffice.licenses.contracts.making import compared_file, draft_file, issued_file

    titles: tuple[tuple[str, Making], ...] = (
        (_("Draft the contract, or write its newest version as a file"), draft_file),
        (_("Write the copy of the contract for signature as a file"), issued_file),
        (_("Write what changed between the two newest versions as a file"), compared_file),
    )
    for title, make in titles:
        yield Command(title, partial(ask_file, screen, number, title, make))


def file_fields() -> tuple[Field, ...]:
    """Return what a file asks for."""
    return (Field("form", _("Form"), "code", options=FORMS), Field("folder", _("Folder"), "line"))


def ask_file(screen: BaseScreen[Any], number: str, title: str, make: Making) -> None:
    """Ask for form and folder, make the file, and say where it is."""
    from ttoffice.screens.modals.entry import VerbModal

    usual = {"form": "docx", "folder": str(Path.cwd())}

    def write(values: dict[str, Any]) -> Any:
        return write_file(
            screen.office, number, make, {**usual, **{key: value for key, value in values.items() if value}}
        )

    def written(place: Any) -> None:
        if place is not None:
            screen.notify(_("Written: %(path)s") % {"path": place})
            screen.written()

    screen.app.push_screen(VerbModal(f"{title}  {number}", write, file_fields(), usual), written)


def write_file(office: Office, number: str, make: Making, chosen: Mapping[str, str]) -> Path:
    """Make a paper and write it; a folder that cannot take it is refused before a version is made for it."""
    from ttoffice.sheets.atomic import check_folder

    folder = Path(chosen["folder"]).expanduser()
    check_folder(folder)
    return put(make(office, number, chosen["form"]), folder)


def put(made: Made, folder: Path) -> Path:
    """Write a file under its usual name; an earlier one is never replaced from here."""
    from ttoffice.evidence.names import safe_name
    from ttoffice.sheets.atomic import atomic_write

    first = folder / safe_name(made.name)
    place, count = first, 2
    while place.exists():
        place, count = first.with_name(f"{first.stem}-{count}{first.suffix}"), count + 1
    with atomic_write(place) as file:
        file.write(made.content)
    return place
