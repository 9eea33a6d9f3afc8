"""Command that serves the workbench to a browser of this machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.util import find_spec

import typer

from ttoffice.cli.common import JSON, home, office, say, session, show_json
from ttoffice.errors import EXIT_OK, UsageError
from ttoffice.i18n import gettext as _
from ttoffice.i18n import language
from ttoffice.paths import Home

LOOPBACK = ("127.0.0.1", "localhost")


def serve(
    port: int = typer.Option(0, "--port", min=0, max=65535, help=_("The port; 0 takes a free one.")),
    open_: bool = typer.Option(True, "--open/--no-open", help=_("Open the link in the browser.")),
    host: str = typer.Option(
        LOOPBACK[0], "--host", help=_("The address; only that of this machine itself is possible.")
    ),
    json: bool = JSON,
) -> None:
    """Serve the workbench to a browser of this machine."""
    if host not in LOOPBACK:
        raise UsageError(
            _("The workbench is served on 127.0.0.1 only, not on %(host)s.") % {"host": host},
            advice=_(
                "Whoever reaches it works with the store in your name, and the line is not encrypted. From another"
                " machine, use: ssh -L PORT:127.0.0.1:PORT, with the same port on both sides."
            ),
        )
    _need_extra()
    from ttoffice.serving.running import run_server

    place = home()
    _need_office(place)
    title = _title()
    try:
        run_server(_words(place), port, title, told=_teller(json), browser=open_)
    except KeyboardInterrupt:
        say(_("Closed. What was typed and not saved is kept as drafts."))
        raise typer.Exit(EXIT_OK) from None


def _need_extra() -> None:
    if find_spec("textual_serve") is None:
        raise UsageError(
            _("Serving to a browser needs the extra `web`, which is not installed."),
            advice=_(
                "Install it with: pip install 'ttoffice[web]'. The offline kit holds it; run its installer again."
            ),
        )


def _need_office(place: Home) -> None:
    """Refuse a home in which nothing was ever written: setting one up asks things that a page cannot hand on."""
    from ttoffice.action.office import untouched

    if untouched(place):
        raise UsageError(
            _("There is no office in this folder yet: %(path)s") % {"path": place.root},
            advice=_("Set it up in a terminal with `ttoffice`, or try the demo office: `ttoffice demo`."),
        )


def _words(place: Home) -> tuple[str, ...]:
    """Return the call that opens a window of the workbench."""
    words = [sys.executable, "-m", "ttoffice", "--home", str(place.root), "--lang", language()]
    return (*words, "--operator", session.operator) if session.operator else tuple(words)


def _title() -> Callable[[], str]:
    """Return what says whose workbench it is; a store that cannot be opened is told of here, before the browser."""
    opened = office()

    def title() -> str:
        from ttoffice.parties.views import own_unit

        with opened.reader() as reader:
            return own_unit(reader).name

    title()
    return title


def _teller(json: bool) -> Callable[[str, int], None]:
    def tell(link: str, port: int) -> None:
        if json:
            show_json({"url": link, "port": port})
        else:
            print(link)
        sys.stdout.flush()
        say(_("The workbench is open at this link, in this machine's browsers only. Ctrl+C ends it."))

    return tell
