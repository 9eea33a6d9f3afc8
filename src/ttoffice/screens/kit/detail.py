"""A record's filled fields, grouped: the pane beside a list, and the body of the record's own screen."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.visual import Visual

from ttoffice.screens.base import office_app
from ttoffice.screens.kit.reading import Reading, Shown
from ttoffice.widgets.states import State, state_content
from ttoffice.widgets.text import ambiguous_width, block, one_line
from ttoffice.widgets.text_pane import SCROLL_KEYS

if TYPE_CHECKING:
    from ttoffice.agenda.next_steps.model import NextStep

LABEL_CELLS = 22
"""A label wider than this has its value on the next line."""
INDENT = 2
"""Cells by which what does not fit on a line stands further in."""
MARGIN = "  "
"""Stands before each line; the rule takes the first of its cells."""
LABEL = "$text-muted"


class DetailPane(ScrollView, can_focus=True):
    """Every filled field of a record; plain text only.

    It keeps its lines ready to draw, margin and all: a widget of automatic height would lay out the whole screen
    anew at each record, and one with a border would be worked out anew at each key. `ruled` draws a line at its
    left.
    """

    DEFAULT_CSS = """
    DetailPane {
        height: 1fr; background: $surface;
        overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1;
        & > .detail-pane--rule { color: $border-blurred; background: $surface; }
    }
    DetailPane:focus { background: $panel; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"detail-pane--rule"}
    BINDINGS: ClassVar[list[BindingType]] = [*SCROLL_KEYS]

    def __init__(self, *, ruled: bool = False, id: str | None = None) -> None:  # noqa: A002 - as every widget of Textual calls it
        super().__init__(id=id)
        self._ruled = ruled
        self._text = Content("")
        self._wrapped: list[Content] = []
        self._strips: dict[int, Strip] = {}
        self._looks: dict[str, RichStyle] = {}
        self._number = ""
        self._stepped: Reading | None = None
        self._step = Content("")

    def show(
        self, reading: Reading | None, *, none: str = "", head: bool = True, stepped: bool = False
    ) -> None:
        """Show a record, or a sentence where there is none; the same record stays where it was scrolled to.

        Without `head` what it is called is left out: it stands above. `stepped` leaves room for its next step,
        which `tell_step` fills in.
        """
        number = reading.number if reading is not None else ""
        self._stepped = reading if stepped else None
        known = self._step if number and number == self._number else Content("")
        self._step = known
        hint = known if stepped else None
        self._text = Content(block(none)) if reading is None else text_of(reading, head=head, hint=hint)
        self._lay_out()
        if number != self._number:
            self._number = number
            self.scroll_home(animate=False, immediate=True)

    def tell_step(self, number: str, step: NextStep | None) -> None:
        """Tell what comes next with the record that is shown, below its title; of another record nothing."""
        from ttoffice.screens.kit.next_steps import step_line

        if self._stepped is not None and self._stepped.number == number == self._number:
            self._step = step_line(office_app(self), step)
            self._text = text_of(self._stepped, hint=self._step)
            self._lay_out()

    def on_resize(self) -> None:
        """Break the lines for the new width."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Draw in the colors of another theme, or of the focus."""
        super().notify_style_update()
        self._looks.clear()
        self._strips.clear()

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw what is selected."""
        self._strips.clear()
        self.refresh()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text."""
        return selection.extract("\n".join(line.plain for line in self._wrapped)), "\n"

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        if not self.is_attached or width <= len(MARGIN):
            return
        self._wrapped = self._broken(width - len(MARGIN) - 1)
        self._strips.clear()
        # Not by assigning it: that lays out the whole screen, although nothing but the bar is concerned.
        self.set_reactive(DetailPane.virtual_size, Size(width, len(self._wrapped)))
        self._scroll_update(self.virtual_size)
        self.refresh()

    def _broken(self, room: int) -> list[Content]:
        """Return the text as lines; nothing is loaded for that before there is something to read."""
        if not self._text.plain:
            return []
        from ttoffice.widgets.prose import wrap

        return wrap(self._text, room, INDENT)

    # --- drawing -------------------------------------------------------------------------------------

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a region, as they are kept."""
        strips = [self.render_line(y) for y in crop.line_range]
        _base, background = self.background_colors
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        return [strip.crop(*crop.column_span) for strip in strips]

    def render_line(self, y: int) -> Strip:
        """Return one line, as wide as the pane."""
        place = self.scroll_offset.y + y
        strip = self._strips.get(place)
        if strip is None:
            strip = self._strips[place] = self._drawn(place)
        return strip

    def _drawn(self, place: int) -> Strip:
        width = self.scrollable_content_region.width
        rule = ("|" if ambiguous_width() == 2 else "\u2502") if self._ruled else " "
        margin = Segment(rule + MARGIN[1:], self.get_component_rich_style("detail-pane--rule"))
        line = self._wrapped[place] if place < len(self._wrapped) else Content("")
        selected = self.text_selection is not None
        segments = self._selected(place, width) if selected else self._segments(line)
        drawn = Strip([margin, *segments]).adjust_cell_length(width, self._look(""))
        return drawn.apply_offsets(0, place)

    def _segments(self, line: Content) -> list[Segment]:
        """Return a line whose styles do not overlap, as `text_of` makes them."""
        segments, at, text = [], 0, line.plain
        for start, end, style in sorted(line.spans, key=attrgetter("start")):
            segments += [
                Segment(text[at:start], self._look("")),
                Segment(text[start:end], self._look(str(style))),
            ]
            at = end
        return [segment for segment in (*segments, Segment(text[at:], self._look(""))) if segment.text]

    def _look(self, style: str) -> RichStyle:
        look = self._looks.get(style)
        if look is None:
            (strip,) = Visual.to_strips(self, Content.styled("x", style), 1, 1, self.visual_style)
            look = self._looks[style] = next(iter(strip)).style or RichStyle()
        return look

    def _selected(self, place: int, width: int) -> list[Segment]:
        """Return a line with what is selected of it."""
        text = Content("\n").join(self._wrapped)
        strips = Visual.to_strips(self, text, width, None, self.visual_style)
        return list(strips[place]) if place < len(strips) else []


def text_of(reading: Reading, *, head: bool = True, hint: Content | None = None) -> Content:
    """Return a record as text: its title and what comes next, then its groups."""
    parts: list[Content | str | tuple[str, str]] = []
    if head:
        parts += [(one_line(reading.title), "bold"), "\n", (reading.number, LABEL), "\n"]
    if hint is not None:
        parts += [hint, "\n"]
    for section in reading.sections:
        parts += ["\n"] if parts else []
        parts += [(one_line(section.title), "bold underline"), "\n"]
        for label, value in section.lines:
            parts += _line(one_line(label), value)
    return Content.assemble(*parts)


def _line(name: str, value: Shown) -> list[Content | str | tuple[str, str]]:
    if isinstance(value, State):
        return [(name, LABEL), "  ", state_content(value), "\n"]
    shown = block(value)
    gap = "\n  " if cell_len(name) > LABEL_CELLS or "\n" in shown else "  "
    return [(name, LABEL), gap, shown.replace("\n", "\n  "), "\n"]
