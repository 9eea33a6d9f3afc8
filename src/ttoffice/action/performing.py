"""Performing an action: begin, load, guard, run, log, commit; all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ttoffice.action.core import Action, Subject, find_action
from ttoffice.action.inputs import validate
from ttoffice.action.office import Context, Office
from ttoffice.errors import ConflictError, RefusedError, UsageError
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason, refusing
from ttoffice.store import log
from ttoffice.store.canonical import canonical
from ttoffice.store.connection import Writer
from ttoffice.store.history import Recorder, as_of_version
from ttoffice.store.vault import ScratchVault, Vault

if TYPE_CHECKING:
    from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an action came to.

    Attributes:
        value: what the action returned, often the number of the record.
        warnings: reasons that did not refuse.
        log_id: the id of its log entry; None after a dry run.
        changes: changed records as (number, document before or None, document after), at most twenty.
        versions: the same records as (kind, number, version after the change).
        action: its name.
    """

    value: Any
    warnings: tuple[Reason, ...]
    log_id: int | None
    changes: tuple[tuple[str, dict[str, Any] | None, dict[str, Any]], ...]
    versions: tuple[tuple[str, str, int], ...] = ()
    action: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """An action as it is asked for: its name, its data, the record it is about and the version that was seen."""

    name: str
    data: Mapping[str, Any]
    subject: str | None = None
    version: int | None = None


class _AskedFor(BaseException):
    def __init__(self, request: Request) -> None:
        super().__init__(request.name)
        self.request = request


_ONLY_ASKED: ContextVar[bool] = ContextVar("only_asked", default=False)


def request_of(work: Callable[[], object]) -> Request | None:
    """Return what a piece of work performs first, without anything being performed; None where it performs nothing.

    So what is shown of a dialog beforehand, such as its call of the command line, is what the dialog does.
    """
    mark = _ONLY_ASKED.set(True)
    try:
        work()
    except _AskedFor as asked:
        return asked.request
    finally:
        _ONLY_ASKED.reset(mark)
    return None


def perform(
    office: Office,
    name: str,
    data: BaseModel | Mapping[str, Any],
    *,
    subject: str | None = None,
    version: int | None = None,
    dry_run: bool = False,
) -> Outcome:
    """Run an action in one transaction and return its outcome; a dry run undoes everything.

    Args:
        office: where and as whom.
        name: the action's name.
        data: its input, as the model or as JSON-like data to be validated.
        subject: the number of the record it is about.
        version: the version that the caller has seen; a newer one is a conflict.
        dry_run: do everything but commit.

    Raises:
        RefusedError: the input is malformed or a guard refuses; nothing was written.
        ConflictError: the record has a newer version; nothing was written.
        UsageError: no such action or record.
        StoreError: the store cannot be written; nothing was.
    """
    if _ONLY_ASKED.get():
        given = data if isinstance(data, Mapping) else data.model_dump(mode="json", exclude_unset=True)
        raise _AskedFor(Request(name, given, subject, version))
    verb = find_action(name)
    valid = validate(verb.input, data)
    with _vault(office, dry_run) as vault, _transaction(office) as writer:
        context = _context(office, writer, vault)
        loaded = _load(verb, writer, subject, version)
        arguments = (context, valid) if loaded is None else (context, loaded, valid)
        reasons = [reason for guard in verb.guards for reason in guard(*arguments)]
        if refusing(reasons):
            raise RefusedError(reasons)
        value = verb.run(*arguments)
        _log(verb, context, loaded, valid, value)
        if not dry_run:
            writer.commit()
    return Outcome(
        value,
        tuple(reasons),
        None if dry_run else context.log_id,
        tuple(context.notes.get("changes", ())),
        tuple(context.notes.get("versions", ())),
        verb.name,
    )


def check(
    office: Office, name: str, data: BaseModel | Mapping[str, Any], *, subject: str | None = None
) -> list[Reason]:
    """Return every reason for or against an action, without running it: the answer to "why can't I?"."""
    verb = find_action(name)
    try:
        valid = validate(verb.input, data)
    except RefusedError as refused:
        return list(refused.reasons)
    with _transaction(office, writing=False) as writer:
        context = _context(office, writer, office.vault)
        loaded = _load(verb, writer, subject, None)
        arguments = (context, valid) if loaded is None else (context, loaded, valid)
        return [reason for guard in verb.guards for reason in guard(*arguments)]


@contextmanager
def _transaction(office: Office, *, writing: bool = True) -> Iterator[Writer]:
    """Hold one transaction; what is not committed inside is undone. Where nothing is written, none is kept waiting."""
    writer = office.writer()
    try:
        writer.begin(writing=writing)
        yield writer
        writer.rollback()
    except BaseException:
        try:
            writer.rollback()
        finally:
            office.lender.discard(writer)
        raise
    office.lender.take_back(writer)


@contextmanager
def _vault(office: Office, dry_run: bool) -> Iterator[Vault]:
    """Give the office's vault, in a dry run one beside it whose files are gone afterwards."""
    if not dry_run:
        yield office.vault
        return
    scratch = ScratchVault(office.vault.folder)
    try:
        yield scratch
    finally:
        scratch.discard()


def _context(office: Office, writer: Writer, vault: Vault) -> Context:
    log_id = log.next_id(writer)
    return Context(office, writer, vault, office.clock(), log_id, Recorder(writer, log_id))


def _load(verb: Action, writer: Writer, subject: str | None, version: int | None) -> Subject[Any] | None:
    if verb.kind is None:
        if subject is not None:
            raise UsageError(
                _("The action %(name)s is about no existing record.") % {"name": verb.name},
                advice=_("Leave out the number %(number)s.") % {"number": subject},
            )
        return None
    if subject is None:
        raise UsageError(
            _("The action %(name)s needs the number of a record.") % {"name": verb.name},
            advice=_("Write it after the action's name, such as CG-2026-0001."),
        )
    loaded = verb.kind.load(writer, subject)
    if loaded is None:
        raise UsageError(
            _("There is no record numbered %(number)s.") % {"number": subject},
            advice=_("Look it up: ttoffice list results --search WORD.")
            if verb.kind.code == "result"
            else _("Look it up: ttoffice list, then the kind of record, --search WORD."),
        )
    if version is not None and version != loaded.version:
        raise _conflict(verb, writer, loaded, version)
    return loaded


def _conflict(verb: Action, writer: Writer, loaded: Subject[Any], version: int) -> ConflictError:
    kind = verb.kind.code if verb.kind else ""
    seen = as_of_version(writer, kind, loaded.id, version) if 0 < version < loaded.version else None
    then = seen.document if seen else {}
    newest = as_of_version(writer, kind, loaded.id, loaded.version)
    who = newest.operator if newest else _("somebody else")
    return ConflictError(
        _("%(number)s was changed by %(who)s since you opened it.") % {"number": loaded.number, "who": who},
        advice=_("Nothing was written and what you typed is kept. Look at what changed, then save again."),
        changes=[
            (key, then.get(key), value) for key, value in loaded.document.items() if then.get(key) != value
        ],
    )


def _log(verb: Action, context: Context, loaded: Subject[Any] | None, data: BaseModel, value: Any) -> None:
    context.db.flush()
    context.recorder.flush()
    before, after = _sides(context)
    office = context.office
    log.append(
        context.db,
        (
            context.log_id,
            context.now.isoformat(timespec="microseconds"),
            office.today.isoformat(),
            office.operator,
            verb.name,
            loaded.number if loaded else (value if isinstance(value, str) else None),
            canonical(data.model_dump(mode="json", exclude_unset=True)),
            before,
            after,
            verb.basis,
            office.rulebook_id,
            context.recorder.digest.count,
            context.recorder.digest.hexdigest(),
        ),
    )


def _sides(context: Context) -> tuple[str | None, str | None]:
    """Return what changed, before and after, by number and field; only fields that differ."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for number, earlier, new in context.notes.get("changes", ()):
        old = earlier or {}
        keys = [key for key in new if new[key] != old.get(key)]
        if old:
            before[number] = {key: old.get(key) for key in keys}
        after[number] = {key: new[key] for key in keys if old or new[key] not in (None, "", [])}
    if "summary" in context.notes:
        after["summary"] = context.notes["summary"]
    return (canonical(before) if before else None, canonical(after) if after else None)
