"""The dialog of a verb that asks for exhibits: a file is attached from it, or one attached before is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from ttoffice.i18n import gettext as _
from ttoffice.screens.kit.exhibit_rows import added, exhibit_fields, read_exhibits
from ttoffice.screens.modals.entry import VerbModal
from ttoffice.screens.twins import TwinOf
from ttoffice.widgets.editors import LineEditor
from ttoffice.widgets.fields import JOINER, Field
from ttoffice.widgets.keys import bind
from ttoffice.widgets.text import one_line

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.action.performing import Outcome
    from ttoffice.screens.kit.exhibit_rows import Shown

EXAMPLE = "ZJ-"
"""What the example of a field begins with that takes numbers of exhibits."""


def takes_exhibits(field: Field) -> bool:
    """Return whether a field takes numbers of exhibits: the example in its hint says so."""
    return field.kind in ("line", "words") and EXAMPLE in field.hint


class ProvingModal(VerbModal):
    """The data of a verb about a record under which files are kept; the answer is its outcome."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("verb.attach", "attach", show=True),
        bind("draft.lookup", "lookup", show=True),
    ]

    def __init__(
        self,
        title: str,
        perform: Callable[[dict[str, Any]], Outcome],
        fields: Sequence[Field],
        document: Mapping[str, Any] | None = None,
        *,
        number: str,
        twin: TwinOf | None = None,
        kept: str = "",
    ) -> None:
        super().__init__(title, perform, fields, document, twin=twin, kept=kept)
        self._number = number

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer files only where a field takes them."""
        if action in ("attach", "lookup"):
            return not self.closing and self._taking() is not None
        return super().check_action(action, parameters)

    def _taking(self) -> LineEditor | None:
        """Return the field that takes the next exhibit: the one at hand, else the first that is empty, else the first."""
        editors = [self.form.editor(field.key) for field in self.form.fields if takes_exhibits(field)]
        lines = [editor for editor in editors if isinstance(editor, LineEditor)]
        empty = [editor for editor in lines if not editor.value.strip()]
        at_hand = [editor for editor in lines if editor is self.focused]
        return next(iter((*at_hand, *empty, *lines)), None)

    def _put(self, editor: LineEditor, number: str) -> None:
        """Write an exhibit's number into its field; where several may stand it comes after the others, once."""
        before = editor.value.strip() if editor.field.kind == "words" else ""
        if not before:
            editor.value = number
        elif number not in before:
            editor.value = f"{before}{JOINER}{number}"
        editor.focus()

    # --- a new file ------------------------------------------------------------------------------------

    def action_attach(self) -> None:
        """Choose a file, ask what is to be said of it, and put its number into the field."""
        from ttoffice.screens.modals.files import FileModal

        editor = self._taking()
        if editor is not None:
            self.app.push_screen(FileModal(_("Which file?")), partial(self._chosen, editor))

    def _chosen(self, editor: LineEditor, path: Path | None) -> None:
        if path is None:
            return
        values = {"name": one_line(path.name), "number": self._number}
        title = _("Attach %(name)s to %(number)s") % values
        add = partial(_attached, self.office, self._number, path)
        asked = VerbModal(title, add, exhibit_fields(self.office.rulebook))
        self.app.push_screen(asked, partial(self._attached, editor))

    def _attached(self, editor: LineEditor, outcome: Outcome | None) -> None:
        if outcome is not None:
            self._put(editor, str(outcome.value))
            self.notify("\n".join(warning.message for warning in outcome.warnings) or _told(outcome))

    # --- one that was attached before --------------------------------------------------------------------

    def action_lookup(self) -> None:
        """Offer the exhibits of the record, the newest first."""
        editor = self._taking()
        if editor is not None:
            work = partial(read_exhibits, self.office, self._number)
            self.in_thread("exhibits", work, partial(self._offer, editor))

    def _offer(self, editor: LineEditor, found: list[Shown]) -> None:
        from ttoffice.screens.modals.choice import ChoiceModal

        if not found:
            self.notify(_("No exhibits yet: Ins attaches a file."), severity="warning")
            return
        options = [
            (item.view.number, one_line(f"{item.view.number}  {item.view.name}", 200))
            for item in reversed(found)
        ]

        def chosen(number: str | None) -> None:
            if number is not None:
                self._put(editor, number)

        self.app.push_screen(ChoiceModal(editor.field.label, options), chosen)


def _told(outcome: Outcome) -> str:
    return _("Attached: %(number)s") % {"number": outcome.value}


def _attached(office: Office, number: str, path: Path, values: dict[str, Any]) -> Outcome:
    from ttoffice.evidence.attaching import attach

    return attach(office, {"subject": number, "path": str(path), **added(values)})
