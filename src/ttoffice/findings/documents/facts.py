"""The facts that conditions of templates ask for: how far the finding is, and what the paper is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ttoffice.findings.codes import FAVOURABLE, FindingState, HearingState, Manner, Origin, Outcome, Role
from ttoffice.findings.documents.sheet import Fact, Sheet
from ttoffice.i18n import N_
from ttoffice.parties.decisions import DecisionState


def _state(*states: FindingState) -> Callable[[Sheet], bool]:
    return lambda sheet: sheet.case.record.state in states


def _origin(origin: Origin) -> Callable[[Sheet], bool]:
    return lambda sheet: sheet.case.record.origin is origin


def _outcome(*outcomes: Outcome) -> Callable[[Sheet], bool]:
    return lambda sheet: sheet.concluded is not None and sheet.concluded.outcome in outcomes


def _manner(*manners: Manner) -> Callable[[Sheet], bool]:
    return lambda sheet: sheet.hearing is not None and sheet.hearing.record.manner in manners


def _decision(state: DecisionState) -> Callable[[Sheet], bool]:
    return lambda sheet: sheet.case.decision is not None and sheet.case.decision.record.state is state


def _office(name: str) -> Callable[[Sheet], bool]:
    return lambda sheet: sheet.target == name


def _favourable(sheet: Sheet) -> bool:
    return sheet.concluded is not None and sheet.concluded.outcome in FAVOURABLE


FACTS: Mapping[str, Fact] = {
    "application": (N_("begun by an application"), _origin(Origin.APPLICATION)),
    "audit": (N_("begun by a lead of an audit or inspection"), _origin(Origin.AUDIT)),
    "superior": (N_("begun by a request of a superior"), _origin(Origin.SUPERIOR)),
    "papers": (N_("papers came with it"), lambda sheet: bool(sheet.case.record.application)),
    "reopened": (N_("it reopens an earlier finding"), lambda sheet: bool(sheet.case.record.follows)),
    "organisations": (N_("other sides are named"), lambda sheet: bool(sheet.case.record.organisations)),
    "accepted": (
        N_("accepted"),
        lambda sheet: (
            sheet.case.record.answered_on is not None and sheet.case.record.state is not FindingState.REFUSED
        ),
    ),
    "extended": (
        N_("the investigation was extended"),
        lambda sheet: sheet.case.record.extended_on is not None,
    ),
    "left": (
        N_("somebody left the panel"),
        lambda sheet: any(seat.until is not None for seat in sheet.case.record.panel),
    ),
    "inquiries": (N_("material was asked for"), lambda sheet: bool(sheet.case.inquiries)),
    "reported": (N_("the report was handed in"), lambda sheet: sheet.case.record.reported_on is not None),
    "decided": (
        N_("decided"),
        lambda sheet: bool(sheet.case.record.decision) and sheet.case.record.state != "investigating",
    ),
    "adopted": (N_("the decision was adopted"), _decision(DecisionState.ADOPTED)),
    "rejected": (N_("the decision was rejected"), _decision(DecisionState.REJECTED)),
    "dissents": (
        N_("dissents were recorded"),
        lambda sheet: sheet.case.decision is not None and bool(sheet.case.decision.record.dissents),
    ),
    "published": (N_("publicity is over"), lambda sheet: bool(sheet.case.record.notice)),
    "objected": (N_("there were objections"), lambda sheet: bool(sheet.case.objections)),
    "final": (N_("final"), _state(FindingState.FINAL, FindingState.ARCHIVED)),
    "archived": (N_("archived"), _state(FindingState.ARCHIVED)),
    "unit": (
        N_("it is about the unit"),
        lambda sheet: sheet.party is not None and Role.UNIT in sheet.party.roles,
    ),
    "exempt": (N_("exempt"), _outcome(Outcome.EXEMPT)),
    "in_part": (N_("exempt in part"), _outcome(Outcome.IN_PART)),
    "corrected": (N_("corrected without liability"), _outcome(Outcome.CORRECTED)),
    "not_exempt": (N_("not exempt"), _outcome(Outcome.NOT_EXEMPT, Outcome.REFERRED)),
    "referred": (N_("referred"), _outcome(Outcome.REFERRED)),
    "favourable": (N_("not held liable, wholly or in part"), _favourable),
    "circumstances": (
        N_("circumstances are relied on"),
        lambda sheet: sheet.concluded is not None and bool(sheet.concluded.circumstances),
    ),
    "interview": (N_("an interview"), _manner(Manner.INTERVIEW)),
    "statement": (N_("a statement and defence"), _manner(Manner.STATEMENT)),
    "opinion": (N_("a written opinion"), _manner(Manner.OPINION)),
    "meeting": (N_("a meeting to hear views"), _manner(Manner.MEETING)),
    "absent": (
        N_("invited and not heard"),
        lambda sheet: sheet.hearing is not None and sheet.hearing.record.state is HearingState.ABSENT,
    ),
    "correcting": (
        N_("the hearing corrects another"),
        lambda sheet: sheet.hearing is not None and bool(sheet.hearing.record.corrects),
    ),
    "personnel": (N_("to personnel"), _office("personnel")),
    "discipline": (N_("to discipline inspection"), _office("discipline")),
    "audit_office": (N_("to audit"), _office("audit")),
}
"""Every condition by its name."""
