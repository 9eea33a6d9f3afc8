"""A form made from fields: editors under headings, and under each what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.widgets.editors import AnyEditor, RowsEditor, editor_for
from ttoffice.widgets.fields import Field
from ttoffice.widgets.text import one_line, plain


def head(path: str | None) -> str:
    """Return the field of a form that a path such as `rights[0].number` is about."""
    return (path or "").partition(".")[0].partition("[")[0]


def told(reason: Reason) -> str:
    """Return a reason as it stands under its field: what, and which entry, without the field's own name."""
    text = reason.message.removeprefix(reason.field or "").strip()
    entry = (reason.field or "").partition("[")[2].partition("]")[0]
    where = f"{int(entry) + 1}. " if entry.isdigit() else ""
    basis = f"（{reason.basis}）" if reason.basis else ""
    return f"{where}{text}{basis}"


class FieldRow(Horizontal):
    """A label and its editor; below, once there is something to tell, what is wrong or doubtful."""

    def __init__(self, field: Field, value: Any) -> None:
        super().__init__(classes=f"field kind-{field.kind}")
        self.field = field
        self.editor: AnyEditor = editor_for(field, value)
        self._message: Static | None = None

    def compose(self) -> ComposeResult:
        """Lay label and editor side by side."""
        yield Static(plain(self.field.label), classes="field-label")
        yield self.editor

    def tell(self, reasons: Sequence[Reason]) -> None:
        """Show what is wrong with the field; nothing where there is nothing."""
        wrong = any(not reason.warning for reason in reasons)
        self.set_class(wrong, "-wrong")
        if self._message is None and reasons and isinstance(self.parent, Widget):
            self._message = Static("", classes="field-message", markup=False)
            self.parent.mount(self._message, after=self)
        if self._message is not None:
            lines = []
            for reason in reasons:
                mark = _("Note") if reason.warning else _("Correct")
                lines.append(Content.assemble((f"{mark}: ", "bold"), one_line(told(reason))))
            self._message.update(Content("\n").join(lines))
            self._message.display = bool(reasons)
            self._message.set_class(wrong, "-wrong")


class Form(VerticalScroll, can_focus=False):
    """The fields of a document; it knows what was changed, and shows reasons where they belong."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", N_("Next field"), show=False),
        Binding("up", "app.focus_previous", N_("Previous field"), show=False),
    ]

    def __init__(
        self, fields: Sequence[Field], document: Mapping[str, Any], *, groups: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self._groups = groups or {}
        self._rows = {field.key: FieldRow(field, document.get(field.key)) for field in fields}

    def compose(self) -> ComposeResult:
        """Put the fields under their headings."""
        group = ""
        for row in self._rows.values():
            if row.field.group != group:
                group = row.field.group
                yield Static(plain(self._groups.get(group, group)), classes="form-group")
            yield row

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the form, in their order."""
        return tuple(row.field for row in self._rows.values())

    @property
    def dirty(self) -> bool:
        """Whether anything was changed."""
        return any(row.editor.changed for row in self._rows.values())

    def editor(self, key: str) -> AnyEditor:
        """Return the editor of a field."""
        return self._rows[key].editor

    def focus_first(self) -> None:
        """Put the focus on the first field."""
        next(iter(self._rows.values())).editor.focus()

    def values(self) -> dict[str, Any]:
        """Return every value; raise ValueError where a text cannot be read (see `problems`)."""
        return {key: row.editor.result() for key, row in self._rows.items()}

    def changes(self) -> dict[str, Any]:
        """Return the values that were changed; raise ValueError where a text cannot be read."""
        return {key: row.editor.result() for key, row in self._rows.items() if row.editor.changed}

    def problems(self) -> list[Reason]:
        """Return what keeps the form from being sent at all."""
        found = []
        for key, row in self._rows.items():
            try:
                row.editor.result()
            except ValueError as error:
                found.append(Reason("form.unreadable", f"{row.field.label} {error}", field=key))
        return found

    def tell(self, reasons: Iterable[Reason]) -> list[Reason]:
        """Show each reason under its field and go to the first that refuses; return those of no field here."""
        by_field: dict[str, list[Reason]] = {key: [] for key in self._rows}
        elsewhere: list[Reason] = []
        for reason in reasons:
            by_field.get(head(reason.field), elsewhere).append(reason)
        for key, row in self._rows.items():
            row.tell(by_field[key])
            if isinstance(row.editor, RowsEditor):
                row.editor.told = tuple(by_field[key])
        wrong = [key for key, found in by_field.items() if any(not reason.warning for reason in found)]
        if wrong:
            editor = self._rows[wrong[0]].editor
            editor.focus()
            self.call_after_refresh(self.scroll_to_widget, self._rows[wrong[0]], animate=False)
        return elsewhere

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field on Enter."""
        event.stop()
        self.screen.focus_next()
