"""The command about saved views, and what a list is asked for: by a saved view, by options, or both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from ttoffice.cli.common import JSON, home, say, show, show_json, show_table
from ttoffice.errors import UsageError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.store.saved_views import SavedView

AREAS = {"results": N_("Results")}
"""The areas whose lists have views."""


def asked(
    saved: str | None,
    *,
    search: str | None = None,
    view: str | None = None,
    sort: str | None = None,
    descending: bool = False,
    ascending: bool = False,
    columns: str | None = None,
) -> SavedView:
    """Return what a list is to show: a saved view of results where one is named, the options before it.

    Raises UsageError for names that do not exist. A column of a saved view that is not known is left out.
    """
    from ttoffice.results.columns import COLUMNS
    from ttoffice.results.views import SORTS, VIEWS
    from ttoffice.store.saved_views import SavedView, find

    wanted = find(home().views, "results", saved) if saved is not None else SavedView("")
    wanted = replace(wanted, columns=tuple(key for key in wanted.columns if key in COLUMNS))
    wanted = replace(
        wanted,
        search=wanted.search if search is None else search,
        view=view or wanted.view,
        sort=sort or wanted.sort,
    )
    if columns is not None:
        keys = (key.strip() for key in columns.replace("，", ",").split(","))
        wanted = replace(wanted, columns=tuple(dict.fromkeys(key for key in keys if key)))
    if descending and ascending:
        raise UsageError(
            _("--descending and --ascending exclude each other."),
            advice=_("Nothing was done. Leave one out."),
        )
    if descending or ascending:
        wanted = replace(wanted, descending=descending)
    _known(wanted.view, VIEWS, "--view")
    _known(wanted.sort, SORTS, "--sort")
    for key in wanted.columns:
        _known(key, COLUMNS, "--columns")
    return wanted


def _known(value: str, known: object, option: str) -> None:
    names = list(known)  # type: ignore[call-overload]  # dictionaries of any kind
    if value not in names:
        raise UsageError(
            _("%(option)s cannot be %(value)s.") % {"option": option, "value": value},
            advice=_("Known: %(names)s.") % {"names": ", ".join(names)},
        )


def views(
    area: str | None = typer.Argument(None, help=_("The area, such as results; all where left out.")),
    save: str | None = typer.Option(None, "--save", help=_("Save what the options say under this name.")),
    remove: str | None = typer.Option(None, "--remove", help=_("Remove the view of this name.")),
    search: str | None = typer.Option(
        None, "--search", "-s", help=_("Words, pinyin or right numbers to search for.")
    ),
    view: str | None = typer.Option(
        None, "--view", "-v", help=_("A named view: all, listed, pay_later, due …")
    ),
    sort: str | None = typer.Option(None, "--sort", help=_("number, title, department or acquired_on.")),
    descending: bool = typer.Option(False, "--descending", help=_("Sort from the last to the first.")),
    columns: str | None = typer.Option(None, "--columns", help=_("Columns by their keys: number,title,…")),
    json: bool = JSON,
) -> None:
    """List the saved views of the lists, save one, or remove one."""
    from ttoffice.store import saved_views

    place = home().views
    if area is not None:
        _known(area, AREAS, "AREA")
    if save is not None and remove is not None:
        raise UsageError(
            _("--save and --remove exclude each other."), advice=_("Nothing was done. Leave one out.")
        )
    if save is not None:
        wanted = asked(None, search=search, view=view, sort=sort, descending=descending, columns=columns)
        saved_views.save(place, area or "results", replace(wanted, name=save))
        say(_("The view %(name)s is saved.") % {"name": save})
    elif any((search, view, sort, descending, columns)):
        raise UsageError(
            _("What a view shows is only taken with --save NAME."),
            advice=_("Nothing was saved. To list with it: ttoffice list results --search WORD."),
        )
    if remove is not None:
        saved_views.remove(place, area or "results", remove)
        say(_("The view %(name)s is removed.") % {"name": remove})
    _show({area: saved_views.load(place, area)} if area else saved_views.load_all(place), json)


def _show(found: dict[str, tuple[SavedView, ...]], json: bool) -> None:
    if json:
        show_json({area: [view.as_document() for view in views] for area, views in found.items()})
        return
    for area, views_of in found.items():
        show(_(AREAS.get(area, area)))
        show_table(
            (_("View name"), _("View"), _("Order"), _("Columns"), _("Words")),
            (
                (
                    view.name,
                    view.view,
                    f"{view.sort} {_('descending') if view.descending else _('ascending')}",
                    ",".join(view.columns),
                    view.search,
                )
                for view in views_of
            ),
        )
