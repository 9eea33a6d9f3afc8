"""Every verb of findings by the kind of record it is about: what each asks for follows from its action's input."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from ttoffice.screens.findings.words import words_of
from ttoffice.screens.kit.verb_books import VerbBook
from ttoffice.screens.kit.verbs import Verb
from ttoffice.widgets.fields import Field

if TYPE_CHECKING:
    from textual.screen import Screen

    from ttoffice.action.office import Office

ABOUT = "finding"
FORMS = frozenset({"finding.open", "finding.edit", "finding.take_out", "finding.take_out_list"})
"""Actions that forms perform, and whatever takes papers and lists out of the office."""
ORDER: tuple[str, ...] = (
    "finding.accept", "finding.refuse", "recusal.record", "finding.form_panel", "finding.begin", "hearing.record",
    "hearing.absent", "inquiry.ask", "finding.assess", "finding.propose", "finding.report", "decision.prepare",
    "finding.decide", "notice.draft", "finding.finalise", "finding.record_effect", "finding.archive",
    "finding.certify", "finding.change_panel", "finding.change_plan", "finding.extend", "finding.send_back",
    "finding.revisit", "finding.withdraw", "finding.reopen", "hearing.confirm", "inquiry.settle",
)  # fmt: skip
"""The verbs in the order of the work; others follow."""
MADE = {
    "finding.assess": "assessment",
    "finding.propose": "assessment",
    "finding.record_effect": "effect",
    "finding.certify": "effect",
    "hearing.absent": "hearing",
}
"""Actions about a finding that make a record of another kind."""


def verb_fields(action: str) -> tuple[Field, ...]:
    """Return the fields of an action of this area."""
    from ttoffice.action import find_action

    return BOOK.fields(find_action(action))


# --- what dialogs begin with -----------------------------------------------------------------------------


def begins_with_interview(_office: Office, _number: str) -> Mapping[str, Any]:
    """Return what is recorded most often: an interview of a person concerned."""
    return {"side": "concerned", "manner": "interview"}


def begins_with_panel(office: Office, number: str) -> Mapping[str, Any]:
    """Return the members who sit now."""
    found = _document(office, number)
    keys = ("person", "field", "qualification", "lead")
    return {"members": [{key: seat[key] for key in keys} for seat in found["panel"] if seat["until"] is None]}


def begins_with_plan(office: Office, number: str) -> Mapping[str, Any]:
    """Return the plan as it is."""
    found = _document(office, number)
    return {"plan": found["plan"], "sides": found["sides"]}


def begins_with_drafts(office: Office, number: str) -> Mapping[str, Any]:
    """Return report and conclusion as they would be drafted today; nothing where the case is not ready for that."""
    from ttoffice.findings.codes import FindingState
    from ttoffice.findings.concluding.texts import drafts
    from ttoffice.findings.reading import load

    with office.reader() as reader:
        found = load(reader, number)
        if found is None or found.record.state is not FindingState.INVESTIGATING:
            return {}
        report, text = drafts(reader, office.rulebook, number, office.today)
    return {"report": report, "text": text}


def begins_with_decision(office: Office, number: str) -> Mapping[str, Any]:
    """Return the newest decision about the finding."""
    from ttoffice.parties.decisions import DECISIONS

    with office.reader() as reader:
        found = DECISIONS.where(reader, "subject = ? AND state <> 'rejected'", (number,))
    return {"decision": found[-1].number} if found else {}


def begins_with_review(office: Office, number: str) -> Mapping[str, Any]:
    """Return the review that did not uphold the conclusion and was not acted on yet."""
    from ttoffice.findings.reading import load
    from ttoffice.notices.views import reviews_about

    with office.reader() as reader:
        found = load(reader, number)
        reviews = reviews_about(reader, number, "finding")
    acted = {back.review for back in found.record.sent_back} if found is not None else set()
    open_ = [
        one for one in reviews if one.record.outcome in ("changed", "revoked") and one.number not in acted
    ]
    return {"review": open_[0].number, "reason": open_[0].record.reasons[:300]} if open_ else {}


def begins_with_code(office: Office, number: str) -> Mapping[str, Any]:
    """Return the code of the newest dossier that was made of the finding for the inside."""
    from ttoffice.findings.views import dossier_code

    with office.reader() as reader:
        code = dossier_code(reader, number)
    return {"code": code} if code else {}


def _document(office: Office, number: str) -> dict[str, Any]:
    from ttoffice.action.records import document
    from ttoffice.findings.kinds import FINDING

    with office.reader() as reader:
        return document(reader, FINDING, number)


# --- screens of their own --------------------------------------------------------------------------------


def open_matrix(_office: Office, number: str) -> Screen[Any]:
    """Return the screen of the matrix."""
    from ttoffice.screens.findings.matrix_screen import MatrixScreen

    return MatrixScreen(number)


def open_report(office: Office, number: str) -> Screen[Any]:
    """Return the screen of the report."""
    from ttoffice.screens.findings.reporting import report_screen

    return report_screen(office, number)


def _asking(name: str, begins: Any, probe: Mapping[str, Any] | None = None) -> Verb:
    return Verb(name, fields=partial(verb_fields, name), probe=probe or {}, bulk=False, begins=begins)


def _opening(
    name: str, opens: Callable[[Office, str], Screen[Any]], probe: Mapping[str, Any] | None = None
) -> Verb:
    """Return a verb with a screen of its own; its fields are what that screen asks for."""
    return Verb(name, fields=partial(verb_fields, name), probe=probe or {}, bulk=False, opens=opens)


@cache
def _own() -> dict[str, Verb]:
    verbs = (
        _asking("hearing.record", begins_with_interview),
        _asking("finding.change_panel", begins_with_panel),
        _asking("finding.change_plan", begins_with_plan),
        _asking("finding.decide", begins_with_decision, {"decision": "-"}),
        _asking("finding.revisit", begins_with_review),
        _asking("finding.archive", begins_with_code, {"code": "0" * 64}),
        _opening("finding.assess", open_matrix, {"person": "unit"}),
        _opening("finding.propose", open_matrix, {"person": "unit", "outcome": "exempt"}),
        _opening("finding.report", open_report),
    )
    return {verb.name: verb for verb in verbs}


@cache
def verbs_of(code: str) -> tuple[Verb, ...]:
    """Return what can be done with a record of a kind, in the order of the work."""
    return BOOK.verbs_of(code)


BOOK = VerbBook("finding", ABOUT, FORMS, ORDER, _own, words_of, MADE)
"""The verbs of this area."""
