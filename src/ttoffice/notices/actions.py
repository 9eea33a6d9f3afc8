"""Verbs about notices: draft, edit, approve, publish, prove, take down, close, withdraw, restart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ttoffice.action import Context, action
from ttoffice.action.kinds import code_of
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.notices import clock
from ttoffice.notices.drafting import begun, changed, renewed, written_by_hand
from ttoffice.notices.facts import SUBJECTS, has_source, subject_facts
from ttoffice.notices.gathering import gather
from ttoffice.notices.inputs import (
    ApproveNotice,
    DraftNotice,
    EditNotice,
    OnDay,
    ProvePosting,
    PublishNotice,
    RecordDocument,
    RestartNotice,
    TakeDown,
    ViewDraft,
    Withdraw,
)
from ttoffice.notices.judging import NoticeFacts, text_hash
from ttoffice.notices.record import BASIS, POLICY, NoticeRecord, Viewing
from ttoffice.notices.rules import reasons_of
from ttoffice.notices.shelves import NOTICES
from ttoffice.notices.views import Notice, rounds
from ttoffice.parties import internal_rules, publicity
from ttoffice.reasons import Reason

KIND = NOTICES.kind


def facts_of(
    ctx: Context,
    subject: Notice,
    record: NoticeRecord,
    on: date | None = None,
    exhibits: tuple[str, ...] = (),
) -> NoticeFacts:
    """Return what the rules look at about a notice as it is to be."""
    return gather(ctx.db, subject.number, record, ctx.today, on, exhibits)


# --- drafting ------------------------------------------------------------------------------------------


@action("notice.draft", DraftNotice, summary=N_("Draft a notice"), basis="exemption:13")
def draft(ctx: Context, data: DraftNotice) -> str:
    """Write a draft whose text comes from the facts of its subject; return its number."""
    return NOTICES.enter(ctx, changed(begun(ctx, data.kind, data.subject), data))


@draft.guard
def draft_reasons(ctx: Context, data: DraftNotice) -> list[Reason]:
    """It must be about a record of the right kind, about which no notice is under way."""
    reasons = subject_reasons(ctx, data.kind, data.subject)
    earlier = rounds(ctx.db, data.subject, data.kind)
    newest = earlier[-1] if earlier else None
    if newest is not None and newest.record.state != "closed":
        reasons.append(
            Reason(
                "notice.under_way",
                _(
                    "%(number)s about it is under way or was withdrawn; go on with it, or begin its next round."
                )
                % {"number": newest.number},
                BASIS[data.kind],
                "subject",
            )
        )
    return reasons


def subject_reasons(ctx: Context, kind: str, subject: str) -> list[Reason]:
    """Return why a notice of a kind cannot be about a number."""
    if code_of(subject) not in SUBJECTS[kind]:
        return [
            Reason(
                "notice.subject",
                _("A notice of this kind cannot be about %(number)s.") % {"number": subject or "-"},
                BASIS[kind],
                "subject",
            )
        ]
    if has_source(subject) and subject_facts(ctx.db, subject) is None:
        message = _("There is no record numbered %(number)s.") % {"number": subject}
        return [Reason("notice.no_subject", message, BASIS[kind], "subject")]
    return []


def edited(ctx: Context, record: NoticeRecord, data: EditNotice) -> NoticeRecord:
    """Return a draft as an edit leaves it; another kind brings its own period and facts."""
    moved = (data.kind or record.kind, data.subject or record.subject)
    if moved != (record.kind, record.subject):
        fresh = begun(ctx, *moved)
        record = replace(
            fresh, place=record.place, viewers=record.viewers, round=record.round, follows=record.follows
        )
    record = changed(record, data)
    return renewed(record, subject_facts(ctx.db, record.subject)) if data.redraft else record


@action(
    "notice.edit", EditNotice, kind=KIND, summary=N_("Change the draft of a notice"), basis="exemption:13"
)
def edit(ctx: Context, subject: Notice, data: EditNotice) -> str:
    """Write the changed draft."""
    return NOTICES.write(ctx, subject, edited(ctx, subject.record, data))


@edit.guard
def edit_reasons(ctx: Context, subject: Notice, data: EditNotice) -> list[Reason]:
    """Only a draft can be changed; a text written by hand does not follow the facts."""
    record = subject.record
    reasons = reasons_of("edit", facts_of(ctx, subject, record))
    if reasons:
        return reasons
    kind, about = data.kind or record.kind, data.subject or record.subject
    if (kind, about) != (record.kind, record.subject):
        reasons += subject_reasons(ctx, kind, about)
        if record.follows:
            message = _("A further round is about the same record as the first.")
            reasons.append(Reason("notice.other_subject", message, BASIS[kind], "subject"))
    facts_change = bool(data.model_fields_set - {"text", "title", "redraft"})
    if written_by_hand(record) and facts_change and data.text is None and not data.redraft:
        message = _("The text was written by hand and stays as it is; see that it still agrees.")
        reasons.append(Reason("notice.text_by_hand", message, field="text", warning=True))
    return reasons


@action(
    "notice.view",
    ViewDraft,
    kind=KIND,
    summary=N_("Record who saw the draft of a notice"),
    basis="exemption:13",
)
def view(ctx: Context, subject: Notice, data: ViewDraft) -> str:
    """Add who saw the draft, and when."""
    seen = Viewing(data.who or ctx.office.operator, data.on or ctx.today, data.note)
    if seen in subject.record.viewers:
        return subject.number
    record = replace(subject.record, viewers=(*subject.record.viewers, seen))
    return NOTICES.write(ctx, subject, record)


@view.guard
def view_reasons(ctx: Context, subject: Notice, data: ViewDraft) -> list[Reason]:
    """There is a draft to be seen until the notice is published."""
    return reasons_of("view", facts_of(ctx, subject, subject.record, data.on))


# --- approval and publication --------------------------------------------------------------------------


def approved(ctx: Context, record: NoticeRecord, data: ApproveNotice) -> NoticeRecord:
    """Return a notice as approved: its text fixed by its hash."""
    return replace(
        record,
        text_sha256=text_hash(record.text),
        approved_by=data.by or ctx.office.operator,
        approved_on=data.on or ctx.today,
        approval=data.decision,
    )


@action(
    "notice.approve",
    ApproveNotice,
    kind=KIND,
    summary=N_("Approve the text of a notice"),
    basis="exemption:13",
)
def approve(ctx: Context, subject: Notice, data: ApproveNotice) -> str:
    """Fix the text and its hash."""
    return NOTICES.write(ctx, subject, replace(approved(ctx, subject.record, data), state="approved"))


@approve.guard
def approve_reasons(ctx: Context, subject: Notice, data: ApproveNotice) -> list[Reason]:
    """What the text lacks or must not have, and the decision it rests on."""
    return reasons_of("approve", facts_of(ctx, subject, approved(ctx, subject.record, data), data.on))


@action(
    "notice.publish",
    PublishNotice,
    kind=KIND,
    summary=N_("Publish a notice: its period begins"),
    basis="exemption:13",
)
def publish(ctx: Context, subject: Notice, data: PublishNotice) -> str:
    """Start the period from the day of posting."""
    record, day = subject.record, data.on or ctx.today
    value, source = clock.policy(ctx.db, POLICY[record.kind], day)
    own = record.period if record.period != value else None
    deadline = clock.start(ctx, subject.number, POLICY[record.kind], day, period=own, label=record.title)
    return NOTICES.write(
        ctx,
        subject,
        replace(
            record,
            state="published",
            published_on=day,
            deadline=deadline,
            period=record.period or value,
            period_source=record.period_source if own else source,
            posted=merged(record.posted, data.exhibits),
        ),
    )


@publish.guard
def publish_reasons(ctx: Context, subject: Notice, data: PublishNotice) -> list[Reason]:
    """The text must be the approved one, and long enough before everybody's eyes."""
    record = replace(subject.record, posted=merged(subject.record.posted, data.exhibits))
    return reasons_of("publish", facts_of(ctx, subject, record, data.on, data.exhibits))


def merged(known: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """Return numbers with further ones behind them, each once."""
    return tuple(dict.fromkeys((*known, *more)))


@action(
    "notice.prove_posting",
    ProvePosting,
    kind=KIND,
    summary=N_("Prove by exhibits that a notice was posted"),
    basis="exemption:12",
)
def prove_posting(ctx: Context, subject: Notice, data: ProvePosting) -> str:
    """Add the exhibits."""
    record = replace(subject.record, posted=merged(subject.record.posted, data.exhibits))
    return NOTICES.write(ctx, subject, record)


@prove_posting.guard
def prove_posting_reasons(ctx: Context, subject: Notice, data: ProvePosting) -> list[Reason]:
    """The exhibits must be there."""
    return reasons_of("post", facts_of(ctx, subject, subject.record, None, data.exhibits))


@action(
    "notice.take_down",
    TakeDown,
    kind=KIND,
    summary=N_("Record that a notice was taken down"),
    basis="exemption:13",
)
def take_down(ctx: Context, subject: Notice, data: TakeDown) -> str:
    """Record the day, which is never changed afterwards, and the exhibits; further ones can follow."""
    record = subject.record
    day = record.taken_down_on or data.on or ctx.today
    return NOTICES.write(
        ctx,
        subject,
        replace(record, taken_down_on=day, taken_down=merged(record.taken_down, data.exhibits)),
    )


@take_down.guard
def take_down_reasons(ctx: Context, subject: Notice, data: TakeDown) -> list[Reason]:
    """Not before the whole period has passed; the day stands once it is recorded."""
    record = subject.record
    day = data.on or record.taken_down_on
    reasons = reasons_of("take_down", facts_of(ctx, subject, record, day, data.exhibits))
    if record.taken_down_on is not None and data.on not in (None, record.taken_down_on):
        reasons.append(
            Reason(
                "notice.taken_down_already",
                _("It was taken down on %(day)s; that day stands.")
                % {"day": record.taken_down_on.isoformat()},
                BASIS[record.kind],
                "on",
            )
        )
    return reasons


@action(
    "notice.close",
    OnDay,
    kind=KIND,
    summary=N_("Close a notice whose period has ended with nothing open"),
    basis="exemption:13",
)
def close(ctx: Context, subject: Notice, data: OnDay) -> str:
    """Close it; an internal rule learns that it was published."""
    record, day = subject.record, data.on or ctx.today
    clock.finish(ctx, record.deadline, day)
    number = NOTICES.write(ctx, subject, replace(record, state="closed", closed_on=day))
    if record.kind == "rule":
        internal_rules.publicity_closed(ctx, record.subject, number, day)
    return number


@close.guard
def close_reasons(ctx: Context, subject: Notice, data: OnDay) -> list[Reason]:
    """Never early, never with an objection or a review open, never without proof."""
    record, day = subject.record, data.on or ctx.today
    reasons = reasons_of("close", facts_of(ctx, subject, record, data.on))
    if record.kind == "rule" and record.state == "published":
        reasons += publicity.closing_reasons(ctx.db, record.subject, subject.number, day, ctx.today)
    return reasons


# --- withdrawing and further rounds --------------------------------------------------------------------


def withdraw_now(ctx: Context, subject: Notice, reason: str, day: date) -> None:
    """Withdraw a notice that is not withdrawn yet, and stop its period."""
    record = subject.record
    if record.state == "withdrawn":
        return
    if record.state == "published":
        clock.void(ctx, record.deadline, reason)
    NOTICES.write(ctx, subject, replace(record, state="withdrawn", withdrawn_on=day, withdrawn_reason=reason))


@action("notice.withdraw", Withdraw, kind=KIND, summary=N_("Withdraw a notice"), basis="exemption:13")
def withdraw(ctx: Context, subject: Notice, data: Withdraw) -> str:
    """Withdraw it; it stays in the store as it stood."""
    withdraw_now(ctx, subject, data.reason, data.on or ctx.today)
    return subject.number


@withdraw.guard
def withdraw_reasons(ctx: Context, subject: Notice, data: Withdraw) -> list[Reason]:
    """With the reason, and not before it was published."""
    record = replace(subject.record, withdrawn_reason=data.reason)
    return reasons_of("withdraw", facts_of(ctx, subject, record, data.on))


def next_of(ctx: Context, subject: Notice, data: RestartNotice) -> NoticeRecord:
    """Return the draft of the next round: the same notice with what changes, its period by today's policy."""
    record = subject.record
    value, source = clock.policy(ctx.db, POLICY[record.kind], ctx.today)
    fresh = NoticeRecord(
        kind=record.kind,
        subject=record.subject,
        title=record.title,
        facts=record.facts,
        text=record.text if written_by_hand(record) else "",
        place=record.place,
        scope=record.scope,
        channel=record.channel,
        office=record.office,
        period=record.period if not record.period_source else value,
        period_source=record.period_source and source,
        round=record.round + 1,
        follows=subject.number,
        related=record.related,
        related_note=record.related_note,
    )
    drafted = changed(fresh, data)
    return renewed(drafted, subject_facts(ctx.db, record.subject)) if data.redraft else drafted


@action(
    "notice.restart",
    RestartNotice,
    kind=KIND,
    summary=N_("Withdraw a notice and begin the next round with a changed text"),
    basis="exemption:13",
)
def restart(ctx: Context, subject: Notice, data: RestartNotice) -> str:
    """Keep the old round as it stood and draft the next one; return the new number."""
    withdraw_now(ctx, subject, data.reason, data.on or ctx.today)
    return NOTICES.enter(ctx, next_of(ctx, subject, data))


@restart.guard
def restart_reasons(ctx: Context, subject: Notice, data: RestartNotice) -> list[Reason]:
    """With the reason; each round is followed by one only."""
    record = replace(subject.record, withdrawn_reason=data.reason)
    return reasons_of("restart", facts_of(ctx, subject, record, data.on))


@action(
    "notice.record_document",
    RecordDocument,
    kind=KIND,
    summary=N_("Record a document made of a notice"),
    basis="exemption:13",
)
def record_document(ctx: Context, subject: Notice, data: RecordDocument) -> str:
    """Leave its hash in the log; who makes the document of a draft has seen the draft."""
    if subject.record.state == "draft":
        view.run(ctx, subject, ViewDraft(note=f"{data.document}.{data.form}"))
    return data.sha256
