"""How a file that cannot be read is refused: one sentence of the same form everywhere."""

from __future__ import annotations

from ttoffice.errors import InputFileError
from ttoffice.i18n import gettext as _


def unreadable(name: str, why: str, advice: str = "") -> InputFileError:
    """Return the error for a file: its name, why it cannot be read (translated), what to do (translated)."""
    message = _("Cannot read %(name)s: %(why)s") % {"name": name, "why": why}
    return InputFileError(message, advice=advice)


def damaged(name: str, what: str) -> InputFileError:
    """Return the error for a file whose inside is broken; `what` says where, untranslated part names included."""
    return unreadable(
        name,
        _("the file is damaged (%(what)s)") % {"what": what},
        _("Nothing was taken from it. Open it in Excel or WPS, save it as a new .xlsx file, and use that."),
    )


def too_large(name: str, what: str) -> InputFileError:
    """Return the error for a file beyond the limits; `what` (translated) says which."""
    return unreadable(
        name,
        what,
        _(
            "Nothing was taken from it. Delete the blank rows and columns that follow the data, "
            "or divide the table into several files."
        ),
    )
