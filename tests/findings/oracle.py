"""The rules of exemption findings stated a second time, from the guideline alone, over the store's plain data.

Whatever the program's own rules let through is looked at here again: for each finding and each state it reached, the
steps of Art. 11 to 13 that must lie before it, with the records as they stood at that moment; and for every favourable
conclusion the matrix of Art. 6 to 10. Nothing here is shared with the program but the files of holidays and of the
rulebook's facts. `complaints` returns nothing where all is as it must be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.findings import oracle_deciding, oracle_effects, oracle_history, oracle_opening, oracle_publicity
from tests.findings.books import Books, Row
from tests.findings.oracle_file import ORDER, File


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something that must be impossible: what, of which record, and the detail."""

    code: str
    number: str
    detail: str = ""


CHECKS = {
    "accepted": (
        oracle_opening.no_other_case,
        oracle_opening.begun,
        oracle_opening.answered,
        oracle_opening.rule_in_force,
    ),
    "refused": (oracle_opening.begun, oracle_opening.answered),
    "withdrawn": (oracle_opening.withdrawn,),
    "begun": (oracle_opening.panel_sits, oracle_opening.planned),
    "reported": (
        oracle_opening.panel_sits,
        oracle_opening.kept_to,
        oracle_deciding.everybody_heard,
        oracle_deciding.material_settled,
        oracle_deciding.matrices_complete,
        oracle_deciding.reported,
    ),
    "decided": (oracle_opening.panel_sits, oracle_deciding.decided, oracle_deciding.concluded),
    "final": (
        oracle_opening.panel_sits,
        oracle_deciding.decision_stands,
        oracle_publicity.published,
        oracle_publicity.objections_answered,
        oracle_publicity.reviewed,
    ),
    "archived": (oracle_effects.archived,),
}
"""What must hold on entering each state."""
NOW = (
    oracle_effects.effects, oracle_effects.follows, oracle_deciding.rounds, oracle_publicity.still_stands,
)  # fmt: skip
"""What must hold whatever the state."""


def complaints(books: Books) -> list[Complaint]:
    """Return everything that must be impossible and yet stands in the books."""
    found = [one for row in books.table("finding").values() for one in of_finding(books, row)]
    return [*found, *(Complaint(*one) for one in oracle_history.complaints(books))]


def of_finding(books: Books, row: Row) -> Iterator[Complaint]:
    """Yield what is wrong with one finding: every state it entered, and what it holds now."""
    file = File(books, row)
    for state, document, at in file.passages():
        for check in CHECKS.get(state, ()):
            for code, detail in check(File(books, document, at)):
                yield Complaint(code, row["number"], f"{state}: {detail}")
    for check in NOW:
        for code, detail in check(file):
            yield Complaint(code, row["number"], detail)
    if row["state"] not in (*ORDER, "refused", "withdrawn"):
        yield Complaint("unknown_state", row["number"], row["state"])
