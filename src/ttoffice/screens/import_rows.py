"""How the problems and the outcome of an import are told on its screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.widgets.bars import short_path
from ttoffice.widgets.columns import Column
from ttoffice.widgets.states import Cells, State, Tone

if TYPE_CHECKING:
    from ttoffice.results.importing import ImportReport
    from ttoffice.results.importing.problems import Problem

WEIGHTS: dict[str, tuple[str, Tone, str]] = {
    "refused": ("x", "bad", N_("row left out")),
    "flagged": ("?", "warn", N_("kept as written")),
    "note": ("~", "info", N_("look at it")),
    "left out": (".", "muted", N_("no entry")),
}


def problem_columns() -> tuple[Column, ...]:
    """Return the columns of the list of problems."""
    return (
        Column("row", _("Row"), 5, align="right"),
        Column("column", _("Column"), 10, grow=1),
        Column("value", _("Value"), 10, grow=2, drop=2),
        Column("weight", _("Comes to"), 12, drop=1),
        Column("problem", _("Problem"), 24, grow=6),
    )


def problem_cells(problem: Problem) -> Cells:
    """Return a problem as it stands in its columns."""
    row = str(problem.row) if problem.row else ""
    glyph, tone, word = WEIGHTS[problem.weight.value]
    return row, problem.column, problem.value, State(glyph, _(word), tone), problem.message


def outcome_text(report: ImportReport) -> str:
    """Return what an import did, or in a dry run would do."""
    counts = _(
        "%(rows)d rows: %(created)d new, %(updated)d changed, %(unchanged)d unchanged, %(skipped)d skipped;"
        " %(problems)d problems."
    ) % {**report.counts(), "problems": len(report.problems)}
    head = _("Dry run of %(file)s, nothing is written yet.") if report.dry_run else _("Imported: %(file)s")
    lines = [head % {"file": f"{report.file} {report.sheet}".strip()}, counts]
    if report.report_file:
        lines.append(_("The rows to mend are in %(path)s") % {"path": short_path(Path(report.report_file))})
    return "\n".join(lines)
