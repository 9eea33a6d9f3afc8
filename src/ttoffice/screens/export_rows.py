"""What the export screen asks for, and how a report and the changes since an upload stand in its table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.widgets.columns import Column
from ttoffice.widgets.fields import Field
from ttoffice.widgets.states import Cells, State, Tone
from ttoffice.widgets.text import one_line

if TYPE_CHECKING:
    from ttoffice.paths import Home
    from ttoffice.results.listing.changes import ChangeReport
    from ttoffice.results.listing.export import ExportReport
    from ttoffice.results.listing.views import BatchView

WHICH_LABELS = {
    "listed": N_("Meant for the pay-later list"),
    "due": N_("Due by the two-year scan"),
    "all": N_("All that are not excluded"),
}
CHANGE_LABELS = {"new": N_("new"), "changed": N_("changed"), "withdrawn": N_("withdrawn")}
CHANGE_MARKS: dict[str, tuple[str, Tone]] = {
    "new": ("+", "good"),
    "changed": ("~", "warn"),
    "withdrawn": ("-", "bad"),
}


def default_profile() -> str:
    """Return the id of the profile that is chosen first."""
    from ttoffice.results.listing.profile import DEFAULT_PROFILE

    return DEFAULT_PROFILE


def export_fields(home: Home) -> tuple[Field, ...]:
    """Return what an export asks for."""
    from ttoffice.results.listing.profile import available

    profiles = tuple(
        (item.id, f"{item.id}（{_('own')}）" if item.own else item.id) for item in available(home)
    )
    return (
        Field("profile", _("Profile"), "choice", options=profiles),
        Field(
            "format", _("Format"), "choice", options=tuple((name, name) for name in ("xlsx", "csv", "json"))
        ),
        Field(
            "which",
            _("Which results"),
            "choice",
            options=tuple((key, _(label)) for key, label in WHICH_LABELS.items()),
        ),
        Field("target", _("File"), "line", hint=_("a file in the exports folder where left empty")),
    )


def row_columns() -> tuple[Column, ...]:
    """Return the columns of the rows that are refused or warned of."""
    return (
        Column("number", _("Number"), 12),
        Column("title", _("Title"), 12, grow=2, drop=1),
        Column("weight", _("Weight"), 8),
        Column("reason", _("Reason"), 24, grow=5),
        Column("basis", _("Basis"), 16, grow=2, drop=2),
    )


def report_rows(report: ExportReport, cite: Callable[[str | None], str]) -> list[Cells]:
    """Return the rows of an export's report, a line a reason; `cite` names an article in words."""
    rows: list[Cells] = [
        (
            row.number,
            row.title,
            _weight(reason.warning),
            reason.message,
            cite(reason.basis),
        )
        for row in report.refused
        for reason in row.reasons
    ]
    for warned in report.warnings:
        count = _("%(count)d rows") % {"count": warned.count}
        reason = warned.reason
        numbers = warned.numbers[0] if warned.count == 1 else f"{warned.numbers[0]}.."
        rows.append((numbers, count, _weight(True), reason.message, cite(reason.basis)))
    return rows


def _weight(warning: bool) -> State:
    return State("~", _("note"), "warn") if warning else State("x", _("refused"), "bad")


def change_columns() -> tuple[Column, ...]:
    """Return the columns of what changed since the last upload."""
    return (
        Column("change", _("Change"), 8),
        Column("number", _("Number"), 12),
        Column("title", _("Title"), 12, grow=3, drop=1),
        Column("field", _("Field"), 10, grow=1),
        Column("then", _("Then"), 10, grow=2),
        Column("now", _("Now"), 10, grow=2),
    )


def change_rows(found: ChangeReport) -> list[Cells]:
    """Return what changed, a line a field."""
    rows: list[Cells] = []
    for row in found.rows:
        glyph, tone = CHANGE_MARKS[row.change]
        head = (State(glyph, _(CHANGE_LABELS[row.change]), tone), row.number, row.title)
        rows += [(*head, field.header, field.then, field.now) for field in row.fields]
        rows += [(*head, "", "", reason.message) for reason in row.reasons]
        if not row.fields and not row.reasons:
            rows.append((*head, "", "", ""))
    return rows


def outcome_text(report: ExportReport) -> str:
    """Return what an export came to."""
    values = {"good": report.exported, "all": report.selected, "count": len(report.refused)}
    if report.dry_run:
        return _("Checked: %(good)d of %(all)d rows can go; nothing was written.") % values
    if report.file is None:
        refused = _("%(count)d of %(all)d rows are refused; nothing was written.") % values
        return f"{refused}\n{_('Complete them, or export the others: F8.')}"
    return _("Exported %(good)d rows as batch %(batch)s, refused %(count)d: %(file)s") % {
        **values,
        "batch": report.batch,
        "file": one_line(report.file),
    }


def looked_text(report: ExportReport) -> str:
    """Return what would go by the choices as they stand, and the key that sends it."""
    values = {"good": report.exported, "all": report.selected, "count": len(report.refused)}
    if not report.refused:
        return _("%(all)d rows can go: ^S exports them.") % values
    if not report.exported:
        return _("None of the %(all)d rows can go: complete what is named below.") % values
    return (
        _("%(good)d of %(all)d rows can go, %(count)d lack something: F8 exports the good ones alone.")
        % values
    )


def batch_columns() -> tuple[Column, ...]:
    """Return the columns of the exports there were."""
    return (
        Column("number", _("Batch"), 12),
        Column("legal_day", _("Exported on"), 10),
        Column("uploaded_on", _("Uploaded on"), 12),
        Column("rows", _("Rows"), 7, align="right"),
        Column("refused", _("Refused"), 7, drop=3, align="right"),
        Column("file_name", _("File"), 16, grow=3),
        Column("profile", _("Profile"), 12, grow=1, drop=2),
        Column("operator", _("Operator"), 8, drop=1),
    )


def batch_rows(found: Sequence[BatchView]) -> list[Cells]:
    """Return the exports there were, a line each."""
    return [
        (
            batch.number,
            batch.legal_day,
            State("+", batch.uploaded_on, "good") if batch.uploaded_on else State("!", _("not yet"), "warn"),
            f"{batch.rows:,}",
            f"{batch.refused:,}",
            batch.file_name,
            batch.profile,
            batch.operator,
        )
        for batch in found
    ]
