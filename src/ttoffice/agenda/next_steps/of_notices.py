"""The next steps of notices, objections and reviews (促转法 18, exemption Art. 11 and 13). Pure."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.agenda.next_steps.model import Case, Proposal, Rule

OPEN = ("received", "in_review")
"""The states of an objection that is not settled."""
WHY = {"reason": "-"}
"""A reason is asked for by the dialog."""


def typed(act: str, *codes: str, **sample: object) -> Proposal:
    """Propose an act whose dialog asks for what these codes are about."""
    return Proposal(act, sample=sample, typed=frozenset(codes))


def notice(case: Case) -> Iterator[Proposal]:
    """A notice is approved, published, proved, taken down and closed; what is objected goes first."""
    if case.state == "draft":
        yield typed("notice.approve", "notice.no_decision")
    elif case.state == "approved":
        yield Proposal("notice.publish")
    elif case.state == "published":
        yield from _published(case)
    elif case.state == "withdrawn":
        yield from _withdrawn(case)
    elif case.text("subject"):
        yield Proposal(of=case.text("subject"))


def _published(case: Case) -> Iterator[Proposal]:
    waiting = [one.number for one in case.about("objection") if one.document["state"] in OPEN]
    running = [one.number for one in case.about("review") if not one.document["outcome"]]
    if waiting or running:
        yield Proposal(of=(waiting or running)[0])
    elif not case.document["posted"]:
        yield Proposal("notice.prove_posting")
    elif case.document["taken_down_on"] is None:
        yield Proposal("notice.take_down")
    else:
        yield Proposal("notice.close")


def _withdrawn(case: Case) -> Iterator[Proposal]:
    """A withdrawn notice is followed by another round, where there is none yet."""
    later = case.beside("notice", "follows", case.number)
    yield Proposal(of=later[-1].number) if later else Proposal("notice.restart", sample=WHY)


def objection(case: Case) -> Iterator[Proposal]:
    """An objection that came late is decided upon, any other is reviewed and answered in writing."""
    if case.state == "received" and case.text("admission") == "undecided":
        yield Proposal("objection.decide_late", sample={"accept": True, **WHY})
    elif case.state == "received":
        yield Proposal(
            "review.open",
            about=case.text("subject"),
            data={"objections": [case.number]},
            typed=frozenset({"review.no_panel"}),
        )
    elif case.state == "in_review":
        yield from _in_review(case)
    else:
        yield Proposal(of=case.text("subject"))


def _in_review(case: Case) -> Iterator[Proposal]:
    decided = [
        one.document["outcome"]
        for one in case.beside("review", "number", case.text("review"))
        if one.document["outcome"]
    ]
    answer = typed("objection.answer", "objection.no_way", "objection.no_receipt")
    yield answer if decided else Proposal(of=case.text("review"))


def review(case: Case) -> Iterator[Proposal]:
    """A review finds on evidence and decides; then each objection that it dealt with is answered."""
    if not case.text("outcome"):
        yield (
            typed("review.decide", "review.no_reasons", outcome="upheld", reasons="-")
            if case.document["findings"]
            else typed("review.find", "review.empty_finding", "review.no_exhibit")
        )
        return
    for one in case.beside("objection", "review", case.number):
        if one.document["state"] in OPEN:
            yield Proposal(of=one.number)
    yield Proposal(of=case.text("subject"))


RULES: dict[str, Rule] = {"notice": notice, "objection": objection, "review": review}
