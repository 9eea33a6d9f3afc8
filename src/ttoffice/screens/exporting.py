"""Exporting the listing: choose, check every row first, export, and see what changed since the last upload."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Button

from ttoffice.errors import RefusedError, TTOfficeError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.screens.export_rows import (
    batch_columns,
    batch_rows,
    change_columns,
    change_rows,
    default_profile,
    export_fields,
    looked_text,
    outcome_text,
    report_rows,
    row_columns,
)
from ttoffice.screens.kit.acting import begin_verb
from ttoffice.screens.kit.styles import FORM_CSS, Styles
from ttoffice.screens.kit.working import Work, WorkScreen
from ttoffice.screens.modals.entry import open_choice
from ttoffice.screens.modals.message import show_row
from ttoffice.screens.result_fields import MARK_UPLOADED
from ttoffice.screens.results import ResultsArea
from ttoffice.screens.twins import Twinned, command_twin, options
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.editors import ChoiceEditor
from ttoffice.widgets.form import Form
from ttoffice.widgets.keys import bind
from ttoffice.widgets.paged_table import PagedTable
from ttoffice.widgets.reasons import cite
from ttoffice.widgets.twin_line import TwinLine
from ttoffice.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.results.listing.changes import ChangeReport
    from ttoffice.results.listing.export import ExportReport
    from ttoffice.results.listing.views import BatchView
    from ttoffice.twin import Twin
    from ttoffice.widgets.columns import Column
    from ttoffice.widgets.states import Cells

MOST_BATCHES = 500
"""So many of the newest exports are listed."""
LOOKING_PAUSE = 0.3
"""Seconds after a choice after which the rows are checked anew."""
NOT_PUBLIC = N_("The platform's own template is not public: compare before you upload.")


class ExportScreen(Twinned[Any], WorkScreen):
    """What to export, what hinders it, the export, and what became of earlier ones."""

    CSS_PATH: ClassVar[Styles] = [*FORM_CSS, Path(__file__).with_name("results.tcss")]
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("export.check", "check", show=True),
        bind("export.run", "export(False)", show=True),
        bind("export.partial", "export(True)", show=True),
        bind("export.changes", "changes", show=True),
        bind("export.batches", "batches", show=True),
        bind("export.uploaded", "uploaded", show=True),
    ]

    twins = True

    def __init__(self) -> None:
        super().__init__()
        self._refused = False
        self._listed: list[BatchView] | None = None
        self._soon: Timer | None = None
        self._told = False

    def compose(self) -> ComposeResult:
        """Lay out choices, outcome and rows."""
        yield from self.compose_head(_("Export the listing for the platform"))
        form = Form(
            export_fields(self.office.home),
            {"format": "xlsx", "which": "listed", "profile": default_profile()},
        )
        form.id = "choices"
        yield form
        yield from self.compose_outcome()
        yield ValueTable(row_columns(), empty="", id="rows")
        with Horizontal(classes="buttons"):
            yield Button(Content(f"{_('Check')} F5"), id="check", compact=True)
            yield Button(Content(f"{_('Export')} ^S"), variant="primary", id="export", compact=True)
            yield Button(Content(f"{_('Back')} Esc"), id="back", compact=True)
            yield TwinLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the choices, and check at once what goes by them."""
        self.show_where()
        self.query_one(Form).focus_first()
        self.follow()
        self.say(_(NOT_PUBLIC))
        self._look()

    # --- what would go, while one chooses --------------------------------------------------------------

    @on(Form.Changed)
    def _choice_changed(self, event: Form.Changed) -> None:
        """Check anew what goes by other choices; until then nothing is known of it."""
        event.stop()
        self._refused = self._told = False
        self._listed = None
        self.refresh_bindings()
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(LOOKING_PAUSE, self._look)

    def _look(self) -> None:
        """Check every row behind the screen's back; whatever is asked for meanwhile comes first."""
        chosen = self._chosen()
        work = partial(_checked, self.office, chosen)
        self.in_thread("look", work, partial(self._looked, chosen), self._not_looked)

    def _not_looked(self, error: BaseException) -> bool:
        """Say why nothing can go; what hinders otherwise is told in full to whoever asks for an export."""
        if isinstance(error, RefusedError) and not self._told:
            self.say("\n".join(reason.message for reason in error.reasons))
        return isinstance(error, TTOfficeError)

    def _looked(self, chosen: dict[str, Any], report: ExportReport) -> None:
        """Show what was found, unless something was chosen, done or listed since."""
        if chosen == self._chosen() and not self._told:
            self._refused = bool(report.refused)
            self.say(f"{looked_text(report)}\n{_(NOT_PUBLIC)}")
            self._fill(row_columns(), report_rows(report, partial(cite, self)), _("No problems."), go=False)
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the good rows alone only after some were refused."""
        if action == "export" and parameters == (True,):
            return self._refused and not self.busy("work")
        return super().check_action(action, parameters)

    # --- check and export ----------------------------------------------------------------------------

    def action_check(self) -> None:
        """Check every row; nothing is written."""
        self._run(dry_run=True, partial_too=False)

    def action_export(self, partial_too: bool) -> None:
        """Export; where rows are refused, nothing or the others, as asked."""
        self._run(dry_run=False, partial_too=partial_too)

    def _run(self, *, dry_run: bool, partial_too: bool) -> None:
        self._told = True
        work = partial(_exported, self.office, self._chosen(), dry_run, partial_too)
        self.start_work(_("Checking the rows") if dry_run else _("Exporting"), work, self._show)

    def _chosen(self) -> dict[str, Any]:
        values = self.query_one(Form).values()
        return {**values, "profile": values["profile"] or default_profile()}

    def made_twin(self) -> Twin | None:
        """Return the twin of exporting what is chosen."""
        chosen = self._chosen()
        told = {
            "--profile": chosen["profile"],
            "--format": chosen["format"],
            "--output": Path(chosen["target"]) if chosen["target"] else None,
            "--which": chosen["which"],
            "--partial": self._refused,
        }
        return command_twin(self.office, "export", "listing", *options(told))

    def _show(self, report: ExportReport) -> None:
        """Show what came of it: refused rows first, then what only warns."""
        self._refused = bool(report.refused)
        self.say(outcome_text(report))
        self._fill(row_columns(), report_rows(report, partial(cite, self)), _("No problems."))
        self.refresh_bindings()
        self.follow()
        if report.file is not None:
            self.notify(_("Exported: %(file)s") % {"file": report.file})

    def _fill(self, columns: tuple[Column, ...], rows: list[Cells], empty: str, *, go: bool = True) -> None:
        """Show other rows in the table, and go there; they are no batches any more."""
        self._listed = None
        table = self.query_one(ValueTable)
        table.set_columns(columns, empty)
        table.show_rows(len(rows), rows.__getitem__)
        if rows and go:
            table.focus()

    # --- since the last upload -----------------------------------------------------------------------

    def action_changes(self) -> None:
        """Show what is new, changed or withdrawn since the last upload."""
        self._told = True
        chosen = self._chosen()
        self.in_thread("changes", partial(self._compared, chosen), self._show_changes)

    def _compared(self, chosen: dict[str, Any]) -> ChangeReport:
        from ttoffice.results.listing.changes import changes

        return changes(self.office, profile=chosen["profile"])

    def _show_changes(self, found: ChangeReport) -> None:
        self.say(
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
        self._fill(change_columns(), change_rows(found), _("Nothing changed since the last upload."))
        self.query_one(ValueTable).focus()

    # --- earlier exports -----------------------------------------------------------------------------

    def action_batches(self) -> None:
        """List the exports there were, the newest first, with what became of each."""
        self._told = True
        self.in_thread("batches", self._batches, self._show_batches)

    def _batches(self) -> list[BatchView]:
        from ttoffice.results.listing.views import batches

        with self.office.reader() as reader:
            return batches(reader, limit=MOST_BATCHES)

    def _show_batches(self, found: list[BatchView]) -> None:
        waiting = sum(batch.uploaded_on is None for batch in found)
        self.say(
            _("%(count)d exports, of which %(waiting)d are not marked as uploaded; F9 marks the one chosen.")
            % {"count": len(found), "waiting": waiting}
        )
        self._fill(batch_columns(), batch_rows(found), _("Nothing was exported yet."))
        self._listed = found
        self.query_one(ValueTable).focus()

    def action_uploaded(self) -> None:
        """Mark the export under the cursor as uploaded; list the exports first where they are not shown."""
        at = self.query_one(ValueTable).cursor
        if not self._listed:
            self.action_batches()
        elif at < len(self._listed):
            number = self._listed[at].number
            begin_verb(self, ResultsArea(), MARK_UPLOADED, number, lambda _outcome: self.action_batches())

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


def _checked(office: Office, chosen: dict[str, Any]) -> ExportReport:
    return _run_export(office, chosen, dry_run=True, partial_too=False, progress=None)


def _exported(
    office: Office, chosen: dict[str, Any], dry_run: bool, partial_too: bool, step: Work
) -> ExportReport:
    return _run_export(office, chosen, dry_run=dry_run, partial_too=partial_too, progress=step.step)


def _run_export(
    office: Office,
    chosen: dict[str, Any],
    *,
    dry_run: bool,
    partial_too: bool,
    progress: Callable[[int], None] | None,
) -> ExportReport:
    from ttoffice.results.listing.export import run_export

    return run_export(
        office,
        profile=chosen["profile"],
        fmt=chosen["format"] or "xlsx",
        target=chosen["target"] or "",
        which=chosen["which"] or "listed",
        partial=partial_too,
        dry_run=dry_run,
        progress=progress,
    )
