"""Verbs of the matrix: what was found of one person, row by row, and what is proposed of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ttoffice.action import Context, action
from ttoffice.findings import matrix, reading
from ttoffice.findings.asking import typed_reasons
from ttoffice.findings.assessing.inputs import AnswerInput, AssessFinding, ProposeConclusion
from ttoffice.findings.assessing.naming import party_of, read_acts, read_circumstance, read_item
from ttoffice.findings.assessing.taking import taken, taking_reasons
from ttoffice.findings.codes import Outcome, Verdict
from ttoffice.findings.facts import FindingFacts
from ttoffice.findings.precedents.views import otherwise
from ttoffice.findings.reading import Assessment, Finding
from ttoffice.findings.record import Answer, AssessmentRecord, Party
from ttoffice.findings.rules import FINDING_FLOW
from ttoffice.findings.shelves import ASSESSMENTS, FINDINGS
from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason

KIND = FINDINGS.kind


# --- what both begin with --------------------------------------------------------------------------------


def _begin(
    ctx: Context, event: str, finding: Finding, data: AssessFinding | ProposeConclusion
) -> Iterator[Reason]:
    """Refuse in another state, of somebody whom it is not about, and on a matrix that has changed meanwhile."""
    yield from typed_reasons(data)
    facts = FindingFacts(finding.number, finding.record, ctx.rulebook.facts, ctx.today, ctx.today)
    yield from FINDING_FLOW.reasons(event, finding.record.state.value, facts)
    party = party_of(finding.record, data.person)
    if party is None:
        told = {"who": data.person, "known": listed(one.name for one in finding.record.parties)}
        message = _("The finding is not about %(who)s; it is about: %(known)s.") % told
        yield Reason("assessment.no_party", message, "exemption:2", "person")
        return
    standing = _standing(ctx, finding, party)
    if data.seen is not None and data.seen != (standing.version if standing else 0):
        message = _("The matrix of %(who)s was changed meanwhile; look at it again.") % {"who": party.name}
        yield Reason("assessment.stale", message, field="seen")


def _standing(ctx: Context, finding: Finding, party: Party) -> Assessment | None:
    """Return the matrix of a party in the present round, or None."""
    found = reading.assessments(ctx.db, finding.number, finding.record.round)
    return next((one for one in found if one.record.person == party.person), None)


def _before(ctx: Context, finding: Finding, party: Party) -> AssessmentRecord:
    """Return the matrix as it stands, or an empty one, for the roles that the finding says now."""
    standing = _standing(ctx, finding, party)
    if standing is None:
        return AssessmentRecord(finding.number, party.name, party.person, party.roles, finding.record.round)
    return replace(standing.record, title=party.name, roles=party.roles)


def _write(ctx: Context, finding: Finding, party: Party, after: AssessmentRecord) -> str:
    standing = _standing(ctx, finding, party)
    if standing is None:
        return ASSESSMENTS.enter(ctx, after)
    return ASSESSMENTS.write(ctx, standing, after)


# --- answers ---------------------------------------------------------------------------------------------


@action(
    "finding.assess",
    AssessFinding,
    kind=KIND,
    summary=N_("Say what was found of a person, with proof, row by row"),
    basis="exemption:6",
)
def assess(ctx: Context, subject: Finding, data: AssessFinding) -> str:
    """Write the answers into the matrix, each proof with its hash; return the number of the matrix.

    What was proposed on other answers is proposed no longer; its words stay for the next proposal.
    """
    party = party_of(subject.record, data.person)
    assert party is not None
    before = _before(ctx, subject, party)
    given = _answers(ctx, party, data.answers)
    circumstances = _relied(ctx, party, before, data, given)
    items = matrix.items_of(ctx.rulebook.facts, party.roles, circumstances)
    known = {one.item: one for one in (*before.answers, *given)}
    answers = tuple(known[item.code] for item in items if item.code in known)
    standing = _standing(ctx, subject, party)
    if standing is not None and (answers, circumstances, party.roles) == (
        standing.record.answers,
        standing.record.circumstances,
        standing.record.roles,
    ):
        return standing.number
    after = replace(before, answers=answers, circumstances=circumstances, outcome=None, articles=())
    return _write(ctx, subject, party, after)


def _answers(ctx: Context, party: Party, given: Sequence[AnswerInput]) -> tuple[Answer, ...]:
    """Return answers as the matrix keeps them; proofs that are not there are left out, the guard names them."""
    return tuple(_answer(ctx, party, one) for one in given)


def _answer(ctx: Context, party: Party, one: AnswerInput) -> Answer:
    facts = ctx.rulebook.facts
    item = read_item(facts, party.roles, one.item)
    return Answer(
        item, one.verdict, one.reasoning, taken(ctx.db, one.proofs), read_acts(facts, item, one.acts), one.law
    )


def _relied(
    ctx: Context,
    party: Party,
    before: AssessmentRecord,
    data: AssessFinding,
    given: Sequence[Answer],
) -> tuple[str, ...]:
    """Return the circumstances relied on, in the order of the guideline: those named, or the earlier ones with those answered."""
    if data.circumstances is not None:
        wanted = {read_circumstance(ctx.rulebook.facts, text) for text in data.circumstances}
    else:
        wanted = {*before.circumstances, *_answered(given)}
    open_ = matrix.circumstances_open(ctx.rulebook.facts, party.roles)
    return tuple(one.code for one in open_ if one.code in wanted)


def _answered(given: Sequence[Answer]) -> Iterator[str]:
    """Yield the circumstances whose elements are answered."""
    for answer in given:
        sort, _colon, code = answer.item.partition(":")
        if sort == matrix.ELEMENT:
            yield code.partition(".")[0]


@assess.guard
def assess_reasons(ctx: Context, subject: Finding, data: AssessFinding) -> Iterator[Reason]:
    """Under investigation; rows and circumstances open to the roles; verdicts that fit, grounds and proof."""
    yield from _begin(ctx, "assess", subject, data)
    party = party_of(subject.record, data.person)
    if party is None:
        return
    yield from _circumstance_reasons(ctx, party, data)
    seen: set[str] = set()
    for place, (one, answer) in enumerate(zip(data.answers, _answers(ctx, party, data.answers), strict=True)):
        field = f"answers[{place}]"
        if answer.item in seen:
            message = _("%(item)s is answered twice.") % {"item": one.item}
            yield Reason("assessment.twice", message, field=f"{field}.item")
        seen.add(answer.item)
        for reason in _answer_reasons(ctx, party, answer, one):
            yield replace(reason, field=f"{field}.{reason.field}")


def _answer_reasons(ctx: Context, party: Party, answer: Answer, given: AnswerInput) -> Iterator[Reason]:
    yield from taking_reasons(ctx.db, given.proofs, vault=ctx.vault)
    for reason in matrix.answer_reasons(ctx.rulebook.facts, party.roles, answer):
        # What is named and cannot be taken over is told as such already.
        if reason.code != "assessment.no_proof" or not given.proofs:
            yield reason
    if answer.verdict is Verdict.BARRED and not given.proofs:
        message = _("What is found against somebody rests on exhibits as well; name them.")
        yield Reason("assessment.bar_without_proof", message, "exemption:12", "proofs", warning=True)


def _circumstance_reasons(ctx: Context, party: Party, data: AssessFinding) -> Iterator[Reason]:
    if data.circumstances is None:
        return
    facts = ctx.rulebook.facts
    open_ = {one.code for one in matrix.circumstances_open(facts, party.roles)}
    named = {read_circumstance(facts, text) for text in data.circumstances}
    for code in sorted(named - open_):
        message = _("%(code)s is not open to %(who)s in these roles.") % {"code": code, "who": party.name}
        yield Reason("assessment.circumstance", message, "exemption:7", "circumstances")
    for code in dict.fromkeys(_answered(_answers(ctx, party, data.answers))):
        if code in open_ - named:
            message = _("Elements of %(code)s are answered, which is not among the circumstances relied on.")
            yield Reason("assessment.not_relied_on", message % {"code": code}, "exemption:7", "circumstances")


# --- the proposal ----------------------------------------------------------------------------------------


@action(
    "finding.propose",
    ProposeConclusion,
    kind=KIND,
    summary=N_("Propose what is concluded of a person"),
    basis="exemption:12",
)
def propose(ctx: Context, subject: Finding, data: ProposeConclusion) -> str:
    """Write the proposal into the matrix; return the number of the matrix."""
    party = party_of(subject.record, data.person)
    assert party is not None
    return _write(ctx, subject, party, _proposed(ctx, subject, party, data))


def _proposed(ctx: Context, finding: Finding, party: Party, data: ProposeConclusion) -> AssessmentRecord:
    """Return the matrix with what is proposed; what does not belong to the outcome is taken out."""
    before, outcome = _before(ctx, finding, party), data.outcome
    facts = ctx.rulebook.facts
    return replace(
        before,
        outcome=outcome,
        articles=data.articles or matrix.articles_of(facts, before, outcome),
        reasons=data.reasons or before.reasons,
        part=(data.part or before.part) if outcome is Outcome.IN_PART else "",
        correction=(data.correction or before.correction) if outcome is Outcome.CORRECTED else "",
        correct_by=(data.correct_by or before.correct_by) if outcome is Outcome.CORRECTED else None,
        authority=(data.authority or before.authority) if outcome is Outcome.REFERRED else "",
    )


@propose.guard
def propose_reasons(ctx: Context, subject: Finding, data: ProposeConclusion) -> Iterator[Reason]:
    """Under investigation, on a matrix that is whole and carries it; equal cases concluded otherwise are warned of."""
    yield from _begin(ctx, "propose", subject, data)
    party = party_of(subject.record, data.person)
    if party is None:
        return
    if _standing(ctx, subject, party) is None:
        message = _("%(who)s has not been assessed yet (finding.assess).") % {"who": party.name}
        yield Reason("assessment.none", message, "exemption:6", "person")
        return
    after = _proposed(ctx, subject, party, data)
    yield from matrix.conclusion_reasons(ctx.rulebook.facts, after)
    if after.correct_by is not None and after.correct_by < ctx.today:
        message = _("The day by which it is to be put right is past: %(day)s.")
        told = {"day": after.correct_by.isoformat()}
        yield Reason("assessment.correct_by_past", message % told, matrix.LIGHT_FAULT, "correct_by")
    yield from _unequal(ctx, subject, after)


def _unequal(ctx: Context, finding: Finding, after: AssessmentRecord) -> Iterator[Reason]:
    others = otherwise(ctx.db, finding.number, after) if after.outcome is not None else ()
    if others:
        message = _(
            "Under the same circumstance it was concluded otherwise in %(numbers)s; say in the reasons what differs."
        )
        told = {"numbers": listed(others)}
        yield Reason("assessment.unequal", message % told, "exemption:12", "reasons", warning=True)
