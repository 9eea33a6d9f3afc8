"""The next steps of results: settle what is unclear, list what the two-year scan finds, see to its license."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.agenda.next_steps.model import Case, Proposal, Rule
from ttoffice.licenses.views import of_result
from ttoffice.results.details import result_id
from ttoffice.results.scan import Standing
from ttoffice.results.scanning import scan_lines

UNDER_WAY = ("draft", "negotiating", "price_notice", "decided", "signed", "registered", "in_force")
"""The states of a license that still wants something."""


def result(case: Case) -> Iterator[Proposal]:
    """What the scan finds due is listed (pay-later Art. 4); what it cannot tell for want of facts is settled first."""
    for number, state in of_result(case.reader, case.number):
        if state in UNDER_WAY:
            yield Proposal(of=number)
    if case.document.get("listed_since"):
        return
    row = result_id(case.reader, case.number)
    standing = scan_lines(case.reader, [row], case.today)[row].decision.standing
    yield from proposed(standing, flagged=bool(case.document.get("flags")))


def proposed(standing: Standing, *, flagged: bool) -> Iterator[Proposal]:
    """Propose what is next with a result that is not listed, by where it stands in the scan."""
    if flagged or standing is Standing.UNDECIDED:
        yield Proposal("result.edit", asked=False)
    if standing is Standing.DUE:
        yield Proposal("result.list")


RULES: dict[str, Rule] = {"result": result}
