"""Verbs about reviews: open one with a panel, change the panel, add findings, decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ttoffice.action import Context, action
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.notices import clock, views
from ttoffice.notices.actions import withdraw_now
from ttoffice.notices.inputs import AddFinding, ChangePanel, DecideReview, OpenReview, RecordDocument
from ttoffice.notices.objections.actions import facts_of as objection_facts
from ttoffice.notices.objections.rules import OBJECTION_FLOW
from ttoffice.notices.record import OPEN_OBJECTION, ReviewFinding, ReviewRecord
from ttoffice.notices.reviews.panels import panel_reasons
from ttoffice.notices.reviews.rules import ReviewFacts, reasons_of
from ttoffice.notices.shelves import NOTICES, OBJECTIONS, REVIEWS
from ttoffice.notices.views import Notice, Objection, Review
from ttoffice.parties.decisions import decided
from ttoffice.reasons import Reason

KIND = REVIEWS.kind


def facts_of(
    ctx: Context, record: ReviewRecord, on: date | None = None, exhibits: tuple[str, ...] = ()
) -> ReviewFacts:
    """Return what the rules look at about a review as it is to be."""
    return ReviewFacts(
        record,
        ctx.today,
        on or ctx.today,
        clock.clock_of(ctx.db, record.deadline).ends_on,
        views.missing_exhibits(ctx.db, exhibits),
        not record.decision or decided(ctx.db, record.decision) is not None,
    )


# --- opening -------------------------------------------------------------------------------------------


def chosen(ctx: Context, notice: Notice, data: OpenReview) -> list[Objection]:
    """Return the objections a review is to deal with: those named, or every one received and admitted."""
    listed = views.objections_to(ctx.db, notice.number)
    if data.objections:
        return [found for found in listed if found.number in data.objections]
    return [
        found
        for found in listed
        if found.record.state == "received" and found.record.admission != "undecided"
    ]


@action(
    "review.open",
    OpenReview,
    kind=NOTICES.kind,
    summary=N_("Open a review of a notice with a panel of its own"),
    basis="exemption:13",
)
def open_review(ctx: Context, subject: Notice, data: OpenReview) -> str:
    """Take up the objections, start the deadline; return the review's number."""
    day, taken = data.on or ctx.today, chosen(ctx, subject, data)
    number = REVIEWS.enter(
        ctx,
        ReviewRecord(
            subject=subject.number,
            objections=tuple(found.number for found in taken),
            panel=tuple(dict.fromkeys(data.panel)),
            opened_on=day,
            round=len(views.reviews_about(ctx.db, subject.record.subject, subject.record.kind)) + 1,
        ),
    )
    for found in taken:
        OBJECTIONS.write(ctx, found, replace(found.record, state="in_review", review=number))
    opened = REVIEWS.load(ctx.db, number)
    assert opened is not None
    deadline = clock.start(ctx, number, "review", day, label=subject.record.title)
    return REVIEWS.write(ctx, opened, replace(opened.record, deadline=deadline))


@open_review.guard
def open_review_reasons(ctx: Context, subject: Notice, data: OpenReview) -> list[Reason]:
    """There must be objections to review, and a panel that has not judged before and is no party."""
    day, taken = data.on or ctx.today, chosen(ctx, subject, data)
    reasons = []
    if subject.record.published_on is None:
        message = _("The notice has not been published; there is nothing to review.")
        reasons.append(Reason("review.not_published", message, "exemption:13", "subject"))
    known = {found.number for found in taken}
    for number in data.objections:
        if number not in known:
            message = _("%(number)s is no objection to this notice.") % {"number": number}
            reasons.append(Reason("review.other_objection", message, "exemption:13", "objections"))
    if not taken:
        message = _("No objection waits for a review; a late one is to be accepted first.")
        reasons.append(Reason("review.no_objection", message, "exemption:13", "objections"))
    for found in taken:
        facts = objection_facts(ctx, found.record, day)
        reasons += [
            replace(reason, message=f"{found.number}: {reason.message}", field="objections")
            for reason in OBJECTION_FLOW.reasons("take_up", found.record.state, facts)
        ]
        if found.record.received_on is not None and day < found.record.received_on:
            message = _("%(number)s came later than the day of opening.") % {"number": found.number}
            reasons.append(Reason("review.order", message, "exemption:13", "on"))
    if day > ctx.today:
        message = _("%(day)s is still to come.") % {"day": day.isoformat()}
        reasons.append(Reason("review.future", message, "exemption:13", "on"))
    objectors = [found.number for found in taken]
    return [*reasons, *panel_reasons(ctx.db, subject, data.panel, objectors, day)]


@action(
    "review.change_panel",
    ChangePanel,
    kind=KIND,
    summary=N_("Change the panel of a review"),
    basis="exemption:13",
)
def change_panel(ctx: Context, subject: Review, data: ChangePanel) -> str:
    """Put others in the panel; who leaves it stays on record."""
    record, panel = subject.record, tuple(dict.fromkeys(data.panel))
    gone = tuple(person for person in record.panel if person not in panel)
    former = tuple(dict.fromkeys((*record.former, *gone)))
    return REVIEWS.write(ctx, subject, replace(record, panel=panel, former=former))


@change_panel.guard
def change_panel_reasons(ctx: Context, subject: Review, data: ChangePanel) -> list[Reason]:
    """While it runs, with the reason, and by people who can sit on it."""
    reasons = reasons_of("change_panel", facts_of(ctx, subject.record))
    if not data.reason.strip():
        message = _("Say why the panel changes.")
        reasons.append(Reason("review.no_reason", message, "exemption:13", "reason"))
    return [*reasons, *_panel_reasons(ctx, subject, data.panel, ctx.today)]


def _panel_reasons(ctx: Context, review: Review, panel: tuple[str, ...], day: date) -> list[Reason]:
    notice = NOTICES.load(ctx.db, review.record.subject)
    assert notice is not None
    return panel_reasons(ctx.db, notice, panel, review.record.objections, day, own=review.number)


# --- finding and deciding ------------------------------------------------------------------------------


@action(
    "review.find",
    AddFinding,
    kind=KIND,
    summary=N_("Record what a review found"),
    basis="exemption:12",
)
def find(ctx: Context, subject: Review, data: AddFinding) -> str:
    """Add a finding with the exhibits it rests on."""
    found = ReviewFinding(data.question, data.found, data.exhibits)
    return REVIEWS.write(ctx, subject, replace(subject.record, findings=(*subject.record.findings, found)))


@find.guard
def find_reasons(ctx: Context, subject: Review, data: AddFinding) -> list[Reason]:
    """What was looked into, what was found, and exhibits that are there."""
    found = ReviewFinding(data.question, data.found, data.exhibits)
    record = replace(subject.record, findings=(found,))
    return reasons_of("find", facts_of(ctx, record, exhibits=data.exhibits))


def decided_record(ctx: Context, record: ReviewRecord, data: DecideReview) -> ReviewRecord:
    """Return a review with what it came to."""
    return replace(
        record,
        outcome=data.outcome,
        reasons=data.reasons,
        decision=data.decision,
        decided_on=data.on or ctx.today,
    )


@action(
    "review.decide",
    DecideReview,
    kind=KIND,
    summary=N_("Decide a review: upheld, changed or revoked"),
    basis="exemption:13",
)
def decide(ctx: Context, subject: Review, data: DecideReview) -> str:
    """Record the outcome; the feedback falls due, and a notice that does not stand is withdrawn."""
    record, day = decided_record(ctx, subject.record, data), data.on or ctx.today
    clock.finish(ctx, record.deadline, day)
    number = REVIEWS.write(ctx, subject, record)
    for objection in record.objections:
        found = OBJECTIONS.load(ctx.db, objection)
        if found is not None and found.record.state in OPEN_OBJECTION:
            due = clock.start(ctx, objection, "feedback", day, label=number)
            OBJECTIONS.write(ctx, found, replace(found.record, feedback_deadline=due))
    notice = NOTICES.load(ctx.db, record.subject)
    if data.outcome != "upheld" and notice is not None:
        withdraw_now(ctx, notice, WITHDRAWN[data.outcome] % number, day)
    return number


WITHDRAWN = {"changed": "经复核（%s）变更", "revoked": "经复核（%s）撤销"}
"""Why a notice is withdrawn after a review, as the notice keeps it."""


@decide.guard
def decide_reasons(ctx: Context, subject: Review, data: DecideReview) -> list[Reason]:
    """With findings that rest on exhibits, with reasons, by a panel that can still judge."""
    facts = facts_of(ctx, decided_record(ctx, subject.record, data), data.on)
    reasons = reasons_of(
        "decide", replace(facts, record=replace(facts.record, outcome=subject.record.outcome))
    )
    if subject.record.outcome:
        return reasons
    return [*reasons, *_panel_reasons(ctx, subject, subject.record.panel, facts.on)]


@action(
    "review.record_document",
    RecordDocument,
    kind=KIND,
    summary=N_("Record a document made of a review"),
    basis="exemption:13",
)
def record_document(ctx: Context, subject: Review, data: RecordDocument) -> str:
    """Leave its hash in the log."""
    return data.sha256
