"""Choosing what a list shows: views of the area and saved ones, order, and columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ttoffice.errors import TTOfficeError
from ttoffice.i18n import gettext as _
from ttoffice.screens.base import Command
from ttoffice.store.asking import Filter

if TYPE_CHECKING:
    from ttoffice.screens.kit.listing import ListScreen
    from ttoffice.screens.modals.choice import Choice
    from ttoffice.store.saved_views import SavedView

OWN, SAVED, FORGET, ARRANGE = "own:", "saved:", "forget:", "arrange:"
DIGITS = 9
"""So many saved views of a list have a key of their own."""


class Shown(NamedTuple):
    """What a list showed when it was left: it shows the same when it is opened again."""

    chosen: Filter
    columns: tuple[str, ...]
    saved_view: str


def key_of(place: int) -> str:
    """Return the key that shows the saved view at a place, as it is shown; empty where it has none."""
    return f"Alt+{place + 1}" if place < DIGITS else ""


def saved_of(screen: ListScreen) -> list[SavedView]:
    """Return the saved views of the list's area."""
    from ttoffice.store.saved_views import load

    return list(load(screen.office.home.views, screen.area.name))


def choose_view(screen: ListScreen) -> None:
    """Offer the area's own views, then the saved ones; a digit takes one at once."""
    screen.in_thread("views", partial(saved_of, screen), partial(_offer_views, screen))


def _offer_views(screen: ListScreen, saved: list[SavedView]) -> None:
    from ttoffice.screens.modals.choice import ChoiceModal

    by_name = {view.name: view for view in saved}
    ways: dict[str, Callable[[str], object]] = {
        OWN: partial(show_own, screen),
        SAVED: lambda name: show_saved(screen, by_name[name]),
        FORGET: partial(forget_view, screen),
        ARRANGE: lambda _nothing: arrange_views(screen, saved),
    }

    def chosen(answer: str | None) -> None:
        if answer is not None:
            way, name = answer.split(":", 1)
            ways[f"{way}:"](name)

    current = f"{SAVED}{screen.saved_view}" if screen.saved_view else f"{OWN}{screen.chosen.view}"
    screen.app.push_screen(ChoiceModal(_("View"), list(_view_choices(screen, saved)), current), chosen)


def _view_choices(screen: ListScreen, saved: list[SavedView]) -> Iterator[Choice]:
    """Yield the area's own views, the saved ones with their keys, and what can be done with these."""
    from ttoffice.screens.modals.choice import Choice

    for key, label in screen.area.views.items():
        yield Choice(f"{OWN}{key}", _(label))
    for place, view in enumerate(saved):
        label = _("Saved: %(name)s") % {"name": view.name}
        yield Choice(f"{SAVED}{view.name}", label, keys=key_of(place))
    if screen.saved_view:
        forget = _("Forget the saved view %(name)s") % {"name": screen.saved_view}
        yield Choice(f"{FORGET}{screen.saved_view}", forget)
    if saved:
        yield Choice(ARRANGE, _("Arrange the saved views: order, key, which to keep"))


def arrange_views(screen: ListScreen, saved: list[SavedView]) -> None:
    """Offer the saved views to be put into another order, or left out; the order gives them their keys."""
    from ttoffice.screens.modals.choice import PickModal

    names = tuple(view.name for view in saved)

    def picked(kept: tuple[str, ...] | None) -> None:
        if kept is None or kept == names:
            return
        from ttoffice.store.saved_views import arrange

        path, area = screen.office.home.views, screen.area.name
        screen.in_thread("save_view", partial(arrange, path, area, kept), partial(_arranged, screen, kept))

    title = _("Saved views: the first nine have Alt+1 to Alt+9; one that is taken out is forgotten")
    screen.app.push_screen(PickModal(title, [(name, name) for name in names], names), picked)


def _arranged(screen: ListScreen, kept: tuple[str, ...], _nothing: None) -> None:
    if screen.saved_view not in kept:
        screen.saved_view = ""
    told = [f"{key_of(place) or '-'} {name}" for place, name in enumerate(kept)]
    screen.notify("\n".join([_("The saved views are arranged."), *told]))
    screen.load()


def show_numbered(screen: ListScreen, place: int) -> None:
    """Show the saved view at a place; say how one comes to it where there is none."""

    def found(saved: list[SavedView]) -> None:
        if place < len(saved):
            show_saved(screen, saved[place])
            screen.notify(_("View: %(name)s") % {"name": f"{saved[place].name} ({key_of(place)})"})
        else:
            screen.notify(
                _("No view is saved for %(key)s here. Choose words, view, order and columns; ^W saves them.")
                % {"key": key_of(place)},
                severity="warning",
            )

    screen.in_thread("views", partial(saved_of, screen), found)


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
    """Yield the area's own views and the saved ones as commands of the palette."""
    for view, label in screen.area.views.items():
        yield Command(_("View: %(name)s") % {"name": _(label)}, partial(show_own, screen, view))
    for place, saved in enumerate(_readable(screen)):
        label = _("Saved: %(name)s") % {"name": saved.name}
        yield Command(label, partial(show_saved, screen, saved), key_of(place))


def _readable(screen: ListScreen) -> list[SavedView]:
    """Return the saved views; none where their file is broken, which is told when one asks for them."""
    try:
        return saved_of(screen)
    except TTOfficeError:
        return []
