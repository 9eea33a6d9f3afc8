"""What is due about licenses besides deadlines and payments: terms, first sales, supports, estimates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ttoffice.agenda.items import Item
from ttoffice.agenda.licenses_then import (
    BINDING,
    Entry,
    Held,
    OpenDue,
    held,
    open_dues,
    supports,
    unsold,
)
from ttoffice.agenda.sources import Backlog, Sight, Source, folded
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.money import shown_yuan

# --- the term and the mute --------------------------------------------------------------------------------


def terms(sight: Sight) -> Iterator[Item]:
    """Yield the licenses whose term ends, or has ended without being recorded."""
    if sight.quick:
        return
    ending = [one for one in held(sight).values() if one.state in BINDING and one.ends_on]
    rows = [(date.fromisoformat(one.ends_on or ""), one) for one in ending]
    seen = [(day, one) for day, one in rows if day <= sight.until]

    def make(chosen: Sequence[Held]) -> Iterator[Item]:
        for one in chosen:
            yield Item(
                f"term:{one.number}",
                date.fromisoformat(one.ends_on or ""),
                one.number,
                f"{one.title} {one.licensee_name}".strip(),
                _(
                    "The term of the license ends: agree a longer one in time, or record its end and settle up."
                ),
                "民法典 865",
                f"ttoffice do license.end {one.number}",
                one.responsible,
                sequence=one.version - 1,
            )

    yield from folded(sight, seen, make, TERM_BACKLOG)


TERM_BACKLOG = Backlog(
    "term:backlog",
    N_("%(count)s licenses are past their term and not recorded as ended"),
    N_("%(count)s licenses have run out; each is extended by an amendment or recorded as ended."),
    "民法典 865",
    "ttoffice list licenses --view binding",
)


def mutes(sight: Sight) -> Iterator[Item]:
    """Yield the licenses whose reminders are off, on the day on which they come on again."""
    if sight.quick:
        return
    for one in held(sight).values():
        if one.muted_until and one.muted_until >= sight.day.isoformat():
            yield Item(
                f"mute:{one.number}",
                date.fromisoformat(one.muted_until),
                one.number,
                f"{one.title} {one.licensee_name}".strip(),
                _("Reminders are off until this day: %(reason)s") % {"reason": one.muted_reason},
                "",
                f"ttoffice do license.unmute {one.number}",
                one.responsible,
                sequence=one.version - 1,
            )


def first_sales(sight: Sight) -> Iterator[Item]:
    """Yield the licenses whose royalty waits for a first sale to be recorded; nothing else would ask for it."""
    if sight.quick or sight.past:
        return
    known = held(sight)
    for one in (known[number] for number in unsold(sight) if number in known):
        yield Item(
            f"first_sale:{one.number}",
            None,
            one.number,
            f"{one.title} {one.licensee_name}".strip(),
            _(
                "The royalty runs from the first sale, and none is recorded: ask the licensee whether it sells, and"
                " record the day."
            ),
            "pay-later:2(1)",
            f"ttoffice do license.record_first_sale {one.number}",
            one.responsible,
            sequence=one.version - 1,
        )


# --- supports ---------------------------------------------------------------------------------------------


def ending_supports(sight: Sight) -> Iterator[Item]:
    """Yield guarantees whose period ends for something unpaid, and insurances and vouchers that run out."""
    if sight.quick:
        return
    standing = list(supports(sight))
    late = _late_by_license(sight) if any(one.document["kind"] == "guarantee" for one in standing) else {}
    known = held(sight)
    for one in standing:
        owner = known.get(one.document["subject"])
        if owner is not None:
            yield from _of_support(one, owner, late.get(owner.number, []))


def _late_by_license(sight: Sight) -> dict[str, list[OpenDue]]:
    found: dict[str, list[OpenDue]] = {}
    for due in open_dues(sight, sight.day):
        if due.due_on < sight.day:
            found.setdefault(due.subject, []).append(due)
    return found


def _of_support(one: Entry, owner: Held, late: Sequence[OpenDue]) -> Iterator[Item]:
    kind = one.document["kind"]
    if kind == "guarantee":
        yield from _guarantee(one, owner, late)
    elif one.document["ends_on"] and (kind == "voucher" or owner.state in BINDING):
        why = (
            _("The voucher is valid until this day: use it for a payment before.")
            if kind == "voucher"
            else _(
                "The insurance ends: extend it while money is owed, and claim before what the policy covers."
            )
        )
        day = date.fromisoformat(one.document["ends_on"])
        yield _item(one, owner, f"support:{one.number}", day, why, "pay-later:7", "change")


def _guarantee(one: Entry, owner: Held, late: Sequence[OpenDue]) -> Iterator[Item]:
    """Yield for each unpaid sum the end of the guarantee period, by which the creditor must have acted."""
    from ttoffice.licenses.supports.guarantees import liability

    ends_on = one.document["ends_on"]
    agreed = date.fromisoformat(ends_on) if ends_on else None
    covered = one.document["dues"]
    for due in late:
        if covered and due.number not in covered:
            continue
        until = liability(due.due_on, agreed).until
        joint = one.document["form"] == "joint"
        told = {"due": f"{due.number} {due.title}", "day": due.due_on.isoformat()}
        why = (
            _("%(due)s is unpaid since %(day)s: call upon the guarantor within the period, or it is free.")
            if joint
            else _(
                "%(due)s is unpaid since %(day)s: sue the licensee within the period, or the guarantor is free."
            )
        )
        yield _item(
            one, owner, f"support:{one.number}:{due.number}", until, why % told, "民法典 693", "claim"
        )


def _item(one: Entry, owner: Held, key: str, day: date, why: str, basis: str, step: str) -> Item:
    return Item(
        key,
        day,
        one.number,
        f"{one.document['title']} {owner.title}".strip(),
        why,
        basis,
        f"ttoffice do support.{step} {one.number}",
        owner.responsible,
        hard=True,
        sequence=one.version - 1,
    )


# --- registrations by an estimate -------------------------------------------------------------------------

_BEYOND = """
SELECT f.subject, MAX(f.version), MAX(f.certified_total_fen),
  (SELECT SUM(d.paid_fen) FROM due d
   WHERE d.subject = f.subject AND d.kind IN ('threshold', 'stage', 'royalty', 'correction')) AS paid
FROM filing f WHERE f.kind = 'registration' AND f.state = 'certified'
GROUP BY f.subject HAVING MAX(f.estimated) = 1 AND paid > MAX(f.certified_total_fen)
"""


def supplements(sight: Sight) -> Iterator[Item]:
    """Yield the registrations by an estimate of which more has been paid by now; how it stands today only."""
    if sight.quick or sight.past:
        return
    known = held(sight)
    for number, version, certified, paid in sight.reader.all(_BEYOND):
        one = known.get(number)
        if one is not None:
            told = {"certified": shown_yuan(certified), "paid": shown_yuan(paid)}
            yield Item(
                f"supplement:{number}",
                None,
                number,
                f"{one.title} {one.licensee_name}".strip(),
                _(
                    "Registered with an estimate of %(certified)s, while %(paid)s was paid: fill in the amount."
                )
                % told,
                "pay-later:6(3)",
                f"ttoffice license filings {number}",
                one.responsible,
                sequence=version - 1,
            )


# --- contracts that were concluded before they were entered ------------------------------------------------

_UNREGISTERED = """
SELECT number FROM license l WHERE outside = 1 AND registered_on IS NULL AND state IN ('signed', 'in_force')
  AND NOT EXISTS (SELECT 1 FROM filing f WHERE f.subject = l.number AND f.kind = 'registration')
  AND NOT EXISTS (SELECT 1 FROM deadline d WHERE d.subject = l.number AND d.matter = 'registration')
ORDER BY id LIMIT ?
"""


def unregistered(sight: Sight) -> Iterator[Item]:
    """Yield the contracts entered later of which no registration is known and whose period for it is over."""
    if sight.quick or sight.past:
        return
    known = held(sight)
    rows = [
        (None, known[row[0]]) for row in sight.reader.all(_UNREGISTERED, (sight.cap + 1,)) if row[0] in known
    ]

    def make(chosen: Sequence[Held]) -> Iterator[Item]:
        for one in chosen:
            yield Item(
                f"unregistered:{one.number}",
                None,
                one.number,
                f"{one.title} {one.licensee_name}".strip(),
                _(
                    "No registration is known of this contract: enter it, or see whether it can still be made."
                ),
                "pay-later:6(3)",
                f"ttoffice license filings {one.number}",
                one.responsible,
                sequence=one.version - 1,
            )

    yield from folded(sight, rows, make, UNREGISTERED_BACKLOG)


UNREGISTERED_BACKLOG = Backlog(
    "unregistered:backlog",
    N_("Of %(count)s contracts that were entered later no registration is known"),
    N_("%(count)s contracts were concluded before they were entered, and no registration is known."),
    "pay-later:6(3)",
    "ttoffice list licenses --view binding",
)

SOURCES: tuple[tuple[str, Source], ...] = (
    ("term", terms),
    ("mute", mutes),
    ("first_sale", first_sales),
    ("support", ending_supports),
    ("supplement", supplements),
    ("unregistered", unregistered),
)
