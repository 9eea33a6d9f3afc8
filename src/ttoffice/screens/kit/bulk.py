"""The same change or verb with every marked record: asked for once, looked at row by row, then done row by row."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button

from ttoffice.i18n import gettext as _
from ttoffice.screens.base import Command, office_app
from ttoffice.screens.kit.acting import when_sure
from ttoffice.screens.kit.area import Area
from ttoffice.screens.kit.lists import Named, named
from ttoffice.screens.kit.verbs import Ladder, Verb, sent
from ttoffice.screens.kit.working import Work, WorkScreen
from ttoffice.screens.twins import Twinned, tail_of
from ttoffice.twin import Twin, action_twin
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.columns import Column
from ttoffice.widgets.keys import bind
from ttoffice.widgets.states import Cells, State
from ttoffice.widgets.text import one_line
from ttoffice.widgets.twin_line import TwinLine
from ttoffice.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from ttoffice.action.bulk import BulkOutcome, BulkRow
    from ttoffice.screens.kit.listing import ListScreen
    from ttoffice.widgets.fields import Field

SIMPLE = frozenset({"line", "code", "date", "integer", "words", "choice", "text"})
"""Kinds of fields that may be set for many records at once."""


MANY = 100
"""With so many records one has to type how many they are."""


def ask_bulk_change(screen: ListScreen) -> None:
    """Ask which field of the marked records is to be changed, and to what."""
    from ttoffice.screens.modals.choice import ChoiceModal

    fields = {item.key: item for item in screen.area.form().fields if item.kind in SIMPLE}
    options = [(key, item.label) for key, item in fields.items()]

    def chosen(key: str | None) -> None:
        if key is not None:
            _ask_value(screen, fields[key])

    screen.app.push_screen(ChoiceModal(_count_title(screen, _("Change which field")), options), chosen)


def _ask_value(screen: ListScreen, item: Field) -> None:
    from ttoffice.screens.modals.entry import FormModal

    def given(values: dict[str, Any] | None) -> None:
        if values is not None:
            label = _("Set %(field)s") % {"field": item.label}
            _open(screen, screen.area.edit, label, {item.key: values[item.key]})

    screen.app.push_screen(FormModal(_count_title(screen, item.label), (replace(item, group=""),), {}), given)


def offer_bulk_verbs(screen: ListScreen) -> None:
    """Offer the verbs that can be done with many records at once."""
    from ttoffice.screens.modals.palette import PaletteModal

    commands = [
        Command(verb.label, partial(_ask_verb, screen, verb), id=verb.name)
        for verb in screen.area.verbs
        if verb.bulk
    ]
    screen.app.push_screen(PaletteModal(_count_title(screen, _("Actions")), commands), screen.run_command)


def _ask_verb(screen: ListScreen, verb: Verb) -> None:
    from ttoffice.screens.modals.entry import FormModal

    fields = verb.fields()
    if not fields:
        _open(screen, verb.name, verb.label, {})
        return

    def given(values: dict[str, Any] | None) -> None:
        if values is not None:
            _open(screen, verb.name, verb.label, sent(fields, values))

    screen.app.push_screen(FormModal(_count_title(screen, verb.label), fields, {}), given)


def _count_title(screen: ListScreen, title: str) -> str:
    count = _("%(count)s marked") % {"count": f"{screen.table.marked_count:,}"}
    return f"{title}  ({count})"


def _open(screen: ListScreen, action: str, label: str, data: dict[str, Any]) -> None:
    """Read the numbers of what is marked, then show what would happen."""

    def found(records: Named) -> None:
        screen.app.push_screen(
            BulkScreen(screen.area, action, label, data, records), lambda _done: screen.reload()
        )

    screen.in_thread("marked", partial(named, screen.area, screen.office, screen.table.marked), found)


def row_columns() -> tuple[Column, ...]:
    """Return the columns of what becomes of each record."""
    return (
        Column("number", _("Number"), 12),
        Column("title", _("Title"), 12, grow=2, drop=1),
        Column("outcome", _("Outcome"), 10),
        Column("detail", _("Change or reason"), 24, grow=5),
    )


class BulkScreen(Twinned[Any], WorkScreen):
    """What would become of each record, and the doing of it."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("form.save", "run", show=True)]
    twins = True

    def __init__(self, area: Area, action: str, label: str, data: dict[str, Any], records: Named) -> None:
        super().__init__()
        self.area, self._action, self._label, self._data, self._records = area, action, label, data, records
        self._done = False

    def compose(self) -> ComposeResult:
        """Lay out what is to be done, the rows, and the buttons."""
        title = f"{self._label}  ({_('%(count)s records') % {'count': f'{len(self._records.numbers):,}'}})"
        yield from self.compose_head(title)
        yield from self.compose_outcome()
        yield ValueTable(row_columns(), empty="", id="rows")
        with Horizontal(classes="buttons"):
            yield Button(Content(f"{_('Do it')} ^S"), variant="primary", id="run", compact=True)
            yield Button(Content(f"{_('Back')} Esc"), id="back", compact=True)
            yield TwinLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Look at every record first; nothing is written."""
        self.query_one(ValueTable).focus()
        self.show_where()
        self.follow()
        self._start(dry_run=True)

    def made_twin(self) -> Twin | None:
        """Return the twin of doing it with every record."""
        return action_twin(self._action, self._data, tuple(self._records.numbers), tail_of(self.office))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the doing once it was looked at, and only once."""
        if action == "run":
            return not self._done and not self.busy("work")
        return super().check_action(action, parameters)

    def action_run(self) -> None:
        """Do it with every record that is not refused; many want their count typed first."""
        count = len(self._records.numbers)
        question = _("Do this with %(count)d records?") % {"count": count}
        ladder: Ladder = "type" if count >= MANY else "plain"
        when_sure(self, ladder, question, str(count), partial(self._start, dry_run=False), self._label)

    def _start(self, *, dry_run: bool) -> None:
        office, action, data, numbers = self.office, self._action, self._data, self._records.numbers

        def work(step: Work) -> BulkOutcome:
            from ttoffice.action.bulk import perform_each

            return perform_each(
                office, action, data, numbers, dry_run=dry_run, progress=step.step, stopped=step.stopped
            )

        what = _("Looking at every record") if dry_run else self._label
        self.start_work(what, work, partial(self._show, dry_run))

    def _show(self, dry_run: bool, outcome: BulkOutcome) -> None:
        rows = outcome.rows
        self.query_one(ValueTable).set_columns(row_columns(), _("Nothing."))
        self.query_one(ValueTable).show_rows(len(rows), lambda place: self._cells(rows[place]))
        values = {"done": outcome.done, "refused": outcome.refused, "unchanged": outcome.unchanged}
        if dry_run:
            said = _(
                "Would change %(done)d, leave %(unchanged)d as they are, refuse %(refused)d; nothing is written yet."
            )
        else:
            said = _("Changed %(done)d, left %(unchanged)d as they were, refused %(refused)d.")
            self._done = True
            done = [row.outcome for row in rows if row.outcome is not None and row.outcome.versions]
            office_app(self).steps.did(f"{self._label} ({len(done)})", done)
        self.say(said % values)
        self.refresh_bindings()

    def _cells(self, row: BulkRow) -> Cells:
        title = self._records.titles.get(row.number, "")
        if row.refusal:
            return row.number, title, State("x", _("refused"), "bad"), one_line(row.refusal)
        changed = self._changed(row)
        if not changed:
            return row.number, title, State("-", _("unchanged"), "muted"), ""
        return row.number, title, State("+", _("changed"), "good"), changed

    def _changed(self, row: BulkRow) -> str:
        area = self.area
        said = []
        for _number, before, after in row.outcome.changes if row.outcome is not None else ():
            for key, value in after.items():
                earlier = (before or {}).get(key)
                if value != earlier:
                    said.append(
                        f"{area.label_of(key)}: {area.readable(key, earlier)} -> {area.readable(key, value)}"
                    )
        return one_line("; ".join(said))
