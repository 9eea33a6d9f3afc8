"""The command that shows the guidelines."""

from __future__ import annotations

import typer

from ttoffice.cli.common import JSON, home, show, show_json
from ttoffice.i18n import gettext as _


def rules(
    reference: str | None = typer.Argument(
        None,
        help=_("An article: pay-later:4, exemption:10(4), or as the guideline words it; all where left out."),
    ),
    json: bool = JSON,
) -> None:
    """Print the guidelines, article by article, or one article or item."""
    from ttoffice.rulebook import load
    from ttoffice.rulebook.render import as_json, as_text
    from ttoffice.settings import DEFAULT_RULEBOOK, load_settings

    place = home()
    chosen = load_settings(place.settings).rulebook or DEFAULT_RULEBOOK
    book = load(chosen, folders=(place.rulebooks,))
    if json:
        show_json(as_json(book, reference))
    else:
        show(as_text(book, reference))
