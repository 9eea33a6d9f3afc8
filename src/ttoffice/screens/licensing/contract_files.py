"""Writing papers of a license from its screens: one way to ask for form and folder; what is made of the contract."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ttoffice.i18n import gettext as _
from ttoffice.screens.base import Command
from ttoffice.widgets.fields import Field

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.licenses.contracts.writing import Made
    from ttoffice.screens.base import BaseScreen

Making = Callable[[str], "Made"]
"""Makes a paper in a form: `docx` or `html`."""
FORMS = (("docx", "Word (docx)"), ("html", "HTML (A4)"))


def file_commands(screen: BaseScreen[Any], number: str) -> Iterable[Command]:
    """Yield what makes a paper of a license's contract."""
    from ttoffice.licenses.contracts.making import compared_file, draft_file, issued_file

    titles: tuple[tuple[str, Callable[[Office, str, str], Made]], ...] = (
        (_("Draft the contract, or write its newest version as a file"), draft_file),
        (_("Write the copy of the contract for signature as a file"), issued_file),
        (_("Write what changed between the two newest versions as a file"), compared_file),
    )
    for title, make in titles:
        made = partial(make, screen.office, number)
        yield Command(title, partial(ask_file, screen, f"{title}  {number}", made))


def file_fields() -> tuple[Field, ...]:
    """Return what a file asks for."""
    return (Field("form", _("Form"), "code", options=FORMS), Field("folder", _("Folder"), "line"))


def ask_file(screen: BaseScreen[Any], title: str, make: Making) -> None:
    """Ask for form and folder, make the file, and say where it is."""
    from ttoffice.screens.modals.entry import VerbModal

    usual = {"form": "docx", "folder": str(Path.cwd())}

    def write(values: dict[str, Any]) -> Any:
        return write_file(make, {**usual, **{key: value for key, value in values.items() if value}})

    def written(place: Any) -> None:
        if place is not None:
            screen.notify(_("Written: %(path)s") % {"path": place})
            screen.written()

    screen.app.push_screen(VerbModal(title, write, file_fields(), usual), written)


def write_file(make: Making, chosen: Mapping[str, str]) -> Path:
    """Make a paper and write it; a folder that cannot take it is refused before a version is made for it."""
    from ttoffice.sheets.atomic import check_folder

    folder = Path(chosen["folder"]).expanduser()
    check_folder(folder)
    return put(make(chosen["form"]), folder)


class Named(Protocol):
    """A file before it is written: its bytes, and the name it is usually saved under."""

    @property
    def content(self) -> bytes:
        """The bytes."""

    @property
    def name(self) -> str:
        """The usual name."""


def put(made: Named, folder: Path) -> Path:
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
