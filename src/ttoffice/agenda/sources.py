"""Where the agenda's things come from: each area's are found by functions in a module of their own.

The areas know nothing of it: a module here reads their views. A new area adds its module to `MODULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from ttoffice.agenda.items import Item, horizon
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.store.connection import Reader

T = TypeVar("T")

MODULES = (
    "ttoffice.agenda.from_deadlines",
    "ttoffice.agenda.from_notices",
    "ttoffice.agenda.from_dues",
    "ttoffice.agenda.from_results",
    "ttoffice.agenda.from_rights",
    "ttoffice.agenda.from_collecting",
    "ttoffice.agenda.from_licenses",
    "ttoffice.agenda.from_listings",
    "ttoffice.agenda.from_unit",
    "ttoffice.agenda.from_evidence",
    "ttoffice.agenda.from_awards",
    "ttoffice.agenda.from_annual",
    "ttoffice.agenda.from_findings",
)
"""Each has `SOURCES`: the functions that find things in a sight, each with the kind of things it finds."""
MANY = 20
"""So many overdue things of one kind are a backlog for their own screen: one line of the agenda tells of them."""

CAP = 1_000
"""So many are counted at most; what is beyond is told as a plus, so that no start waits for a whole register."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What is looked at.

    Attributes:
        day: as of which day.
        within: how many calendar days ahead.
        past: whether the day lies behind, so that records are taken from the history as they stood then.
        quick: whether only what is found at once is asked for, on the way to the first frame: who is responsible,
            what is rare and what must be loaded for it comes with the next look.
        memo: what one source read that others need as well, by name.
    """

    office: Office
    reader: Reader
    day: date
    within: int
    past: bool
    quick: bool = False
    memo: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def cap(self) -> int:
        """So many are counted at most."""
        return MANY if self.quick else CAP

    @property
    def until(self) -> date:
        """The last day that is looked at."""
        return horizon(self.day, self.within)


Source = Callable[[Sight], Iterable[Item]]


def sources() -> Iterator[tuple[str, Source]]:
    """Yield every source with the kind of things it finds."""
    for module in MODULES:
        yield from import_module(module).SOURCES


def found(sight: Sight, kind: str | None = None) -> Iterator[Item]:
    """Yield everything that is due within sight or waits without a day; of one kind where it is given."""
    for its_kind, source in sources():
        if kind in (None, its_kind):
            for item in source(sight):
                if item.day is None or item.day <= sight.until:
                    yield item


def counted(sight: Sight, count: int) -> dict[str, str]:
    """Return a count as the templates take it."""
    return {"count": f"{sight.cap:,}+" if count > sight.cap else f"{count:,}"}


def log_length(sight: Sight) -> int:
    """Return how often the store was written: the sequence of what rests on more than one record."""
    return int(sight.reader.value("SELECT COALESCE(MAX(id), 0) FROM log"))


@dataclass(frozen=True, slots=True)
class Backlog:
    """The line that stands for many: its key, and the templates of its title and reason, with `%(count)s`."""

    key: str
    title: str
    why: str
    basis: str
    command: str


def folded(
    sight: Sight,
    rows: Sequence[tuple[date | None, T]],
    make: Callable[[Sequence[T]], Iterable[Item]],
    line: Backlog,
) -> Iterator[Item]:
    """Yield the things that `make` makes of rows; where more than `MANY` are old, one line in their place.

    Old is what is overdue or without a day. The day of the line is that of the oldest.
    """
    old = [day for day, _row in rows if day is None or day < sight.day]
    many = len(old) > MANY
    yield from make([row for day, row in rows if not many or (day is not None and day >= sight.day)])
    if many:
        first = min((day for day in old if day is not None), default=None)
        yield Item(
            line.key,
            first,
            "",
            _(line.title) % counted(sight, len(old)),
            _(line.why) % counted(sight, len(old)),
            line.basis,
            line.command,
            sequence=log_length(sight),
            count=len(old),
        )
