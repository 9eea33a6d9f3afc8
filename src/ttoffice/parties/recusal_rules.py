"""What may come of a recusal check: pure rules over the proposed conflicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ttoffice.i18n import gettext as _
from ttoffice.parties.conflict_rules import CONSEQUENCE, FAIRNESS, INHERENT, Conflict
from ttoffice.parties.recusals import RecusalOutcome
from ttoffice.reasons import Reason


def outcome_reasons(
    outcome: RecusalOutcome, proposed: Sequence[Conflict], reasons: str, *, decided_by: str, namesake: bool
) -> list[Reason]:
    """Return what forbids an outcome, the proposed conflicts being those that are still open."""
    if outcome is RecusalOutcome.NONE_FOUND:
        return list(_stands(proposed))
    if outcome is RecusalOutcome.WITHDRAWN:
        if proposed or reasons.strip():
            return []
        message = _("No conflict is proposed; say why the person withdraws.")
        return [Reason("recusal.no_reasons", message, FAIRNESS, "reasons")]
    found = list(_inherent(proposed, namesake=namesake))
    if not reasons.strip():
        message = _("Deciding that there is no conflict needs the reasons.")
        found.append(Reason("recusal.no_reasons", message, CONSEQUENCE, "reasons"))
    if not decided_by.strip():
        message = _("Say who decided that there is no conflict: a person, a decision or a body.")
        found.append(Reason("recusal.nobody_decided", message, CONSEQUENCE, "decided_by"))
    return found


def _stands(proposed: Sequence[Conflict]) -> Iterator[Reason]:
    for conflict in proposed:
        if conflict.certain and conflict.kind in INHERENT:
            message = _("%(why)s No decision can set this aside; the person has to withdraw.")
        else:
            message = _("%(why)s Withdraw, or decide with reasons that there is no conflict.")
        yield Reason("recusal.conflict_stands", message % {"why": conflict.why}, conflict.basis, "outcome")


def _inherent(proposed: Sequence[Conflict], *, namesake: bool) -> Iterator[Reason]:
    for conflict in proposed:
        if conflict.kind not in INHERENT or (namesake and not conflict.certain):
            continue
        if conflict.certain:
            message = _("%(why)s No decision can set this aside; the person has to withdraw.")
        else:
            message = _(
                "%(why)s If it is the same person, they have to withdraw; if not, record that it is a namesake."
            )
        field = "outcome" if conflict.certain else "namesake"
        yield Reason("recusal.cannot_decide", message % {"why": conflict.why}, conflict.basis, field)
