"""A distribution as its inputs make it: receipts, deductions, pool and lines, and the working shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from ttoffice.action import Context
from ttoffice.deadlines.policy import PolicyValue
from ttoffice.deadlines.views import policy_on
from ttoffice.i18n import N_, chinese
from ttoffice.i18n import gettext as _
from ttoffice.licenses.awards.codes import DEDUCTION_LABELS, DEFINITION_LABELS, NetDefinition
from ttoffice.licenses.awards.gathering import (
    Award,
    choose,
    completers_of,
    person_line,
    receipts_of,
)
from ttoffice.licenses.awards.inputs import AwardInput, LineInput
from ttoffice.licenses.awards.record import AwardLine, AwardRecord, Deduction
from ttoffice.licenses.awards.rules import Bounds
from ttoffice.licenses.awards.shares import (
    WHOLE,
    adds_up,
    deducted,
    gross_of,
    pool_of,
    read_share,
    with_amounts,
    written_share,
)
from ttoffice.licenses.reading import License, terms_on
from ttoffice.money import figures
from ttoffice.reasons import Reason
from ttoffice.workdays.periods import add_months

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Built:
    """A distribution, and what stands against it already while it was put together."""

    record: AwardRecord
    reasons: tuple[Reason, ...]


def setting(ctx: Context, code: str) -> PolicyValue:
    """Return the unit's setting today."""
    return policy_on(ctx.db, code, ctx.today)


def bounds_of(ctx: Context) -> Bounds:
    """Return the least shares that the unit's settings ask for today."""
    pool, main = setting(ctx, "award_share_min"), setting(ctx, "contributor_share_min")
    return Bounds(pool.fraction, pool.source, main.fraction, main.source)


def begun(ctx: Context, license_: License) -> AwardRecord:
    """Return an empty distribution of a license, with the unit's definition of net income and its share."""
    definition, share = setting(ctx, "award_net_income"), setting(ctx, "award_share")
    title = chinese(N_("award distribution of %(title)s")) % {"title": license_.record.title}
    return AwardRecord(
        license_.number,
        title,
        license_.record.licensee_name,
        definition=NetDefinition(definition.value),
        definition_source=definition.source,
        share=written_share(share.fraction),
        share_source=share.source,
    )


def built(ctx: Context, license_: License, record: AwardRecord, data: AwardInput) -> Built:
    """Return a distribution with what was given in it; amounts are counted anew from receipts to lines."""
    reasons: list[Reason] = []
    if data.receipts is not None:
        chosen = choose(ctx.db, license_.number, data.receipts, record.corrects)
        record = replace(record, receipts=chosen.receipts)
        reasons += chosen.reasons
    record = _plain(record, data)
    found = _with_people(ctx, license_, record, data)
    record, reasons = found.record, [*reasons, *found.reasons]
    counted = _counted(ctx, record)
    return Built(counted.record, (*reasons, *counted.reasons))


def _plain(record: AwardRecord, data: AwardInput) -> AwardRecord:
    """Return the record with the fields that stand for themselves."""
    if data.deductions is not None:
        taken_off = tuple(
            Deduction(one.kind, one.amount_fen, one.label, one.source, one.proof) for one in data.deductions
        )
        record = replace(record, deductions=taken_off)
    given = {name: getattr(data, name) for name in ("share", "share_source", "title", "note")}
    kept = {name: value for name, value in given.items() if value is not None}
    if "share" in kept and "share_source" not in kept:
        kept["share_source"] = ""
    return replace(record, **kept)


def _with_people(ctx: Context, license_: License, record: AwardRecord, data: AwardInput) -> Built:
    """Return the record with its lines: those given, or what is proposed where they are asked for anew."""
    if data.lines:
        lines = _given(ctx, (*data.lines, *(data.transfer or ())))
        return Built(replace(record, lines=lines), ())
    if record.lines and (data.lines, data.transfer, data.weights) == (None, None, None):
        return Built(record, ())
    transfer = _given(ctx, data.transfer or ())
    rest = WHOLE - sum((read_share(line.share) for line in transfer), Fraction())
    if rest < 0:
        message = _("The contributors to the transfer get more than the whole pool.")
        return Built(record, (Reason("award.transfer", message, field="transfer"),))
    terms = terms_on(ctx.db, license_, ctx.today)
    proposed = completers_of(ctx.db, terms, data.weights or {}, rest, ctx.today)
    return Built(replace(record, lines=(*proposed.lines, *transfer)), proposed.reasons)


def _given(ctx: Context, lines: Iterable[LineInput]) -> tuple[AwardLine, ...]:
    found = []
    for one in lines:
        person, name, leader, post = person_line(ctx.db, one.person, one.unit, ctx.today)
        main = one.part.value == "completer" if one.main is None else one.main
        found.append(
            AwardLine(
                "",
                name,
                one.part,
                one.share,
                0,
                person,
                one.unit,
                main,
                leader,
                post,
                one.form,
                note=one.note,
            )
        )
    return tuple(found)


# --- counting ------------------------------------------------------------------------------------------


def _counted(ctx: Context, record: AwardRecord) -> Built:
    """Return the record with every amount counted; what cannot be counted stays 0 and is said."""
    gross, off = gross_of(record.receipts), deducted(record.deductions)
    if off > gross or gross < 0:
        message = _("The deductions are more than the income; correct them, or add receipts.")
        return Built(_emptied(record), (Reason("award.deductions_exceed", message, field="deductions"),))
    net = gross - off
    pool = pool_of(net, read_share(record.share))
    lines = with_amounts(record.lines, pool) if record.lines and adds_up(record.lines) else record.lines
    lines = tuple(replace(line, key=str(place)) for place, line in enumerate(lines, 1))
    record = replace(
        record,
        gross_fen=gross,
        deducted_fen=off,
        net_fen=net,
        pool_fen=pool,
        retained_fen=net - pool,
        lines=lines,
        persons=tuple(dict.fromkeys(line.person or line.name for line in lines)),
    )
    return Built(replace(_with_relief(ctx, record), working=tuple(working(record))), ())


def _emptied(record: AwardRecord) -> AwardRecord:
    return replace(record, gross_fen=0, deducted_fen=0, net_fen=0, pool_fen=0, retained_fen=0)


def _with_relief(ctx: Context, record: AwardRecord) -> AwardRecord:
    """Return the record with the last day of the tax relief: that of its oldest receipt."""
    first = min((one.received_on for one in record.receipts if not one.refund), default=None)
    window = setting(ctx, "award_tax_window")
    return replace(
        record,
        relief_until=None if first is None else relief_day(first, window),
        relief_source=window.source if first else "",
    )


def relief_day(received_on: date, window: PolicyValue) -> date:
    """Return the last day of the tax relief for a receipt: the matching day so many months or years later."""
    period = window.period
    if period.unit in ("m", "y"):
        return add_months(received_on, period.amount * (MONTHS_A_YEAR if period.unit == "y" else 1))
    return received_on + timedelta(days=period.amount)


def money(fen: int) -> str:
    """Return an amount as Chinese papers write it: `12,000.50元`."""
    return f"{figures(fen)}元"


def working(record: AwardRecord) -> list[str]:
    """Return how the amounts came about, a line each, in Chinese."""
    receipts = [
        f"{one.receipt}（{one.received_on.isoformat()}）{'减退款' if one.refund else ''}{money(one.amount_fen)}"
        for one in record.receipts
    ]
    lines = [f"到账合计：{money(record.gross_fen)}" + (f"（{'；'.join(receipts)}）" if receipts else "")]
    lines += [
        f"扣除{one.label or chinese(DEDUCTION_LABELS[one.kind])}：{money(one.amount_fen)}"
        f"（{'，'.join(filter(None, (one.source, one.proof)))}）"
        for one in record.deductions
    ]
    definition = chinese(DEFINITION_LABELS[record.definition])
    rounding = f"四舍五入到分（{record.share_source or '本次约定'}）"
    lines += [
        f"净收入口径：{definition}（{record.definition_source}）",
        f"净收入：{money(record.gross_fen)} - {money(record.deducted_fen)} = {money(record.net_fen)}",
        f"奖励总额：{money(record.net_fen)} × {record.share} = {money(record.pool_fen)}，{rounding}",
        f"单位留存：{money(record.net_fen)} - {money(record.pool_fen)} = {money(record.retained_fen)}",
    ]
    lines += [
        f"{line.name}：{money(record.pool_fen)} × {line.share} = {money(line.amount_fen)}"
        for line in record.lines
    ]
    lines.append("各人金额先舍到分，余下的分按最大余数法逐分补足，合计等于奖励总额")
    return lines


# --- corrections ---------------------------------------------------------------------------------------


def corrected(
    ctx: Context,
    license_: License,
    old: Award,
    data: AwardInput,
    reason: str,
    paid: AwardRecord | None = None,
) -> Built:
    """Return the distribution that replaces a standing one; reversed receipts drop out by themselves.

    `paid` is the record that says what was paid before, where that is not `old` itself.
    """
    standing = {one.number for one in receipts_of(ctx.db, license_.number)}
    kept = tuple(one for one in old.record.receipts if one.receipt in standing)
    begin = replace(
        begun(ctx, license_),
        definition=old.record.definition,
        definition_source=old.record.definition_source,
        share=old.record.share,
        share_source=old.record.share_source,
        title=chinese(N_("%(title)s (correction)")) % {"title": old.record.title},
        receipts=kept,
        deductions=old.record.deductions,
        lines=tuple(replace(line, before_fen=0) for line in old.record.lines if read_share(line.share)),
        corrects=old.number,
        reason=reason,
    )
    found = built(ctx, license_, begin, data)
    return Built(_against(found.record, paid_so_far(paid or old.record)), found.reasons)


def paid_so_far(record: AwardRecord) -> list[AwardLine]:
    """Return the lines of a distribution with what each person was paid in it and those before it."""
    paid = {payment.line for payment in record.payments}
    return [
        replace(line, before_fen=line.amount_fen if line.key in paid else line.before_fen)
        for line in record.lines
    ]


def _against(record: AwardRecord, before: Sequence[AwardLine]) -> AwardRecord:
    """Return a distribution whose lines know what was paid before; who drops out keeps a line of nothing."""
    left = _by_person(before)
    lines = [
        replace(line, before_fen=left.pop((line.who, line.part.value), (0, line))[0]) for line in record.lines
    ]
    lines += [
        replace(line, share="0%", amount_fen=0, before_fen=paid, main=False)
        for paid, line in left.values()
        if paid
    ]
    keyed = tuple(replace(line, key=str(place)) for place, line in enumerate(lines, 1))
    return replace(record, lines=keyed, persons=tuple(dict.fromkeys(one.person or one.name for one in keyed)))


def _by_person(lines: Iterable[AwardLine]) -> dict[tuple[str, str], tuple[int, AwardLine]]:
    return {(line.who, line.part.value): (line.before_fen, line) for line in lines}
