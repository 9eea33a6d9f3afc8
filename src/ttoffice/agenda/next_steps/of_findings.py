"""The next steps of findings and of what belongs to them: the course of the guideline says them (exemption Art. 11 to 14)."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.agenda.next_steps.model import Case, Proposal, Rule
from ttoffice.findings import reading
from ttoffice.findings.gathering import gather
from ttoffice.findings.views import next_of

ELSEWHERE = {
    "hearing.confirm": ("hearing", "state", ("recorded",)),
    "inquiry.settle": ("inquiry", "state", ("open",)),
    "decision.decide": ("decision", "state", ("prepared",)),
    "notice.approve": ("notice", "state", ("draft",)),
    "notice.publish": ("notice", "state", ("approved",)),
    "notice.close": ("notice", "state", ("published",)),
}
"""Acts about a record beside the finding: its kind, and by which field and values it is told."""
FORMS = {"decision.prepare": "subject", "notice.draft": "subject", "recusal.record": "subject"}
"""Acts that a form asks for: the field of the input that takes the finding."""
PROBES = {
    "finding.assess": {"person": "unit"},
    "finding.propose": {"person": "unit", "outcome": "exempt"},
    "finding.archive": {"code": "0" * 64},
}
"""What the guards are asked with, where a sample would be another matter."""


def finding(case: Case) -> Iterator[Proposal]:
    """What the course of a finding says; the guards of the act say what it lacks."""
    found = reading.load(case.reader, case.number)
    if found is None:
        return
    facts = gather(case.reader, case.office.rulebook, case.number, found.record, case.today)
    following = next_of(case.reader, facts)
    if following is None:
        return
    act = following.act
    if act == "review.decide":
        yield from _reviews(case)
    elif act in ELSEWHERE:
        yield from _beside(case, act)
    elif act in FORMS:
        yield Proposal(act, into=FORMS[act], asked=False)
    else:
        yield Proposal(act, sample=PROBES.get(act, {}), asked=act != "dossier.make")


def _beside(case: Case, act: str) -> Iterator[Proposal]:
    kind, field, values = ELSEWHERE[act]
    for one in case.about(kind):
        if one.document[field] in values:
            yield Proposal(of=one.number)


def _reviews(case: Case) -> Iterator[Proposal]:
    for notice in case.about("notice"):
        for one in case.beside("review", "subject", notice.number):
            if not one.document["outcome"]:
                yield Proposal(of=one.number)


def hearing(case: Case) -> Iterator[Proposal]:
    """A record is confirmed by who was heard; then the finding goes on."""
    if case.state == "recorded":
        yield Proposal("hearing.confirm")
    yield Proposal(of=case.text("subject"))


def inquiry(case: Case) -> Iterator[Proposal]:
    """What came of asking for material is recorded; then the finding goes on."""
    if case.state == "open":
        yield Proposal("inquiry.settle")
    yield Proposal(of=case.text("subject"))


def part(case: Case) -> Iterator[Proposal]:
    """A matrix, a conclusion or an effect is a piece of its finding, which goes on."""
    yield Proposal(of=case.text("subject"))


RULES: dict[str, Rule] = {
    "finding": finding,
    "hearing": hearing,
    "inquiry": inquiry,
    "assessment": part,
    "conclusion": part,
    "effect": part,
}
