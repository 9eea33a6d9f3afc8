"""Why a record stands where it stands, and what hinders each thing one may want to do with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button

from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.screens.base import BaseModal
from ttoffice.screens.modals.article import show_article
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.keys import bind
from ttoffice.widgets.prose import Prose, labelled
from ttoffice.widgets.reasons import ReasonList
from ttoffice.widgets.text import one_line, plain


@dataclass(frozen=True, slots=True)
class WhySection:
    """Something asked about: how it stands, what else is to be said of it, and the reasons against it."""

    title: str
    state: str
    lines: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


class WhyModal(BaseModal[None]):
    """Sections one below the other, to walk through; Enter on a reason shows its article."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("record.why", "leave")]

    def __init__(self, title: str, sections: Sequence[WhySection]) -> None:
        super().__init__()
        self._title = title
        self._sections = tuple(sections)

    def compose(self) -> ComposeResult:
        """Lay out the sections."""
        with Vertical(classes="dialog why"):
            yield Prose(plain(self._title), classes="dialog-title")
            yield ReasonList(self._entries())
            with Horizontal(classes="dialog-buttons"):
                yield Button(Content(f"{_('OK')} Esc"), variant="primary", id="ok", compact=True)
        yield KeyBar()

    def _entries(self) -> Iterator[Content | Reason]:
        for section in self._sections:
            lines = [Content.assemble((labelled(one_line(section.title)), "bold"), one_line(section.state))]
            lines += [Content.assemble("  ", plain(line)) for line in section.lines]
            yield Content("\n").join(lines)
            yield from section.reasons

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(ReasonList).focus()

    @on(ReasonList.Asked)
    def _article_asked(self, event: ReasonList.Asked) -> None:
        event.stop()
        show_article(self, event.basis)

    def on_button_pressed(self) -> None:
        """Close."""
        self.dismiss(None)
