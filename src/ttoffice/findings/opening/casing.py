"""Verbs about the case itself: open it, and change what is known of it until it is reported (exemption Art. 2)."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.action import Context, action
from ttoffice.action.kinds import code_of
from ttoffice.findings.asking import facts_of, order, step_reasons, still_to_come, typed_reasons
from ttoffice.findings.gathering import panel_conflicts
from ttoffice.findings.opening.beside import beside_reasons, beside_warnings
from ttoffice.findings.opening.casting import changed, opened
from ttoffice.findings.opening.clocking import begin_acceptance
from ttoffice.findings.opening.inputs import CaseInput, EditFinding, OpenFinding
from ttoffice.findings.opening.naming import organisation_reasons, parties_of, somebody
from ttoffice.findings.reading import Finding
from ttoffice.findings.record import FindingRecord
from ttoffice.findings.rules import FINDING_FLOW
from ttoffice.findings.rules.scope import described, kept_parties, parties_fit
from ttoffice.findings.shelves import FINDINGS
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses.asking import exhibit_reasons
from ttoffice.notices.clock import void
from ttoffice.parties.matters import exists
from ttoffice.reasons import Reason

KIND = FINDINGS.kind
SCOPE = "exemption:2"
NO_MATTER = frozenset({
    "finding", "hearing", "inquiry", "assessment", "conclusion", "effect", "notice", "objection", "review",
    "recusal", "person", "deadline", "policy", "calendar_year", "closure", "snooze",
})  # fmt: skip
"""Kinds of record that no finding is about: what belongs to findings, persons, what counts days."""


@action("finding.open", OpenFinding, summary=N_("Open an exemption finding"), basis=SCOPE)
def open_finding(ctx: Context, data: OpenFinding) -> str:
    """Enter the case and begin the deadline of its acceptance; return its number."""
    number = FINDINGS.enter(ctx, opened(ctx.db, data, ctx.today))
    begin_acceptance(ctx, number)
    return number


@open_finding.guard
def open_reasons(ctx: Context, data: OpenFinding) -> list[Reason]:
    """Whom and what is named must be known; what the case still lacks is asked for when it is accepted."""
    record = opened(ctx.db, data, ctx.today)
    return [
        *_named_reasons(ctx, record, data),
        *_day_reasons(ctx, record),
        *parties_fit(facts_of(ctx, "", record)),
        *beside_warnings(ctx.db, "", record),
    ]


def _named_reasons(ctx: Context, record: FindingRecord, data: CaseInput) -> list[Reason]:
    """Return what was typed that means nobody, nothing, or what must not be kept."""
    who = somebody(ctx.db, data.applicant, "applicant")
    return [
        *typed_reasons(data),
        *([who] if isinstance(who, Reason) else []),
        *parties_of(ctx.db, data.parties)[1],
        *organisation_reasons(ctx.db, data.organisations),
        *(_matter_reasons(ctx, data.subject) if data.subject else ()),
        *exhibit_reasons(ctx.db, record.application, "application"),
    ]


def _matter_reasons(ctx: Context, subject: str) -> Iterator[Reason]:
    if code_of(subject) in NO_MATTER:
        message = _(
            "A finding cannot be about %(number)s; name the license, result or decision that it is about."
        )
        yield Reason("finding.matter", message % {"number": subject}, SCOPE, "subject")
    elif not exists(ctx.db, subject):
        message = _("There is no record numbered %(number)s.") % {"number": subject}
        yield Reason("finding.no_matter", message, SCOPE, "subject")


def _day_reasons(ctx: Context, record: FindingRecord) -> Iterator[Reason]:
    """Nothing is received before it happened."""
    yield from still_to_come(record.received_on, ctx.today, "received_on")
    yield from still_to_come(record.matter_on, ctx.today, "matter_on")
    yield from order(record.received_on, record.matter_on, _("the matter took place"), "received_on")


# --- changing --------------------------------------------------------------------------------------------


@action(
    "finding.edit",
    EditFinding,
    kind=KIND,
    summary=N_("Change what is known of an exemption finding"),
    basis=SCOPE,
)
def edit(ctx: Context, subject: Finding, data: EditFinding) -> str:
    """Write what changes; another day of receipt lets the deadline of acceptance run from there."""
    record = changed(ctx.db, subject.record, data)
    FINDINGS.write(ctx, subject, record)
    if record.received_on != subject.record.received_on:
        void(ctx, record.acceptance_deadline, MOVED)
        begin_acceptance(ctx, subject.number)
    return subject.number


MOVED = "收到日期更正，期限重新起算"
"""Why a deadline of acceptance was given up for another, as the deadline keeps it."""


@edit.guard
def edit_reasons(ctx: Context, subject: Finding, data: EditFinding) -> list[Reason]:
    """Until it is reported; nobody is taken out of a case that was accepted, and what was answered stands."""
    before, after = subject.record, changed(ctx.db, subject.record, data)
    steps = step_reasons(ctx, "edit", subject.number, after)
    if before.state not in FINDING_FLOW.step("edit").sources:
        return steps
    found = [
        *steps,
        *_named_reasons(ctx, after, data),
        *_day_reasons(ctx, after),
        *kept_parties(before, after),
        *_stays(after),
        *(_answered(ctx, subject.number, before, after) if before.answered_on is not None else ()),
        *_barred(ctx, subject.number, after),
    ]
    return list(dict.fromkeys(found))


def _barred(ctx: Context, number: str, after: FindingRecord) -> Iterator[Reason]:
    """Warn where somebody newly in the case keeps a member from sitting on the panel."""
    for name, sentences in panel_conflicts(ctx.db, number, after).items():
        for sentence in sentences:
            message = _("%(who)s cannot sit on the panel: %(why)s") % {"who": name, "why": sentence}
            yield Reason("panel.conflict", message, "exemption:10(5)", "parties", warning=True)


def _stays(after: FindingRecord) -> Iterator[Reason]:
    """Title and day of receipt are not emptied."""
    if not after.title.strip():
        yield Reason("finding.no_title", _("The case needs something it is called by."), SCOPE, "title")
    if after.received_on is None:
        message = _("It is not said on which day it was received.")
        yield Reason("finding.no_received_on", message, SCOPE, "received_on")


def _answered(ctx: Context, number: str, before: FindingRecord, after: FindingRecord) -> Iterator[Reason]:
    """What the acceptance rests on stands: day, origin, papers; the case stays described."""
    told = {"day": before.answered_on.isoformat() if before.answered_on else ""}
    gone = [paper for paper in before.application if paper not in after.application]
    stands = (
        (after.received_on != before.received_on, "received_on", N_("It was answered on %(day)s; the day of receipt stands.")),
        (after.origin != before.origin, "origin", N_("It was answered on %(day)s; what it began with stands.")),
        (bool(gone), "application", N_("It was answered on %(day)s; its papers stay, further ones can be added.")),
    )  # fmt: skip
    for broken, field, message in stands:
        if broken:
            yield Reason("finding.answered", _(message) % told, "exemption:12", field)
    yield from described(facts_of(ctx, number, after))
    yield from beside_reasons(ctx.db, number, after)
