"""Text broken into lines as Chinese is set: anywhere between characters, but no line begins with a closing mark."""

from __future__ import annotations

import re

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from ttoffice.i18n import gettext as _
from ttoffice.widgets.text import cells_of

NO_START = frozenset("，。、；：？！）》」』】〕”’…%,.;:?!)]}")
"""Marks that must not begin a line."""
NO_END = frozenset("（《「『【〔“‘([{")
"""Marks that must not end a line."""

LONGEST_BRACKET = 48
"""Cells of what stands in brackets and is kept on one line."""
_BRACKETS = re.compile(r"（[^（）]*(?:（[^（）]*）[^（）]*)*）|\([^()]*(?:\([^()]*\)[^()]*)*\)")


def labelled(label: str) -> str:
    """Return a label with the colon that the user's language puts after it."""
    return _("%(label)s: ") % {"label": label}


def wrap(content: Content, width: int, indent: int = 0) -> list[Content]:
    """Return content as lines of at most `width` cells; what does not fit goes on, `indent` cells further in."""
    width = max(4, width)
    indent = min(indent, width // 2)
    lines = []
    for line in content.split(allow_blank=True):
        first, *rest = line.divide(break_points(line.plain, width, indent))
        lines.append(first.rstrip())
        lines += [Content.assemble(" " * indent, piece.rstrip()) for piece in rest]
    return lines


def wrapped(content: Content, width: int, indent: int = 0) -> Content:
    """Return content with the line breaks of `wrap`."""
    return Content("\n").join(wrap(content, width, indent))


def break_points(line: str, width: int, indent: int = 0) -> list[int]:
    """Return where a line is broken, as offsets of characters; short brackets are kept whole."""
    found: list[int] = []
    inside = _inside_brackets(line, width - indent)
    start, end = 0, _end_of_line(line, 0, width)
    while end < len(line):
        start = _last_break(line, start, end, inside)
        found.append(start)
        end = _end_of_line(line, start, width - indent)
    return found


def _end_of_line(line: str, start: int, room: int) -> int:
    """Return how far a line goes that begins at an offset; blanks at its end need no room."""
    used = 0
    for at in range(start, len(line)):
        used += cells_of(line[at])
        if used > room and at > start and line[at] != " ":
            return at
    return len(line)


def _last_break(line: str, start: int, end: int, inside: set[int]) -> int:
    """Return the last offset up to `end` at which the line may be broken; `end` itself where there is none."""
    for at in range(end, start, -1):
        if at not in inside and _may_break(line[at - 1], line[at]):
            return at
    return end


def _inside_brackets(line: str, width: int) -> set[int]:
    """Return the places in brackets, such as a citation, that fit into a line of their own."""
    places: set[int] = set()
    for found in _BRACKETS.finditer(line):
        if cells_of(found.group()) <= min(width, LONGEST_BRACKET):
            places.update(range(found.start() + 1, found.end()))
    return places


def _may_break(before: str, after: str) -> bool:
    if before == " ":
        return after != " "
    if after in NO_START or before in NO_END:
        return False
    return after != " " and (cells_of(before) == 2 or cells_of(after) == 2)


class Prose(Static):
    """A text over several lines."""

    DEFAULT_CSS = "Prose { width: 100%; height: auto; }"

    def __init__(
        self,
        text: Content | None = None,
        *,
        indent: int = 0,
        classes: str | None = None,
    ) -> None:
        super().__init__("", markup=False, classes=classes)
        self._text = text or Content("")
        self._indent = indent

    def say(self, text: Content) -> None:
        """Show another text."""
        self._text = text
        self.refresh(layout=True)
        # A layout that was asked for before this text is not made anew for it, so one is asked for behind it.
        self.call_after_refresh(self.refresh, layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's
        """Return how many lines the text takes."""
        return len(wrap(self._text, width, self._indent))

    def render(self) -> Content:
        """Draw the text in lines."""
        return wrapped(self._text, self.content_size.width, self._indent)
