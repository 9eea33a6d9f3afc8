"""What an empty list says: why nothing stands in it, and which keys help now, as the keymap in force has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ttoffice.i18n import gettext as _
from ttoffice.screens.base import office_app
from ttoffice.widgets.keys import KEYS

if TYPE_CHECKING:
    from ttoffice.screens.kit.listing import ListScreen

WAYS_IN = ("results.import", "agenda.within")
"""Keys of single lists that fill an empty one."""


def nothing_text(screen: ListScreen) -> str:
    """Return one or two sentences for a list without rows, with keys that work on its screen now."""
    return "  ".join((_why(screen), *hints(screen)))


def _why(screen: ListScreen) -> str:
    if screen.chosen.search.strip():
        return _("Nothing matches.")
    if screen.chosen.view != screen.area.start.view:
        return _("Nothing stands in this view.")
    return _(screen.area.none_yet)


def hints(screen: ListScreen) -> tuple[str, ...]:
    """Return the keys that help, each with what it does."""
    app = office_app(screen)
    return tuple(f"{app.shown_key(key_id)} {KEYS[key_id].label}" for key_id in helping(screen))


def helping(screen: ListScreen) -> Iterator[str]:
    """Yield the ids of the keys that help: taking off what hides rows, or entering the first ones."""
    chosen, area = screen.chosen, screen.area
    if chosen.search.strip():
        yield "list.clear"
    if len(area.views) > 1:
        yield "list.view"
    if not chosen.search.strip():
        if area.create:
            yield "record.new"
        bound = {binding.id for bindings in screen._bindings.key_to_bindings.values() for binding in bindings}  # noqa: SLF001 - no public name
        yield from (key_id for key_id in WAYS_IN if key_id in bound)
    yield "app.palette"
