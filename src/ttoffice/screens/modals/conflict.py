"""Two people changed the same record: what the other one changed, beside what stands in the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from ttoffice.errors import ConflictError
from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseModal
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.keys import bind
from ttoffice.widgets.plain_list import PlainList
from ttoffice.widgets.prose import Prose, labelled, wrap, wrapped
from ttoffice.widgets.text import block, fit, one_line, plain

SIDE_BY_SIDE = 100
"""Cells of the terminal from which on the three values stand beside each other."""
LONGEST = 2000
"""Characters of a value that are shown: what is longer is looked at in the record."""


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """One field that somebody else changed meanwhile.

    Attributes:
        key: the field.
        label: what it is called.
        then: its value when the form was opened, as shown.
        now: its value now.
        mine: what stands in the form.
        touched: whether it was changed in the form too; the value now stays where it was not.
    """

    key: str
    label: str
    then: str
    now: str
    mine: str
    touched: bool


class ConflictModal(BaseModal[frozenset[str]]):
    """Shows then, now and yours; the answer is the fields to take from theirs, or None to keep editing.

    With an answer the form is saved over the record as it now stands. Keeping on editing is the default.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("found.next", "walk(1)"),
        bind("found.previous", "walk(-1)"),
        bind("found.page_down", "page(1)"),
        bind("found.page_up", "page(-1)"),
        bind("conflict.theirs", "theirs", show=True),
        bind("dialog.other", "other", show=True),
    ]

    def __init__(self, error: ConflictError, rows: Sequence[ConflictRow], *, by: str = "") -> None:
        super().__init__()
        self._error, self._rows, self._by = error, tuple(rows), by
        self._theirs: set[str] = set()
        self._list = PlainList(always=True)
        self._list.can_focus = False
        self._head = Static("", classes="conflict-head", markup=False)

    def compose(self) -> ComposeResult:
        """Lay out both sides of every field that was changed meanwhile."""
        with Vertical(classes="dialog tall conflict"):
            yield Prose(plain(self._error.message), classes="dialog-title")
            yield Prose(plain(self._error.advice), classes="paragraph")
            yield self._head
            yield self._list
            yield Prose(plain(self._note()), classes="hint")
            with Horizontal(classes="dialog-buttons"):
                yield Button(Content(_("Keep editing")), variant="primary", id="keep", compact=True)
                yield Button(Content(_("Save over it")), variant="warning", id="over", compact=True)
        yield KeyBar()

    def _note(self) -> str:
        if any(row.touched for row in self._rows):
            return _("Fields that you did not change keep theirs; Space takes theirs for one that you did.")
        return _("You changed none of these fields: saving keeps theirs.")

    def on_mount(self) -> None:
        """Make the harmless answer the default."""
        self.query_one("#keep").focus()

    def on_resize(self) -> None:
        """Lay the columns out for the width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        at = self._list.highlighted or 0
        self._list.set_lines(map(self._drawn, self._rows), at)
        wide = self.app.size.width >= SIDE_BY_SIDE
        self._head.display = wide
        if wide:
            self._head.update(Content("  " + self._columns(*self._titles())[0]))

    def _titles(self) -> tuple[str, str, str]:
        now = _("Now (%(who)s)") % {"who": one_line(self._by, 40)} if self._by else _("Now")
        return _("When you opened it"), now, _("Yours")

    # --- one field -----------------------------------------------------------------------------------

    def _drawn(self, row: ConflictRow) -> Content:
        mine = row.mine if row.touched else _("(not changed by you)")
        values = [block(value[:LONGEST]) or _("(empty)") for value in (row.then, row.now, mine)]
        head = Content.assemble((one_line(row.label), "bold"), f"  {self._choice(row)}")
        if self.app.size.width >= SIDE_BY_SIDE:
            return Content("\n").join([head, *map(Content, self._columns(*values)), Content("")])
        told = [f"  {labelled(title)}{value}" for title, value in zip(self._titles(), values, strict=True)]
        return wrapped(Content("\n").join([head, *map(Content, told), Content("")]), self._list.text_width, 4)

    def _choice(self, row: ConflictRow) -> str:
        if not row.touched:
            return _("theirs stays")
        return _("[theirs is taken]") if row.key in self._theirs else _("[yours is saved]")

    def _columns(self, *values: str) -> list[str]:
        """Return texts side by side, each wrapped into a third of the width."""
        width = max(10, (self._list.text_width - 2 * 3) // 3)
        folded = [[line.plain for line in wrap(Content(value), width)] for value in values]
        height = max(map(len, folded))
        rows = [[lines[at] if at < len(lines) else "" for lines in folded] for at in range(height)]
        return [" | ".join(fit(text, width) for text in row) for row in rows]

    # --- keys ----------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a choice only for a field that both changed."""
        if action == "theirs":
            at = self._list.highlighted
            return at is not None and at < len(self._rows) and self._rows[at].touched
        return super().check_action(action, parameters)

    def action_walk(self, by: int) -> None:
        """Go to the next field, or the one before."""
        at = self._list.highlighted
        self._list.highlight(0 if at is None else at + by)
        self.refresh_bindings()

    def action_page(self, by: int) -> None:
        """Scroll by a page."""
        self._list.scroll_relative(y=by * max(1, self._list.size.height - 1), animate=False)

    def action_theirs(self) -> None:
        """Take theirs for the field, or mine again."""
        at = self._list.highlighted
        if at is not None:
            self._theirs ^= {self._rows[at].key}
            self._list.replace_option_prompt_at_index(at, self._drawn(self._rows[at]))

    def action_other(self) -> None:
        """Go to the other answer."""
        self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Give the answer."""
        self.dismiss(frozenset(self._theirs) if event.button.id == "over" else None)
