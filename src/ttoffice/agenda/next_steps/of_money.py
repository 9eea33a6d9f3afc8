"""The next steps of milestones, sums due, statements, receipts and what pays what (pay-later Art. 2)."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.agenda.next_steps.model import Case, Proposal, Rule
from ttoffice.licenses.receipts.reading import free_fen
from ttoffice.licenses.shelves import RECEIPTS

ENTER_RECEIPT = "receipt.enter"
"""What is done once money came in."""


def milestone(case: Case) -> Iterator[Proposal]:
    """A milestone is recorded with its proof once it is reached; then its sum is payable."""
    if case.state == "pending":
        yield Proposal("milestone.reach")
    elif case.state == "reached":
        for one in case.beside("due", "milestone", case.number):
            yield Proposal(of=one.number)


def due(case: Case) -> Iterator[Proposal]:
    """A sum that is overdue is demanded; one that is payable is paid; a royalty waits for its report."""
    if case.state == "open":
        yield from _payable(case)
    elif case.state == "expected":
        yield from _expected(case)


def _payable(case: Case) -> Iterator[Proposal]:
    late = bool(case.text("due_on")) and case.text("due_on") < case.today.isoformat()
    if late and not _demanded(case):
        yield Proposal(
            "reminder.send",
            about=case.text("subject"),
            into="license",
            data={"dues": [case.number], "letter": False},
        )
    yield Proposal(ENTER_RECEIPT, about=case.text("subject"), into="license", sample={"amount_fen": 1})


def _demanded(case: Case) -> bool:
    """Whether a letter about it is out and still leaves time for payment."""
    letters = case.beside("reminder", "subject", case.text("subject"))
    return any(
        case.number in {then["number"] for then in one.document["dues"]}
        and (one.document["pay_by"] or "") >= case.today.isoformat()
        for one in letters
    )


def _expected(case: Case) -> Iterator[Proposal]:
    """The sum of a milestone waits for it, a royalty for the report of its period once that is over."""
    over = case.text("period_until") < case.today.isoformat()
    if case.text("milestone"):
        yield Proposal(of=case.text("milestone"))
    elif case.text("kind") == "royalty" and not case.text("statement") and over:
        yield Proposal(
            "statement.enter", about=case.text("subject"), into="license", data={"period": case.text("key")}
        )


def statement(case: Case) -> Iterator[Proposal]:
    """A statement makes a royalty due; that is what goes on."""
    for one in case.beside("due", "statement", case.number):
        yield Proposal(of=one.number)


def receipt(case: Case) -> Iterator[Proposal]:
    """Money that pays nothing yet is allocated to what is due."""
    found = RECEIPTS.load(case.reader, case.number)
    if found is not None and free_fen(case.reader, found) > 0:
        yield Proposal("receipt.allocate")


def allocation(case: Case) -> Iterator[Proposal]:
    """What an allocation left open of its sum, or of its receipt, goes on there."""
    yield Proposal(of=case.text("receipt"))
    yield Proposal(of=case.text("due"))


RULES: dict[str, Rule] = {
    "milestone": milestone,
    "due": due,
    "statement": statement,
    "receipt": receipt,
    "allocation": allocation,
}
