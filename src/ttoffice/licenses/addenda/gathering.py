"""Gathers from the store what an amending agreement says: of a recorded amendment, or of one that is proposed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.i18n import chinese
from ttoffice.i18n import gettext as _
from ttoffice.licenses import merging
from ttoffice.licenses.addenda.addendum import Addendum, Earlier
from ttoffice.licenses.addenda.comparing import Placed, Version, changed_articles, placed, renumbered
from ttoffice.licenses.amending import usual_title, what_changed
from ttoffice.licenses.contracts.drafting import draft, settle
from ttoffice.licenses.contracts.gathering import case_of
from ttoffice.licenses.contracts.record import CONTRACTS, Contract
from ttoffice.licenses.filings.record import FILINGS, HANDED_IN, FilingKind
from ttoffice.licenses.grants import grant_of
from ttoffice.licenses.reading import Amendment, License, amendments_of, terms_document, terms_from, terms_on
from ttoffice.licenses.supports.record import STANDING, SUPPORTS, SupportKind
from ttoffice.licenses.terms import Terms
from ttoffice.reasons import Reason, refusing

if TYPE_CHECKING:
    from ttoffice.licenses.contracts.case import Case
    from ttoffice.licenses.contracts.library import Library
    from ttoffice.licenses.inputs import AmendLicense
    from ttoffice.store.connection import Reader


@dataclass(frozen=True)
class Gathered:
    """An amending agreement as the records have it, and what the drafting of the contract had to say."""

    addendum: Addendum
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class _Change:
    """One change of the terms: what it is called, when it holds, the terms before and after it and as first agreed."""

    number: str
    title: str
    place: int
    reason: str
    effective_on: date | None
    agreed_on: date | None
    before: Terms
    after: Terms
    earlier: tuple[Amendment, ...]
    first: Terms


def recorded(
    reader: Reader, license_: License, amendment: Amendment, library: Library, today: date
) -> Gathered:
    """Return what a recorded amendment says; it changes the terms that the amendments before it left."""
    chain = amendments_of(reader, license_.number)
    place = [item.number for item in chain].index(amendment.number)
    document = terms_document(license_.record.terms)
    for item in chain[:place]:
        document |= {change.field: change.after for change in item.record.changes}
    before = terms_from(document)
    after = terms_from({**document, **{change.field: change.after for change in amendment.record.changes}})
    record = amendment.record
    change = _Change(
        amendment.number,
        record.title,
        record.place,
        record.reason,
        record.effective_on,
        record.signed_on,
        before,
        after,
        tuple(chain[:place]),
        license_.record.terms,
    )
    return _gathered(reader, license_, change, library, today)


def proposed(
    reader: Reader, license_: License, data: AmendLicense, library: Library, today: date
) -> Gathered:
    """Return what an amendment would say that is only proposed, from the data that would record it."""
    day = data.effective_on or today
    before = terms_on(reader, license_, day)
    after = merging.merged(before, data.terms, lambda number: grant_of(reader, number))
    chain = amendments_of(reader, license_.number)
    place = len(chain) + 1
    change = _Change(
        "",
        data.title or usual_title(license_.record.title, place),
        place,
        data.reason,
        data.effective_on,
        data.signed_on,
        before,
        after,
        tuple(item for item in chain if item.record.effective_on <= day),
        license_.record.terms,
    )
    return _gathered(reader, license_, change, library, today)


def _gathered(reader: Reader, license_: License, change: _Change, library: Library, today: date) -> Gathered:
    case = _with(case_of(reader, license_, today), change.after)
    settled = settle(case, library)
    addendum = Addendum(
        change.number,
        change.title,
        change.place,
        case,
        change.reason,
        change.effective_on,
        change.agreed_on,
        today,
        tuple(Earlier(item.number, item.record.title, item.record.signed_on) for item in change.earlier),
        matters=what_changed(change.before, change.after, chinese),
        guarantors=_guarantors(reader, license_.number),
        insured=bool(_standing(reader, license_.number, SupportKind.INSURANCE)),
        registered=license_.record.registered_on is not None,
        recorded=_recorded(reader, license_.number),
        copies=settled.values.get("copies", ""),
        copies_each=settled.values.get("copies_each", ""),
    )
    signed = CONTRACTS.load(reader, license_.record.contract) if license_.record.contract else None
    return _by_article(addendum, change, signed, library) if signed is not None else Gathered(addendum)


def _with(case: Case, terms: Terms) -> Case:
    return replace(case, terms=terms, record=replace(case.record, terms=terms))


# --- the contract's own text ---------------------------------------------------------------------------


def _by_article(addendum: Addendum, change: _Change, signed: Contract, library: Library) -> Gathered:
    """Return the agreement with what changes of the contract that was signed, article by article."""
    drafted = draft(_with(addendum.case, change.after), library)
    first, old, new = (
        _version(_with(addendum.case, terms), library)
        for terms in (change.first, change.before, change.after)
    )
    made = replace(
        addendum,
        articles=changed_articles(old, new, _as_signed(first, old, signed)),
        renumbered=renumbered(old, new),
    )
    return Gathered(made, (*refusing(drafted.reasons), *_other_library(signed, library)))


def _version(case: Case, library: Library) -> Version:
    return Version(draft(case, library).text, draft(case, library, by_key=True).text)


def _as_signed(first: Version, old: Version, signed: Contract) -> dict[str, Placed]:
    """Return the clauses that stand as signed: those that no earlier amendment changed, at the place they have now."""
    at_first, now = placed(first.keyed), placed(old.keyed)
    places = placed(old.text)
    return {
        key: Placed(places[key].place, clause.part)
        for key, clause in placed(signed.record.text).items()
        if key in now and key in at_first and now[key].part == at_first[key].part
    }


def _other_library(signed: Contract, library: Library) -> list[Reason]:
    if signed.record.library_sha256 == library.sha256:
        return []
    message = _(
        "The clauses were edited after %(number)s was drafted; compare the changed sentences with the signed text."
    )
    return [
        Reason(
            "addendum.other_library", message % {"number": signed.number}, "民法典 543", "text", warning=True
        )
    ]


# --- what stands beside it -----------------------------------------------------------------------------


def _standing(reader: Reader, number: str, kind: SupportKind) -> list[str]:
    """Return who provides the supports of a kind from which something may still come."""
    found = SUPPORTS.where(reader, "subject = ? AND kind = ?", (number, kind.value))
    return [item.record.provider for item in found if item.record.state in STANDING]


def _guarantors(reader: Reader, number: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_standing(reader, number, SupportKind.GUARANTEE)))


def _recorded(reader: Reader, number: str) -> bool:
    found = FILINGS.where(reader, "subject = ? AND kind = ?", (number, FilingKind.RECORDAL.value))
    return any(item.record.state in HANDED_IN for item in found)
