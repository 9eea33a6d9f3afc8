"""The next steps of people, recusal checks, collective decisions, internal rules and enterprises. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ttoffice.action.core import Subject
from ttoffice.agenda.next_steps.model import Case, Proposal, Rule


def person(case: Case) -> Iterator[Proposal]:
    """Whoever is with the unit has a role: it tells which articles of the exemption guideline count (Art. 7 to 9)."""
    if not case.document["left_on"] and not case.document["roles"]:
        yield Proposal("person.edit", asked=False)


def recusal(case: Case) -> Iterator[Proposal]:
    """A check serves the matter that it was made for."""
    if case.text("subject"):
        yield Proposal(of=case.text("subject"))


def decision(case: Case) -> Iterator[Proposal]:
    """An item is decided; what was decided is then entered in the matter that it is about."""
    if case.state == "prepared":
        yield Proposal("decision.decide")
    elif case.state == "adopted" and not _corrected(case) and case.text("subject"):
        yield Proposal(of=case.text("subject"))


def _corrected(case: Case) -> bool:
    later = case.beside("decision", "corrects", case.number)
    return any(one.document["state"] == "adopted" for one in later)


def rule(case: Case) -> Iterator[Proposal]:
    """An internal rule is consulted on, decided, published and set in force (exemption Art. 11)."""
    if case.state == "draft":
        yield Proposal("rule.consult")
    elif case.state == "consulted":
        yield from decided_by(case, "rule.decide", same="text_sha256")
    elif case.state == "decided":
        yield from published_by(case, "rule")
    elif case.state == "published":
        yield Proposal("rule.effect")


def decided_by(case: Case, then: str, *, same: str = "") -> Iterator[Proposal]:
    """Propose the way to a collective decision: prepared, taken, entered by `then`.

    `same` names the field that a decision about a text shares with it; one about another text does not count.
    """
    standing = [one for one in case.about("decision") if _counts(one, case, same)]
    if not standing:
        yield Proposal("decision.prepare", into="subject", asked=False)
    elif standing[-1].document["state"] == "prepared":
        yield Proposal(of=standing[-1].number)
    else:
        yield Proposal(then, data={"decision": standing[-1].number})


def _counts(one: Subject[Any], case: Case, same: str) -> bool:
    if one.document["state"] == "rejected":
        return False
    return not same or one.document[same] == case.document[same]


def published_by(case: Case, kind: str) -> Iterator[Proposal]:
    """Propose the way to a notice of a kind: drafted, or what is next with the newest round."""
    rounds = [one for one in case.about("notice") if one.document["kind"] == kind]
    if rounds:
        yield Proposal(of=rounds[-1].number)
    else:
        yield Proposal("notice.draft", into="subject", asked=False)


def enterprise(case: Case) -> Iterator[Proposal]:
    """An enterprise is told apart by its code, and its size class rests on the figures of a year (pay-later Art. 2)."""
    found = case.document
    if found["state"] != "active":
        return
    if found["country"] == "CN" and not found["credit_code"] and not found["code_reason"]:
        yield Proposal("enterprise.change", asked=False)
    elif found["entity"] == "enterprise" and not found["figures"]:
        yield Proposal("enterprise.add_figures")


RULES: dict[str, Rule] = {
    "person": person,
    "recusal": recusal,
    "decision": decision,
    "rule": rule,
    "enterprise": enterprise,
}
