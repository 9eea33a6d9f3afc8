"""Where a notice's facts come from: each area that has something to publish says it through a module named here.

The module's `facts(reader, number)` returns `SubjectFacts`, or None where there is no such record. Notices
never import the area; a kind without a module, or whose module is not part of this program, has its facts
typed by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from ttoffice.action.kinds import code_of
from ttoffice.notices.record import Fact, Related

if TYPE_CHECKING:
    from ttoffice.reasons import Reason
    from ttoffice.store.connection import Reader

SOURCES = {
    "result": "ttoffice.results.notice_facts",
    "license": "ttoffice.licenses.notice_facts",
    "finding": "ttoffice.findings.notice_facts",
    "rule": "ttoffice.notices.rule_facts",
}
"""The module that knows the facts of a kind of record."""
SUBJECTS = {"price": ("result", "license"), "finding": ("finding",), "rule": ("rule",)}
"""What each kind of notice can be about."""


@dataclass(frozen=True)
class SubjectFacts:
    """What a record says for a notice about it.

    Attributes:
        title: what it is called.
        facts: what the text is drafted from, in its order.
        persons: person numbers of those it is about.
        organisations: the enterprises it is about, by number or name.
        author_names: names of those who made the result.
        panel: person numbers of those who investigated or decided it.
        secrets: why its content must not be published; empty where it may.
        whole: a text that the notice must hold word for word.
        related, related_note: what was declared of ties to the acquirer, which a draft takes over.
        refusals: why a notice about it cannot be approved, published or closed as the record stands.
        rests_on: the number of the notice that the record, being final, rests on; empty where there is none.
        since: the day before which no such notice can have been approved; None where there is none.
    """

    title: str
    facts: tuple[Fact, ...] = ()
    persons: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    author_names: frozenset[str] = frozenset()
    panel: frozenset[str] = frozenset()
    secrets: tuple[str, ...] = ()
    whole: str = ""
    related: Related = "unknown"
    related_note: str = ""
    refusals: tuple[Reason, ...] = ()
    since: date | None = None
    rests_on: str = ""


def has_source(number: str) -> bool:
    """Return whether this program knows records of this number's kind, so that one must exist."""
    module = SOURCES.get(code_of(number) or "")
    if module is None:
        return False
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:  # the area itself is not part of this program yet
        return False


def subject_facts(reader: Reader, number: str) -> SubjectFacts | None:
    """Return what a record says for a notice about it; None where there is no such record or no source."""
    if not has_source(number):
        return None
    found: SubjectFacts | None = import_module(SOURCES[code_of(number) or ""]).facts(reader, number)
    return found
