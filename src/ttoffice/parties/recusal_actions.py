"""The verb of recusal checks: recording what was found and what came of it."""

from __future__ import annotations

from ttoffice.action import Context, Subject, action
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.numbering import read_number
from ttoffice.parties.conflict_rules import CONSEQUENCE, Conflict, MatterFacts, normal_name
from ttoffice.parties.conflicts import conflicts, open_after, unresolved
from ttoffice.parties.decisions import decided
from ttoffice.parties.matters import exists, known_facts
from ttoffice.parties.people import PEOPLE, find_person, name_of
from ttoffice.parties.people_inputs import RecordRecusal
from ttoffice.parties.personal import personal_reasons
from ttoffice.parties.recusal_rules import outcome_reasons
from ttoffice.parties.recusals import (
    RECUSALS,
    Proposed,
    RecusalOutcome,
    RecusalRecord,
    checks_of,
    withdrawn,
)
from ttoffice.reasons import Reason


def _matter(data: RecordRecusal) -> str:
    return read_number(data.subject) or data.subject


def _facts(ctx: Context, data: RecordRecusal) -> MatterFacts:
    """Return what is given of the matter and what the store knows of it."""
    subject = _matter(data)
    given = MatterFacts(
        subject,
        frozenset(data.persons),
        frozenset(data.organisations),
        frozenset(data.author_names),
        frozenset(data.earlier_panel),
        data.on,
    )
    return given.joined(known_facts(ctx.db, subject))


def _proposed(ctx: Context, person: str, data: RecordRecusal) -> tuple[Conflict, ...]:
    return conflicts(ctx.db, person, _facts(ctx, data))


@action(
    "recusal.record",
    RecordRecusal,
    summary=N_("Record a recusal check and what came of it"),
    basis="exemption:10(5)",
)
def record(ctx: Context, data: RecordRecusal) -> str:
    """Write the check with the conflicts proposed at this moment; return its number."""
    person = str(find_person(ctx.db, data.person, "person"))
    proposed = tuple(
        Proposed(one.kind, one.why, one.basis, one.certain, one.key) for one in _proposed(ctx, person, data)
    )
    return RECUSALS.enter(
        ctx,
        RecusalRecord(
            person,
            name_of(ctx.db, person),
            _matter(data),
            data.checked_on or ctx.today,
            data.outcome,
            proposed,
            data.namesake,
            data.reasons,
            _decider(ctx, data),
        ),
    )


def _decider(ctx: Context, data: RecordRecusal) -> str:
    """Return who decided: a person's or a decision's number, or the body's name as given."""
    found = find_person(ctx.db, data.decided_by, "decided_by") if data.decided_by else ""
    if isinstance(found, Reason):
        return read_number(data.decided_by) or data.decided_by
    return found


@record.guard
def record_reasons(ctx: Context, data: RecordRecusal) -> list[Reason]:
    """Nobody decides about themselves; what is certain is not decided away without reasons, some of it never."""
    person = find_person(ctx.db, data.person, "person")
    reasons = personal_reasons(data.model_dump(mode="json", exclude_unset=True))
    if isinstance(person, Reason):
        return [*reasons, person]
    subject = _matter(data)
    if not exists(ctx.db, subject):
        message = _("There is no record numbered %(number)s.") % {"number": subject}
        reasons.append(Reason("recusal.no_matter", message, field="subject"))
    if data.checked_on is not None and data.checked_on > ctx.today:
        message = _("The check cannot have been made on %(day)s, which is still to come.")
        day = data.checked_on.isoformat()
        reasons.append(Reason("recusal.future", message % {"day": day}, field="checked_on"))
    still_open = open_after(_proposed(ctx, person, data), _decisions(ctx, person, subject))
    reasons += outcome_reasons(
        data.outcome, still_open, data.reasons, decided_by=data.decided_by, namesake=data.namesake
    )
    if data.outcome is RecusalOutcome.DECIDED_NONE and data.decided_by:
        reasons += _decider_reasons(ctx, person, data)
    return reasons


def _decisions(ctx: Context, person: str, subject: str) -> list[Subject[RecusalRecord]]:
    """Return the earlier checks but for withdrawals: coming back needs a look at every conflict again."""
    checks = checks_of(ctx.db, person, subject)
    return [check for check in checks if check.record.outcome is not RecusalOutcome.WITHDRAWN]


def _decider_reasons(ctx: Context, person: str, data: RecordRecusal) -> list[Reason]:
    decider = _decider(ctx, data)
    same_name = normal_name(decider) == normal_name(name_of(ctx.db, person))
    if decider == person or same_name:
        message = _("Nobody decides about their own withdrawal; somebody else, or a body, has to.")
        return [Reason("recusal.own_case", message, CONSEQUENCE, "decided_by")]
    number = read_number(decider)
    if number is None:
        return []
    if number.startswith("JY-"):
        if decided(ctx.db, number) is None:
            message = _("%(number)s is no adopted decision.") % {"number": number}
            return [Reason("recusal.not_decided", message, CONSEQUENCE, "decided_by")]
        return []
    if PEOPLE.load(ctx.db, number) is None:
        message = _("There is no record numbered %(number)s.") % {"number": number}
        return [Reason("recusal.no_decider", message, field="decided_by")]
    if number in withdrawn(ctx.db, [_matter(data)]):
        message = _("%(name)s has withdrawn from this matter and decides nothing in it.")
        name = name_of(ctx.db, number)
        return [Reason("recusal.decider_withdrew", message % {"name": name}, CONSEQUENCE, "decided_by")]
    own = unresolved(ctx.db, number, _matter(data), _facts(ctx, data))
    return [
        Reason(
            "recusal.decider_conflicted",
            _("Who decides must have no open conflict in the matter: %(why)s") % {"why": conflict.why},
            conflict.basis,
            "decided_by",
        )
        for conflict in own
    ]
