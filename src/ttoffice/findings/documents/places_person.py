"""Places to fill that tell of one person: who they are, what was found and concluded of them, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ttoffice.findings.codes import Outcome
from ttoffice.findings.documents import words
from ttoffice.findings.documents.places_case import DAY
from ttoffice.findings.documents.sheet import Place, Sheet
from ttoffice.findings.record import AssessmentRecord, ConclusionRecord
from ttoffice.findings.wording import article, roles_text
from ttoffice.i18n import N_

FOLLOWS = {
    Outcome.EXEMPT: "认定其在上述事项中已履行勤勉尽责义务，予以免责，不追究其相关责任",
    Outcome.IN_PART: "认定其部分免责：",
    Outcome.CORRECTED: "认定其行为情节较轻，以纠正为主，不予追责",
    Outcome.NOT_EXEMPT: "认定其不符合尽职免责的条件，不予免责",
    Outcome.REFERRED: "认定其存在《指引》第十条规定的情形，不得认定为尽职免责，移送",
}
"""What a decision says of a person, by outcome; how it goes on stands in the conclusion."""


def _name(sheet: Sheet) -> str:
    found = sheet.conclusion or sheet.party or sheet.seat
    if found is not None:
        return sheet.case.name(sheet.person)
    return sheet.case.names.get(sheet.person, "")


def _post(sheet: Sheet) -> str:
    party = sheet.party
    return (party.post if party is not None else "") or sheet.case.posts.get(sheet.person, "")


def _line(sheet: Sheet) -> str:
    return "，".join(filter(None, (_name(sheet), _post(sheet))))


def _roles(sheet: Sheet) -> str:
    return roles_text(sheet.party.roles) if sheet.party is not None else ""


def concluded(
    read: Callable[[AssessmentRecord | ConclusionRecord], str],
) -> Callable[[Sheet], str]:
    """Return how a place is read from the conclusion, and before there is one from the proposal."""

    def found(sheet: Sheet) -> str:
        return read(sheet.concluded) if sheet.concluded is not None else ""

    return found


def _articles(sheet: Sheet) -> str:
    found = sheet.concluded
    return words.articles(sheet.case.rulebook, found.articles) if found is not None else ""


def _circumstances(sheet: Sheet) -> str:
    """Return the circumstances that are relied on, each with its article."""
    found = sheet.concluded
    facts = sheet.case.rulebook.facts
    listed = [facts.circumstance(code) for code in found.circumstances] if found is not None else []
    return "；".join(
        f"{article(sheet.case.rulebook, one.basis)}：{one.short}" for one in listed if one is not None
    )


def outcome_sentence(found: AssessmentRecord | ConclusionRecord) -> str:
    """Return what is concluded of a person, as a decision says it."""
    if found.outcome is None:
        return ""
    said = FOLLOWS[found.outcome]
    if found.outcome is Outcome.IN_PART:
        said += found.part.strip()
    elif found.outcome is Outcome.CORRECTED:
        by = f"应当于{words.day(found.correct_by)}前" if found.correct_by else "应当"
        said += f"；{by}完成下列纠正事项：{found.correction.strip()}"
    elif found.outcome is Outcome.REFERRED:
        said += f"{found.authority.strip()}依法依规处理"
    return words.ended(said)


def _matrix_number(sheet: Sheet) -> str:
    if sheet.conclusion is not None:
        return sheet.conclusion.record.assessment
    return sheet.matrix.number if sheet.matrix is not None else ""


def _proposed_on(sheet: Sheet) -> str:
    return words.signed(sheet.case.record.reported_on)


PERSON_PLACES: Mapping[str, Place] = {
    "person_name": Place(N_("Name of the person"), _name),
    "person_number": Place(N_("Number of the person"), lambda sheet: sheet.person, may_be_empty=True),
    "person_line": Place(N_("Name of the person, with department and post"), _line),
    "person_post": Place(N_("Post of the person in the matter"), _post),
    "person_roles": Place(N_("Roles of the person"), _roles),
    "outcome": Place(N_("Conclusion"), concluded(lambda found: words.outcome(found.outcome))),
    "outcome_sentence": Place(N_("Conclusion"), concluded(outcome_sentence)),
    "articles": Place(N_("Articles"), _articles),
    "circumstances": Place(N_("Circumstances"), _circumstances, may_be_empty=True),
    "reasons": Place(N_("Reasons"), concluded(lambda found: words.ended(found.reasons))),
    "part": Place(N_("What the exemption covers"), concluded(lambda found: found.part.strip())),
    "correction": Place(N_("What is to be put right"), concluded(lambda found: found.correction.strip())),
    "correct_by": Place(
        N_("To be put right by"), concluded(lambda found: words.day(found.correct_by)), blank=DAY
    ),
    "authority": Place(N_("Referred to"), concluded(lambda found: found.authority.strip())),
    "assessment": Place(N_("Number of the assessment"), _matrix_number),
    "assessment_hash": Place(
        N_("SHA-256 of the assessment"),
        lambda sheet: sheet.conclusion.record.assessment_sha256 if sheet.conclusion else "",
        may_be_empty=True,
    ),
    "conclusion": Place(
        N_("Number of the conclusion"), lambda sheet: sheet.conclusion.number if sheet.conclusion else ""
    ),
    "proposed_day": Place(N_("Reported on"), _proposed_on, may_be_empty=True),
    "seat_field": Place(
        N_("Field of knowledge"), lambda sheet: words.field(sheet.seat.field) if sheet.seat else ""
    ),
    "seat_duty": Place(
        N_("Part in the panel"),
        lambda sheet: ("组长" if sheet.seat.lead else "成员") if sheet.seat else "",
    ),
    "seat_since": Place(
        N_("On the panel since"), lambda sheet: words.day(sheet.seat.since) if sheet.seat else "", blank=DAY
    ),
    "recusal": Place(N_("Recusal check"), lambda sheet: sheet.check.number if sheet.check else ""),
    "recusal_outcome": Place(
        N_("Outcome of the recusal check"),
        lambda sheet: words.RECUSALS[sheet.check.record.outcome.value] if sheet.check else "",
    ),
    "recusal_reasons": Place(
        N_("Reasons of the recusal check"),
        lambda sheet: sheet.check.record.reasons if sheet.check else "",
        may_be_empty=True,
    ),
    "recusal_proposed": Place(
        N_("What was found by the recusal check"),
        lambda sheet: "；".join(one.why for one in sheet.check.record.proposed) if sheet.check else "",
        may_be_empty=True,
    ),
    "recusal_by": Place(
        N_("Who decided on the recusal"),
        lambda sheet: sheet.case.name(sheet.check.record.decided_by) if sheet.check else "",
        may_be_empty=True,
    ),
    "recusal_day": Place(
        N_("Day of the recusal check"),
        lambda sheet: words.signed(sheet.check.record.checked_on if sheet.check else None),
        may_be_empty=True,
    ),
}
"""Places that tell of one person, by name."""
