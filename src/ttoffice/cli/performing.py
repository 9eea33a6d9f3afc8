"""How a command tells of an action that it ran: its notes on stderr, refusal and outcome as JSON where asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ttoffice.cli.common import office, say, show_json
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.action.performing import Outcome
    from ttoffice.reasons import Reason


@contextmanager
def refusals(*, json: bool) -> Iterator[None]:
    """Print the reasons of a refusal as JSON where asked for; the refusal goes on its way in any case."""
    from ttoffice.errors import RefusedError

    try:
        yield
    except RefusedError as refused:
        if json:
            show_json({"ok": False, "reasons": [reason.as_json() for reason in refused.reasons]})
        raise


def run(
    name: str,
    data: dict[str, Any],
    *,
    subject: str | None = None,
    version: int | None = None,
    dry_run: bool = False,
    json: bool = False,
) -> Outcome:
    """Perform an action in the office of this call, and tell its warnings and whether anything was written."""
    from ttoffice.action import perform

    with refusals(json=json):
        outcome = perform(office(), name, data, subject=subject, version=version, dry_run=dry_run)
    tell_notes(outcome.warnings)
    if dry_run:
        say(_("Dry run: nothing was written."))
    return outcome


def tell_notes(warnings: Iterable[Reason]) -> None:
    """Narrate what an action warned of."""
    for warning in warnings:
        say(_("Note: %(message)s") % {"message": warning.message})


def as_json(outcome: Outcome, *, dry_run: bool) -> dict[str, Any]:
    """Return what an action came to in its JSON form."""
    return {
        "ok": True,
        "value": plain(outcome.value),
        "dry_run": dry_run,
        "warnings": [warning.as_json() for warning in outcome.warnings],
        "changes": [
            {"number": number, "before": before, "after": after} for number, before, after in outcome.changes
        ],
    }


def plain(value: Any) -> Any:
    """Return the value of an action as JSON can hold it."""
    form = getattr(value, "as_json", None)
    return form() if form is not None else value
