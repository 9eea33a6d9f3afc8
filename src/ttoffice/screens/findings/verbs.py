"""Every verb of findings by the kind of record it is about: what each asks for follows from its action's input."""

from __future__ import annotations

from functools import cache

from ttoffice.screens.findings.words import words_of
from ttoffice.screens.kit.verb_books import VerbBook
from ttoffice.screens.kit.verbs import Verb

ABOUT = "finding"
FORMS = frozenset({"finding.open", "finding.edit", "finding.take_out"})
"""Actions that forms and the writing of papers perform."""
ORDER: tuple[str, ...] = (
    "finding.accept", "finding.refuse", "finding.withdraw", "finding.form_panel", "finding.change_panel",
    "finding.begin", "hearing.record", "hearing.absent", "inquiry.ask", "finding.assess", "finding.propose",
    "finding.report", "finding.decide", "finding.finalise", "finding.record_effect", "finding.archive",
    "finding.certify", "finding.change_plan", "finding.extend", "finding.send_back", "finding.revisit",
    "finding.reopen", "hearing.confirm", "inquiry.settle",
)  # fmt: skip
"""The verbs in the order of the work; others follow."""


def _own() -> dict[str, Verb]:
    return {}


@cache
def verbs_of(code: str) -> tuple[Verb, ...]:
    """Return what can be done with a record of a kind, in the order of the work."""
    return BOOK.verbs_of(code)


MADE = {
    "finding.assess": "assessment",
    "finding.propose": "assessment",
    "finding.record_effect": "effect",
    "finding.certify": "effect",
    "hearing.absent": "hearing",
}
"""Actions about a finding that make a record of another kind."""
BOOK = VerbBook("finding", ABOUT, FORMS, ORDER, _own, words_of, MADE)
"""The verbs of this area."""
