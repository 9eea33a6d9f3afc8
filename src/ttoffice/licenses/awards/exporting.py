"""Writing the lists of a distribution to files, in the form that the file's name ends in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ttoffice.documents.forms import in_form
from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.licenses.awards import lists
from ttoffice.licenses.awards.shelves import AWARDS
from ttoffice.numbering import read_number
from ttoffice.sheets.atomic import atomic_write

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader

Which = Literal["publicity", "payment"]
FORMS: dict[str, tuple[str, ...]] = {"publicity": ("docx", "html", "xlsx"), "payment": ("xlsx",)}
"""In which forms each list is written."""


def write_list(reader: Reader, number: str, which: str, path: Path) -> None:
    """Write a list of a distribution; raise UsageError where there is no such distribution, list or form."""
    award = AWARDS.load(reader, read_number(number) or number)
    if award is None:
        raise UsageError(
            _("There is no award distribution numbered %(number)s.") % {"number": number},
            advice=_("Look it up: ttoffice list awards."),
        )
    form = path.suffix[1:].lower()
    if which not in FORMS or form not in FORMS[which]:
        known = "; ".join(f"{name}: {', '.join(forms)}" for name, forms in FORMS.items())
        raise UsageError(
            _("There is no list %(name)s in the form %(form)s.") % {"name": which, "form": form or "-"},
            advice=_("Known: %(names)s.") % {"names": known},
        )
    if form == "xlsx":
        from ttoffice.sheets.xlsx_write import write_xlsx

        make = lists.payment_sheets if which == "payment" else lists.publicity_sheets
        write_xlsx(path, make(reader, award))
        return
    content = in_form(lists.publicity_paper(reader, award), form)
    with atomic_write(path) as file:
        file.write(content)
