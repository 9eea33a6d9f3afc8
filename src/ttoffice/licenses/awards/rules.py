"""What the law and the unit's rule say of a distribution, as reasons; pure.

The floor of the pool is statute (促转法 45). The share of the main contributors, cash for leaders and the days of
publicity are commonly held but were not read in the original: they warn, and stand as settings of the unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ttoffice.i18n import gettext as _
from ttoffice.licenses.awards.codes import ALLOWED, DEDUCTION_LABELS, DEFINITION_LABELS, Form
from ttoffice.licenses.awards.record import AwardRecord
from ttoffice.licenses.awards.shares import adds_up, written_share
from ttoffice.money import shown_yuan
from ttoffice.reasons import Reason

FLOOR = "促转法 45"
LAWFUL_SHARE = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the unit's settings ask on the day: least shares, each with what it rests on."""

    share_min: Fraction
    share_source: str
    main_min: Fraction
    main_source: str


def distribution_reasons(record: AwardRecord, bounds: Bounds, today: date) -> list[Reason]:
    """Return everything that stands against a distribution or should be looked at, from the income to the lines."""
    return [
        *_income(record),
        *_pool(record, bounds),
        *_lines(record, bounds),
        *_leaders(record),
        *_relief(record, today),
    ]


def _income(record: AwardRecord) -> Iterator[Reason]:
    if not record.receipts and not record.corrects:
        message = _("There is no receipt to distribute; name receipts of this license.")
        yield Reason("award.no_receipt", message, FLOOR, "receipts")
    allowed = ALLOWED[record.definition]
    for place, one in enumerate(record.deductions):
        field, told = f"deductions[{place}]", {"what": one.label or _(DEDUCTION_LABELS[one.kind])}
        if one.kind not in allowed:
            message = _(
                "%(what)s is not taken off: net income is %(definition)s by the unit's setting (%(source)s)."
            )
            told |= {
                "definition": _(DEFINITION_LABELS[record.definition]),
                "source": record.definition_source,
            }
            yield Reason("award.deduction_kind", message % told, field=field)
        if not one.source and not one.proof:
            message = _("Say on what the deduction of %(what)s rests, or attach its paper.") % told
            yield Reason("award.deduction_unfounded", message, field=field)
        elif not one.proof:
            message = _("No paper proves the deduction of %(what)s; attach it and name the exhibit.") % told
            yield Reason("award.deduction_unproved", message, field=field, warning=True)


def _pool(record: AwardRecord, bounds: Bounds) -> Iterator[Reason]:
    if not record.net_fen:
        return
    share = Fraction(record.pool_fen, record.net_fen)
    told = {"pool": shown_yuan(record.pool_fen), "net": shown_yuan(record.net_fen)}
    if share < LAWFUL_SHARE:
        message = _(
            "The pool of %(pool)s is less than half of the net income of %(net)s: below the statutory floor."
        )
        yield Reason("award.below_floor", message % told, FLOOR, "share", warning=True)
    if share < bounds.share_min and bounds.share_min != LAWFUL_SHARE:
        told |= {"least": written_share(bounds.share_min), "source": bounds.share_source}
        message = _(
            "The pool of %(pool)s is less than %(least)s of the net income, which the unit asks for (%(source)s)."
        )
        yield Reason("award.below_setting", message % told, FLOOR, "share", warning=True)


def _lines(record: AwardRecord, bounds: Bounds) -> Iterator[Reason]:
    if not record.lines:
        if record.pool_fen:
            message = _("Nobody is named who shares in the pool.")
            yield Reason("award.no_lines", message, FLOOR, "lines")
        return
    if not adds_up(record.lines):
        message = _("The shares do not add up to 100%; correct them.")
        yield Reason("award.shares", message, field="lines")
    for (who, part), count in Counter((line.who, line.part) for line in record.lines).items():
        if count > 1:
            name = next(line.name for line in record.lines if (line.who, line.part) == (who, part))
            message = _("%(name)s is named twice in the same part; join the lines.") % {"name": name}
            yield Reason("award.twice", message, field="lines")
    main = sum(line.amount_fen for line in record.lines if line.main)
    if record.pool_fen and Fraction(main, record.pool_fen) < bounds.main_min:
        message = _(
            "The main contributors get %(main)s of the pool of %(pool)s, less than the least share of %(least)s"
            " (%(source)s); mark the main contributors, or raise their shares."
        ) % {
            "main": shown_yuan(main),
            "pool": shown_yuan(record.pool_fen),
            "least": written_share(bounds.main_min),
            "source": bounds.main_source,
        }
        yield Reason("award.main_share", message, FLOOR, "lines", warning=True)


def _leaders(record: AwardRecord) -> Iterator[Reason]:
    for line in record.lines:
        if line.leader and line.form is not Form.CASH:
            message = _(
                "%(name)s leads the unit: leaders in a post are commonly given cash only (own knowledge, unverified)."
            )
            yield Reason("award.leader_form", message % {"name": line.name}, field="lines", warning=True)
        if line.leader:
            message = _("%(name)s leads the unit (%(post)s): name, post and amount must be made public.")
            told = {"name": line.name, "post": line.post or "-"}
            yield Reason("award.leader", message % told, field="lines", warning=True)


def _relief(record: AwardRecord, today: date) -> Iterator[Reason]:
    if record.relief_until is not None and record.relief_until < today:
        message = _("The income-tax relief on cash awards may be lost since %(day)s (%(source)s).")
        told = {"day": record.relief_until.isoformat(), "source": record.relief_source}
        yield Reason("award.relief_past", message % told, warning=True)
