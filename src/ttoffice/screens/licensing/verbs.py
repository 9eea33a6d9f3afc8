"""Every verb of this area by the kind of record it is about: what each asks for follows from its action's input."""

from __future__ import annotations

from functools import cache

from ttoffice.screens.kit.verb_books import VerbBook
from ttoffice.screens.kit.verbs import Verb
from ttoffice.screens.licensing.words import words_of

ABOUT = "license"
"""The field of an input that takes the license, where an action makes a further record under it."""
FORMS = frozenset(
    {
        "license.draft",
        "license.change",
        "license.enter_signed",
        "license.revert",
        "contract.redline",
        "license.import",
        "receipt.import",
    }
)
"""Actions that forms, undo and the comparison of two versions perform."""
ORDER: tuple[str, ...] = (
    "license.negotiate", "license.declare_ties", "license.price", "license.inform", "license.publish_price",
    "license.decide", "license.sign", "license.begin", "license.record_first_sale", "receipt.enter",
    "statement.enter", "license.amend", "reminder.send", "mitigation.record", "support.enter", "filing.prepare",
    "due.claim_damages", "license.mute", "license.unmute", "integrity.record", "award.draft", "license.add_proof",
    "license.terminate", "license.end", "due.plan",
    "milestone.reach", "milestone.postpone", "milestone.fail",
)  # fmt: skip
"""The verbs in the order of the work; others follow."""


@cache
def _own() -> dict[str, Verb]:
    """Return the verbs that ask in a way of their own."""
    from ttoffice.screens.licensing.amending import AMEND_VERBS
    from ttoffice.screens.licensing.procedure_fields import LICENSE_VERBS
    from ttoffice.screens.licensing.receiving import RECEIPT_VERBS

    return {verb.name: verb for verb in (*LICENSE_VERBS, *AMEND_VERBS, *RECEIPT_VERBS)}


@cache
def verbs_of(code: str) -> tuple[Verb, ...]:
    """Return what can be done with a record of a kind, in the order of the work."""
    return BOOK.verbs_of(code)


BOOK = VerbBook("license", ABOUT, FORMS, ORDER, _own, words_of)
"""The verbs of this area."""
