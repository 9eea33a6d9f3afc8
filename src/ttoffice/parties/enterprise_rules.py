"""What may stand about an enterprise: codes that check, figures of years that were, papers that say whose; pure rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from ttoffice.i18n import gettext as _
from ttoffice.masking import PersonalKind, find_personal
from ttoffice.parties.credit_codes import STANDARD, fault, region_of
from ttoffice.parties.enterprises import (
    EnterpriseRecord,
    EntityKind,
    Figures,
    Insider,
    Mark,
    MarkKind,
    Region,
)
from ttoffice.parties.personal import personal_reasons
from ttoffice.reasons import Reason

PRIVACY = "个人信息保护法 6, 28"
SIZES = "工信部联企业〔2011〕300号"
EXPORT = "技术进出口管理条例 2"
ACCOUNT = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]{3,39}")


def enterprise_reasons(record: EnterpriseRecord, today: date) -> list[Reason]:
    """Return what is wrong with, or lacks in, an enterprise's record as a whole."""
    reasons = [*_code(record), *_place(record), *_account(record)]
    for place, figures in enumerate(record.figures):
        reasons += figure_reasons(figures, today, f"figures[{place}]")
    for place, mark in enumerate(record.marks):
        reasons += _mark(f"marks[{place}]", mark)
    for place, insider in enumerate(record.insiders):
        reasons += _insider(f"insiders[{place}]", insider)
    if record.industry is None and record.entity is EntityKind.ENTERPRISE:
        message = _("No industry is given; without it the size class cannot be told.")
        reasons.append(Reason("enterprise.no_industry", message, SIZES, "industry", warning=True))
    return reasons


def unneeded_reasons(data: dict[str, Any], entity: EntityKind) -> list[Reason]:
    """Return a refusal for each number of a person in an input; the account of a legal person is none."""
    account = data.get("bank_account") or ""
    reasons = personal_reasons({key: value for key, value in data.items() if key != "bank_account"})
    kinds = {finding.kind for finding in find_personal(account)}
    if entity in (EntityKind.SOLE_TRADER, EntityKind.OTHER) and PersonalKind.BANK in kinds:
        message = _(
            "This is the number of a bank card; for a sole trader it is a person's. Keep the business account only."
        )
        reasons.append(Reason("enterprise.personal_account", message, PRIVACY, "bank_account"))
    if kinds & {PersonalKind.MOBILE, PersonalKind.IDENTITY}:
        reasons += personal_reasons({"bank_account": account})
    return reasons


def _code(record: EnterpriseRecord) -> Iterator[Reason]:
    if not record.credit_code:
        if not record.abroad and not record.code_reason:
            message = _(
                "The unified social credit code is missing. Give it, or say in “why there is no code” why there is none."
            )
            yield Reason("enterprise.no_code", message, STANDARD, "credit_code")
        return
    wrong = fault(record.credit_code)
    if wrong:
        message = _("The unified social credit code %(code)s is wrong. %(where)s") % {
            "code": record.credit_code,
            "where": wrong,
        }
        yield Reason("enterprise.credit_code", message, STANDARD, "credit_code")


def _place(record: EnterpriseRecord) -> Iterator[Reason]:
    if record.abroad:
        if record.region is not None:
            message = _("It is outside the mainland; a prefecture or province does not fit.")
            yield Reason("enterprise.region_abroad", message, field="region")
        message = _(
            "It is outside the mainland: a license to it is an export of technology, with catalog and registration."
        )
        yield Reason("enterprise.abroad", message, EXPORT, "country", warning=True)
    elif record.region is None:
        message = _("No region is given; the statistics go by it.")
        yield Reason("enterprise.no_region", message, field="region", warning=True)
    elif region_of(record.credit_code) not in (None, record.region):
        message = _("The credit code was given out in another region than the one that is given.")
        yield Reason("enterprise.region_differs", message, STANDARD, "region", warning=True)


def region_by_code(record: EnterpriseRecord) -> Region | None:
    """Return the region that the credit code tells where none is given."""
    return record.region or (None if record.abroad else region_of(record.credit_code))


def _account(record: EnterpriseRecord) -> Iterator[Reason]:
    if record.bank_account and not ACCOUNT.fullmatch(record.bank_account):
        message = _("An account has 4 to 40 digits or letters, with blanks or hyphens at most.")
        yield Reason("enterprise.account_form", message, field="bank_account")
    if record.bank_account and not record.bank_name:
        message = _("The account names no bank.")
        yield Reason("enterprise.no_bank", message, field="bank_name", warning=True)


def figure_reasons(figures: Figures, today: date, field: str = "") -> Iterator[Reason]:
    """Yield what is wrong with the figures of one year."""
    at = f"{field}." if field else ""
    if figures.employees is None and figures.revenue_fen is None and figures.assets_fen is None:
        message = _("No figure is given: employees, revenue or total assets.")
        yield Reason("figures.empty", message, SIZES, f"{at}employees")
    if figures.year > today.year:
        message = _("The year %(year)d is still to come.") % {"year": figures.year}
        yield Reason("figures.future", message, SIZES, f"{at}year")
    declared = figures.declared_on
    if declared is not None and declared > today:
        message = _("Nothing can have been declared on %(day)s, which is still to come.") % {
            "day": declared.isoformat()
        }
        yield Reason("figures.declared_later", message, SIZES, f"{at}declared_on")
    if declared is not None and declared.year < figures.year:
        message = _("It was declared on %(day)s, before the year %(year)d began.") % {
            "day": declared.isoformat(),
            "year": figures.year,
        }
        yield Reason("figures.declared_before", message, SIZES, f"{at}declared_on")
    if figures.year == today.year and declared is None:
        message = _("The year %(year)d is not over: give the day on which these figures were declared.") % {
            "year": figures.year
        }
        yield Reason("figures.year_runs", message, SIZES, f"{at}declared_on")
    if not figures.source and not figures.proof:
        message = _("No source is given for the figures; the size class rests on a declaration or a report.")
        yield Reason("figures.no_source", message, SIZES, f"{at}source", warning=True)


def _mark(field: str, mark: Mark) -> Iterator[Reason]:
    yield from _order(field, mark.since, mark.until)
    if not mark.number and not mark.proof:
        message = (
            _("A listed company needs its stock code or its paper.")
            if mark.kind is MarkKind.LISTED
            else _("A recognition needs the number of its certificate or its paper.")
        )
        yield Reason("mark.no_paper", message, field=f"{field}.number", warning=True)


def _insider(field: str, insider: Insider) -> Iterator[Reason]:
    yield from _order(field, insider.since, insider.until)
    if insider.share and not 0 < Decimal(insider.share) <= 100:
        message = _("A share is more than 0 and at most 100 percent.")
        yield Reason("insider.share", message, field=f"{field}.share")


def _order(field: str, since: date | None, until: date | None) -> Iterator[Reason]:
    if since is not None and until is not None and until < since:
        message = _("It ends on %(until)s, before it begins on %(since)s.") % {
            "until": until.isoformat(),
            "since": since.isoformat(),
        }
        yield Reason("enterprise.ends_before", message, field=f"{field}.until")
