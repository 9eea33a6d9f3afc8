"""Records of every kind by number, words or pinyin: for the palette, for going to a number, and for choosing one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.worker import NoActiveWorker, get_current_worker

from ttoffice.action.kinds import code_of, kind_of
from ttoffice.i18n import gettext as _
from ttoffice.numbering import PREFIXES, format_number, read_number
from ttoffice.screens.agenda_acting import AREAS, PARTS, area_of
from ttoffice.screens.base import BaseScreen, Command, office_app
from ttoffice.screens.kit.area import Area
from ttoffice.screens.twins import command_twin
from ttoffice.store.asking import Filter
from ttoffice.widgets.finding import fold, rank

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.store.connection import Reader

KINDS: tuple[str, ...] = (*AREAS, *sorted(PARTS))
"""The kinds of record that are looked through, in the order in which they are told."""
MOST = 6
"""So many records of a kind are told."""
ALONE = 50
"""So many where only one kind is looked through."""
SHORTEST = 3
"""A letter or two of Latin find too much in every kind to mean a record."""
_SERIAL = re.compile(r"(?:(\d{4})[-\s]+)?(\d{1,9})")


class Hit(NamedTuple):
    """A record that was found: its kind, its number, and what it is called."""

    code: str
    number: str
    title: str


def numbers_meant(text: str, year: int, kinds: Iterable[str]) -> list[str]:
    """Return the numbers that somebody may mean: of one kind, or the serial of a year of each kind."""
    typed = fold(text).strip()
    whole = read_number(typed)
    if whole is not None:
        return [whole]
    serial = _SERIAL.fullmatch(typed)
    if serial is None:
        return []
    given = int(serial[1]) if serial[1] else year
    return [format_number(PREFIXES[code], given, int(serial[2])) for code in kinds if code in PREFIXES]


def find_records(
    office: Office, text: str, kinds: Iterable[str] = KINDS, *, most: int = MOST, masked: bool = True
) -> Iterator[Hit]:
    """Yield the records that a text may mean, those of its number first, then kind by kind the best.

    Names of those concerned by findings stay covered while `masked`. Ends early when newer work has come.
    """
    kinds = tuple(kinds)
    with office.reader() as reader:
        seen = set()
        for number in numbers_meant(text, office.today.year, kinds):
            hit = record_of(office, reader, number, masked=masked)
            if hit is not None and hit.code in kinds:
                seen.add(number)
                yield hit
        if seen and read_number(fold(text).strip()) is not None:
            return
        for code in kinds if _worth_looking(text, kinds) else ():
            if _stopped():
                return
            for hit in _of_kind(office, reader, code, text, most, masked):
                if hit.number not in seen:
                    yield hit


def _worth_looking(text: str, kinds: tuple[str, ...]) -> bool:
    typed = fold(text).strip()
    return len(kinds) == 1 or not typed.isascii() or len(typed) >= SHORTEST


def _stopped() -> bool:
    try:
        return get_current_worker().is_cancelled
    except NoActiveWorker:
        return False


def record_of(office: Office, reader: Reader, number: str, *, masked: bool = True) -> Hit | None:
    """Return the record of a canonical number, or None."""
    code = code_of(number)
    area = _area(code, masked) if code in KINDS else None
    row = area.find(reader, number) if area is not None else None
    if area is None or code is None or row is None:
        return None
    found = area.rows(reader, [row], office.today)
    return next((_hit(code, area, cells) for cells in found.values()), None)


def _of_kind(office: Office, reader: Reader, code: str, text: str, most: int, masked: bool) -> list[Hit]:
    area = _area(code, masked)
    view = "all" if "all" in area.views else next(iter(area.views))
    sort = "number" if "number" in area.sorts else next(iter(area.sorts))
    chosen = Filter(search=text, view=view, sort=sort, descending=True)
    rows = area.page(reader, chosen, office.today, most)
    hits = [_hit(code, area, cells) for cells in rows.values()]
    return sorted(hits, key=lambda hit: rank(hit.title, text) or (9, 9)) if text.strip() else hits


def _area(code: str | None, masked: bool) -> Area:
    area = area_of(code)
    assert area is not None
    if hasattr(area, "masked"):
        area.masked = masked
    return area


def _hit(code: str, area: Area, cells: Any) -> Hit:
    """Return a row of a list as what was found: its title stands in the column of what the kind is called by."""
    kind = kind_of(code)
    names = (kind.headline if kind is not None else "title", "title", "name")
    columns = [column.key for column in area.columns()]
    place = next((columns.index(name) for name in names if name in columns), 1)
    return Hit(code, area.number(cells), str(cells[place]))


# --- as commands -------------------------------------------------------------------------------------------


def record_commands(screen: BaseScreen[Any], text: str) -> list[Command]:
    """Return the records that a text may mean as commands that open each on its own screen; runs in a thread."""
    masked = office_app(screen).names_covered
    return [_opening(screen, hit) for hit in find_records(screen.office, text, masked=masked)]


def _opening(screen: BaseScreen[Any], hit: Hit) -> Command:
    return Command(
        f"{hit.number}  {hit.title}",
        partial(open_number, screen, hit.number),
        group=_(kind_title(hit.code)),
        twin=partial(command_twin, screen.office, "show", hit.number),
    )


def choices(
    screen: BaseScreen[Any], code: str, chosen: Callable[[str], object]
) -> Callable[[str], list[Command]]:
    """Return what finds records of one kind as commands that hand on the number chosen."""

    def found(text: str) -> list[Command]:
        masked = office_app(screen).names_covered
        hits = find_records(screen.office, text, (code,), most=ALONE, masked=masked)
        return [Command(f"{hit.number}  {hit.title}", partial(chosen, hit.number)) for hit in hits]

    return found


def kind_title(code: str) -> str:
    """Return the catalog string of many records of a kind."""
    area = area_of(code)
    return area.title if area is not None else code


def open_number(screen: BaseScreen[Any], number: str) -> None:
    """Open a record on the screen of its kind; what is under it is read again when it is left."""
    from ttoffice.screens.kit.exhibits import ExhibitsScreen

    def left(_answer: object) -> None:
        screen.written()

    code = code_of(number)
    if code == "exhibit":
        owner = _owner(screen.office, number)
        area = area_of(code_of(owner)) if owner else None
        if area is not None:
            screen.app.push_screen(ExhibitsScreen(area, owner), left)
            return
    else:
        with screen.office.reader() as reader:
            found = record_of(screen.office, reader, number)
        area = area_of(code) if found is not None else None
        if area is not None:
            screen.app.push_screen(area.record_screen(number), left)
            return
    screen.notify(_("There is no record numbered %(number)s.") % {"number": number}, severity="warning")


def _owner(office: Office, number: str) -> str:
    """Return the record that an exhibit belongs to; empty where there is no such exhibit."""
    from ttoffice.errors import UsageError
    from ttoffice.evidence import views

    try:
        with office.reader() as reader:
            return views.exhibit(reader, number).subject
    except UsageError:
        return ""
