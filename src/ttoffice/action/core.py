"""What an action is, and the register of all of them.

An area declares its verbs at the top level of its `actions.py`:

    @action("result.edit", EditResult, kind=RESULT, summary=N_("Change a result"), basis="pay-later:3")
    def edit(ctx: Context, subject: Subject[ResultRecord], data: EditResult) -> str: ...

    @edit.guard
    def edit_reasons(ctx, subject, data) -> Iterable[Reason]: ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from pydantic import BaseModel

    from ttoffice.store.connection import Reader

T = TypeVar("T")

AREAS = (
    "ttoffice.parties.actions",
    "ttoffice.deadlines.actions",
    "ttoffice.deadlines.calendars.actions",
    "ttoffice.deadlines.policies.actions",
    "ttoffice.evidence.actions",
    "ttoffice.evidence.dossier.actions",
    "ttoffice.notices.actions",
    "ttoffice.notices.objections.actions",
    "ttoffice.notices.reviews.actions",
    "ttoffice.results.actions",
    "ttoffice.results.importing.actions",
    "ttoffice.results.listing.actions",
    "ttoffice.results.demo.actions",
    "ttoffice.licenses.actions",
    "ttoffice.licenses.awards.actions",
    "ttoffice.licenses.annual.actions",
    "ttoffice.licenses.dues.milestone_actions",
    "ttoffice.licenses.dues.statement_actions",
    "ttoffice.licenses.dues.actions",
    "ttoffice.licenses.receipts.actions",
    "ttoffice.licenses.contracts.actions",
    "ttoffice.licenses.filings.actions",
    "ttoffice.licenses.filings.answers",
    "ttoffice.licenses.filings.maintaining",
    "ttoffice.licenses.supports.actions",
    "ttoffice.licenses.collecting.actions",
    "ttoffice.licenses.collecting.terminating",
    "ttoffice.licenses.integrity.actions",
    "ttoffice.licenses.importing.actions",
    "ttoffice.findings.opening.actions",
    "ttoffice.findings.investigating.actions",
    "ttoffice.findings.hearings.actions",
    "ttoffice.findings.concluding.actions",
    "ttoffice.findings.effects.actions",
    "ttoffice.findings.assessing.actions",
    "ttoffice.agenda.actions",
)
"""The modules that declare actions; imported when an action is looked up."""


@dataclass(frozen=True, slots=True)
class Subject(Generic[T]):
    """The record an action is about, as it stands in the transaction.

    Attributes:
        id: the row's id.
        number: the human number.
        version: how often it has been changed.
        record: its value.
        document: its JSON form, for the log and the history.
    """

    id: int
    number: str
    version: int
    record: T
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """A kind of record that actions are about, and how one is loaded by its number (None: no such)."""

    code: str
    load: Callable[[Reader, str], Subject[T] | None]


Guard = Callable[..., Iterable[Reason]]


@dataclass(slots=True)
class Action:
    """One verb.

    Attributes:
        name: `area.verb`, stable.
        input: the pydantic model that validates its data.
        kind: the kind of record it is about, or None when it is about none yet.
        summary: catalog string of what it does.
        basis: the article it rests on, or None.
        run: the effect.
        guards: each returns the reasons against it; all are asked.
    """

    name: str
    input: type[BaseModel]
    run: Callable[..., Any]
    summary: str
    kind: Kind[Any] | None = None
    basis: str | None = None
    guards: list[Guard] = field(default_factory=list)

    def guard(self, function: Guard) -> Guard:
        """Add a guard; it takes what the action takes and returns reasons."""
        self.guards.append(function)
        return function


_ACTIONS: dict[str, Action] = {}


def action(
    name: str,
    model: type[BaseModel],
    *,
    summary: str,
    kind: Kind[Any] | None = None,
    basis: str | None = None,
) -> Callable[[Callable[..., Any]], Action]:
    """Register the decorated function as the effect of an action."""

    def register(run: Callable[..., Any]) -> Action:
        if name in _ACTIONS:
            raise ValueError(f"two actions are named {name}")
        _ACTIONS[name] = Action(name, model, run, summary, kind, basis)
        return _ACTIONS[name]

    return register


def registered() -> dict[str, Action]:
    """Return every action by name, in alphabetical order."""
    for module in AREAS:
        import_module(module)
    return dict(sorted(_ACTIONS.items()))


def find_action(name: str) -> Action:
    """Return an action by name; raise UsageError that names the nearest ones when there is none."""
    if name in _ACTIONS:
        return _ACTIONS[name]
    known = registered()
    if name in known:
        return known[name]
    from difflib import get_close_matches

    near = get_close_matches(name, known)
    raise UsageError(
        _("There is no action named %(name)s.") % {"name": name},
        advice=_("Nearest: %(names)s. All of them: ttoffice actions.") % {"names": ", ".join(near)}
        if near
        else _("All of them: ttoffice actions."),
    )
