"""The report of an investigation and the conclusion in words: drafted from the matrix, to be worked on, then handed in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from ttoffice.action.summaries import summary_of
from ttoffice.screens.findings.area import FindingsArea
from ttoffice.screens.findings.verbs import begins_with_drafts, verb_fields
from ttoffice.screens.kit.area import FormSpec
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.kit.styles import FORM_CSS, Styles
from ttoffice.widgets.fields import EMPTY
from ttoffice.widgets.text import one_line

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.action.performing import Outcome

REPORT = "finding.report"


class ReportArea(FindingsArea):
    """The report of a finding, as a form takes it."""

    create = edit = REPORT

    def form(self) -> FormSpec:
        """Return the form of the report."""
        fields = verb_fields(REPORT)
        return FormSpec(fields, {}, {field.key: EMPTY.get(field.kind) for field in fields})


class ReportScreen(FormScreen):
    """The form of a report; what is typed is kept while it is typed, as in every form."""

    CSS_PATH: ClassVar[Styles] = [*FORM_CSS, Path(__file__).with_name("findings.tcss")]

    def __init__(self, finding: str, drafts: dict[str, Any]) -> None:
        self._finding = finding
        super().__init__(ReportArea(), begun=drafts)

    @property
    def _key(self) -> str:
        return f"{REPORT} {self._finding}"

    def _heading(self) -> str:
        return one_line(f"{summary_of(REPORT)}  {self._finding}", 400)

    def _perform(self, data: dict[str, Any], version: int | None) -> Outcome:
        from ttoffice.action import perform

        return perform(self.office, REPORT, data, subject=self._finding)


def report_screen(office: Office, number: str) -> ReportScreen:
    """Return the form of a finding's report, with report and conclusion as they would be drafted today."""
    return ReportScreen(number, dict(begins_with_drafts(office, number)))
