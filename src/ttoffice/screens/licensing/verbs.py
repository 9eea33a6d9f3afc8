"""Every verb of this area by the kind of record it is about: what each asks for follows from its action's input."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from ttoffice.action.kinds import RecordKind, kind_of
from ttoffice.screens.kit.asked import fields_of, probe_of
from ttoffice.screens.kit.verbs import Verb
from ttoffice.widgets.fields import Field

if TYPE_CHECKING:
    from ttoffice.action.core import Action

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
    from ttoffice.action import registered

    kind = kind_of(code)
    if kind is None:
        return ()
    found = [
        _verb(action, kind)
        for action in registered().values()
        if action.name not in FORMS and code == _kind_about(action)
    ]
    place = {name: at for at, name in enumerate(ORDER)}
    return tuple(sorted(found, key=lambda verb: (place.get(verb.name, len(ORDER)), verb.name)))


def _kind_about(action: Action) -> str:
    """Return the kind of record that an action is about; the license under which it makes a further one."""
    if action.kind is not None:
        return action.kind.code
    return "license" if ABOUT in action.input.model_fields else ""


def _verb(action: Action, kind: RecordKind) -> Verb:
    own = _own().get(action.name)
    if own is not None:
        return replace(own, label_source=action.summary)
    about = "" if action.kind is not None else ABOUT
    fields = partial(_fields, action, kind, about)
    probe = probe_of(action.input, about)
    return Verb(action.name, action.summary, fields, probe, "ask", bulk=False, about=about)


def _fields(action: Action, kind: RecordKind, about: str) -> tuple[Field, ...]:
    """Return the fields of an action, called as in the kind of record that it makes or changes."""
    from ttoffice.screens.licensing.words import words_of

    made = kind_of(action.name.partition(".")[0])
    return fields_of(action.input, made or kind, words_of(action.name), about)
