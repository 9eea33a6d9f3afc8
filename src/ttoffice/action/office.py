"""The office as a program sees it: its home opened, with operator, day and rulebook; and an action's context."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.paths import Home
from ttoffice.settings import DEFAULT_RULEBOOK, Settings, load_settings
from ttoffice.store.connection import Reader, Writer
from ttoffice.store.lending import Lender
from ttoffice.store.migrate import ensure

if TYPE_CHECKING:
    from ttoffice.rulebook import Rulebook
    from ttoffice.store.history import Recorder
    from ttoffice.store.vault import Vault

RULEBOOKS = Path(__file__).parent.parent / "rulebooks"
"""The rulebooks that are shipped."""
ZONE = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The office's time zone; fixed, so that no zone database is needed on Windows."""


def local_now(moment: datetime) -> datetime:
    """Return an aware moment in the office's own time zone."""
    return moment.astimezone(ZONE)


def shown_moment(at: str) -> str:
    """Return a stored moment (ISO 8601, UTC) as the office reads it: 2026-03-31 09:15:00 in its own zone."""
    return local_now(datetime.fromisoformat(at)).strftime("%Y-%m-%d %H:%M:%S")


def utc_now() -> datetime:
    """Return the moment, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Office:
    """An opened home: everything that reads and actions may know about where and when they run.

    Attributes:
        home: the folders.
        operator: who works here, as the log names them.
        today: the day of law; TTOFFICE_TODAY replaces it for what-if and tests.
        pinned: whether `today` is not the real day.
        clock: gives the moment, aware, in UTC.
        created: whether the store was made just now.
        lender: keeps the writing connection between actions.
    """

    home: Home
    operator: str
    today: date
    pinned: bool = False
    clock: Callable[[], datetime] = utc_now
    settings: Settings = field(default_factory=Settings)
    created: bool = False
    lender: Lender = field(default_factory=Lender, compare=False, repr=False)

    @property
    def vault(self) -> Vault:
        """The vault of this home."""
        from ttoffice.store.vault import Vault

        return Vault(self.home.vault)

    @cached_property
    def rulebook(self) -> Rulebook:
        """The rulebook in force here, loaded when first asked for."""
        from ttoffice.rulebook import load

        return load(self.rulebook_id, folders=(self.home.rulebooks,))

    @cached_property
    def in_force_from(self) -> date:
        """The first day of the rulebook in force here, from its head alone: the whole need not be loaded for it.

        Raises RulebookError where the rulebook cannot be read.
        """
        import tomllib

        for folder in (self.home.rulebooks, RULEBOOKS):
            head = folder / self.rulebook_id / "rulebook.toml"
            try:
                begins = tomllib.loads(head.read_text(encoding="utf-8-sig"))["in_force_from"]
            except FileNotFoundError:
                continue
            except (OSError, ValueError, KeyError):
                break
            if type(begins) is date:
                return begins
        return self.rulebook.in_force_from  # what is wrong with the head is told by whoever reads all of it

    @property
    def rulebook_id(self) -> str:
        """The id of the rulebook in force here."""
        return self.settings.rulebook or DEFAULT_RULEBOOK

    def reader(self, *, check_same_thread: bool = True) -> Reader:
        """Open a read-only connection; the caller closes it."""
        return Reader(self.home.store, check_same_thread=check_same_thread)

    def writer(self) -> Writer:
        """Return a connection for one writing transaction; only `perform` calls this."""
        return self.lender.lend(self.home.store)

    def on(self, day: date) -> Office:
        """Return the same office on another day."""
        return replace(self, today=day, pinned=True)


def open_office(
    home: Home,
    *,
    environ: Mapping[str, str] | None = None,
    operator: str | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> Office:
    """Open a home, making its store with defaults when there is none.

    Raises UsageError for a malformed TTOFFICE_TODAY, StoreError and MigrationError where the store cannot
    be used.
    """
    env = os.environ if environ is None else environ
    pinned = env.get("TTOFFICE_TODAY")
    today = _pinned_day(pinned) if pinned else local_now(clock()).date()
    settings = load_settings(home.settings)
    created = ensure(home)
    name = _one_line(operator) or usual_operator(settings, env)
    return Office(home, name, today, bool(pinned), clock, settings, created)


def usual_operator(settings: Settings, environ: Mapping[str, str] | None = None) -> str:
    """Return who works where the call does not say so: by the environment, the settings, or the system's login."""
    env = os.environ if environ is None else environ
    given = (env.get("TTOFFICE_OPERATOR"), settings.operator)
    return next(filter(None, map(_one_line, given)), None) or _one_line(_login()) or _("unnamed operator")


def _pinned_day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(
            _("TTOFFICE_TODAY is %(text)s, which is no date.") % {"text": text},
            advice=_("Nothing was read or written. Write it as 2026-03-31, or unset it."),
        ) from error


def _one_line(name: str | None) -> str:
    """Return a name without what a log cannot hold or a terminal would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in name or "").strip()


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return _("unnamed operator")


@dataclass(frozen=True, slots=True)
class Context:
    """What an action may know: the office, its open transaction, and where it records changes.

    Attributes:
        db: the writing transaction; `db.session` is an SQLModel session on it.
        vault: the vault of files; in a dry run one that keeps nothing.
        now: the moment of the action, aware, in UTC.
        log_id: the id its log entry will have.
        recorder: takes the documents of changed records.
    """

    office: Office
    db: Writer
    vault: Vault
    now: datetime
    log_id: int
    recorder: Recorder
    notes: dict[str, Any] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day of law."""
        return self.office.today

    @property
    def rulebook(self) -> Rulebook:
        """The rulebook in force."""
        return self.office.rulebook

    def changed(
        self,
        kind: str,
        subject_id: int,
        number: str,
        version: int,
        before: dict[str, Any] | None,
        after: dict[str, Any],
    ) -> None:
        """Record that a record was changed from one document to another; None before means made."""
        self.recorder.add(kind, subject_id, number, version, after)
        shown = self.notes.setdefault("changes", [])
        if len(shown) < SHOWN_CHANGES:
            shown.append((number, before, after))
            self.notes.setdefault("versions", []).append((kind, number, version))


SHOWN_CHANGES = 20
"""So many changed records are spelled out in a log entry; of more, the history holds them all."""
