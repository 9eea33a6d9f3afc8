"""Writing the agenda as a calendar file in the place of the one that was written before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ttoffice.agenda.ics import calendar, handed_out, is_ours, uid_of
from ttoffice.agenda.views import FARTHEST, Agenda, gather
from ttoffice.errors import InputFileError, UsageError, os_reason
from ttoffice.i18n import gettext as _
from ttoffice.sheets.atomic import atomic_write

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.store.connection import Reader


class Written(NamedTuple):
    """What went into a calendar: things with a day; and how many without one could not."""

    events: int
    undated: int


def write_calendar(office: Office, reader: Reader, agenda: Agenda, target: Path) -> Written:
    """Write the agenda's things that have a day as a calendar file.

    Raises UsageError where something else stands there or the place cannot be written, InputFileError
    where what stands there cannot be read; nothing is changed then.
    """
    earlier = handed_out(_standing(target))
    mark = _mark(reader)
    living = gather(office, reader, within=FARTHEST).items
    content = calendar(
        agenda.items,
        mark=mark,
        title=_("ttoffice: what is due"),
        moment=office.clock(),
        today=office.today,
        earlier=earlier,
        steps=agenda.steps,
        living={uid_of(item.key, mark): item for item in living},
    )
    with atomic_write(target) as file:
        file.write(content)
    undated = sum(item.day is None for item in agenda.items)
    return Written(len(agenda.items) - undated, undated)


def _standing(target: Path) -> bytes:
    """Return the calendar that stands at the place; empty where nothing does."""
    try:
        content = target.read_bytes()
    except FileNotFoundError:
        return b""
    except IsADirectoryError:
        return b""  # the writing says so
    except OSError as error:
        raise InputFileError(
            _("The file %(path)s cannot be read: %(error)s.") % {"path": target, "error": os_reason(error)},
            advice=_("Nothing was written. Check the name, or give another place."),
        ) from error
    if content and not is_ours(content):
        raise UsageError(
            _("%(path)s is there already, and is no calendar that this program wrote.") % {"path": target},
            advice=_("Nothing was written. Give another name, or remove the file first."),
        )
    return content


def _mark(reader: Reader) -> str:
    """Return what names the store in UIDs: the beginning of its log, which never changes."""
    first = reader.value("SELECT hash FROM log ORDER BY id LIMIT 1")
    return str(first or "new")[:12]
