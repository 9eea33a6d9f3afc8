"""The next steps of a license's papers: amendments, contracts, filings, supports, letters, awards, annual reports."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.agenda.next_steps.model import Case, Proposal, Rule
from ttoffice.agenda.next_steps.of_parties import decided_by

DELIVERED = ("demand", "default", "termination")
"""The letters whose effect begins when they are delivered (民法典 137)."""
HEARD = ("malicious", "false_material")
"""Conduct so grave that the one concerned is heard before anything follows."""


def amendment(case: Case) -> Iterator[Proposal]:
    """An amendment changes its license; that goes on."""
    yield Proposal(of=case.text("subject"))


def contract(case: Case) -> Iterator[Proposal]:
    """The newest version is issued for signature, or its license goes on; an older one is history."""
    versions = case.beside("contract", "subject", case.text("subject"))
    if versions and versions[-1].number == case.number and not issued(case, case.number):
        yield Proposal("contract.issue")
    yield Proposal(of=case.text("subject"))


def issued(case: Case, number: str) -> bool:
    """Whether the copy of a contract for signature was issued."""
    from ttoffice.evidence.views import exhibits_of
    from ttoffice.licenses.contracts.record import CONTRACTS
    from ttoffice.licenses.contracts.writing import issued_name

    found = CONTRACTS.load(case.reader, number)
    if found is None:
        return False
    name = issued_name(found.record)
    return any(view.name == name for view in exhibits_of(case.reader, "contract", found.id))


def filing(case: Case) -> Iterator[Proposal]:
    """A filing is completed and handed in, and its certificate entered (pay-later Art. 6(3))."""
    if case.state in ("prepared", "returned"):
        yield Proposal("filing.submit")
    elif case.state in ("submitted", "accepted"):
        yield Proposal("filing.certify")


def support(case: Case) -> Iterator[Proposal]:
    """What was applied for or claimed comes to something; what covers a sum in default is claimed (pay-later Art. 7)."""
    if case.state in ("applied", "claimed"):
        yield Proposal("support.record_outcome")
    elif case.state == "standing" and case.text("kind") in ("guarantee", "insurance") and _overdue(case):
        yield Proposal("support.claim")


def _overdue(case: Case) -> bool:
    today = case.today.isoformat()
    covered = case.document["dues"]
    return any(
        one.document["state"] == "open"
        and (one.document["due_on"] or today) < today
        and (not covered or one.number in covered)
        for one in case.beside("due", "subject", case.text("subject"))
    )


def reminder(case: Case) -> Iterator[Proposal]:
    """A letter with legal effect must be known to have arrived; then the sums it is about go on."""
    delivered = case.document["confirms"] or case.beside("reminder", "confirms", case.number)
    if case.text("rung") in DELIVERED and not delivered:
        yield Proposal("reminder.confirm_delivery")
        return
    for one in case.document["dues"]:
        yield Proposal(of=one["number"])


def mitigation(case: Case) -> Iterator[Proposal]:
    """A step against loss counts by its proof (exemption Art. 8(4)): an exhibit is attached where there is none."""
    corrected = case.beside("mitigation", "corrects", case.number)
    if not case.document["proof"] and not corrected:
        yield Proposal("exhibit.add", asked=False)
    for number in case.document["dues"]:
        yield Proposal(of=number)


def integrity(case: Case) -> Iterator[Proposal]:
    """Whoever is blamed for something grave is heard (pay-later Art. 8)."""
    if case.beside("integrity", "corrects", case.number) or case.document["withdrawn"]:
        return
    if case.text("conduct") in HEARD and not case.document["heard_on"]:
        yield Proposal("integrity.hear")
    elif case.text("conduct") in HEARD and not case.text("referred_to"):
        yield Proposal("integrity.refer")


def award(case: Case) -> Iterator[Proposal]:
    """A distribution is published, decided and paid (促转法 45)."""
    if case.state == "drafted":
        yield Proposal("award.publicise")
    elif case.state == "publicised":
        yield Proposal("award.close_publicity")
    elif case.state == "cleared":
        yield from decided_by(case, "award.decide")
    elif case.state == "decided":
        yield Proposal("award.pay")


def annual(case: Case) -> Iterator[Proposal]:
    """An exported report is handed in."""
    if not case.document["handed_in_on"]:
        yield Proposal("annual.hand_in")


RULES: dict[str, Rule] = {
    "amendment": amendment,
    "contract": contract,
    "filing": filing,
    "support": support,
    "reminder": reminder,
    "mitigation": mitigation,
    "integrity": integrity,
    "award": award,
    "annual": annual,
}
