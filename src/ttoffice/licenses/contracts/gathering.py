"""Gathers from the store what a contract is drafted from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.licenses.contracts.case import Case, Side, Support
from ttoffice.licenses.licensees import as_signed, licensee_of
from ttoffice.licenses.reading import License
from ttoffice.money import amount_text
from ttoffice.notices.texts import chinese_day
from ttoffice.parties.views import own_unit
from ttoffice.results import storage

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader

OVER = ("ended", "refused")
"""States in which a support supports nothing any more."""
FORMS = {"general": "一般保证", "joint": "连带责任保证"}


def case_of(reader: Reader, license_: License, today: date) -> Case:
    """Return what the contract of a license is drafted from, as the records stand."""
    record = license_.record
    return Case(
        license_.number,
        record,
        record.terms,
        licensor_side(reader),
        licensee_side(reader, record.licensee, today),
        today,
        tuple(_supports(reader, license_.number)),
        _fiscal(reader, license_),
    )


def licensor_side(reader: Reader) -> Side:
    """Return the own unit as a contract names it."""
    unit = own_unit(reader)
    return Side(
        unit.name,
        unit.credit_code,
        representative=unit.representative,
        address=unit.address,
        office=unit.office,
        contact=unit.contact_name,
        phone=unit.contact_phone,
        bank=unit.bank,
        account=unit.bank_account,
    )


def licensee_side(reader: Reader, number: str, today: date) -> Side:
    """Return the licensee as a contract names it; its size class is that of the day."""
    record = licensee_of(reader, number)
    signed = as_signed(reader, number, today)
    if record is None or signed is None:
        return Side(number=number)
    return Side(
        record.name,
        record.credit_code,
        record.code_reason,
        record.representative,
        record.address,
        contact=record.contact_name,
        phone=record.contact_phone,
        bank=record.bank_name,
        account=record.bank_account,
        number=number,
        entity=str(record.entity),
        abroad=record.abroad,
        size_class=signed.size_class,
        figures=signed.figures,
    )


def _supports(reader: Reader, number: str) -> list[Support]:
    """Return the guarantees, insurances and vouchers of a license that are not over."""
    from ttoffice.action.kinds import kind_of

    kind = kind_of("support")
    if kind is None:
        return []
    found = kind.shelf.where(reader, "subject = ?", (number,))
    return [
        Support(str(item.record.kind), text)
        for item in found
        if str(item.record.state) not in OVER and (text := _support_text(item.record))
    ]


def _support_text(record: Any) -> str:
    """Return a support as the contract names it: who, what, how much, until when."""
    amount = amount_text(record.amount_fen) if getattr(record, "amount_fen", 0) else ""
    until = chinese_day(record.ends_on) if getattr(record, "ends_on", None) else ""
    reference = getattr(record, "reference", "")
    if str(record.kind) == "guarantee":
        form = FORMS.get(str(getattr(record, "form", "") or ""), "保证")
        parts = (f"{record.provider}提供{form}", f"担保金额{amount}" if amount else "")
    elif str(record.kind) == "insurance":
        number = f"（保险单号{reference}）" if reference else ""
        limit = f"保险金额{amount}" if amount else ""
        parts = (
            f"由{record.provider}承保{number}",
            "，".join(filter(None, (limit, until and f"保险期间至{until}"))),
        )
    elif str(record.kind) == "voucher":
        number = f"（编号{reference}）" if reference else ""
        limit = f"面额{amount}" if amount else ""
        parts = (
            f"{record.provider}发放的科技创新券{number}",
            "，".join(filter(None, (limit, until and f"有效期至{until}"))),
        )
    else:
        return ""
    return "，".join(filter(None, parts))


def _fiscal(reader: Reader, license_: License) -> bool:
    """Return whether one of the results was made with public funds."""
    found = (storage.load(reader, grant.result) for grant in license_.record.terms.grants)
    return any(item[2].fiscal == "yes" for item in found if item is not None)
