"""Which steps that limit loss are at hand when payments are late: by what there is, not by numbers of days; pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses.collecting.default import DefaultState
from ttoffice.licenses.collecting.measures import BASES, BASIS, MeasureKind


@dataclass(frozen=True, slots=True)
class Situation:
    """What there is.

    Attributes:
        state: how payments stand.
        taken: the steps taken since the oldest overdue sum fell due.
        guarantees, insurances: numbers of those that are still of use.
        royalty: whether a royalty is agreed, so that there are accounts to inspect.
        binding: whether the contract still binds.
    """

    state: DefaultState
    taken: frozenset[MeasureKind] = frozenset()
    guarantees: tuple[str, ...] = ()
    insurances: tuple[str, ...] = ()
    royalty: bool = False
    binding: bool = True


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A step that is at hand: what, why, the basis, and the command that records it."""

    kind: MeasureKind
    why: str
    basis: str
    command: str


def suggestions(license_: str, found: Situation) -> list[Suggestion]:
    """Return the steps at hand that were not taken yet, those first that lose nothing by being tried."""
    return [
        Suggestion(
            kind,
            _(WHY[kind]),
            BASES.get(kind.value, BASIS),
            command
            or f'ttoffice do mitigation.record --data \'{{"license": "{license_}", "kind": "{kind}"}}\'',
        )
        for kind, command in _at_hand(license_, found)
        if kind not in found.taken
    ]


def _at_hand(license_: str, found: Situation) -> Iterator[tuple[MeasureKind, str]]:
    if found.binding:
        yield MeasureKind.TALKS, ""
        yield MeasureKind.SITE_VISIT, ""
        if found.royalty:
            yield MeasureKind.INSPECTION, ""
        yield MeasureKind.RESCHEDULING, ""
    for number in found.guarantees:
        yield MeasureKind.GUARANTOR_CALLED, f"ttoffice do support.claim {number}"
    for number in found.insurances:
        yield MeasureKind.INSURANCE_CLAIMED, f"ttoffice do support.claim {number}"
    if _demanded(found.state):
        if found.binding:
            yield MeasureKind.SUSPENSION, ""
        yield MeasureKind.PRESERVATION, ""
        yield MeasureKind.LAWSUIT, ""
    if found.state is DefaultState.TERMINABLE and found.binding:
        yield MeasureKind.TERMINATION, f"ttoffice do license.terminate {license_}"
    if not found.binding:
        yield MeasureKind.RECALL, ""
        yield MeasureKind.RELICENSING, ""


def _demanded(state: DefaultState) -> bool:
    return state in DEMANDED


DEMANDED: Collection[DefaultState] = (DefaultState.DEMANDED, DefaultState.WAITING, DefaultState.TERMINABLE)
WHY: dict[MeasureKind, str] = {
    MeasureKind.TALKS: N_("Ask why nothing is paid, and keep a note that both sides sign."),
    MeasureKind.SITE_VISIT: N_("See whether it still produces, and what its situation is; keep pictures."),
    MeasureKind.INSPECTION: N_("Inspect the accounts on which the royalty rests, as far as that is agreed."),
    MeasureKind.RESCHEDULING: N_("Agree a new schedule in an amendment where that saves more than it costs."),
    MeasureKind.SUSPENSION: N_("Hold back own performance where the licensee will plainly not perform."),
    MeasureKind.GUARANTOR_CALLED: N_("Call upon the guarantor within the guarantee period."),
    MeasureKind.INSURANCE_CLAIMED: N_("Claim the insurance as its policy asks."),
    MeasureKind.PRESERVATION: N_("Ask the court to preserve assets where they may be gone by the judgment."),
    MeasureKind.LAWSUIT: N_("Sue or go to arbitration before the limitation period ends."),
    MeasureKind.TERMINATION: N_("The period after the demand is over: the license may be terminated."),
    MeasureKind.RECALL: N_("Call back the technical material, against a signed list."),
    MeasureKind.RELICENSING: N_("Offer the result to others, so that it goes on being used."),
    MeasureKind.OTHER: "",
}
"""Why each step is worth taking, as catalog strings."""
