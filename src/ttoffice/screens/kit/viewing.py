"""Choosing what a list shows: views of the area and saved ones, order, and columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ttoffice.i18n import gettext as _
from ttoffice.screens.base import Command
from ttoffice.store.asking import Filter

if TYPE_CHECKING:
    from ttoffice.screens.kit.listing import ListScreen
    from ttoffice.store.saved_views import SavedView

OWN, SAVED, FORGET = "own:", "saved:", "forget:"


def saved_of(screen: ListScreen) -> list[SavedView]:
    """Return the saved views of the list's area."""
    from ttoffice.store.saved_views import load

    return list(load(screen.office.home.views, screen.area.name))


def choose_view(screen: ListScreen) -> None:
    """Offer the area's own views, then the saved ones; a digit takes one at once."""
    screen.in_thread("views", partial(saved_of, screen), partial(_offer_views, screen))


def _offer_views(screen: ListScreen, saved: list[SavedView]) -> None:
    from ttoffice.screens.modals.choice import ChoiceModal

    options = [(f"{OWN}{key}", _(label)) for key, label in screen.area.views.items()]
    options += [(f"{SAVED}{view.name}", _("Saved: %(name)s") % {"name": view.name}) for view in saved]
    if screen.saved_view:
        forget = _("Forget the saved view %(name)s") % {"name": screen.saved_view}
        options.append((f"{FORGET}{screen.saved_view}", forget))
    current = f"{SAVED}{screen.saved_view}" if screen.saved_view else f"{OWN}{screen.chosen.view}"
    by_name = {view.name: view for view in saved}

    def chosen(answer: str | None) -> None:
        if answer is None:
            return
        way, name = answer.split(":", 1)
        if f"{way}:" == OWN:
            show_own(screen, name)
        elif f"{way}:" == SAVED:
            show_saved(screen, by_name[name])
        else:
            forget_view(screen, name)

    screen.app.push_screen(ChoiceModal(_("View"), options, current), chosen)


def show_own(screen: ListScreen, view: str) -> None:
    """Show one of the area's own views; words and order stay."""
    screen.ask(replace(screen.chosen, view=view), screen.columns)


def show_saved(screen: ListScreen, view: SavedView) -> None:
    """Show a saved view; what the area no longer knows of it falls back to the usual."""
    area = screen.area
    usual = area.start
    chosen = Filter(
        view.search,
        view.view if view.view in area.views else usual.view,
        view.sort if view.sort in area.sorts else usual.sort,
        view.descending,
    )
    known = {column.key for column in area.columns()}
    screen.ask(chosen, [key for key in view.columns if key in known], view.name)


def save_view(screen: ListScreen) -> None:
    """Ask for a name and keep what the list shows under it."""
    from ttoffice.screens.modals.ask import AskModal

    def check(text: str) -> str:
        if not text.strip():
            raise ValueError(_("must not be empty"))
        return text.strip()

    def answered(name: str | None) -> None:
        if name is not None:
            screen.in_thread("save_view", partial(_save, screen, name), partial(_saved, screen, name))

    title = _("Save words, view, order and columns under which name?")
    screen.app.push_screen(AskModal(title, value=screen.saved_view, check=check), answered)


def _save(screen: ListScreen, name: str) -> None:
    from ttoffice.store.saved_views import SavedView, save

    chosen = screen.chosen
    view = SavedView(name, chosen.search, chosen.view, chosen.sort, chosen.descending, screen.columns)
    save(screen.office.home.views, screen.area.name, view)


def _saved(screen: ListScreen, name: str, _nothing: None) -> None:
    screen.saved_view = name
    screen.notify(_("The view %(name)s is saved.") % {"name": name})
    screen.load()


def forget_view(screen: ListScreen, name: str) -> None:
    """Remove a saved view; what it shows stays on the screen."""
    from ttoffice.store.saved_views import remove

    def removed(_nothing: object) -> None:
        screen.saved_view = ""
        screen.notify(_("The view %(name)s is removed.") % {"name": name})
        screen.load()

    screen.in_thread("save_view", partial(remove, screen.office.home.views, screen.area.name, name), removed)


def choose_order(screen: ListScreen) -> None:
    """Offer every order, up and down."""
    from ttoffice.screens.modals.choice import ChoiceModal

    options = [
        (f"{key} {way}", f"{_(label)} {word}")
        for key, label in screen.area.sorts.items()
        for way, word in (("up", _("ascending")), ("down", _("descending")))
    ]
    current = f"{screen.chosen.sort} {'down' if screen.chosen.descending else 'up'}"

    def chosen(answer: str | None) -> None:
        if answer is not None:
            key, way = answer.split()
            screen.ask(replace(screen.chosen, sort=key, descending=way == "down"), screen.columns)

    screen.app.push_screen(ChoiceModal(_("Order"), options, current), chosen)


def choose_columns(screen: ListScreen) -> None:
    """Offer the columns, to be shown or not, in any order; the number always stays."""
    from ttoffice.screens.modals.choice import PickModal

    columns = screen.area.columns()
    shown = screen.columns or tuple(column.key for column in columns)
    labels = {column.key: column.label for column in columns}
    order = [*shown, *(key for key in labels if key not in shown)]

    def picked(keys: tuple[str, ...] | None) -> None:
        if keys is None:
            return
        first = columns[0].key
        wanted = keys if first in keys else (first, *keys)
        usual = wanted == tuple(column.key for column in columns)
        screen.ask(screen.chosen, () if usual else wanted)

    screen.app.push_screen(PickModal(_("Columns"), [(key, labels[key]) for key in order], shown), picked)


def view_commands(screen: ListScreen) -> Iterable[Command]:
    """Yield the area's own views as commands of the palette."""
    for view, label in screen.area.views.items():
        yield Command(_("View: %(name)s") % {"name": _(label)}, partial(show_own, screen, view))
