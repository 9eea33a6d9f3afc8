"""Every running deadline, whatever it was started for; what it is about says where it is acted upon."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ttoffice.agenda.items import Item
from ttoffice.agenda.sources import Sight, Source
from ttoffice.i18n import chinese
from ttoffice.i18n import gettext as _

PAUSED = "paused"
STEPS: dict[tuple[str, str], str] = {
    ("price_publicity", "GS"): "notice.close",
    ("finding_publicity", "GS"): "notice.close",
    ("rule_publicity", "GS"): "notice.close",
    ("review", "FH"): "review.decide",
    ("feedback", "YY"): "objection.answer",
    ("filing_correction", "DJ"): "filing.submit",
    ("filing_decision", "DJ"): "filing.certify",
    ("award_publicity", "FP"): "award.close_publicity",
    ("acceptance", "MZ"): "finding.accept",
    ("investigation", "MZ"): "finding.report",
}
"""The action that is due, by the matter of the deadline and the prefix of the record it runs on."""
OPENERS = {
    "registration": "license filings",
    "recordal": "license filings",
    "registration_change": "license filings",
    "recordal_change": "license filings",
    "right_fee": "license filings",
    "termination_right": "license reminders",
}
"""The command that shows what is to be done about the record, where it takes more than one action."""
_COLUMNS = (
    "subject",
    "matter",
    "label",
    "starts_on",
    "period",
    "ends_on",
    "provisional",
    "source",
    "basis",
    "state",
)
_RUNNING = f"""
SELECT number, version, {", ".join(_COLUMNS)} FROM deadline WHERE state IN ('open', 'paused') ORDER BY ends_on, id
"""
NEAREST = 200
"""So many are looked at on the way to the first frame, which shows fewer."""


class _Running(NamedTuple):
    """A deadline that runs or is stopped."""

    number: str
    version: int
    subject: str
    matter: str
    label: str
    starts_on: str
    period: str
    ends_on: str | None
    provisional: bool
    source: str
    basis: str
    state: str


def _running(sight: Sight) -> Iterator[_Running]:
    if not sight.past:
        nearest = f" LIMIT {NEAREST}" if sight.quick else ""
        yield from (_Running(*row) for row in sight.reader.all(_RUNNING + nearest))
        return
    from ttoffice.store.history import all_as_of

    running = "json_extract(document, '$.state') IN ('open', 'paused')"
    for number, version, document in all_as_of(sight.reader, "deadline", sight.day.isoformat(), running):
        yield _Running(number, version, *(document[name] for name in _COLUMNS))


HEADLINES = {
    "result": "title",
    "license": "title",
    "notice": "title",
    "decision": "title",
    "rule": "title",
    "review": "subject",
    "award": "title",
}
"""What a record is called by, by its kind; read without the kind's declaration, which the first frame need not load.

What an objector wrote, and what is said about persons, is not repeated outside its own area.
"""


def called(sight: Sight, number: str) -> str:
    """Return what the record of a number is called; empty where it is not known, or not repeated here."""
    from ttoffice.action.kinds import code_of

    code = code_of(number) or ""
    if code not in HEADLINES:
        return ""
    found = sight.reader.value(f"SELECT {HEADLINES[code]} FROM {code} WHERE number = ?", (number,))
    return str(found or "")


def starters(sight: Sight) -> dict[str, str]:
    """Return who started each deadline, by its number."""
    return dict(
        sight.reader.all(
            "SELECT r.number, l.operator FROM revision r JOIN log l ON l.id = r.log_id"
            " WHERE r.kind = 'deadline' AND r.version = 1"
        )
    )


def deadlines(sight: Sight) -> Iterator[Item]:
    """Yield the running deadlines; one whose clock is stopped waits without a day."""
    running = list(_running(sight))
    known = {} if sight.quick or not running else starters(sight)
    for one in running:
        stopped = one.state == PAUSED
        yield Item(
            f"deadline:{one.number}",
            None if stopped or not one.ends_on else date.fromisoformat(one.ends_on),
            one.subject,
            _title(one, called(sight, one.subject)),
            _why(one, stopped=stopped),
            one.basis or one.source,
            _command(one),
            known.get(one.number, ""),
            hard=True,
            provisional=bool(one.provisional) and not stopped,
            sequence=one.version - 1,
            proof=one.number,
        )


def _title(one: _Running, record: str) -> str:
    """Return what a deadline is for, its own label and the record's name, each once."""
    told: list[str] = []
    for part in (*_names(one), record):
        if part and not any(part in earlier for earlier in told):
            told.append(part)
    return " ".join(told)


def _names(one: _Running) -> tuple[str, ...]:
    """Return the matter in the user's language, and of the label what is more than the matter's Chinese name."""
    from ttoffice.deadlines.policy import SETTINGS, title_of

    known = SETTINGS.get(one.matter)
    usual = chinese(known.title) if known is not None else ""
    more = one.label.removeprefix(usual).strip() if usual else one.label
    return tuple(filter(None, (title_of(one.matter), more)))


def _command(one: _Running) -> str:
    """Return the step that is due about the record; where none is known, the deadline itself is finished."""
    if one.matter in OPENERS and one.subject.startswith("XK-"):
        return f"ttoffice {OPENERS[one.matter]} {one.subject}"
    step = STEPS.get((one.matter, one.subject.partition("-")[0]))
    return f"ttoffice do {step} {one.subject}" if step else f"ttoffice do deadline.finish {one.number}"


def _why(one: _Running, *, stopped: bool) -> str:
    from ttoffice.workdays.counting import read_period

    counted = {
        "label": _names(one)[-1],
        "start": one.starts_on,
        "period": read_period(one.period).words,
        "source": one.source,
    }
    if stopped:
        return _("%(label)s: the clock stands still; the day is known once it goes on.") % counted
    if one.source:
        return _("%(label)s: %(period)s from %(start)s (%(source)s).") % counted
    return _("%(label)s: %(period)s from %(start)s.") % counted


SOURCES: tuple[tuple[str, Source], ...] = (("deadline", deadlines),)
