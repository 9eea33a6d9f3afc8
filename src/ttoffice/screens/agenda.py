"""The agenda: everything due in the store as one list, first on start, with the acting screen one key away.

It stands on the kit's list. Its things come from many sources and have keys instead of numbers and ids; so the
area keeps what was gathered last, gives every key an id of its own for as long as the window is open, and
answers the list from that. Filter, views, marks, copying and live refresh follow from the kit.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from ttoffice.agenda.items import Group, Item
from ttoffice.agenda.views import WITHIN, Agenda, gather
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.screens.kit.area import Area
from ttoffice.screens.kit.listing import ListScreen
from ttoffice.screens.kit.lists import FirstPage
from ttoffice.screens.kit.reading import NOW, Moment, Reading
from ttoffice.screens.today.strip import TodayStrip
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.widgets.columns import Column
from ttoffice.widgets.keys import bind
from ttoffice.widgets.states import GLYPHS, Cells, State, Tone

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.agenda.exporting import Written
    from ttoffice.agenda.today.views import Today
    from ttoffice.screens.kit.verbs import Verb
    from ttoffice.screens.modals.why import WhySection

AHEAD = (7, 30, 90, 365)
"""How many days ahead one key after the other looks."""
CALENDAR = N_("ttoffice-agenda.ics")

MARKS: dict[Group, tuple[str, Tone]] = {
    Group.OVERDUE: (N_("overdue"), "bad"),
    Group.TODAY: (N_("today"), "warn"),
    Group.WEEK: (N_("this week"), "warn"),
    Group.SOON: (N_("coming"), "info"),
    Group.LATER: (N_("later"), "muted"),
    Group.UNDATED: (N_("no date"), "good"),
    Group.SNOOZED: (N_("postponed"), "muted"),
}
GLYPH: dict[Group, str] = {Group.TODAY: "*", Group.WEEK: "!", Group.UNDATED: "?"}
"""Where the glyph of the tone would not tell two groups apart."""
VIEWS: dict[str, Callable[[Agenda, Item], bool]] = {
    "all": lambda _agenda, _item: True,
    "now": lambda agenda, item: agenda.group_of(item) in (Group.OVERDUE, Group.TODAY, Group.WEEK),
    "overdue": lambda agenda, item: agenda.group_of(item) is Group.OVERDUE,
    "hard": lambda _agenda, item: item.hard,
    "undated": lambda agenda, item: agenda.group_of(item) is Group.UNDATED,
    "snoozed": lambda agenda, item: agenda.group_of(item) is Group.SNOOZED,
}


class AgendaArea(Area):
    """What is due; `office` must be given before it is read."""

    name = "agenda"
    kind = "agenda"
    title = N_("Agenda")
    none_yet = N_(
        "Nothing is due. u looks further ahead; 2 goes to the results: c enters one, i imports a ledger."
    )
    number_hint = "CG-2026-0001"
    views: ClassVar[Mapping[str, str]] = {
        "all": N_("Everything due"),
        "now": N_("Up to the end of this week"),
        "overdue": N_("Overdue"),
        "hard": N_("What cannot be postponed"),
        "undated": N_("Without a date"),
        "snoozed": N_("Postponed"),
    }
    sorts: ClassVar[Mapping[str, str]] = {
        "due": N_("Due"),
        "kind": N_("Kind"),
        "person": N_("Responsible"),
        "subject": N_("Record"),
    }
    start: ClassVar[Filter] = Filter(sort="due")
    acts = True
    office: Office

    def __init__(self) -> None:
        """`quick`: the first look takes only what is found at once; every later one gathers everything."""
        self.day: date | None = None
        self.within = WITHIN
        self.mine = False
        self.quick = True
        self._agenda = Agenda(date.min, WITHIN, ())
        self._items: Mapping[int, Item] = {}
        self._ids: dict[str, int] = {}

    @property
    def as_of(self) -> date:
        """The day from which one looks."""
        return self.day or self.office.today

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """What can be done with a thing besides acting on it."""
        from ttoffice.screens.agenda_reading import verbs_on

        return verbs_on(self.office.today)

    # --- the list --------------------------------------------------------------------------------------

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the agenda; the record's own number is not the first."""
        return (
            Column("group", _("Group"), 10),
            Column("title", _("What it is about"), 20, grow=6),
            Column("due", _("Due"), 10),
            Column("days", _("Time left"), 13, drop=2),
            Column("kind", _("Kind"), 13, drop=3),
            Column("subject", _("Record"), 12, drop=1),
            Column("person", _("Responsible"), 8, grow=1, drop=4),
        )

    def number(self, cells: Cells) -> str:
        """Return the key of a row, which stands behind its columns."""
        return str(cells[-1])

    def called(self, number: str) -> str:
        """Return the title of a thing: its key is for programs."""
        return next((item.title for item in self._agenda.items if item.key == number), number)

    def _gathered(self, reader: Reader, chosen: Filter) -> list[int]:
        """Gather anew; return the ids of what a list shows, in its order."""
        person = self.office.operator if self.mine else None
        agenda = gather(
            self.office, reader, day=self.day, within=self.within, person=person, quick=self.quick
        )
        items = {self._ids.setdefault(item.key, len(self._ids) + 1): item for item in agenda.items}
        self._agenda, self._items = agenda, items
        shows = VIEWS[chosen.view]
        found = [row_id for row_id, item in items.items() if shows(agenda, item)]
        if chosen.search.strip():
            from ttoffice.screens.agenda_reading import matching

            found = [row_id for row_id in found if matching(items[row_id], chosen.search)]
        if chosen.sort != "due":
            found.sort(key=lambda row_id: getattr(items[row_id], chosen.sort))
        return found[::-1] if chosen.descending else found

    def page(self, reader: Reader, chosen: Filter, today: date, limit: int) -> Mapping[int, Cells]:
        """Return the first rows."""
        return self.rows(reader, self._gathered(reader, chosen)[:limit], today)

    def ids(self, reader: Reader, chosen: Filter, today: date) -> Iterator[array[int]]:
        """Yield the ids of the whole list."""
        yield array("q", self._gathered(reader, chosen))

    def rows(self, reader: Reader, ids: Sequence[int], today: date) -> Mapping[int, Cells]:
        """Return rows by id, as they were gathered last."""
        agenda, items = self._agenda, self._items
        return {row_id: cells(agenda, items[row_id]) for row_id in ids if row_id in items}

    def find(self, reader: Reader, number: str) -> int | None:
        """Return the id of a key, or of the first thing about the record of a number."""
        items = self._items.items()
        return next((row_id for row_id, item in items if number in (item.key, item.subject)), None)

    def next_due(self, reader: Reader, chosen: Filter, today: date) -> frozenset[int] | None:
        """Return what is overdue or due on the day."""
        agenda = self._agenda
        now = (Group.OVERDUE, Group.TODAY)
        return frozenset(row_id for row_id, item in self._items.items() if agenda.group_of(item) in now)

    def item(self, key: str) -> Item | None:
        """Return what was gathered under a key."""
        return self._items.get(self._ids.get(key, 0))

    # --- one thing -------------------------------------------------------------------------------------

    def read(self, office: Office, number: str, moment: Moment = NOW) -> Reading:
        """Return a thing in full, with the day-by-day count of its deadline."""
        from ttoffice.screens.agenda_reading import read_item

        return read_item(office, self._agenda, self.item(number), number)

    def why(self, office: Office, number: str) -> list[WhySection]:
        """Return why a thing is due on its day, and what hinders postponing it."""
        from ttoffice.screens.agenda_reading import why_item

        return why_item(office, self._agenda, self.item(number), self.verb_reasons(office, number))


def cells(agenda: Agenda, item: Item) -> Cells:
    """Return a thing as it stands in its columns, its key behind them."""
    provisional = f"({_('provisional')}) " if item.provisional else ""
    return (
        state_of(agenda, item),
        f"{provisional}{item.title}",
        item.day.isoformat() if item.day else "",
        item.days_text(agenda.as_of),
        item.kind_label,
        item.subject,
        item.person,
        item.key,
    )


def state_of(agenda: Agenda, item: Item) -> State:
    """Return the group of a thing as a state; once its last reminder has come, it stands out."""
    group = agenda.group_of(item)
    word, tone = MARKS[group]
    glyph = GLYPH.get(group, GLYPHS[tone])
    if group is Group.SOON and agenda.steps and agenda.reminder(item) == min(agenda.steps):
        glyph, tone = GLYPHS["warn"], "warn"
    return State(glyph, _(word), tone)


class AgendaScreen(ListScreen):
    """The agenda as a list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("today.overview", "overview", show=True),
        bind("agenda.mine", "mine", show=True),
        bind("agenda.within", "within", show=True),
        bind("agenda.day", "day"),
        bind("record.today", "today"),
        bind("agenda.calendar", "calendar", show=True),
    ]

    def __init__(self) -> None:
        super().__init__(AgendaArea())
        self._seen_before = False
        self._glance: Today | None = None

    def compose_filter(self) -> ComposeResult:
        """Lay out the filter, and under it the day at a glance."""
        yield from super().compose_filter()
        yield TodayStrip(id="today")

    @property
    def agenda(self) -> AgendaArea:
        """The area."""
        assert isinstance(self.area, AgendaArea)
        return self.area

    @property
    def heading(self) -> str:
        """From which day and how far one looks, and whose things are shown."""
        area = self.agenda
        whose = _("mine") if area.mine else _("everybody's")
        ahead = _("%(days)d days") % {"days": area.within}
        return " ".join((_(area.title), *([area.day.isoformat()] if area.day else []), ahead, whose))

    def on_mount(self) -> None:
        """Give the area its office; the list, whose own handler follows, then shows what is found at once."""
        self.agenda.office = self.office

    def _show_first(self, generation: int, page: FirstPage) -> None:
        quick, self.agenda.quick = self.agenda.quick, False
        if page.rows or not quick:
            super()._show_first(generation, page)
        if quick:
            self.table.complete = False

    def opened(self) -> None:
        """Gather everything, now that the first frame stands."""
        self.reload()

    def reload(self, number: str | None = None) -> None:
        """Gather again, and look at the day again."""
        super().reload(number)
        self._look_at_the_day()

    def _look_at_the_day(self) -> None:
        self.in_thread("today", partial(_at_a_glance, self.office, self.agenda.day), self._say_the_day)

    def _say_the_day(self, found: Today) -> None:
        from ttoffice.agenda.today.telling import lines_of

        self._glance = found
        self.query_one(TodayStrip).say({str(part): forms for part, forms in lines_of(found).items()})

    @on(TodayStrip.Chosen)
    def _part_chosen(self, event: TodayStrip.Chosen) -> None:
        from ttoffice.screens.today.going import screen_of_part

        event.stop()
        opened = screen_of_part(event.part, self._glance) if self._glance is not None else None
        if opened is not None:
            self.app.push_screen(opened, lambda _answer: None)

    def action_overview(self) -> None:
        """Show the office in plots and tables."""
        from ttoffice.screens.today.overview import OverviewScreen

        self.app.push_screen(OverviewScreen(), lambda _nothing: None)

    def on_screen_resume(self) -> None:
        """Gather again when one comes back: something may be done that was due."""
        if self._seen_before:
            self.reload()
        self._seen_before = True

    def _show_detail(self) -> bool:
        return self.table.complete and super()._show_detail()

    def open_record(self, number: str, moment: Moment) -> None:
        """Open where a thing is acted upon."""
        from ttoffice.screens.agenda_acting import act_on

        item = self.agenda.item(number)
        if item is not None:
            act_on(self, item, self.agenda.as_of)

    def action_mine(self) -> None:
        """Show what is mine and nobody's, or everything again."""
        self.agenda.mine = not self.agenda.mine
        self._look_anew()

    def action_within(self) -> None:
        """Look further ahead, from the furthest on as near as can be again."""
        further = [days for days in AHEAD if days > self.agenda.within]
        self.agenda.within = further[0] if further else AHEAD[0]
        self._look_anew()

    def action_day(self) -> None:
        """Look from another day: what was, or will be, due as seen then."""
        from ttoffice.screens.kit.days import ask_day

        ask_day(self, _("Seen from which day?"), self.agenda.as_of, self._seen_from)

    def action_today(self) -> None:
        """Look from today again."""
        self._seen_from(self.office.today)

    def _seen_from(self, day: date) -> None:
        self.agenda.day = None if day == self.office.today else day
        self._look_anew()

    def _look_anew(self) -> None:
        self.show_where()
        self.load()
        self._look_at_the_day()

    # --- the calendar ----------------------------------------------------------------------------------

    def action_calendar(self) -> None:
        """Ask for a file, and write what is due into it as a calendar."""
        from ttoffice.screens.modals.ask import AskModal

        def answered(path: Path | None) -> None:
            if path is not None:
                work = partial(_write, self.agenda, self.office, path)
                self.in_thread("ics", work, partial(self._calendar_written, path))

        title = _(
            "Write what is due as a calendar to which file? The one written before is brought up to date."
        )
        self.app.push_screen(
            AskModal(title, value=str(Path.cwd() / _(CALENDAR)), hint=_(CALENDAR), check=_path_from), answered
        )

    def _calendar_written(self, path: Path, written: Written) -> None:
        self.notify(
            _("%(events)d events written to %(path)s; %(undated)d things without a day are not in it.")
            % {"events": written.events, "path": path, "undated": written.undated}
        )


def _at_a_glance(office: Office, day: date | None) -> Today:
    from ttoffice.agenda.today.views import today_of

    with office.reader() as reader:
        return today_of(office, reader, day)


def _path_from(text: str) -> Path:
    if not text.strip():
        raise ValueError(_("must not be empty"))
    return Path(text.strip()).expanduser()


def _write(area: AgendaArea, office: Office, path: Path) -> Written:
    from ttoffice.agenda.exporting import write_calendar

    person = office.operator if area.mine else None
    with office.reader() as reader:
        found = gather(office, reader, day=area.day, within=area.within, person=person)
        return write_calendar(office, reader, found, path)
