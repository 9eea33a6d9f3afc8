"""The history of one record: who changed what, when and by which action, from what to what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import OptionList

from ttoffice.action.office import shown_moment
from ttoffice.action.summaries import summary_of
from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseModal
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.keys import bind
from ttoffice.widgets.plain_list import PlainList
from ttoffice.widgets.prose import Prose
from ttoffice.widgets.text import block, one_line, plain
from ttoffice.widgets.text_pane import TextPane


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of a record.

    Attributes:
        version: the version that it made.
        moment: when it was made, as the office reads it.
        day: the day of law it was made on; shown where it is not the day of the moment.
        operator: who made it.
        what: what was done, in the user's language.
        lines: the fields that it changed, as (label, before, after).
    """

    version: int
    moment: str
    day: str
    operator: str
    what: str
    lines: tuple[tuple[str, str, str], ...] = ()


def entries_of(
    changes: Iterable[Mapping[str, Any]],
    label_of: Callable[[str], str],
    readable: Callable[[str, Any], str],
) -> list[HistoryEntry]:
    """Return a record's changes (`store.history.changes_of`) as entries, fields labelled and values readable."""
    return [
        HistoryEntry(
            change["version"],
            shown_moment(change["at"])[:16],
            change["day"],
            change["operator"],
            summary_of(change["action"]),
            tuple(
                (label_of(key), readable(key, pair["before"]), readable(key, pair["after"]))
                for key, pair in change["fields"].items()
            ),
        )
        for change in changes
    ]


class ChangeList(PlainList):
    """The changes, a line each; Enter shows the record as it then stood."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("history.as_of", "select", show=True)]


class HistoryModal(BaseModal[int]):
    """Every change, the newest first; the answer is the version to show the record as of, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("record.history", "leave")]

    def __init__(self, title: str, entries: Sequence[HistoryEntry]) -> None:
        super().__init__()
        self._title = title
        self._entries = sorted(entries, key=lambda entry: entry.version, reverse=True)
        self._told = Prose(indent=3)

    def compose(self) -> ComposeResult:
        """Lay out the changes, and the chosen one's fields."""
        with Vertical(classes="dialog tall"):
            yield Prose(plain(self._title), classes="dialog-title")
            with Container(classes="history"):
                width = max((len(str(entry.version)) for entry in self._entries), default=1)
                yield ChangeList(_line(entry, width) for entry in self._entries)
                with TextPane(classes="history-fields"):
                    yield self._told
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at the newest."""
        self.query_one(ChangeList).focus()
        if not self._entries:
            self._told.say(plain(_("No change is recorded.")))

    @on(OptionList.OptionHighlighted)
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._told.say(change_text(self._entries[event.option_index]))
        self.query_one(TextPane).scroll_home(animate=False)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._entries[event.option_index].version)


def _line(entry: HistoryEntry, width: int) -> Content:
    return Content.assemble(
        f"{entry.version:>{width}}. {one_line(entry.moment)[:16]}  {one_line(entry.operator, 40)}  ",
        (one_line(entry.what, 200), "dim"),
    )


def change_text(entry: HistoryEntry) -> Content:
    """Return one change in full: when, who and by what; then each field, before and after on lines of their own."""
    moment = one_line(entry.moment)
    lines = [
        Content.styled(one_line(entry.what), "bold"),
        Content(f"{moment}  {one_line(entry.operator)}"),
    ]
    if entry.day and not moment.startswith(entry.day):
        lines.append(Content(_("Day of the entry: %(day)s") % {"day": one_line(entry.day)}))
    for label, before, after in entry.lines:
        lines += [Content(""), Content.styled(one_line(label), "bold"), *_both(before, after)]
    return Content("\n").join(lines)


def _both(before: str, after: str) -> list[Content]:
    """Return two values under each other; a sign tells them apart, not only a shade."""
    return [
        *(Content.styled(f"   {line}", "dim") for line in block(before or _("(empty)")).split("\n")),
        *(
            Content(f"{'->' if place == 0 else '  '} {line}")
            for place, line in enumerate(block(after or _("(empty)")).split("\n"))
        ),
    ]
