"""Running one call: building the commands, and turning whatever fails into a message and an exit code."""

from __future__ import annotations

import errno
import gettext
import os
import sqlite3
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import typer
from typer._click import exceptions as click

from ttoffice.cli.common import cited, say, session, with_near
from ttoffice.cli.quick import quick_call
from ttoffice.errors import (
    EXIT_INTERRUPTED,
    EXIT_OK,
    EXIT_REFUSED,
    EXIT_STORE,
    EXIT_USAGE,
    RefusedError,
    TTOfficeError,
    os_reason,
)
from ttoffice.i18n import DOMAIN, LOCALE_DIR, language
from ttoffice.i18n import gettext as _
from ttoffice.paths import find_home

COMPLETING = "_TTOFFICE_COMPLETE"
"""Set in the environment by a shell that asks how a call goes on; any command may be meant."""


def run(arguments: Sequence[str], *, home: str | None = None, operator: str | None = None) -> int:
    """Run one call and return its exit code; nothing escapes but the code.

    A reader that closes the pipe early (`| head`) has what it wants: that is no failure.
    """
    return _ended(partial(_dispatch, arguments), home, operator)


def tell_of(error: BaseException, *, home: str | None = None, operator: str | None = None) -> int:
    """Tell of what ended a call that ran elsewhere, and return its exit code."""

    def fail() -> None:
        raise error

    return _ended(fail, home, operator)


def _ended(call: Callable[[], object], home: str | None, operator: str | None) -> int:
    session.home = Path(home) if home else None
    session.operator = operator
    session.day_said = False
    _speak()
    code = _run(call)
    if sys.stdout is None:  # the caller closed it; there is nothing to flush
        return code
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _pour_away()
    except OSError as error:
        return _unwritable(error)
    return code


def _pour_away() -> None:
    """Lead what is still to be written to stdout nowhere, so that the interpreter's last flush cannot fail."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _by_printing(error: OSError) -> bool:
    """Return whether it was the printing that a full disk stopped: then not even a line end can be printed."""
    if error.errno != errno.ENOSPC or error.filename is not None or sys.stdout is None:
        return False
    try:
        print(flush=True)
    except OSError as again:
        return again.errno == errno.ENOSPC
    return False


def _unwritable(error: OSError) -> int:
    """Tell that the output could not be written, as to a full disk; what the call did to the store stands."""
    _pour_away()
    say(
        _("The output could not be written to its end: %(error)s. What was done before it stands.")
        % {"error": os_reason(error)}
    )
    return EXIT_STORE


def _run(call: Callable[[], object]) -> int:
    try:
        value = call()
    except click.UsageError as error:
        return _usage(error)
    except (typer.Exit, click.ClickException) as stop:
        return getattr(stop, "exit_code", EXIT_REFUSED)
    except TTOfficeError as error:
        return _told(error)
    except sqlite3.Error as error:
        from ttoffice.store.connection import store_error

        return _told(store_error(error, find_home(session.home).store))
    except (KeyboardInterrupt, typer.Abort):
        say(_("Interrupted; what was not finished was undone."))
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        _pour_away()
        return EXIT_OK
    except Exception as error:  # noqa: BLE001 - the seam: everything unknown is told and kept
        return _unexpected(error)
    if value == EXIT_INTERRUPTED:
        say(_("Interrupted; what was not finished was undone."))
    return value if isinstance(value, int) else EXIT_OK


def _dispatch(arguments: Sequence[str]) -> object:
    quick = quick_call(arguments)
    if quick is not None:
        return quick()
    from ttoffice.cli.tree import build

    words = () if COMPLETING in os.environ else arguments
    command = typer.main.get_command(build(words))
    streams = sys.stdout, sys.stderr
    try:
        return command(args=list(arguments), prog_name="ttoffice", standalone_mode=False)
    except SystemExit as stop:  # so the parser ends a call whose pipe was closed, with its streams wrapped
        if not isinstance(stop.__context__, BrokenPipeError):
            raise
        sys.stdout, sys.stderr = streams
        raise stop.__context__ from stop


def _speak() -> None:
    """Let the command-line parser find its own words in our catalog."""
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain(DOMAIN, LOCALE_DIR)
    gettext.textdomain(DOMAIN)


def _told(error: TTOfficeError) -> int:
    if isinstance(error, RefusedError):
        for reason in error.reasons:
            basis = f"（{cited(reason.basis)}）" if reason.basis else ""
            message = (
                _("Note: %(message)s") % {"message": reason.message} if reason.warning else reason.message
            )
            say(f"- {message}{basis}")
        if error.advice:
            say(error.advice)
    else:
        say(str(error))
    return error.exit_code


def _usage(error: click.UsageError) -> int:
    if error.ctx is not None:
        say(error.ctx.get_usage())
    say(usage_message(error))
    if error.ctx is not None:
        say(_("Help: %(command)s --help") % {"command": error.ctx.command_path})
    return EXIT_USAGE


def usage_message(error: click.UsageError) -> str:
    """Return what is wrong with a call, in the user's language where the parser's finding is known."""
    hint = ""
    if isinstance(error, click.BadParameter) and error.param is not None:
        hint = error.param.get_error_hint() or ""
    if isinstance(error, click.MissingParameter):
        return _("%(name)s is missing.") % {"name": hint}
    if isinstance(error, click.NoSuchOption):
        return with_near(
            _("There is no option %(name)s.") % {"name": error.option_name}, error.possibilities or ()
        )
    if isinstance(error, click.BadParameter):
        return _("%(name)s cannot be used: %(detail)s") % {"name": hint, "detail": _detail(error)}
    return error.format_message()


def _detail(error: click.BadParameter) -> str:
    """Return what the parser found wrong with a value, in the user's language where it is validation."""
    from pydantic import ValidationError

    from ttoffice.action.inputs import reason_of

    if not isinstance(error.__cause__, ValidationError):
        return error.message
    return "; ".join(reason_of(detail).message for detail in error.__cause__.errors(include_url=False))


def _unexpected(error: Exception) -> int:
    if isinstance(error, OSError) and _by_printing(error):
        return _unwritable(error)
    report = "".join(traceback.format_exception(error))
    folder = find_home(session.home).logs
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
    path = folder / f"failure-{stamp}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(report, encoding="utf-8", errors="backslashreplace")
        place = str(path)
    except OSError:
        say(report)
        place = "stderr"
    say(
        _("The program failed unexpectedly: %(kind)s: %(error)s.")
        % {"kind": type(error).__name__, "error": error}
    )
    say(_("What was not finished was undone. The details are in %(place)s.") % {"place": place})
    return EXIT_STORE if isinstance(error, OSError) else EXIT_REFUSED
