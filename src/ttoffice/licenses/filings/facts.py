"""What a form is filled from: facts of the license, its parties and what is licensed, by name.

A fact is a text, an amount in fen, a day, a yes or no, or None while nobody has said. Codes are those that the
editions spell out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.i18n import chinese
from ttoffice.licenses import reading
from ttoffice.licenses.fees import FeePlan
from ttoffice.licenses.filings.record import FILINGS, FilingKind, FilingPurpose, FilingRecord, FilingState
from ttoffice.licenses.parties import licensee_document
from ttoffice.licenses.terms import Grant, GrantedRight, Terms
from ttoffice.parties.views import UnitView, own_unit
from ttoffice.results.codes import RightKind

if TYPE_CHECKING:
    from ttoffice.licenses.reading import License
    from ttoffice.results.record import ResultRecord
    from ttoffice.store.connection import Reader

Fact = str | int | date | bool | None
PATENTS = (RightKind.INVENTION, RightKind.UTILITY_MODEL, RightKind.DESIGN)
RECORDED = (*PATENTS, RightKind.PATENT_APPLICATION)
"""What a recordal is about: patents, and applications that are licensed."""
JOIN = "；"


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that facts are taken from.

    Attributes:
        terms: the terms as of the day of filing.
        results: the licensed results by number, as the register has them.
        licensee: the JSON form of the licensee's record; empty where there is none.
        registration: number of the registration certificate.
    """

    license: License
    terms: Terms
    filing: FilingRecord
    results: Mapping[str, ResultRecord]
    licensee: Mapping[str, Any]
    unit: UnitView
    registration: str = ""


def material(reader: Reader, license_: License, filing: FilingRecord, day: date) -> Material:
    """Gather what facts are taken from, as of a day of filing."""
    from ttoffice.results.storage import load

    terms = reading.terms_on(reader, license_, day)
    found = ((grant.result, load(reader, grant.result)) for grant in terms.grants)
    results = {number: loaded[2] for number, loaded in found if loaded is not None}
    licensee = licensee_document(reader, license_.record.licensee)
    certified = registration_of(reader, license_.number)
    return Material(license_, terms, filing, results, licensee, own_unit(reader), certified)


def registration_of(reader: Reader, license_: str) -> str:
    """Return the number of the registration certificate of a license, empty while there is none."""
    found = FILINGS.where(
        reader,
        "subject = ? AND kind = ? AND state = ? AND purpose = ?",
        (license_, FilingKind.REGISTRATION, FilingState.CERTIFIED, FilingPurpose.NEW),
    )
    return found[-1].record.certificate if found else ""


def fact(known: Material, name: str) -> Fact:
    """Return a fact by its name; None where nobody has said."""
    value = SOURCES[name](known)
    return None if value == "" else value


def rights_of(terms: Terms) -> list[tuple[Grant, GrantedRight]]:
    """Return every licensed right with what it belongs to."""
    return [(grant, right) for grant in terms.grants for right in grant.rights]


def patents_of(terms: Terms) -> list[tuple[Grant, GrantedRight]]:
    """Return the licensed patents and applications."""
    return [(grant, right) for grant, right in rights_of(terms) if right.kind in RECORDED]


# --- money ------------------------------------------------------------------------------------------------


def fixed_fen(plan: FeePlan) -> int:
    """Return what a fee plan fixes whatever is sold: threshold fee, stages with an amount, the sum of the shares."""
    amounts = sum(stage.amount_fen or 0 for stage in plan.stages)
    shared = plan.total_fen or 0 if any(stage.share for stage in plan.stages) else 0
    return (plan.threshold_fen or 0) + amounts + shared


def total_fen(known: Material) -> int | None:
    """Return 合同成交总额: as said on the filing, else what the plan fixes where there is no royalty beside it."""
    if known.filing.total_fen is not None:
        return known.filing.total_fen
    if known.terms.plan.royalty is not None:
        return None
    return fixed_fen(known.terms.plan) or None


def technical_fen(known: Material) -> int | None:
    """Return 技术交易额: as said on the filing, else the whole total, as a license has no goods in it."""
    return known.filing.technical_fen if known.filing.technical_fen is not None else total_fen(known)


# --- what is licensed -------------------------------------------------------------------------------------

_TYPES = {
    **dict.fromkeys(PATENTS, "patent"),
    RightKind.SOFTWARE: "software",
    RightKind.LAYOUT_DESIGN: "layout",
    RightKind.PLANT_VARIETY: "variety",
    RightKind.DRUG_LICENSE: "drug",
    RightKind.CLINICAL_LICENSE: "drug",
    RightKind.KNOW_HOW: "know_how",
    RightKind.OTHER: "other",
}
_IPR = {**_TYPES, **{kind: kind.value for kind in PATENTS}}


def _right_code(codes: Mapping[RightKind, str]) -> Callable[[Material], Fact]:
    """Return the fact that tells what kind of right is licensed; an application alone must be typed (技术合同解释 29)."""

    def found(known: Material) -> Fact:
        kinds = [right.kind for _grant, right in rights_of(known.terms) if right.kind is not None]
        if not known.terms.grants:
            return None
        if not kinds:
            return "know_how"
        return next((codes[kind] for kind in _IPR if kind in kinds), None)

    return found


def _results(read: Callable[[ResultRecord], str | None]) -> Callable[[Material], Fact]:
    """Return the fact that joins something of every licensed result, each once."""

    def found(known: Material) -> Fact:
        return JOIN.join(dict.fromkeys(text for record in known.results.values() if (text := read(record))))

    return found


def _tech_field(known: Material) -> Fact:
    return next((str(one.tech_field) for one in known.results.values() if one.tech_field), None)


def _plan_type(known: Material) -> Fact:
    """Without public money there is no plan behind it; with it somebody must say which."""
    answers = {record.fiscal for record in known.results.values()}
    return "none" if answers == {"no"} else None


def _leader(known: Material) -> Fact:
    names = (record.completers[0].name for record in known.results.values() if record.completers)
    return "、".join(dict.fromkeys(names))


# --- parties ----------------------------------------------------------------------------------------------


def _unit(name: str) -> Callable[[Material], Fact]:
    return lambda known: str(getattr(known.unit, name))


def _buyer(name: str) -> Callable[[Material], Fact]:
    return lambda known: str(known.licensee.get(name) or "")


def _buyer_name(known: Material) -> Fact:
    signed = known.license.record.signed_licensee
    return signed.name if signed else known.license.record.licensee_name


def _buyer_code(known: Material) -> Fact:
    signed = known.license.record.signed_licensee
    return (signed.credit_code if signed else "") or str(known.licensee.get("credit_code") or "")


def _buyer_scale(known: Material) -> Fact:
    signed = known.license.record.signed_licensee
    return signed.size_class if signed else ""


def _buyer_listed(known: Material) -> Fact:
    marks = known.licensee.get("marks")
    return any(mark.get("kind") == "listed" for mark in marks) if marks else None


def _related(known: Material) -> Fact:
    return {"declared": True, "none": False}.get(known.license.record.related)


# --- text -------------------------------------------------------------------------------------------------


def _plan_text(known: Material) -> Fact:
    from ttoffice.licenses.wording import plan_lines

    return JOIN.join(f"{heading}：{text}" for heading, text in plan_lines(known.terms.plan, chinese))


def _mode(known: Material) -> Fact:
    from ttoffice.licenses.wording import mode_text

    return mode_text(known.terms.plan, chinese)


def _dates(name: str) -> Callable[[Material], Fact]:
    return lambda known: getattr(known.license.record, name)


SOURCES: Mapping[str, Callable[[Material], Fact]] = {
    "title": lambda known: known.license.record.title,
    "contract_type": _right_code(_TYPES),
    "total_fen": total_fen,
    "technical_fen": technical_fen,
    "estimated": lambda known: known.filing.estimated,
    "estimate_basis": lambda known: known.filing.estimate_basis,
    "signed_on": _dates("signed_on"),
    "effective_on": _dates("effective_on"),
    "starts_on": lambda known: known.terms.starts_on or known.license.record.effective_on,
    "ends_on": lambda known: known.license.record.ended_on or known.terms.ends_on,
    "pay_method": lambda known: known.terms.plan.mode,
    "pay_text": _plan_text,
    "fee_text": _plan_text,
    "mode": _mode,
    "related": _related,
    "plan_type": _plan_type,
    "ipr": _right_code(_IPR),
    "tech_field": _tech_field,
    "buyer_industry": _buyer("industry_text"),
    "seller_name": _unit("name"),
    "seller_code": _unit("credit_code"),
    "seller_address": _unit("address"),
    "seller_contact": _unit("contact_name"),
    "seller_phone": _unit("contact_phone"),
    "project_leader": _leader,
    "buyer_name": _buyer_name,
    "buyer_code": _buyer_code,
    "buyer_scale": _buyer_scale,
    "buyer_country": _buyer("country"),
    "buyer_listed": _buyer_listed,
    "buyer_address": _buyer("address"),
    "buyer_representative": _buyer("representative"),
    "buyer_contact": _buyer("contact_name"),
    "buyer_phone": _buyer("contact_phone"),
    "license_kind": lambda known: known.terms.effective_kind.value,
    "territory": lambda known: known.terms.territory,
    "patent_count": lambda known: len(patents_of(known.terms)) or None,
    "patent_titles": lambda known: JOIN.join(
        dict.fromkeys(grant.title or grant.result for grant, _right in patents_of(known.terms))
    ),
    "patent_numbers": lambda known: JOIN.join(
        right.number for _grant, right in patents_of(known.terms) if right.number
    ),
    "result_titles": _results(lambda record: record.title),
    "brief": _results(lambda record: record.brief),
    "registration_number": lambda known: known.registration,
}
"""Every fact by its name, as editions of forms ask for it."""
WHERE: Mapping[str, str] = {
    "seller": "unit.set",
    "buyer": "enterprise.change",
    "title": "license.change",
    "tech": "result.edit",
    "result": "result.edit",
    "brief": "result.edit",
    "related": "license.declare_ties",
}
"""The action that fills in a fact, by the first word of its name; others are typed on the filing."""
