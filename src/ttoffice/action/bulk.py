"""The same action with many records: one transaction each, so that one that is refused hinders no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from ttoffice.action.core import find_action
from ttoffice.action.inputs import validate
from ttoffice.action.office import Office
from ttoffice.action.performing import Outcome, perform
from ttoffice.errors import RefusedError, StoreError, TTOfficeError, UsageError
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason, refusing

if TYPE_CHECKING:
    from pydantic import BaseModel

State = Literal["done", "unchanged", "refused", "untried"]

Change = tuple[str, Any, Any]
"""A field, its value before and its value after."""


@dataclass(frozen=True, slots=True)
class BulkRow:
    """What came of one record.

    Attributes:
        number: the record's number, as it was asked for.
        outcome: what was done, its changes with the fields that differ only; None where nothing was.
        reasons: why it was refused, warnings among them.
        error: what else was wrong with it, such as that there is no such record.
    """

    number: str
    outcome: Outcome | None = None
    reasons: tuple[Reason, ...] = ()
    error: str = ""

    @property
    def state(self) -> State:
        """Whether it was done, changed nothing, was refused, or was never tried."""
        if self.outcome is not None:
            return "done" if self.outcome.changes else "unchanged"
        return "refused" if self.reasons or self.error else "untried"

    @property
    def refusal(self) -> str:
        """Why nothing was done, in the user's language; empty where it was done or changes nothing."""
        if self.state == "untried":
            return _("Not tried.")
        return self.error or "; ".join(reason.message for reason in refusing(self.reasons))

    @property
    def changes(self) -> tuple[Change, ...]:
        """The fields of the record that changed."""
        return tuple(_differences(self.outcome, self.number)) if self.outcome is not None else ()


@dataclass(frozen=True)
class BulkOutcome:
    """What came of every record, in the order asked for.

    Attributes:
        failure: what ended the work early, such as a full disk; what was done before stands.
    """

    rows: tuple[BulkRow, ...]
    failure: StoreError | None = None

    def count(self, state: State) -> int:
        """Return how many records came to this."""
        return Counter(row.state for row in self.rows)[state]

    @property
    def done(self) -> int:
        """How many were changed, or would be."""
        return self.count("done")

    @property
    def refused(self) -> int:
        """How many were refused."""
        return self.count("refused")

    @property
    def unchanged(self) -> int:
        """How many stand so already."""
        return self.count("unchanged")

    @property
    def untried(self) -> int:
        """How many were not tried, because the work was stopped or the store failed."""
        return self.count("untried")


def perform_each(
    office: Office,
    name: str,
    data: BaseModel | Mapping[str, Any],
    subjects: Sequence[str],
    *,
    dry_run: bool = False,
    progress: Callable[[int, int], object] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> BulkOutcome:
    """Run an action with each record, one transaction a record, and return what came of every one.

    Args:
        office: where and as whom.
        name: the action's name; it must be about a record.
        data: its input, the same for all.
        subjects: the numbers of the records; one named twice is done once.
        dry_run: look what would come of each, and write nothing.
        progress: told how many are done, of how many.
        stopped: asked between two records whether to end; the rest is then not tried.

    Raises:
        RefusedError: the input itself is malformed; nothing was tried.
        UsageError: no such action, or one that is about no record; nothing was tried.
    """
    verb = find_action(name)
    if verb.kind is None:
        raise UsageError(
            _("The action %(name)s is about no existing record.") % {"name": name},
            advice=_("Leave out the numbers."),
        )
    valid = validate(verb.input, data)
    waiting = list(dict.fromkeys(subjects))
    rows: list[BulkRow] = []
    failure = None
    for number in waiting:
        if stopped is not None and stopped():
            break
        try:
            rows.append(_row(office, name, valid, number, dry_run))
        except StoreError as error:
            failure = error
            break
        if progress is not None and not _told(progress, len(rows), len(waiting), stopped):
            break
    rows += [BulkRow(number) for number in waiting[len(rows) :]]
    return BulkOutcome(tuple(rows), failure)


def _told(
    progress: Callable[[int, int], object], done: int, total: int, stopped: Callable[[], bool] | None
) -> bool:
    """Tell how far it is; return False where the listener ended the work by raising.

    What was done must be told, so what a listener raises when it is stopped goes no further.
    """
    try:
        progress(done, total)
    except Exception:
        if stopped is None or not stopped():
            raise
        return False
    return True


def _row(office: Office, name: str, data: BaseModel, number: str, dry_run: bool) -> BulkRow:
    try:
        outcome = perform(office, name, data, subject=number, dry_run=dry_run)
    except RefusedError as refused:
        return BulkRow(number, reasons=refused.reasons)
    except StoreError:
        raise
    except TTOfficeError as error:
        return BulkRow(number, error=error.message)
    return BulkRow(number, replace(outcome, changes=tuple(map(_narrow, outcome.changes))))


def _narrow(
    change: tuple[str, dict[str, Any] | None, dict[str, Any]],
) -> tuple[str, dict[str, Any] | None, dict[str, Any]]:
    """Return a change with the fields that differ only: whole documents of a million records fill the memory."""
    number, before, after = change
    if before is None:
        return change
    keys = [key for key in after if after[key] != before.get(key)]
    return number, {key: before.get(key) for key in keys}, {key: after[key] for key in keys}


def _differences(outcome: Outcome, number: str) -> Iterator[Change]:
    for changed, before, after in outcome.changes:
        if changed == number:
            for key, value in after.items():
                yield key, (before or {}).get(key), value
