"""Looking up what a field of a draft names: an enterprise, a person, a result."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ttoffice.i18n import gettext as _
from ttoffice.store.asking import Filter
from ttoffice.widgets.editors import LineEditor, RowsEditor

if TYPE_CHECKING:
    from textual.widget import Widget

    from ttoffice.action.office import Office
    from ttoffice.screens.base import BaseScreen

KINDS = {"licensee": "enterprise", "responsible": "person", "grants": "result"}
"""What the fields name."""
NEW = "+"
"""The choice that stands for a record that is not there yet."""
MOST = 300
"""So many records are offered; what is typed in the field narrows them before."""

Option = tuple[str, str]


def can_look_up(widget: Widget | None) -> bool:
    """Return whether a widget is the editor of a field that names a record."""
    return isinstance(widget, LineEditor | RowsEditor) and widget.field.key in KINDS


def look_up(screen: BaseScreen[Any], editor: LineEditor | RowsEditor) -> None:
    """Offer the records that a field may name, and put the one chosen into it."""
    code = KINDS[editor.field.key]
    words = editor.value if isinstance(editor, LineEditor) and editor.changed else ""
    work = partial(_found, screen.office, code, words)
    screen.in_thread("lookup", work, partial(_offer, screen, editor, words))


def _found(office: Office, code: str, words: str) -> list[Option]:
    from ttoffice.screens.agenda_acting import area_of

    area = area_of(code)
    if area is None:
        return []
    with office.reader() as reader:
        rows = area.page(reader, Filter(search=words, view=next(iter(area.views))), office.today, MOST)
    return [(area.number(cells), f"{area.number(cells)}  {cells[1]}") for cells in rows.values()]


def _offer(screen: BaseScreen[Any], editor: LineEditor | RowsEditor, words: str, found: list[Option]) -> None:
    from ttoffice.screens.modals.choice import ChoiceModal

    enters = KINDS[editor.field.key] == "enterprise" and isinstance(editor, LineEditor)
    if not found and not enters:
        screen.notify(_("Nothing matches."), severity="warning")
        return
    more = [(NEW, _("Enter a new enterprise"))] if enters else []

    def chosen(number: str | None) -> None:
        if number == NEW and isinstance(editor, LineEditor):
            _enter(screen, editor, words)
        elif number is not None and isinstance(editor, RowsEditor):
            editor.put(None, {"result": number})
        elif number is not None and isinstance(editor, LineEditor):
            editor.value = number

    screen.app.push_screen(ChoiceModal(editor.field.label, [*found, *more]), chosen)


def _enter(screen: BaseScreen[Any], editor: LineEditor, name: str) -> None:
    """Open the form of a new enterprise with the name that is typed, and put its number into the field."""
    from ttoffice.screens.enterprises import EnterprisesArea
    from ttoffice.screens.kit.forming import FormScreen

    area = EnterprisesArea()
    begun = {**area.form().empty, "name": name}

    def entered(number: str | None) -> None:
        if number is not None:
            editor.value = number

    screen.app.push_screen(FormScreen(area, begun=begun, proposed=True), entered)
