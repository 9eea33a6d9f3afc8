"""The facts of a year, read from the store: contracts, results, uses; what is secret is left out and only counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ttoffice.i18n import chinese
from ttoffice.licenses.annual.awarding import Awarded, awarded
from ttoffice.licenses.annual.missing import missing_of
from ttoffice.licenses.annual.rows import UNKNOWN, ContractRow, Facts, ResultCount, UseCount
from ttoffice.licenses.codes import PRICING_LABELS, STATE_LABELS, LicenseState, ReceiptKind
from ttoffice.licenses.dues.schedule import stage_fen
from ttoffice.licenses.fees import FeePlan
from ttoffice.licenses.licensees import licensee_of
from ttoffice.licenses.reading import Amendment, License, amendments_of, terms_on
from ttoffice.licenses.record import LicenseRecord
from ttoffice.licenses.shelves import LICENSES, RECEIPTS
from ttoffice.licenses.wording import mode_text
from ttoffice.parties.enterprise_labels import REGIONS
from ttoffice.parties.enterprises import EntityKind
from ttoffice.parties.sizes import IN_CHINESE
from ttoffice.parties.views import own_unit
from ttoffice.results.codes import LABELS, LicenseKind, ResultType, TransferMode
from ttoffice.store.connection import Reader

SECRET = ("secret", "confidential", "top_secret")
"""State secrets do not belong into the report (涉密不报); what is only internal does."""
SOURCES = {"yes": "财政资金支持", "no": "非财政资金", "": UNKNOWN}
RELATED = {"none": "否", "declared": "是", "": UNKNOWN}
ABROAD = "境外主体"
OTHER_ENTITY = "其他经营主体"


def facts_of(reader: Reader, year: int) -> Facts:
    """Return the facts of a year, as they are known today."""
    results = _results(reader)
    secret = {number for number, one in results.items() if one.secret}
    licenses = [one for one in _signed_by(reader, year) if _belongs(reader, one, year)]
    open_ = [one for one in licenses if not _names(one.record) & secret]
    awards = awarded(reader, year, {one.number for one in open_})
    rows = tuple(_contract(reader, one, year, results, awards) for one in open_)
    return Facts(
        year,
        own_unit(reader).name,
        rows,
        tuple(_counts(results.values(), year, _licensed(rows, year))),
        tuple(_uses(reader, year)),
        awards.rows,
        awards.paid_fen,
        tuple(missing_of(reader, year, rows, awards.undistributed)),
        len(licenses) - len(open_),
        len(secret),
    )


def _signed_by(reader: Reader, year: int) -> list[License]:
    return LICENSES.where(reader, "signed_on <= ?", (date(year, 12, 31).isoformat(),), "signed_on, id")


def _belongs(reader: Reader, license_: License, year: int) -> bool:
    """Tell whether a license is part of a year: it ran in it, or money moved in it."""
    ended = license_.record.ended_on
    if ended is None or ended.year >= year:
        return True
    return any(
        one.record.received_on.year == year
        for one in RECEIPTS.where(reader, "subject = ?", (license_.number,))
    )


def _names(record: LicenseRecord) -> set[str]:
    return {grant.result for grant in record.terms.grants}


# --- contracts -----------------------------------------------------------------------------------------


def _contract(
    reader: Reader, license_: License, year: int, results: Mapping[str, Result], awards: Awarded
) -> ContractRow:
    record, end = license_.record, date(year, 12, 31)
    terms = terms_on(reader, license_, end)
    named = [results[grant.result] for grant in terms.grants if grant.result in results]
    received, total = _received(reader, license_.number, year)
    share = awards.of(license_.number)
    return ContractRow(
        license_.number,
        record.title,
        tuple(grant.result for grant in terms.grants),
        tuple(grant.title or grant.result for grant in terms.grants),
        tuple(dict.fromkeys(one.type_words for one in named)),
        tuple(dict.fromkeys(SOURCES[one.fiscal] for one in named)),
        mode_text(terms.plan, chinese),
        chinese(LABELS[LicenseKind][terms.effective_kind]),
        record.signed_licensee.name if record.signed_licensee else record.licensee_name,
        _class_of(reader, record),
        _region_of(reader, record),
        chinese(PRICING_LABELS[record.pricing]) if record.pricing else UNKNOWN,
        RELATED[record.related],
        chinese(STATE_LABELS[record.state]),
        record.signed_on,
        record.registered_on if record.registered_on and record.registered_on <= end else None,
        agreed_fen(terms.plan),
        received,
        total,
        share.net_fen,
        share.pool_fen,
        share.retained_fen,
        share.main_fen,
        share.people,
        tuple(_events(record, amendments_of(reader, license_.number), year)),
    )


def agreed_fen(plan: FeePlan) -> int:
    """Return what is agreed as fixed sums: the threshold fee and the stages."""
    return (plan.threshold_fen or 0) + sum(stage_fen(plan, stage)[0] for stage in plan.stages)


def _received(reader: Reader, number: str, year: int) -> tuple[int, int]:
    """Return what came in under a license in a year and up to its end: reversed entries left out, refunds taken off."""
    found = RECEIPTS.where(reader, "subject = ?", (number,))
    gone = {one.record.reverses for one in found}
    signed = [
        (
            one.record.received_on.year,
            -one.record.amount_fen if one.record.kind is ReceiptKind.REFUND else one.record.amount_fen,
        )
        for one in found
        if not one.record.reverses and one.number not in gone
    ]
    return sum(fen for at, fen in signed if at == year), sum(fen for at, fen in signed if at <= year)


def _class_of(reader: Reader, record: LicenseRecord) -> str:
    """Return the licensee's class as of signature: abroad, size class, other business entity, or not known."""
    enterprise = licensee_of(reader, record.licensee)
    if enterprise is not None and enterprise.abroad:
        return ABROAD
    if record.signed_licensee and record.signed_licensee.size_class in IN_CHINESE:
        return f"{IN_CHINESE[record.signed_licensee.size_class]}企业"
    if enterprise is not None and enterprise.entity is not EntityKind.ENTERPRISE:
        return OTHER_ENTITY
    return UNKNOWN


def _region_of(reader: Reader, record: LicenseRecord) -> str:
    enterprise = licensee_of(reader, record.licensee)
    if enterprise is None:
        return UNKNOWN
    if enterprise.abroad:
        return ABROAD
    return chinese(REGIONS[enterprise.region]) if enterprise.region else UNKNOWN


def _events(record: LicenseRecord, amendments: Iterable[Amendment], year: int) -> Iterator[tuple[date, str]]:
    days = [
        (record.signed_on, "签订"),
        *((one.record.signed_on, f"变更（{one.record.reason}）") for one in amendments),
    ]
    if record.state in (LicenseState.ENDED, LicenseState.TERMINATED):
        word = "终止" if record.state is LicenseState.ENDED else "解除"
        days.append((record.ended_on, f"{word}（{record.end_reason}）" if record.end_reason else word))
    for day, what in days:
        if day is not None and day.year == year:
            yield day, what


# --- results and uses ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Result:
    """What the report knows of a result of the register."""

    number: str
    type: str
    fiscal: str
    secret: bool
    acquired_on: str

    @property
    def type_words(self) -> str:
        """The type in Chinese."""
        return chinese(LABELS[ResultType][self.type]) if self.type else UNKNOWN


def _results(reader: Reader) -> dict[str, Result]:
    rows = reader.all("SELECT number, result_type, fiscal, secrecy, acquired_on FROM result ORDER BY id")
    return {
        row[0]: Result(row[0], row[1] or "", row[2] or "", row[3] in SECRET, row[4] or "") for row in rows
    }


def _licensed(contracts: Iterable[ContractRow], year: int) -> frozenset[str]:
    """Return the numbers of the results that contracts signed in a year license."""
    return frozenset(number for one in contracts if one.signed_in(year) for number in one.numbers)


def _counts(results: Iterable[Result], year: int, licensed: frozenset[str]) -> Iterator[ResultCount]:
    table: dict[tuple[str, str], list[int]] = {}
    for one in results:
        if one.secret:
            continue
        counts = table.setdefault((one.type_words, SOURCES[one.fiscal]), [0, 0, 0])
        counts[0] += not one.acquired_on or one.acquired_on <= f"{year}-12-31"
        counts[1] += one.acquired_on.startswith(f"{year}-")
        counts[2] += one.number in licensed
    for (kind, source), (registered, acquired, used) in sorted(table.items()):
        yield ResultCount(kind, source, registered, acquired, used)


def _uses(reader: Reader, year: int) -> Iterator[UseCount]:
    marks = ", ".join("?" * len(SECRET))
    rows: list[tuple[Any, ...]] = reader.all(
        "SELECT i.mode, COUNT(DISTINCT i.result_id) FROM implementation i JOIN result r ON r.id = i.result_id"
        f" WHERE i.since LIKE ? AND COALESCE(r.secrecy, '') NOT IN ({marks}) GROUP BY i.mode",
        (f"{year}%", *SECRET),
    )
    found = {row[0] or "": int(row[1]) for row in rows}
    for mode in TransferMode:
        yield UseCount(chinese(LABELS[TransferMode][mode]), found.pop(mode.value, 0))
    if found.get(""):
        yield UseCount(UNKNOWN, found[""])
