"""The next steps of deadlines: what ends them stands with the record that they run for. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.agenda.next_steps.model import Case, Proposal, Rule

FILED = ("registration", "recordal")
"""Deadlines within which something is filed, by the kind of the filing."""
FEE = "right_fee"


def deadline(case: Case) -> Iterator[Proposal]:
    """A clock that runs waits for its record; one that stands still is let run on; without a record it is finished."""
    if case.state == "paused":
        yield Proposal("deadline.resume")
    elif case.state == "open":
        yield from _running(case)


def _running(case: Case) -> Iterator[Proposal]:
    matter, subject = case.text("matter"), case.text("subject")
    if matter == FEE:
        right = case.text("label").rpartition(" ")[0]
        yield Proposal("filing.maintain", about=subject, into="license", data={"right": right})
    elif matter in FILED:
        yield from _filed(case, matter)
    elif subject:
        yield Proposal(of=subject)
    yield Proposal("deadline.finish")


def _filed(case: Case, kind: str) -> Iterator[Proposal]:
    filings = case.beside("filing", "subject", case.text("subject"))
    made = [one for one in filings if one.document["kind"] == kind]
    if made:
        yield Proposal(of=made[-1].number)
    else:
        yield Proposal("filing.prepare", about=case.text("subject"), into="license", data={"kind": kind})


RULES: dict[str, Rule] = {"deadline": deadline}
