"""Rules about one result: what may stand in the register, and what is doubtful.

Pure functions over `ResultRecord`; each reason names the article or statute that asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.results.codes import PaymentMode
from ttoffice.results.fees import FeePlan
from ttoffice.results.fields import FIELDS
from ttoffice.results.ip_numbers import parse_number
from ttoffice.results.record import Implementation, ResultRecord, Right
from ttoffice.results.scan import Facts
from ttoffice.workdays.periods import add_years

PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
PATENT_YEARS = {"invention": 20, "utility_model": 10, "design": 15}
"""How long patents last, in years from the filing date (专利法 42)."""
MAX_KEYWORDS = 20
MAX_CHILDREN = 200
HUNDRED = Decimal(100)


def scan_facts(record: ResultRecord) -> Facts:
    """Return what the two-year scan looks at in a record."""
    return Facts(
        record.fiscal,
        record.technology_class,
        record.acquired_on,
        record.implemented,
        tuple(use.since for use in record.implementations),
        record.exclusion_reason,
        record.exclusion_on,
    )


def record_reasons(record: ResultRecord, today: date, before: ResultRecord | None = None) -> list[Reason]:
    """Return what is wrong or doubtful with a record, compared with what it was where it existed.

    What was wrong already and has not been touched only warns: an old flaw must not hinder a correction
    elsewhere.
    """
    found = [
        *_texts(record),
        *_rights(record),
        *_completers(record),
        *_uses(record, today),
        *_terms(record),
    ]
    if before is None or not found:
        return found
    old = {(reason.code, reason.field) for reason in record_reasons(before, today)}
    return [
        replace(reason, warning=True) if (reason.code, reason.field) in old else reason for reason in found
    ]


def _texts(record: ResultRecord) -> Iterator[Reason]:
    if not record.title.strip():
        yield Reason("result.title", _("The title is missing."), field="title")
    for spec in FIELDS:
        value = getattr(record, spec.key)
        if spec.kind in ("line", "text") and len(value) > spec.max_length:
            yield Reason(
                "result.too_long",
                _("%(field)s is longer than %(limit)d characters.")
                % {"field": spec.label, "limit": spec.max_length},
                field=spec.key,
            )
    if len(record.keywords) > MAX_KEYWORDS:
        yield Reason(
            "result.keywords",
            _("There are more than %(limit)d keywords.") % {"limit": MAX_KEYWORDS},
            field="keywords",
        )
    for name in ("rights", "completers", "implementations"):
        if len(getattr(record, name)) > MAX_CHILDREN:
            yield Reason(
                "result.too_many",
                _("There are more than %(limit)d entries.") % {"limit": MAX_CHILDREN},
                field=name,
            )


def _rights(record: ResultRecord) -> Iterator[Reason]:
    seen: set[str] = set()
    for index, right in enumerate(record.rights):
        yield from _right_number(right, index)
        yield from _right_dates(right, index)
        reading = parse_number(right.number, right.kind)
        if reading.key and reading.key in seen:
            yield Reason(
                "right.twice",
                _("The right %(number)s stands there twice.") % {"number": right.number},
                field=f"rights[{index}].number",
            )
        seen.add(reading.key)
        yield from _holders(right, index)


def _right_number(right: Right, index: int) -> Iterator[Reason]:
    """A number that does not verify is refused, unless somebody has said that it is meant so."""
    problem = parse_number(right.number, right.kind).problem
    if problem is not None:
        yield replace(problem, field=f"rights[{index}].number", warning=right.verified is False)


def _right_dates(right: Right, index: int) -> Iterator[Reason]:
    dated = [
        (name, day)
        for name, day in (
            ("applied_on", right.applied_on),
            ("acquired_on", right.acquired_on),
            ("expires_on", right.expires_on),
        )
        if day is not None
    ]
    for (_first, earlier), (name, later) in pairwise(dated):
        if later < earlier:
            yield Reason(
                "right.dates",
                _("The right %(number)s: application, acquisition and expiry do not follow each other.")
                % {"number": right.number or index + 1},
                field=f"rights[{index}].{name}",
            )
    years = PATENT_YEARS.get(right.kind or "")
    if (
        years
        and right.applied_on
        and right.expires_on
        and _exceeds(right.applied_on, right.expires_on, years)
    ):
        yield Reason(
            "right.term",
            _("The right %(number)s expires later than %(years)d years after its application.")
            % {"number": right.number, "years": years},
            basis="专利法 42",
            field=f"rights[{index}].expires_on",
            warning=True,
        )


def _exceeds(start: date, end: date, years: int) -> bool:
    try:
        return end > add_years(start, years)
    except OverflowError:  # the term ends beyond the calendar, so nothing lies after it
        return False


def _holders(right: Right, index: int) -> Iterator[Reason]:
    field = f"rights[{index}].holders"
    if any(not holder.name.strip() for holder in right.holders):
        yield Reason("right.holder", _("A holder of the right has no name."), field=field)
    yield from _shares([holder.share for holder in right.holders], "right.shares", field)


def _completers(record: ResultRecord) -> Iterator[Reason]:
    names = [completer.name.strip() for completer in record.completers]
    if "" in names:
        yield Reason("completer.name", _("A completer has no name."), field="completers")
    for name in sorted({name for name in names if name and names.count(name) > 1}):
        yield Reason(
            "completer.twice",
            _("The completer %(name)s stands there twice; say whether they are two people.") % {"name": name},
            field="completers",
            warning=True,
        )
    yield from _shares([completer.share for completer in record.completers], "completer.shares", "completers")


def _shares(shares: list[str | None], code: str, field: str) -> Iterator[Reason]:
    total = Decimal(0)
    for share in shares:
        if share is None:
            continue
        number = percent(share)
        if number is None:
            yield Reason(
                code, _("%(share)s is no share between 0 and 100 percent.") % {"share": share}, field=field
            )
            return
        total += number
    if total > HUNDRED:
        yield Reason(
            code, _("The shares add up to %(total)s percent, more than 100.") % {"total": total}, field=field
        )


def percent(text: str) -> Decimal | None:
    """Return a share in percent, 0 to 100, or None when the text is no such number."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number <= HUNDRED else None


def _uses(record: ResultRecord, today: date) -> Iterator[Reason]:
    for index, use in enumerate(record.implementations):
        yield from _use(use, index)
    if record.implemented == "no" and record.implementations:
        yield Reason(
            "result.implemented",
            _("The result is marked as not implemented, but its history names a use."),
            basis="pay-later:4",
            field="implemented",
        )
    for right in record.rights:
        if right.acquired_on is not None and right.acquired_on > today:
            yield Reason(
                "right.future",
                _("The right %(number)s is dated %(day)s, which is still to come.")
                % {"number": right.number, "day": right.acquired_on.isoformat()},
                basis="pay-later:4",
                field="rights",
                warning=True,
            )


def _use(use: Implementation, index: int) -> Iterator[Reason]:
    if use.since and not is_partial_date(use.since):
        yield Reason(
            "implementation.since",
            _("%(text)s is no date; write 2024, 2024-06 or 2024-06-18.") % {"text": use.since},
            field=f"implementations[{index}].since",
        )


def is_partial_date(text: str) -> bool:
    """Return whether a text is a whole or partial ISO date that exists."""
    if not PARTIAL_DATE.fullmatch(text) or not text.isascii():
        return False
    parts = [int(part) for part in text.split("-")]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return False
    return True


def _terms(record: ResultRecord) -> Iterator[Reason]:
    if record.consent_on is not None and record.consent is None:
        yield Reason(
            "result.consent",
            _("A day of consent is given, but not whether the researchers agreed."),
            basis="pay-later:7(1)",
            field="consent",
        )
    if record.fee_plan is not None:
        yield from _fees(record.fee_plan, record.payment_mode)


def _fees(plan: FeePlan, stated_mode: str | None) -> Iterator[Reason]:
    if plan.royalty is not None and percent(plan.royalty.rate) is None:
        yield Reason(
            "fee.rate",
            _("The royalty rate %(rate)s is no share between 0 and 100 percent.")
            % {"rate": plan.royalty.rate},
            basis="pay-later:2",
            field="fee_plan",
        )
    for stage in plan.stages:
        if not stage.trigger.strip() or (stage.amount_fen is None) == (stage.share is None):
            yield Reason(
                "fee.stage",
                _("Each stage needs what triggers it and either an amount or a share."),
                basis="pay-later:2",
                field="fee_plan",
            )
    yield from _shares([stage.share for stage in plan.stages], "fee.shares", "fee_plan")
    mode = plan.payment_mode
    if mode and stated_mode and stated_mode != mode:
        yield Reason(
            "fee.mode",
            _("The fee plan makes up “%(plan)s”, the payment mode says “%(mode)s”.")
            % {"plan": PaymentMode(mode).label, "mode": PaymentMode(stated_mode).label},
            basis="pay-later:2",
            field="payment_mode",
            warning=True,
        )
