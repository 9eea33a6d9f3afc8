"""Verbs about results: create, edit, list, exclude, record a use, put back."""

from __future__ import annotations

from dataclasses import replace

from ttoffice.action import Context, Kind, Subject, action
from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _
from ttoffice.numbering import PREFIXES
from ttoffice.reasons import Reason
from ttoffice.results import storage
from ttoffice.results.flags import settle
from ttoffice.results.inputs import (
    CreateResult,
    EditResult,
    Exclude,
    ListResult,
    Nothing,
    RecordUse,
    ResultInput,
    RevertResult,
)
from ttoffice.results.ip_numbers import parse_number
from ttoffice.results.labels import condition_label
from ttoffice.results.record import ResultRecord, Right, from_document
from ttoffice.results.rules import record_reasons, scan_facts
from ttoffice.results.scan import State, decide
from ttoffice.store.connection import Reader
from ttoffice.store.history import as_of_version
from ttoffice.store.series import draw

KIND = "result"


def load_result(reader: Reader, number: str) -> Subject[ResultRecord] | None:
    """Return a result as an action's subject, or None."""
    found = storage.load(reader, number)
    if found is None:
        return None
    result_id, version, record = found
    return Subject(result_id, number, version, record, record.as_document())


RESULT = Kind(KIND, load_result)


def merged(record: ResultRecord, data: ResultInput) -> ResultRecord:
    """Return the record with the sent fields in it, numbers in canonical form and settled flags gone."""
    sent = data.model_dump(mode="json", exclude_unset=True)
    changed = from_document({**record.as_document(), **sent})
    if "rights" in sent:
        changed = replace(changed, rights=tuple(_checked(right) for right in changed.rights))
    if "fee_plan" in sent and "fee_text" not in sent and changed.fee_plan is not None:
        changed = replace(changed, fee_text=changed.fee_plan.sentence())
    if changed.implementations and "implemented" not in sent:
        changed = replace(changed, implemented="yes")
    return settle(changed, frozenset(sent))


def _checked(right: Right) -> Right:
    """Return the right with its number in canonical form; `verified` stays False where that was sent."""
    reading = parse_number(right.number, right.kind)
    verified = right.verified if reading.problem is not None else reading.verified
    return replace(right, number=reading.number, verified=verified, kind=right.kind or reading.kind)


def create_many(ctx: Context, records: list[ResultRecord]) -> list[str]:
    """Write new results with numbers and history; return their numbers."""
    numbers = draw(ctx.db, PREFIXES[KIND], ctx.today.year, len(records)) if records else []
    ids = storage.insert_many(ctx.db, list(zip(numbers, records, strict=True)))
    for result_id, number, record in zip(ids, numbers, records, strict=True):
        ctx.changed(KIND, result_id, number, 1, None, record.as_document())
    return numbers


def write(ctx: Context, subject: Subject[ResultRecord], record: ResultRecord) -> str:
    """Write a changed result with its history; return its number. An unchanged one is left alone."""
    document = record.as_document()
    if document != subject.document:
        storage.update(ctx.db, subject.id, subject.record, record)
        ctx.changed(KIND, subject.id, subject.number, subject.version + 1, subject.document, document)
    return subject.number


@action("result.create", CreateResult, summary=N_("Enter a new result"), basis="pay-later:3")
def create(ctx: Context, data: CreateResult) -> str:
    """Write a new result; return its number."""
    return create_many(ctx, [merged(ResultRecord(), data)])[0]


@create.guard
def create_reasons(ctx: Context, data: CreateResult) -> list[Reason]:
    """What may not stand in the register, and the twin that may stand there already."""
    record = merged(ResultRecord(), data)
    return [*record_reasons(record, ctx.today), *_twins(ctx, record, None)]


@action("result.edit", EditResult, kind=RESULT, summary=N_("Change a result"), basis="pay-later:3")
def edit(ctx: Context, subject: Subject[ResultRecord], data: EditResult) -> str:
    """Write the changed fields; return the number."""
    return write(ctx, subject, merged(subject.record, data))


@edit.guard
def edit_reasons(ctx: Context, subject: Subject[ResultRecord], data: EditResult) -> list[Reason]:
    """What may not stand in the register; an old flaw that is not touched only warns."""
    record = merged(subject.record, data)
    if record == subject.record:
        return [Reason("result.unchanged", _("Nothing changes: the result stands so already."), warning=True)]
    return [
        *record_reasons(record, ctx.today, subject.record),
        *_new_flags(record, subject.record),
        *(_twins(ctx, record, subject.id) if record.rights != subject.record.rights else ()),
    ]


def _new_flags(record: ResultRecord, before: ResultRecord) -> list[Reason]:
    """Flags say what an import did not understand; they can only be taken away."""
    if set(record.flags) <= set(before.flags):
        return []
    message = _("Unsettled values come from imports only; they can be taken away, not changed.")
    return [Reason("flag.unknown", message, field="flags")]


def _twins(ctx: Context, record: ResultRecord, own_id: int | None) -> list[Reason]:
    """Warn of another result that holds the same right number."""
    reasons = []
    for index, right in enumerate(record.rights):
        key = parse_number(right.number, right.kind).key
        other = key and ctx.db.one(
            "SELECT r.number, r.title FROM ip_right i JOIN result r ON r.id = i.result_id"
            " WHERE i.number_key = ? AND r.id IS NOT ?",
            (key, own_id),
        )
        if other:
            reasons.append(
                Reason(
                    "right.held_already",
                    _("The right %(right)s already stands with %(number)s %(title)s.")
                    % {"right": right.number, "number": other[0], "title": other[1]},
                    field=f"rights[{index}].number",
                    warning=True,
                )
            )
    return reasons


@action(
    "result.exclude",
    Exclude,
    kind=RESULT,
    summary=N_("Leave a result off the pay-later list, with the reason"),
    basis="pay-later:4",
)
def exclude(ctx: Context, subject: Subject[ResultRecord], data: Exclude) -> str:
    """Record why the result is left off; it leaves the list if it was on it."""
    record = replace(
        subject.record, exclusion_reason=data.reason, exclusion_on=data.on or ctx.today, listed_since=None
    )
    return write(ctx, subject, record)


@action(
    "result.include",
    Nothing,
    kind=RESULT,
    summary=N_("Take back the exclusion from the pay-later list"),
    basis="pay-later:4",
)
def include(ctx: Context, subject: Subject[ResultRecord], data: Nothing) -> str:
    """Take back the exclusion; the scan decides anew."""
    return write(ctx, subject, replace(subject.record, exclusion_reason="", exclusion_on=None))


@include.guard
def include_reasons(ctx: Context, subject: Subject[ResultRecord], data: Nothing) -> list[Reason]:
    """Only an excluded result can be taken back."""
    if subject.record.exclusion_reason:
        return []
    return [Reason("result.not_excluded", _("The result is not excluded."), basis="pay-later:4")]


@action(
    "result.list",
    ListResult,
    kind=RESULT,
    summary=N_("Enter a result in the pay-later list"),
    basis="pay-later:4",
)
def enter_list(ctx: Context, subject: Subject[ResultRecord], data: ListResult) -> str:
    """Enter the result in the list from a day on."""
    return write(ctx, subject, replace(subject.record, listed_since=data.since or ctx.today))


@enter_list.guard
def enter_list_reasons(ctx: Context, subject: Subject[ResultRecord], data: ListResult) -> list[Reason]:
    """A listed result, an excluded or classified one and one whose researchers refused cannot be listed."""
    record, reasons = subject.record, []
    if record.listed_since is not None:
        reasons.append(
            Reason(
                "result.listed_already",
                _("The result has been on the pay-later list since %(day)s.")
                % {"day": record.listed_since.isoformat()},
                basis="pay-later:4",
                field="listed_since",
            )
        )
    decision = decide(scan_facts(record), ctx.today, 0)
    unmet = [name for name, state in decision.conditions.items() if state is not State.MET]
    if unmet:
        reasons.append(
            Reason(
                "result.beyond_the_rule",
                _(
                    "Article 4 does not ask for it (%(conditions)s); it would be listed of the unit's own will."
                )
                % {"conditions": listed(condition_label(name) for name in unmet)},
                basis="pay-later:5",
                warning=True,
            )
        )
    return [*reasons, *_list_bars(record)]


def _list_bars(record: ResultRecord) -> list[Reason]:
    """What keeps a result off the list whoever wants it there."""
    reasons = []
    if record.exclusion_reason:
        reasons.append(
            Reason(
                "result.excluded",
                _("The result is excluded: %(reason)s. Take the exclusion back first.")
                % {"reason": record.exclusion_reason},
                basis="pay-later:4",
                field="exclusion_reason",
            )
        )
    if record.consent == "refused":
        reasons.append(
            Reason(
                "result.consent_refused",
                _("The researchers refused; their will is to be respected."),
                basis="pay-later:7(1)",
                field="consent",
            )
        )
    if record.secrecy not in (None, "open"):
        reasons.append(
            Reason(
                "result.classified",
                _("The result is classified and cannot be listed in public."),
                basis="促转法 11",
                field="secrecy",
            )
        )
    return reasons


@action(
    "result.delist",
    Nothing,
    kind=RESULT,
    summary=N_("Take a result off the pay-later list"),
    basis="pay-later:4",
)
def leave_list(ctx: Context, subject: Subject[ResultRecord], data: Nothing) -> str:
    """Take the result off the list; the history keeps that it was on it."""
    return write(ctx, subject, replace(subject.record, listed_since=None))


@leave_list.guard
def leave_list_reasons(ctx: Context, subject: Subject[ResultRecord], data: Nothing) -> list[Reason]:
    """Only a listed result can be taken off."""
    if subject.record.listed_since is not None:
        return []
    return [Reason("result.not_listed", _("The result is not on the pay-later list."), basis="pay-later:4")]


def _with_use(record: ResultRecord, data: RecordUse) -> ResultRecord:
    sent = {"mode": data.mode, "since": data.since, "note": data.note}
    uses = [use.as_document() for use in record.implementations]
    return from_document({**record.as_document(), "implementations": [*uses, sent], "implemented": "yes"})


@action(
    "result.record_use",
    RecordUse,
    kind=RESULT,
    summary=N_("Record that a result was put to use"),
    basis="pay-later:4",
)
def record_use(ctx: Context, subject: Subject[ResultRecord], data: RecordUse) -> str:
    """Add a use to the history; the result counts as implemented from then on."""
    return write(ctx, subject, settle(_with_use(subject.record, data), frozenset({"implemented"})))


@record_use.guard
def record_use_reasons(ctx: Context, subject: Subject[ResultRecord], data: RecordUse) -> list[Reason]:
    """The date must exist, whole or partial."""
    return record_reasons(_with_use(subject.record, data), ctx.today, subject.record)


@action(
    "result.revert",
    RevertResult,
    kind=RESULT,
    summary=N_("Put a result back as it stood at an earlier version"),
    basis="pay-later:3",
)
def revert(ctx: Context, subject: Subject[ResultRecord], data: RevertResult) -> str:
    """Write the whole document of an earlier version as a further change; nothing of the history goes."""
    record = _at_version(ctx, subject, data.to_version)
    return write(ctx, subject, subject.record if record is None else record)


def _at_version(ctx: Context, subject: Subject[ResultRecord], version: int) -> ResultRecord | None:
    revision = as_of_version(ctx.db, KIND, subject.id, version)
    return from_document(revision.document) if revision is not None else None


@revert.guard
def revert_reasons(ctx: Context, subject: Subject[ResultRecord], data: RevertResult) -> list[Reason]:
    """The version must be an earlier one; what it held is checked like an edit, and like an entry in the list."""
    record = _at_version(ctx, subject, data.to_version) if data.to_version < subject.version else None
    if record is None:
        return [
            Reason(
                "result.no_earlier_version",
                _("%(number)s has no earlier version %(version)d; it is at version %(present)d.")
                % {"number": subject.number, "version": data.to_version, "present": subject.version},
                field="to_version",
            )
        ]
    if record == subject.record:
        return [Reason("result.unchanged", _("Nothing changes: the result stands so already."), warning=True)]
    return [
        *record_reasons(record, ctx.today, subject.record),
        *_relisting_reasons(record, subject.record),
        *(_twins(ctx, record, subject.id) if record.rights != subject.record.rights else ()),
    ]


def _relisting_reasons(record: ResultRecord, present: ResultRecord) -> list[Reason]:
    """What forbids that going back puts a result on the list again.

    What is known today of consent and secrecy counts as well: going back over it must not publish the result.
    An exclusion that is known today is just what going back takes away.
    """
    if record.listed_since is None or present.listed_since is not None:
        return []
    today = [reason for reason in _list_bars(present) if reason.code != "result.excluded"]
    return list({reason.code: reason for reason in (*_list_bars(record), *today)}.values())
