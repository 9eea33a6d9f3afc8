"""The codes of findings and what they are called: states, origins, verdicts, outcomes, sides, effects."""

from __future__ import annotations

from enum import StrEnum

from ttoffice.i18n import N_

UNIT = "unit"
"""Stands where a person's number would, for the unit itself (exemption Art. 2, 7)."""


class FindingState(StrEnum):
    """How far a finding is; whether it is on display is said by its notice."""

    RECEIVED = "received"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"
    INVESTIGATING = "investigating"
    REPORTED = "reported"
    DECIDED = "decided"
    FINAL = "final"
    ARCHIVED = "archived"


STATE_LABELS = {
    "received": N_("received"),
    "refused": N_("not accepted"),
    "withdrawn": N_("application withdrawn"),
    "accepted": N_("accepted for investigation"),
    "investigating": N_("under investigation"),
    "reported": N_("reported, to be decided"),
    "decided": N_("decided, in publicity"),
    "final": N_("final, in effect"),
    "archived": N_("archived"),
}
OVER = frozenset({FindingState.REFUSED, FindingState.WITHDRAWN, FindingState.FINAL, FindingState.ARCHIVED})
"""States in which nothing of the finding itself is under way."""


class Origin(StrEnum):
    """What a finding begins with."""

    APPLICATION = "application"
    AUDIT = "audit"
    SUPERIOR = "superior"


ORIGIN_LABELS = {
    "application": N_("application"),
    "audit": N_("lead of an audit or inspection"),
    "superior": N_("request of a superior"),
}


class MatterKind(StrEnum):
    """What was decided or done that lost money."""

    LICENSE = "license"
    TRANSFER = "transfer"
    INVESTMENT = "investment"
    DISPOSAL = "disposal"
    OTHER = "other"


MATTER_LABELS = {
    "license": N_("license of a result"),
    "transfer": N_("assignment of a result"),
    "investment": N_("result contributed as equity"),
    "disposal": N_("disposal of a result"),
    "other": N_("another decision or act"),
}


class Role(StrEnum):
    """In which role somebody took part (exemption Art. 2); the unit is one of its own."""

    UNIT = "unit"
    LEADER = "leader"
    MANAGER = "manager"
    RESEARCHER = "researcher"


ROLE_LABELS = {
    "unit": N_("unit"),
    "leader": N_("leading member"),
    "manager": N_("manager"),
    "researcher": N_("researcher"),
}


class SeatField(StrEnum):
    """What a member of the panel knows."""

    RESEARCH = "research"
    FINANCE = "finance"
    ASSETS = "assets"
    PERSONNEL = "personnel"
    DISCIPLINE = "discipline"
    AUDIT = "audit"
    LAW = "law"
    TECHNOLOGY = "technology"
    OTHER = "other"


SEAT_LABELS = {
    "research": N_("research administration"),
    "finance": N_("finance"),
    "assets": N_("state assets"),
    "personnel": N_("personnel"),
    "discipline": N_("discipline inspection"),
    "audit": N_("audit"),
    "law": N_("law"),
    "technology": N_("technology"),
    "other": N_("other field"),
}


class Side(StrEnum):
    """From which side somebody is heard."""

    CONCERNED = "concerned"
    APPLICANT = "applicant"
    COMPLETER = "completer"
    ACQUIRER = "acquirer"
    DECIDER = "decider"
    HANDLER = "handler"
    DEPARTMENT = "department"
    EXPERT = "expert"
    OTHER = "other"


SIDE_LABELS = {
    "concerned": N_("person concerned"),
    "applicant": N_("applicant or who gave the lead"),
    "completer": N_("completer of the result"),
    "acquirer": N_("acquirer or licensee"),
    "decider": N_("member of the deciding body"),
    "handler": N_("who handled the matter"),
    "department": N_("department in charge"),
    "expert": N_("expert"),
    "other": N_("other side"),
}


class Manner(StrEnum):
    """How somebody was heard."""

    INTERVIEW = "interview"
    STATEMENT = "statement"
    OPINION = "opinion"
    MEETING = "meeting"


MANNER_LABELS = {
    "interview": N_("interview"),
    "statement": N_("statement and defence"),
    "opinion": N_("written opinion"),
    "meeting": N_("meeting to hear views"),
}


class HearingState(StrEnum):
    """How far a hearing is; `absent`: invited and not heard."""

    RECORDED = "recorded"
    CONFIRMED = "confirmed"
    ABSENT = "absent"


HEARING_LABELS = {
    "recorded": N_("recorded, not confirmed"),
    "confirmed": N_("confirmed by who was heard"),
    "absent": N_("invited, not heard"),
}


class InquiryState(StrEnum):
    """What came of asking for material."""

    OPEN = "open"
    DELIVERED = "delivered"
    PARTLY = "partly"
    NOT_DELIVERED = "not_delivered"


INQUIRY_LABELS = {
    "open": N_("asked for"),
    "delivered": N_("delivered"),
    "partly": N_("delivered in part"),
    "not_delivered": N_("not delivered"),
}


class Verdict(StrEnum):
    """What was found of a criterion, a premise or an element; of a bar, whether it is there."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_SHOWN = "not_shown"
    CLEAR = "clear"
    BARRED = "barred"


VERDICT_LABELS = {
    "met": N_("met"),
    "not_met": N_("not met"),
    "not_shown": N_("not shown"),
    "clear": N_("does not apply"),
    "barred": N_("applies"),
}
OF_BARS = frozenset({Verdict.CLEAR, Verdict.BARRED})
"""Verdicts on bars; the others are on everything else."""


class Outcome(StrEnum):
    """What is concluded of a person."""

    EXEMPT = "exempt"
    IN_PART = "in_part"
    CORRECTED = "corrected"
    NOT_EXEMPT = "not_exempt"
    REFERRED = "referred"


OUTCOME_LABELS = {
    "exempt": N_("exempt"),
    "in_part": N_("exempt in part"),
    "corrected": N_("corrected, not held liable (Art. 9)"),
    "not_exempt": N_("not exempt"),
    "referred": N_("not exempt, referred"),
}
FAVOURABLE = frozenset({Outcome.EXEMPT, Outcome.IN_PART, Outcome.CORRECTED})
"""Outcomes by which nobody is held liable, wholly or in part."""


class EffectKind(StrEnum):
    """What was done with a final finding (exemption Art. 13, 14)."""

    SERVICE = "service"
    PERSONNEL = "personnel"
    DISCIPLINE = "discipline"
    AUDIT = "audit"
    REFERRAL = "referral"
    CERTIFICATE = "certificate"
    RELIANCE = "reliance"
    CORRECTION = "correction"


EFFECT_LABELS = {
    "service": N_("served on the person concerned"),
    "personnel": N_("notice to personnel"),
    "discipline": N_("notice to discipline inspection"),
    "audit": N_("notice to audit"),
    "referral": N_("referred to an authority"),
    "certificate": N_("certificate issued"),
    "reliance": N_("relied on by an audit or appraisal"),
    "correction": N_("correction done"),
}
