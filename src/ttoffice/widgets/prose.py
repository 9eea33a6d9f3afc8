"""Text broken into lines as Chinese is set: anywhere between characters, but no line begins with a closing mark."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from ttoffice.i18n import gettext as _
from ttoffice.widgets.breaking import break_points
from ttoffice.widgets.text import cells_of


def labelled(label: str) -> str:
    """Return a label with the colon that the user's language puts after it."""
    return _("%(label)s: ") % {"label": label}


def wrap(content: Content, width: int, indent: int = 0) -> list[Content]:
    """Return content as lines of at most `width` cells; what does not fit goes on, `indent` cells further in."""
    width = max(4, width)
    indent = min(indent, width // 2)
    lines = []
    for line in content.split(allow_blank=True):
        first, *rest = line.divide(break_points(line.plain, width, indent, cells_of))
        lines.append(first.rstrip())
        lines += [Content.assemble(" " * indent, piece.rstrip()) for piece in rest]
    return lines


def wrapped(content: Content, width: int, indent: int = 0) -> Content:
    """Return content with the line breaks of `wrap`."""
    return Content("\n").join(wrap(content, width, indent))


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
