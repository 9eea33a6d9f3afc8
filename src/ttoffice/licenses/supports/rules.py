"""What the law and good sense ask of guarantees, insurance, subsidies and vouchers: pure rules on one record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.licenses.supports.guarantees import covers, form_of, liability, too_short
from ttoffice.licenses.supports.record import (
    KIND_LABELS,
    MAY_NOT_GUARANTEE,
    PROVIDER_LABELS,
    STATE_LABELS,
    GuaranteeForm,
    SupportKind,
    SupportRecord,
    SupportState,
)
from ttoffice.reasons import Reason

BASIS = "pay-later:7(2)"
SUBSIDY_BASIS = "pay-later:7(3)"
VOUCHER_BASIS = "pay-later:7(4)"


@dataclass(frozen=True, slots=True)
class Around:
    """What the rules look at besides the record.

    Attributes:
        unit, unit_code: name and credit code of the own unit.
        licensee, licensee_code: of the licensee.
        dues: last day of payment of each open sum due, by its number.
    """

    unit: str = ""
    unit_code: str = ""
    licensee: str = ""
    licensee_code: str = ""
    dues: Mapping[str, date] | None = None

    @property
    def due_days(self) -> Mapping[str, date]:
        """The open sums due with a day."""
        return self.dues or {}


def entry_reasons(record: SupportRecord, around: Around) -> Iterator[Reason]:
    """Return what a support lacks, or what stands against it."""
    asked = {
        SupportKind.GUARANTEE: _guarantee,
        SupportKind.INSURANCE: _insurance,
        SupportKind.SUBSIDY: _subsidy,
        SupportKind.VOUCHER: _voucher,
    }
    yield from asked[record.kind](record, around)
    if record.starts_on and record.ends_on and record.ends_on < record.starts_on:
        message = _("It would end on %(end)s, before it begins on %(start)s.")
        told = {"end": record.ends_on.isoformat(), "start": record.starts_on.isoformat()}
        yield Reason("support.reversed", message % told, field="ends_on")
    if not record.papers:
        message = _("No paper is attached: add the exhibit with the contract, policy, grant or voucher.")
        yield Reason("support.no_papers", message, "exemption:12", "papers", warning=True)


def _needed(record: SupportRecord, basis: str, *fields: tuple[str, str]) -> Iterator[Reason]:
    for name, label in fields:
        if getattr(record, name) in (None, ""):
            told = {"kind": _(KIND_LABELS[record.kind.value]), "field": label}
            message = _("Of a support of the kind %(kind)s one must know: %(field)s.") % told
            yield Reason(f"support.no_{name}", message, basis, name)


def _guarantee(record: SupportRecord, around: Around) -> Iterator[Reason]:
    yield from _needed(record, BASIS, ("provider", _("who guarantees")), ("provider_kind", _("what it is")))
    if record.provider_kind in MAY_NOT_GUARANTEE:
        told = {"kind": _(PROVIDER_LABELS[record.provider_kind.value])}
        message = _("A guarantor of the kind %(kind)s may not guarantee; the guarantee would be void.") % told
        yield Reason("support.may_not_guarantee", message, "民法典 683", "provider_kind")
    yield from _own_debt(record, around)
    if record.form is None:
        message = _("It is not said whether the guarantee is general or joint; then it is a general one.")
        yield Reason("support.form_open", message, "民法典 686", "form", warning=True)
    yield from _short_period(record, around)


def _own_debt(record: SupportRecord, around: Around) -> Iterator[Reason]:
    """A guarantor is a third person (民法典 681): neither creditor nor debtor."""
    for name, code in ((around.unit, around.unit_code), (around.licensee, around.licensee_code)):
        same = (name and record.provider == name) or (code and record.provider_code == code)
        if same:
            message = _("%(name)s is a party of the license; only a third person can guarantee.")
            yield Reason("support.party", message % {"name": name or code}, "民法典 681", "provider")


def _short_period(record: SupportRecord, around: Around) -> Iterator[Reason]:
    """A period that ends no later than the debt counts as not agreed (民法典 692): say for which."""
    covered = {number: day for number, day in around.due_days.items() if covers(record, number)}
    short = too_short(record, covered.values())
    if short and record.ends_on is not None:
        told = {
            "end": record.ends_on.isoformat(),
            "count": len(short),
            "first": short[0].due_on.isoformat(),
            "until": short[0].until.isoformat(),
        }
        message = _(
            "The guarantee period ends on %(end)s, no later than %(count)d of the sums it covers fall due (the"
            " first on %(first)s); for these it counts as not agreed and lasts six months, for the first until"
            " %(until)s."
        )
        yield Reason("support.short_period", message % told, "民法典 692", "ends_on", warning=True)


def _insurance(record: SupportRecord, around: Around) -> Iterator[Reason]:
    yield from _needed(
        record,
        BASIS,
        ("provider", _("the insurer")),
        ("reference", _("the number of the policy")),
        ("amount_fen", _("the sum insured")),
        ("starts_on", _("the first day")),
        ("ends_on", _("the last day")),
    )
    if record.premium_side is None:
        message = _("It is not said who bears the premium.")
        yield Reason("support.premium", message, BASIS, "premium_side", warning=True)
    late = [number for number, day in around.due_days.items() if record.ends_on and day >= record.ends_on]
    if late:
        message = _(
            "The insurance ends on %(end)s; sums that fall due then or later are not insured: %(dues)s."
        )
        told = {"end": record.ends_on.isoformat() if record.ends_on else "", "dues": listed(sorted(late))}
        yield Reason("support.short_insurance", message % told, BASIS, "ends_on", warning=True)


def _subsidy(record: SupportRecord, _around: Around) -> Iterator[Reason]:
    yield from _needed(
        record,
        SUBSIDY_BASIS,
        ("provider", _("who grants it")),
        ("beneficiary", _("for whom it is")),
        ("amount_fen", _("the sum applied for")),
        ("agreed_on", _("the day of the application")),
    )


def _voucher(record: SupportRecord, _around: Around) -> Iterator[Reason]:
    yield from _needed(
        record,
        VOUCHER_BASIS,
        ("reference", _("the number of the voucher")),
        ("amount_fen", _("its value")),
    )
    if record.ends_on is None:
        message = _("It is not said until when the voucher is valid.")
        yield Reason("support.validity", message, VOUCHER_BASIS, "ends_on", warning=True)


# --- what may happen with it ------------------------------------------------------------------------------

CLAIMABLE = (SupportKind.GUARANTEE, SupportKind.INSURANCE)
_FROM: Mapping[tuple[SupportKind, str], tuple[SupportState, ...]] = {
    **{
        (kind, "claimed"): (SupportState.STANDING, SupportState.CLAIMED, SupportState.REFUSED)
        for kind in CLAIMABLE
    },
    **{(kind, "paid"): (SupportState.CLAIMED,) for kind in CLAIMABLE},
    **{(kind, "refused"): (SupportState.CLAIMED,) for kind in CLAIMABLE},
    (SupportKind.SUBSIDY, "granted"): (SupportState.APPLIED,),
    (SupportKind.SUBSIDY, "refused"): (SupportState.APPLIED,),
    (SupportKind.SUBSIDY, "paid"): (SupportState.GRANTED,),
    (SupportKind.VOUCHER, "used"): (SupportState.STANDING,),
    (SupportKind.VOUCHER, "refused"): (SupportState.STANDING,),
}


def step_reasons(record: SupportRecord, event: str) -> Iterator[Reason]:
    """Refuse what does not happen with a support of this kind, or not from where it stands."""
    sources = _FROM.get((record.kind, event))
    if sources is None:
        known = [name for kind, name in _FROM if kind is record.kind]
        told = {"kind": _(KIND_LABELS[record.kind.value]), "known": listed(known)}
        message = _("This does not happen with a support of the kind %(kind)s; known: %(known)s.") % told
        yield Reason("support.event", message, field="outcome")
    elif record.state not in sources:
        told = {
            "state": _(STATE_LABELS[record.state.value]),
            "wanted": listed(_(STATE_LABELS[state.value]) for state in sources),
        }
        message = _("It stands at %(state)s; this can be done at %(wanted)s only.") % told
        yield Reason("support.state", message, field="state")


def amount_reasons(record: SupportRecord, event: str, amount: int | None) -> Iterator[Reason]:
    """Refuse an outcome without its amount, and one beyond what there is."""
    if event == "refused":
        return
    if not amount:
        message = _("Say the amount.")
        yield Reason("support.no_outcome_amount", message, field="amount_fen")
        return
    limit = {
        "used": record.amount_fen,
        "granted": record.amount_fen,
        "paid": record.granted_fen if record.kind is SupportKind.SUBSIDY else record.amount_fen,
    }[event]
    before = 0 if event == "granted" else record.paid_fen
    if limit is not None and before + amount > limit:
        from ttoffice.money import shown_yuan

        message = _("Of %(limit)s there remain %(left)s; %(amount)s is more.") % {
            "limit": shown_yuan(limit),
            "left": shown_yuan(max(0, limit - before)),
            "amount": shown_yuan(amount),
        }
        yield Reason("support.too_much", message, field="amount_fen", warning=event == "granted")


def period_reasons(record: SupportRecord, on: date, due_days: Iterable[date]) -> Iterator[Reason]:
    """Return what the day says against claiming: not due yet, or the period is over (民法典 692, 693)."""
    days = sorted(due_days)
    if record.kind is SupportKind.INSURANCE:
        if record.ends_on is not None and on > record.ends_on:
            message = _("The insurance ended on %(day)s; see whether the policy still allows a claim.")
            told = {"day": record.ends_on.isoformat()}
            yield Reason("support.insurance_over", message % told, BASIS, "on", warning=True)
        return
    if days and on <= days[0]:
        message = _("The first of the sums falls due on %(day)s only; a guarantor is called after that.")
        yield Reason("support.not_due", message % {"day": days[0].isoformat()}, "民法典 681", "on")
    over = [found for day in days if (found := liability(day, record.ends_on)).until < on]
    if over:
        message = _("For %(count)d of the sums the guarantee period is over (the first on %(day)s).")
        counted = {"count": len(over), "day": over[0].until.isoformat()}
        yield Reason("support.period_over", message % counted, "民法典 692", "on", warning=True)
    if form_of(record) is GuaranteeForm.GENERAL:
        message = _(
            "It is a general guarantee: the guarantor stays liable only if the licensee is sued or brought to"
            " arbitration within the period."
        )
        yield Reason("support.sue_first", message, "民法典 693", warning=True)
