"""What a distribution is made of, read from the store: receipts that can be shared, completers, people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ttoffice.action.core import Subject
from ttoffice.i18n import gettext as _
from ttoffice.licenses.awards.codes import Part
from ttoffice.licenses.awards.record import AwardLine, AwardRecord, Distributed
from ttoffice.licenses.awards.shares import WHOLE, read_share, scaled, written_share
from ttoffice.licenses.codes import ReceiptKind
from ttoffice.licenses.record import ReceiptRecord
from ttoffice.licenses.shelves import RECEIPTS
from ttoffice.licenses.terms import Terms
from ttoffice.parties.people import PEOPLE, PersonRecord, Role
from ttoffice.parties.views import own_unit
from ttoffice.reasons import Reason
from ttoffice.results import storage
from ttoffice.results.record import Completer
from ttoffice.store.connection import Reader

Award = Subject[AwardRecord]
Receipt = Subject[ReceiptRecord]

LIVE = (
    "a.state <> 'withdrawn' AND NOT EXISTS"
    " (SELECT 1 FROM award c WHERE c.corrects = a.number AND c.state <> 'withdrawn')"
)
"""The condition of the newest distribution of each chain of corrections."""


# --- receipts ------------------------------------------------------------------------------------------


def receipts_of(reader: Reader, license_: str) -> list[Receipt]:
    """Return the receipts and refunds of a license that stand, oldest first: what was reversed is left out."""
    found = RECEIPTS.where(reader, "subject = ?", (license_,), "received_on, id")
    reversed_ = {one.record.reverses for one in found}
    return [one for one in found if not one.record.reverses and one.number not in reversed_]


def distributed_by(reader: Reader, license_: str) -> dict[str, str]:
    """Return which standing distribution of a license each receipt is in, by the receipt's number."""
    return dict(
        reader.all(
            "SELECT json_extract(d.value, '$.receipt'), a.number FROM award a, json_each(a.receipts) d"
            f" WHERE a.subject = ? AND {LIVE}",
            (license_,),
        )
    )


def taken(receipt: Receipt) -> Distributed:
    """Return a receipt as a distribution names it."""
    record = receipt.record
    return Distributed(
        receipt.number, record.received_on, record.amount_fen, record.kind is ReceiptKind.REFUND
    )


@dataclass(frozen=True, slots=True)
class Chosen:
    """Receipts for a distribution, and what stands against some of them."""

    receipts: tuple[Distributed, ...]
    reasons: tuple[Reason, ...]


def choose(reader: Reader, license_: str, wanted: Sequence[str], corrects: str = "") -> Chosen:
    """Return the receipts of a license that are meant; `all` are those that nobody distributed yet."""
    standing = {one.number: one for one in receipts_of(reader, license_)}
    elsewhere = {number: by for number, by in distributed_by(reader, license_).items() if by != corrects}
    numbers = [one for one in standing if one not in elsewhere] if tuple(wanted) == ("all",) else list(wanted)
    good = [one for one in dict.fromkeys(numbers) if one in standing and one not in elsewhere]
    reasons = [
        *(_unfit(number, elsewhere) for number in dict.fromkeys(numbers) if number not in good),
        *_left_out(standing, elsewhere, good),
        *_unallocated(reader, good),
    ]
    return Chosen(tuple(taken(standing[number]) for number in good), tuple(reasons))


def _unfit(number: str, elsewhere: Mapping[str, str]) -> Reason:
    if number in elsewhere:
        message = _("%(number)s is distributed by %(award)s already; a receipt is distributed only once.")
        told = {"number": number, "award": elsewhere[number]}
        return Reason("award.distributed", message % told, field="receipts")
    message = _("%(number)s is no standing receipt of this license: it belongs to another, or was reversed.")
    return Reason("award.receipt", message % {"number": number}, field="receipts")


def _left_out(
    standing: Mapping[str, Receipt], elsewhere: Mapping[str, str], good: list[str]
) -> Iterator[Reason]:
    for number, one in standing.items():
        if one.record.kind is ReceiptKind.REFUND and number not in elsewhere and number not in good:
            message = _(
                "The refund %(number)s is in no distribution yet; name it so that it counts against the income."
            )
            yield Reason("award.refund_left", message % {"number": number}, field="receipts", warning=True)


def _unallocated(reader: Reader, numbers: Iterable[str]) -> Iterator[Reason]:
    """Warn of receipts that pay no sum due in part: perhaps they have to be paid back."""
    for number in numbers:
        free = reader.value(
            "SELECT r.amount_fen - COALESCE((SELECT SUM(CASE WHEN a.releases = '' THEN a.amount_fen"
            " ELSE -a.amount_fen END) FROM allocation a WHERE a.receipt = r.number), 0)"
            " FROM receipt r WHERE r.number = ? AND r.kind <> 'refund'",
            (number,),
        )
        if free:
            message = _(
                "%(number)s is not wholly allocated to sums due: it may have to be paid back in part."
            )
            yield Reason("award.unallocated", message % {"number": number}, field="receipts", warning=True)


# --- people --------------------------------------------------------------------------------------------


def person_line(reader: Reader, text: str, unit: str, on: date) -> tuple[str, str, bool, str]:
    """Return number, name, whether they lead the unit, and the post of somebody named by number or name.

    Somebody whom the list of people does not know, or a namesake, is taken by the name alone.
    """
    found = PEOPLE.where(reader, "number = ?1 OR (name = ?1 AND left_on IS NULL)", (text.strip(),))
    if len(found) != 1 or (unit and found[0].number != text.strip()):
        return "", text.strip(), False, ""
    record = found[0].record
    leader, post = _leading(record, on)
    return found[0].number, record.name, leader, post


def _leading(record: PersonRecord, on: date) -> tuple[bool, str]:
    """Return whether a person leads the unit on a day, and the posts held then."""
    held = [
        post.title
        for post in record.posts
        if (post.since is None or post.since <= on) and (post.until is None or on <= post.until)
    ]
    return Role.LEADER in record.roles and bool(held), "、".join(held)


# --- completers ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Proposed:
    """Shares of completers, and what is missing for them."""

    lines: tuple[AwardLine, ...]
    reasons: tuple[Reason, ...]


def completers_of(
    reader: Reader, terms: Terms, weights: Mapping[str, str], to: Fraction, on: date
) -> Proposed:
    """Return a line for each completer of the licensed results, together a share of the pool.

    A result counts by its weight; its completers share by what the register says. Somebody who completed several
    results has one line.
    """
    numbers = list(dict.fromkeys(grant.result for grant in terms.grants if grant.result))
    reasons: list[Reason] = []
    shares: dict[tuple[str, str], Fraction] = {}
    parts = _weighed(numbers, weights, to)
    for number, part in parts.items():
        loaded = storage.load(reader, number)
        completers = loaded[2].completers if loaded else ()
        reasons += _completer_reasons(number, completers)
        for one, share in zip(completers, _shares(completers, part), strict=True):
            key = (one.name, one.unit)
            shares[key] = shares.get(key, Fraction()) + share
    lines = tuple(
        _completer_line(reader, name, unit, share, on) for (name, unit), share in shares.items() if share
    )
    return Proposed(lines, tuple(reasons))


def _weighed(numbers: Sequence[str], weights: Mapping[str, str], to: Fraction) -> dict[str, Fraction]:
    """Return the part of each result; those without a weight count alike where no weight is given, else nothing."""
    given = [read_share(weights[number]) if number in weights else Fraction() for number in numbers]
    usable = given if any(given) else [WHOLE] * len(numbers)
    return dict(zip(numbers, scaled(usable, to), strict=True)) if numbers else {}


def _shares(completers: Sequence[Completer], part: Fraction) -> list[Fraction]:
    known = [Fraction(one.share) if one.share else Fraction() for one in completers]
    if not any(known):
        known = [WHOLE if len(completers) == 1 else Fraction()] * len(completers)
    return scaled(known, part) if any(known) else [Fraction()] * len(completers)


def _completer_reasons(number: str, completers: Sequence[Completer]) -> Iterator[Reason]:
    told = {"number": number}
    shares = [one.share for one in completers]
    if not completers:
        message = _("%(number)s names no completer; enter them in the register, or give the lines.") % told
        yield Reason("award.no_completer", message, "促转法 45", "lines")
    elif len(completers) > 1 and not all(shares):
        message = (
            _("The shares of the completers of %(number)s are not all known; enter them, or give the lines.")
            % told
        )
        yield Reason("award.no_shares", message, "促转法 45", "lines", warning=any(shares))
    elif all(shares) and sum(Fraction(share or 0) for share in shares) != 100:
        message = (
            _(
                "The shares of the completers of %(number)s do not add up to 100%%; they are taken in proportion."
            )
            % told
        )
        yield Reason("award.uneven_shares", message, field="lines", warning=True)


def _completer_line(reader: Reader, name: str, unit: str, share: Fraction, on: date) -> AwardLine:
    foreign = unit if unit != own_unit(reader).name else ""
    person, shown, leader, post = person_line(reader, name, foreign, on)
    return AwardLine(
        "", shown, Part.COMPLETER, written_share(share), 0, person, unit, main=True, leader=leader, post=post
    )
