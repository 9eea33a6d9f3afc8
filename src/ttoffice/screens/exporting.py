"""Exporting the listing: choose, check every row first, export, and see what changed since the last upload."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Static

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseScreen, office_app
from ttoffice.screens.export_rows import (
    change_columns,
    change_rows,
    default_profile,
    export_fields,
    outcome_text,
    report_rows,
    row_columns,
)
from ttoffice.screens.modals.choice import ChoiceModal
from ttoffice.screens.modals.entry import open_choice
from ttoffice.screens.modals.message import show_row
from ttoffice.screens.result_fields import MARK_UPLOADED, sent
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.editors import ChoiceEditor
from ttoffice.widgets.form import Form
from ttoffice.widgets.paged_table import PagedTable
from ttoffice.widgets.text import plain
from ttoffice.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from ttoffice.action.performing import Outcome
    from ttoffice.results.listing.changes import ChangeReport
    from ttoffice.results.listing.export import ExportReport
    from ttoffice.results.listing.views import BatchView


class ExportScreen(BaseScreen[None]):
    """What to export, what hinders it, and the export."""

    CSS_PATH = "transfer.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "check", N_("Check")),
        Binding("ctrl+s", "export(False)", N_("Export")),
        Binding("f8", "export(True)", N_("Export the good rows")),
        Binding("f6", "changes", N_("Changes since upload")),
        Binding("f9", "uploaded", N_("Mark uploaded")),
        Binding("escape", "leave", N_("Back")),
    ]

    @dataclass
    class Progress(Message):
        """So many rows have been looked at."""

        done: int

    def __init__(self) -> None:
        super().__init__()
        self._refused = False

    def compose(self) -> ComposeResult:
        """Lay out choices, outcome and rows."""
        yield Static(Content(_("Export the listing for the platform")), classes="screen-title")
        form = Form(
            export_fields(self.office.home),
            {"format": "xlsx", "which": "listed", "profile": default_profile()},
        )
        form.id = "choices"
        yield form
        yield Static(
            Content(_("The platform's own template is not public: compare before you upload.")), id="outcome"
        )
        yield ValueTable(row_columns(), empty="", id="rows")
        with Horizontal(classes="buttons"):
            yield Button(Content(f"{_('Check')} F5"), id="check", compact=True)
            yield Button(Content(f"{_('Export')} ^S"), variant="primary", id="export", compact=True)
            yield Button(Content(f"{_('Back')} Esc"), id="back", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the choices."""
        self.query_one(Form).focus_first()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the good rows alone only after some were refused."""
        if action == "export" and parameters == (True,):
            return self._refused
        return super().check_action(action, parameters)

    # --- check and export ----------------------------------------------------------------------------

    def action_check(self) -> None:
        """Check every row; nothing is written."""
        self._run(dry_run=True, partial_too=False)

    def action_export(self, partial_too: bool) -> None:
        """Export; where rows are refused, nothing or the others, as asked."""
        self._run(dry_run=False, partial_too=partial_too)

    def _run(self, *, dry_run: bool, partial_too: bool) -> None:
        if self.busy("export"):
            return
        chosen = self._chosen()
        self._say(_("Checking the rows"))
        work = partial(self._exported, chosen, dry_run, partial_too)
        self.in_thread("export", work, self._show, self._failed)

    def _chosen(self) -> dict[str, Any]:
        values = self.query_one(Form).values()
        return {**values, "profile": values["profile"] or default_profile()}

    def _exported(self, chosen: dict[str, Any], dry_run: bool, partial_too: bool) -> ExportReport:
        from ttoffice.results.listing.export import run_export

        return run_export(
            self.office,
            profile=chosen["profile"],
            fmt=chosen["format"] or "xlsx",
            target=chosen["target"] or "",
            which=chosen["which"] or "listed",
            partial=partial_too,
            dry_run=dry_run,
            progress=self._progressed,
        )

    def _progressed(self, done: int) -> None:
        """Tell the screen, from the worker's thread."""
        self.post_message(self.Progress(done))

    def on_export_screen_progress(self, event: ExportScreen.Progress) -> None:
        """Say how far it is."""
        if self.busy("export"):
            self._say(_("%(done)d rows") % {"done": event.done})

    def _failed(self, error: BaseException) -> bool:
        self._say("")
        office_app(self).report(error)
        return True

    def _say(self, text: str) -> None:
        self.query_one("#outcome", Static).update(plain(text))

    def _show(self, report: ExportReport) -> None:
        """Show what came of it: refused rows first, then what only warns."""
        self._refused = bool(report.refused)
        self._say(outcome_text(report))
        rows = report_rows(report)
        table = self.query_one(ValueTable)
        table.set_columns(row_columns(), _("No problems."))
        table.show_rows(len(rows), rows.__getitem__)
        self.refresh_bindings()
        if report.file is not None:
            self.notify(_("Exported: %(file)s") % {"file": report.file})

    # --- since the last upload -----------------------------------------------------------------------

    def action_changes(self) -> None:
        """Show what is new, changed or withdrawn since the last upload."""
        chosen = self._chosen()
        self.in_thread("changes", partial(self._compared, chosen), self._show_changes)

    def _compared(self, chosen: dict[str, Any]) -> ChangeReport:
        from ttoffice.results.listing.changes import changes

        return changes(self.office, profile=chosen["profile"])

    def _show_changes(self, found: ChangeReport) -> None:
        self._say(
            _(
                "Since batch %(batch)s: %(new)d new, %(changed)d changed, %(gone)d withdrawn, %(same)d unchanged."
            )
            % {
                "batch": found.since.number,
                "new": len(found.of("new")),
                "changed": len(found.of("changed")),
                "gone": len(found.of("withdrawn")),
                "same": found.unchanged,
            }
        )
        rows = change_rows(found)
        table = self.query_one(ValueTable)
        table.set_columns(change_columns(), _("Nothing changed since the last upload."))
        table.show_rows(len(rows), rows.__getitem__)
        table.focus()

    def action_uploaded(self) -> None:
        """Choose an export that was uploaded."""
        self.in_thread("batches", self._batches, self._offer_batches)

    def _batches(self) -> list[BatchView]:
        from ttoffice.results.listing.views import batches

        with self.office.reader() as reader:
            return batches(reader, limit=50)

    def _offer_batches(self, found: list[BatchView]) -> None:
        waiting = [batch for batch in found if batch.uploaded_on is None]
        if not waiting:
            self.notify(_("No export waits to be marked as uploaded."))
            return
        options = [
            (batch.number, f"{batch.number}  {batch.legal_day}  {batch.file_name}  {batch.rows}")
            for batch in waiting
        ]
        self.app.push_screen(ChoiceModal(_("Which export was uploaded?"), options), self._mark_uploaded)

    def _mark_uploaded(self, number: str | None) -> None:
        from ttoffice.screens.modals.entry import VerbModal

        if number is None:
            return

        def done(outcome: object) -> None:
            if outcome is not None:
                self.notify(_("Marked as uploaded: %(number)s") % {"number": number})

        fields = MARK_UPLOADED.fields()

        def run(values: dict[str, Any]) -> Outcome:
            from ttoffice.action import perform

            return perform(self.office, MARK_UPLOADED.name, sent(fields, values), subject=number)

        self.app.push_screen(VerbModal(f"{MARK_UPLOADED.label}  {number}", run, fields), done)

    @on(ChoiceEditor.Opened)
    def _choice_opened(self, event: ChoiceEditor.Opened) -> None:
        open_choice(self, event)

    @on(PagedTable.Opened)
    def _row_opened(self, event: PagedTable.Opened) -> None:
        event.stop()
        show_row(self, event.table)

    # --- buttons -------------------------------------------------------------------------------------

    @on(Button.Pressed, "#check")
    def _check_pressed(self) -> None:
        self.action_check()

    @on(Button.Pressed, "#export")
    def _export_pressed(self) -> None:
        self.action_export(False)

    @on(Button.Pressed, "#back")
    def _back_pressed(self) -> None:
        self.action_leave()

    def action_leave(self) -> None:
        """Go back; not while a file is being written."""
        if self.busy("export"):
            self.notify(_("Wait until the rows are checked; nothing is half done."), severity="warning")
        else:
            self.dismiss(None)
