"""One record on the whole screen: as it is now, or as it stood on a day or in a version."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from ttoffice.i18n import gettext as _
from ttoffice.screens.kit.area import Area
from ttoffice.screens.kit.detail import DetailPane
from ttoffice.screens.kit.next_steps import tell_step
from ttoffice.screens.kit.reading import NOW, Moment, Reading
from ttoffice.screens.kit.records import RecordScreenBase
from ttoffice.screens.kit.styles import SCREEN_CSS, Styles
from ttoffice.screens.kit.trail import Place
from ttoffice.widgets.bars import KeyBar, OfficeBar
from ttoffice.widgets.keys import bind
from ttoffice.widgets.text import plain

WRITING = frozenset({"edit", "verbs", "why", "next_step"})
"""What is offered only about a record as it is now."""


class RecordScreen(RecordScreenBase):
    """One record."""

    CSS_PATH: ClassVar[Styles] = SCREEN_CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("record.today", "today", show=True),
        bind("list.jump", "jump"),
        bind("record.leave", "leave", show=True),
        bind("dialog.accept", "edit"),
    ]

    def __init__(self, area: Area, number: str, moment: Moment = NOW) -> None:
        super().__init__(area)
        self._number, self._moment = number, moment

    def compose(self) -> ComposeResult:
        """Show the record, above it the day where it is not today's."""
        yield OfficeBar()
        yield Static("", id="moment", markup=False)
        yield DetailPane()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the record."""
        self.query_one(DetailPane).focus()
        self.show_where()
        self.reload()

    @property
    def heading(self) -> str:
        """What the screen shows."""
        return self._number

    def place(self) -> Place:
        """Return the record in the form that is shown."""
        area, number, moment = self.area, self._number, self._moment
        return Place(
            self.app.current_mode,
            f"{number} {moment.day or ''} {moment.version or ''}",
            area.called(number),
            partial(area.record_screen, number, moment),
            check=partial(area.read, self.office, number, moment),
        )

    def current_number(self) -> str | None:
        """Return the number of the record shown."""
        return self._number

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what writes only about the record as it is now."""
        if action in WRITING and not self._moment.now:
            return False
        if action == "today":
            return not self._moment.now
        return super().check_action(action, parameters)

    def reload(self, number: str | None = None) -> None:
        """Read the record anew."""
        self._number = number or self._number
        work = partial(self.area.read, self.office, self._number, self._moment)
        self.in_thread("detail", work, self._show, self._failed)

    def _show(self, reading: Reading) -> None:
        banner = self.query_one("#moment", Static)
        banner.display = not self._moment.now
        if self._moment.day is not None:
            banner.update(
                plain(_("As it stood at the end of %(day)s") % {"day": self._moment.day.isoformat()})
            )
        elif self._moment.version is not None:
            banner.update(
                plain(_("As it stood after change %(version)d") % {"version": self._moment.version})
            )
        self._show_reading(reading)
        self.refresh_bindings()

    def _show_reading(self, reading: Reading) -> None:
        pane = self.query_one(DetailPane)
        pane.show(reading, stepped=self._moment.now)
        if self._moment.now:
            tell_step(self, reading.number, partial(pane.tell_step, reading.number))

    def _failed(self, _error: BaseException) -> bool:
        """Go back to the present form where the record was not there yet; the failure is told all the same."""
        if not self._moment.now:
            self.action_today()
        return False

    def action_today(self) -> None:
        """Show the record as it is now."""
        self._moment = NOW
        self.reload()

    def action_as_of(self) -> None:
        """Show the record as it stood at the end of another day."""
        from ttoffice.screens.kit.days import ask_day

        def chosen(day: date) -> None:
            self._moment = Moment(day=day)
            self.reload()

        ask_day(
            self, _("As it stood at the end of which day?"), self._moment.day or self.office.today, chosen
        )

    def action_leave(self) -> None:
        """Go back to the list."""
        self.dismiss(None)
