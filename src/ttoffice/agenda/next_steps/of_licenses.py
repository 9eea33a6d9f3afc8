"""The next steps of a license: what the procedure before signature still lacks, then what its performance asks."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.agenda.next_steps.model import Case, Proposal, Rule
from ttoffice.agenda.next_steps.of_papers import issued
from ttoffice.agenda.next_steps.of_parties import decided_by, published_by

BINDING = ("signed", "registered", "in_force")


def license_(case: Case) -> Iterator[Proposal]:
    """A license is negotiated, priced, published, decided, signed, registered and performed (pay-later Art. 6)."""
    if case.state == "draft":
        yield Proposal("license.negotiate")
    elif case.state in ("negotiating", "price_notice", "decided"):
        yield from _before_signature(case)
    elif case.state in BINDING:
        yield from _bound(case)


def _before_signature(case: Case) -> Iterator[Proposal]:
    found = case.document
    if not found["related"]:
        yield Proposal("license.declare_ties", sample={"related": "none"})
    elif not found["pricing"]:
        yield Proposal("license.price", sample={"method": "agreement"})
    elif not found["researchers_informed_on"]:
        yield Proposal("license.inform")
    else:
        yield from _published_and_decided(case)


def _published_and_decided(case: Case) -> Iterator[Proposal]:
    """Only a price by agreement is published (促转法 18); the notice must be over before anybody decides."""
    rounds = [one for one in case.about("notice") if one.document["kind"] == "price"]
    by_agreement = case.document["pricing"] == "agreement"
    over = bool(rounds) and rounds[-1].document["state"] == "closed"
    if by_agreement and not over:
        yield from _price_notice(case, rounds[-1].document["state"] if rounds else "")
    elif by_agreement and case.text("notice") != rounds[-1].number:
        yield Proposal("license.publish_price")
    elif case.state != "decided":
        yield from decided_by(case, "license.decide")
    else:
        yield from _signature(case)


def _price_notice(case: Case, state: str) -> Iterator[Proposal]:
    """A notice that hangs is first entered in the license; then it takes its course."""
    if state == "published" and case.state == "negotiating":
        yield Proposal("license.publish_price")
    yield from published_by(case, "price")


def _signature(case: Case) -> Iterator[Proposal]:
    """The contract is drafted as a numbered version, issued for signature and signed (pay-later Art. 6(3))."""
    versions = case.about("contract")
    if not versions:
        yield Proposal("contract.draft")
        return
    newest = versions[-1]
    if not issued(case, newest.number):
        yield Proposal("contract.issue", about=newest.number)
    yield Proposal("license.sign", data={"contract": newest.number})


# --- performance -------------------------------------------------------------------------------------------


def _bound(case: Case) -> Iterator[Proposal]:
    """What is late goes first, then the registration and the beginning, then what comes with its day."""
    today = case.today.isoformat()
    ends_on = (case.document["terms"] or {}).get("ends_on")
    if ends_on and ends_on < today:
        yield Proposal("license.end")
    late = [
        one.number
        for one in case.about("due")
        if one.document["state"] == "open" and one.document["due_on"] and one.document["due_on"] < today
    ]
    for number in late[:1]:
        yield Proposal(of=number)
    yield from _filed(case)
    if case.state != "in_force":
        yield Proposal("license.begin")
    yield from _with_its_day(case)


def _filed(case: Case) -> Iterator[Proposal]:
    """The contract is registered as one of technology (pay-later Art. 6(3)); a filing under way goes on first."""
    filings = case.about("filing")
    for one in filings:
        if one.document["state"] in ("prepared", "returned", "submitted", "accepted"):
            yield Proposal(of=one.number)
    known = {one.document["kind"] for one in filings}
    if not case.document["registered_on"] and "registration" not in known:
        yield Proposal("filing.prepare", into="license", data={"kind": "registration"})


def _with_its_day(case: Case) -> Iterator[Proposal]:
    """Propose the milestone or the sum whose day comes first."""
    waiting = [
        (one.document["planned_on"], one.number)
        for one in case.about("milestone")
        if one.document["state"] == "pending" and one.document["planned_on"]
    ]
    waiting += [
        (one.document["due_on"] or one.document["report_on"], one.number)
        for one in case.about("due")
        if one.document["state"] in ("open", "expected")
        and (one.document["due_on"] or one.document["report_on"])
    ]
    for _day, number in sorted(waiting)[:1]:
        yield Proposal(of=number)


RULES: dict[str, Rule] = {"license": license_}
