"""Running one action with many records, and telling what came of each."""

from __future__ import annotations

import re
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ttoffice.cli.common import office, progress, say, show_json, show_table, stop
from ttoffice.errors import (
    EXIT_INTERRUPTED,
    EXIT_OK,
    EXIT_REFUSED,
    InputFileError,
    RefusedError,
    UsageError,
    os_reason,
)
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.numbering import read_number

if TYPE_CHECKING:
    from ttoffice.action.bulk import BulkOutcome, BulkRow

STATES = {
    "done": N_("changed"),
    "unchanged": N_("unchanged"),
    "refused": N_("refused"),
    "untried": N_("not tried"),
}


def is_many(numbers: Sequence[str]) -> bool:
    """Return whether a call names many records: several numbers, or a file of them."""
    return len(numbers) > 1 or any(number.startswith("@") for number in numbers)


def read_numbers(words: Sequence[str]) -> list[str]:
    """Return the numbers of a call in their canonical form, those of `@FILE` and `@-` (stdin) among them.

    Raises InputFileError for a file that cannot be read, UsageError where no number is named.
    """
    numbers: list[str] = []
    for word in words:
        found = re.split(r"[\s,，、;；]+", _content(word)) if word.startswith("@") else [word]
        numbers += [read_number(number) or number for number in found if number]
    if not numbers:
        raise UsageError(
            _("No number is named."),
            advice=_("Nothing was written. Put one number on each line of the file."),
        )
    return numbers


def _content(word: str) -> str:
    try:
        return sys.stdin.read() if word == "@-" else Path(word[1:]).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = os_reason(error) if isinstance(error, OSError) else error
        raise InputFileError(
            _("The file %(path)s cannot be read: %(error)s.") % {"path": word[1:], "error": why},
            advice=_("Nothing was written. Check the name; the file must be UTF-8."),
        ) from error


def do_each(action: str, words: Sequence[str], data: dict[str, Any], *, dry_run: bool, json: bool) -> None:
    """Run an action with every record named, one after the other; a row each on stdout."""
    from ttoffice.action.bulk import perform_each

    numbers = read_numbers(words)
    try:
        with _interruptible() as interrupted:
            done = perform_each(
                office(),
                action,
                data,
                numbers,
                dry_run=dry_run,
                progress=progress(action),
                stopped=interrupted.is_set,
            )
    except RefusedError as refused:
        if json:
            show_json({"ok": False, "reasons": [reason.as_json() for reason in refused.reasons]})
        raise
    code = EXIT_REFUSED if done.refused else EXIT_OK
    if done.failure is not None:
        code = done.failure.exit_code
    elif done.untried:
        code = EXIT_INTERRUPTED
    _show(action, done, dry_run, code == EXIT_OK, json)
    if done.failure is not None:
        say(str(done.failure))
    stop(code)


@contextmanager
def _interruptible() -> Iterator[threading.Event]:
    """Let an interrupt end the work after the present record, so that what was done is still told."""
    interrupted = threading.Event()
    before = signal.signal(signal.SIGINT, lambda _number, _frame: interrupted.set())
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)


def _show(action: str, done: BulkOutcome, dry_run: bool, ok: bool, json: bool) -> None:
    counts = {
        "done": done.done,
        "unchanged": done.unchanged,
        "refused": done.refused,
        "untried": done.untried,
    }
    if json:
        rows = [_as_json(row) for row in done.rows]
        show_json({"ok": ok, "action": action, "dry_run": dry_run, **counts, "rows": rows})
    else:
        show_table(
            (_("Number"), _("Outcome"), _("Change or reason")),
            ((row.number, _(STATES[row.state]), _detail(row)) for row in done.rows),
        )
    for row in done.rows:
        for warning in row.outcome.warnings if row.outcome else ():
            message = _("Note: %(message)s") % {"message": warning.message}
            say(f"{row.number}  {message}")
    say(_("%(done)d changed, %(unchanged)d unchanged, %(refused)d refused, %(untried)d not tried.") % counts)
    if dry_run:
        say(_("Dry run: nothing was written."))


def _detail(row: BulkRow) -> str:
    from ttoffice.results.details import readable_difference

    return row.refusal or "; ".join(readable_difference(*change).strip() for change in row.changes)


def _as_json(row: BulkRow) -> dict[str, Any]:
    outcome = row.outcome
    return {
        "number": row.number,
        "state": row.state,
        "log_id": outcome.log_id if outcome else None,
        "warnings": [warning.as_json() for warning in outcome.warnings] if outcome else [],
        "changes": [{"field": key, "before": was, "after": now} for key, was, now in row.changes],
        "reasons": [reason.as_json() for reason in row.reasons],
        "error": row.error or None,
    }
