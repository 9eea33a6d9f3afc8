"""Reasons as they are shown everywhere: what is missing, and the article that asks for it, in readable words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList

from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.widgets.keys import bind
from ttoffice.widgets.office import rulebook_of
from ttoffice.widgets.plain_list import PlainList
from ttoffice.widgets.prose import labelled, wrapped
from ttoffice.widgets.text import one_line, plain

INDENT = 4
"""Cells that the further lines of a reason stand further in than its first."""


def cite(widget: Widget, basis: str | None) -> str:
    """Return a basis as it is shown in a widget: an article in words, anything else as it stands."""
    from ttoffice.rulebook.citing import basis_text

    return one_line(basis_text(rulebook_of(widget), basis)) if basis else ""


def bracketed(basis: str) -> str:
    """Return a basis as it stands after a reason; nothing for none."""
    return _(" (%(basis)s)") % {"basis": basis} if basis else ""


def has_article(widget: Widget, basis: str | None) -> bool:
    """Return whether the text of a basis stands in the rulebook."""
    from ttoffice.rulebook.citing import place_of

    rulebook = rulebook_of(widget)
    return rulebook is not None and place_of(rulebook, basis) is not None


def reason_text(widget: Widget, reason: Reason) -> Content:
    """Return a reason as it is listed: whether it refuses, what it says, and its article."""
    mark = _("Hint") if reason.warning else _("Missing")
    basis = bracketed(cite(widget, reason.basis))
    return Content.assemble((labelled(mark), "bold"), plain(reason.message), (basis, "dim"))


class ReasonList(PlainList):
    """Reasons, and text between them, to walk through; Enter asks for the article of a reason."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("reasons.article", "select", show=True)]

    @dataclass
    class Asked(Message):
        """The text of an article is wanted."""

        basis: str

    def __init__(self, entries: Iterable[Content | Reason]) -> None:
        super().__init__()
        self._entries = tuple(entries)

    def on_mount(self) -> None:
        """Write the reasons out, now that the rulebook can be asked; begin at the first."""
        self.set_lines(map(self._drawn, self._entries))

    def on_resize(self) -> None:
        """Break the lines for the width, once this layout is done with: their number changes the height."""
        self.call_after_refresh(self._break_lines)

    def _break_lines(self) -> None:
        for place, entry in enumerate(self._entries):
            self.replace_option_prompt_at_index(place, self._drawn(entry))
        self.refresh(layout=True)

    def _drawn(self, entry: Content | Reason) -> Content:
        text = reason_text(self, entry) if isinstance(entry, Reason) else entry
        return wrapped(text, self.text_width, INDENT) if self.size.width else text

    @property
    def basis(self) -> str | None:
        """The basis of the reason that is highlighted."""
        at = self.highlighted
        entry = self._entries[at] if at is not None else None
        return entry.basis if isinstance(entry, Reason) else None

    @property
    def articles(self) -> bool:
        """Whether any reason here has an article to read."""
        return any(isinstance(entry, Reason) and has_article(self, entry.basis) for entry in self._entries)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer an article only where there is one."""
        if action == "select":
            return has_article(self, self.basis)
        return super().check_action(action, parameters)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say which keys work on this line."""
        event.stop()
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask for the article."""
        event.stop()
        if self.basis is not None and has_article(self, self.basis):
            self.post_message(self.Asked(self.basis))
