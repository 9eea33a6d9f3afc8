"""Drafting a license step by step: what each step lacks stands beside it while one types, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from ttoffice.errors import ConflictError
from ttoffice.i18n import gettext as _
from ttoffice.screens.kit.area import Area, FormSpec
from ttoffice.screens.kit.detail import DetailPane
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.kit.reading import Reading
from ttoffice.screens.kit.styles import FORM_CSS, Styles
from ttoffice.screens.licensing.area import LicensesArea
from ttoffice.screens.licensing.assessing import Assessment, assess, beside
from ttoffice.screens.licensing.draft_data import TERMS, WORDINGS, data_of, flat_terms, form_field, in_form
from ttoffice.screens.licensing.draft_fields import CHECK, STEPS
from ttoffice.widgets.bars import OfficeBar
from ttoffice.widgets.editors import LineEditor, RowsEditor
from ttoffice.widgets.form import Form, head
from ttoffice.widgets.keys import bind
from ttoffice.widgets.step_form import StepForm
from ttoffice.widgets.tab_line import TabLine

if TYPE_CHECKING:
    from ttoffice.action.performing import Outcome
    from ttoffice.reasons import Reason

ASSESSING_PAUSE = 0.4
"""Seconds without typing after which the draft is looked at again."""


class DraftingScreen(FormScreen):
    """The form of a draft in steps; the last step shows all that is missing and the terms as sentences."""

    CSS_PATH: ClassVar[Styles] = [*FORM_CSS, Path(__file__).with_name("licensing.tcss")]
    FIRST_KEYS = ("form.next_group", "form.save", "draft.lookup")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("form.next_group", "step(1)", show=True),
        bind("form.previous_group", "step(-1)"),
        bind("draft.lookup", "lookup", show=True),
        bind("draft.usual", "usual", show=True),
    ]

    def __init__(
        self,
        area: Area,
        reading: Reading | None = None,
        *,
        begun: dict[str, Any] | None = None,
        proposed: bool = False,
    ) -> None:
        super().__init__(area, reading, begun=begun, proposed=proposed)
        self._steps = (*self.steps_form.groups, CHECK)
        self._step = self._steps[0]
        self._assessment = Assessment()
        self._soon: Timer | None = None

    @property
    def steps_form(self) -> StepForm:
        """The form, which shows one step at a time."""
        assert isinstance(self.form, StepForm)
        return self.form

    def made_form(self, spec: FormSpec, document: Mapping[str, Any]) -> Form:
        """Return the form, in steps."""
        return StepForm(spec.fields, document, groups=spec.groups)

    def compose(self) -> ComposeResult:
        """Lay out the steps, the form with what it lacks beside it, and the buttons."""
        yield OfficeBar()
        yield Static(Content(self._heading()), classes="screen-title")
        yield TabLine(self._step_names(), hint="F7 F8")
        yield self._elsewhere
        with Horizontal(id="draft-body"):
            yield self.form
            yield DetailPane(ruled=True, id="draft-beside")
        yield from self.compose_foot()

    def on_mount(self) -> None:
        """Begin with the first step, and look at what stands there."""
        super().on_mount()
        self.steps_form.show_step(self._step)
        self._look_soon()

    # --- steps -----------------------------------------------------------------------------------------

    def step_label(self, name: str) -> str:
        """Return what a step is called."""
        return _("Check") if name == CHECK else _(STEPS[name])

    def _step_names(self) -> list[str]:
        """Return the steps with how much each lacks: in characters, not by colour."""
        names = []
        for place, name in enumerate(self._steps, 1):
            wrong, doubtful = self._counts(name)
            marks = "".join((f" x{wrong}" if wrong else "", f" !{doubtful}" if doubtful else ""))
            names.append(f"{place} {self.step_label(name)}{marks}")
        return names

    def _counts(self, step: str) -> tuple[int, int]:
        found = self.reasons_of(step)
        doubtful = sum(reason.warning for reason in found)
        return len(found) - doubtful, doubtful

    def step_of(self, reason: Reason) -> str:
        """Return the step that a reason belongs to; one about no field belongs to the last."""
        key = head(form_field(reason.field))
        keys = {field.key: field.group for field in self.form.fields}
        return keys.get(key, CHECK)

    def reasons_of(self, step: str) -> list[Reason]:
        """Return what a step lacks; the last step has everything."""
        found = [self._said(reason) for reason in self._assessment.reasons]
        return found if step == CHECK else [reason for reason in found if self.step_of(reason) == step]

    def _said(self, reason: Reason) -> Reason:
        """Return a reason that begins with the path of its field with the field's label in its place."""
        path = reason.field or ""
        if not path or not reason.message.startswith(path):
            return reason
        key = head(form_field(path))
        label = next((field.label for field in self.form.fields if field.key == key), path)
        return replace(reason, message=f"{label} {reason.message.removeprefix(path).strip()}")

    def action_step(self, by: int) -> None:
        """Go to the next step, or to the one before."""
        at = self._steps.index(self._step) + by
        self.open_step(self._steps[max(0, min(len(self._steps) - 1, at))])

    def open_step(self, name: str) -> None:
        """Open a step, at the field to begin at."""
        self._step = name
        checking = name == CHECK
        self.form.display = not checking
        self.set_class(checking, "-checking")
        if not checking:
            self.steps_form.show_step(name)
            self.form.go_to(self.steps_form.first_of(name))
        else:
            self.query_one(DetailPane).focus()
        self._show_beside()

    @on(TabLine.Chosen)
    def _step_chosen(self, event: TabLine.Chosen) -> None:
        event.stop()
        if not self.closing:
            self.open_step(self._steps[event.place])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Stay on the step while it is being saved; look up only what names a record."""
        if action == "step":
            return not self.closing
        if action == "lookup":
            from ttoffice.screens.licensing.looking_up import can_look_up

            return not self.closing and can_look_up(self.focused)
        if action == "usual":
            return not self.closing and self._step == "fees"
        return super().check_action(action, parameters)

    # --- what is missing, while one types --------------------------------------------------------------

    @on(Form.Changed)
    def _something_typed(self) -> None:
        self._look_soon()

    def _look_soon(self) -> None:
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(ASSESSING_PAUSE, self.look)

    def look(self) -> None:
        """Look at the draft as it would stand, behind the screen's back; what cannot be read yet waits."""
        if self.form.problems() or self.closing:
            return
        data = self._input(self.form.values() if self.number is None else self.form.changes())
        name = self.area.edit if self.number else self.area.create
        work = partial(assess, self.office, name, data, self.number)
        self.in_thread("assess", work, self._assessed)

    def _assessed(self, found: Assessment) -> None:
        self._assessment = found
        self._show_beside()

    def _show_beside(self) -> None:
        line = self.query_one(TabLine)
        line.name_tabs(self._step_names())
        line.open(self._steps.index(self._step))
        reasons = self.reasons_of(self._step)
        told = beside(self, self.step_label(self._step), reasons, self._assessment, self._step)
        self.query_one(DetailPane).show(told, head=False)

    # --- saving ----------------------------------------------------------------------------------------

    def _input(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return the action's input of what stands in the form."""
        return data_of(values, new=self.number is None, worded=self.worded)

    @property
    def worded(self) -> tuple[str, ...]:
        """The keys of the clauses that had a wording of the office's own when the form was opened."""
        rows = self._reading.document.get(WORDINGS) if self._reading else None
        return tuple(row["key"] for row in rows or ())

    def _perform(self, data: dict[str, Any], version: int | None) -> Outcome:
        return super()._perform(self._input(data), version)

    def tell(self, reasons: Iterable[Reason]) -> None:
        """Show reasons under their fields, on the step of the first that refuses."""
        found = in_form(reasons)
        first = next((reason for reason in found if not reason.warning), None)
        if first is not None and self.step_of(first) != CHECK:
            self.open_step(self.step_of(first))
        super().tell(found)

    def _show_conflict(self, error: ConflictError) -> None:
        super()._show_conflict(ConflictError(error.message, advice=error.advice, changes=laid_out(error)))

    def _save_over(self, theirs: frozenset[str], reading: Reading) -> None:
        document, area = reading.document, self.area
        shown = area.shown(document) if isinstance(area, LicensesArea) and "terms" in document else document
        super()._save_over(theirs, reading._replace(document=shown))

    # --- looking things up -----------------------------------------------------------------------------

    def action_lookup(self) -> None:
        """Offer what the field at hand can hold: enterprises, people or results by number and name."""
        from ttoffice.screens.licensing.looking_up import look_up

        focused = self.focused
        if isinstance(focused, LineEditor | RowsEditor):
            look_up(self, focused)

    def action_usual(self) -> None:
        """Fill what is empty of the fee plan with what is usual, in the mode that is chosen."""
        from ttoffice.screens.licensing.usual import offer_usual

        offer_usual(self)


def laid_out(error: ConflictError) -> list[tuple[str, Any, Any]]:
    """Return what somebody else changed, the terms field by field as the form has them."""
    rows: list[tuple[str, Any, Any]] = []
    for key, then, now in error.changes:
        if key != "terms":
            rows.append((key, then, now))
            continue
        before, after = flat_terms(then or {}), flat_terms(now or {})
        rows += [(name, before[name], after[name]) for name in TERMS if before[name] != after[name]]
    return rows
