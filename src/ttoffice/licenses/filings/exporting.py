"""The sheet of a filing as a workbook: the form filled in, the papers, the patents, what is missing, the edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.licenses import reading
from ttoffice.licenses.filings import editions
from ttoffice.licenses.filings.editions import Edition
from ttoffice.licenses.filings.facts import Material, material, patents_of
from ttoffice.licenses.filings.record import FILINGS, UNDER_WAY, FilingKind, FilingRecord
from ttoffice.licenses.filings.sheet import Filled, filled, missing, papers_asked
from ttoffice.reasons import Reason, refusing
from ttoffice.results.codes import LABELS, RightKind

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.licenses.reading import License
    from ttoffice.rulebook import Rulebook
    from ttoffice.sheets.xlsx_write import Sheet, Value
    from ttoffice.store.connection import Reader


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form of a license, filled in as of a day; `number` is empty while no filing was prepared."""

    number: str
    edition: Edition
    known: Material
    entries: tuple[Filled, ...]
    reasons: tuple[Reason, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not refusing(self.reasons)

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "license": self.known.license.number,
            "filing": self.number or None,
            "edition": self.edition.id,
            "complete": self.complete,
            "entries": [
                {
                    "key": item.entry.key,
                    "header": item.entry.header,
                    "value": item.text,
                    "code": item.code or None,
                }
                for item in self.entries
            ],
            "missing": [reason.as_json() for reason in self.reasons],
        }


def form_of(office: Office, reader: Reader, license_: str, kind: FilingKind, day: date) -> FilledForm:
    """Return a form filled in as of a day, from the filing that is under way or the last one, else from the license.

    What was submitted is filled in as of the day of submission, whatever was agreed or ended since.

    Raises UsageError where there is no such license, or no form holds on the day.
    """
    found = reading.known(reader, license_)
    number, record = filing_for(reader, license_, kind, day)
    edition = editions.edition_on(kind, record.submitted_on or day, office.home)
    if edition is None:
        raise UsageError(
            _("No form of this kind holds on %(day)s.") % {"day": day.isoformat()},
            advice=_("Put an edition into the folder %(path)s.") % {"path": editions.folder_of(office.home)},
        )
    known = material(reader, _then(found, record.submitted_on), record, record.submitted_on or day)
    return FilledForm(number, edition, known, tuple(filled(edition, known)), tuple(missing(edition, known)))


def _then(license_: License, submitted_on: date | None) -> License:
    """Return a license without an end that came after a filing was submitted."""
    ended = license_.record.ended_on
    if submitted_on is None or ended is None or ended <= submitted_on:
        return license_
    return replace(license_, record=replace(license_.record, ended_on=None))


def filing_for(reader: Reader, license_: str, kind: FilingKind, day: date) -> tuple[str, FilingRecord]:
    """Return the filing of a kind that is under way, else the last; else one as it would be prepared, without number."""
    found = FILINGS.where(reader, "subject = ? AND kind = ?", (license_, kind))
    chosen = next(
        (item for item in reversed(found) if item.record.state in UNDER_WAY), found[-1] if found else None
    )
    if chosen is not None:
        return chosen.number, chosen.record
    return "", FilingRecord(license_, kind, "", prepared_on=day)


def write_form(form: FilledForm, target: Path, rulebook: Rulebook | None = None) -> int:
    """Write a filled form as a workbook and return its rows; the sheets are Chinese whatever the language."""
    from ttoffice.sheets.xlsx_write import write_xlsx

    return write_xlsx(target, sheets_of(form, rulebook))


def sheets_of(form: FilledForm, rulebook: Rulebook | None = None) -> list[Sheet]:
    """Return the sheets of a filled form; the rulebook says articles as people read them."""
    from ttoffice.sheets.xlsx_write import Column, Kind, Sheet

    wide, text = Kind.WRAPPED, Kind.IDENTIFIER
    sheets = [
        Sheet(
            "登记表" if form.edition.kind is FilingKind.REGISTRATION else "申请表",
            (
                Column("项目", 24),
                Column("填报内容", 48, wide),
                Column("代码", 14, text),
                Column("说明", 48, wide),
            ),
            _entries(form),
        ),
        Sheet(
            "材料",
            (
                Column("材料", 44, wide),
                Column("是否必需", 10),
                Column("证据编号", 16, text),
                Column("说明", 40, wide),
            ),
            _papers(form),
        ),
        Sheet("待补", (Column("事项", 90, wide), Column("依据", 24)), _missing(form.reasons, rulebook)),
        Sheet("表样说明", (Column("项目", 18), Column("内容", 100, wide)), _about(form)),
    ]
    patents = list(_patents(form))
    if patents:
        columns = (
            Column("专利名称", 40, wide),
            Column("种类", 12),
            Column("专利（申请）号", 22, text),
            Column("申请日", 12),
            Column("授权日", 12),
            Column("届满日", 12),
            Column("专利权人", 40, wide),
        )
        sheets.insert(1, Sheet("专利清单", columns, patents))
    return sheets


def _entries(form: FilledForm) -> Iterator[Sequence[Value]]:
    from ttoffice.sheets.xlsx_write import Marked

    for item in form.entries:
        code = item.code if item.code != item.text else ""
        empty = item.entry.required and item.value in (None, "")
        value: Value = Marked("") if empty else item.value
        yield (item.entry.header, value, code, item.entry.note)


def _papers(form: FilledForm) -> Iterator[Sequence[Value]]:
    for paper in papers_asked(form.edition, form.known):
        exhibit = form.known.filing.exhibit_of(paper.key)
        yield paper.title, "是" if paper.required else "否", exhibit, paper.note


def _patents(form: FilledForm) -> Iterator[Sequence[Value]]:
    from ttoffice.i18n import chinese

    for grant, right in patents_of(form.known.terms):
        yield (
            grant.title or grant.result,
            chinese(LABELS[RightKind][right.kind]) if right.kind else "",
            right.number,
            right.applied_on,
            right.acquired_on,
            right.expires_on,
            "、".join(right.holders),
        )


def _missing(reasons: Sequence[Reason], rulebook: Rulebook | None) -> Iterator[Sequence[Value]]:
    from ttoffice.rulebook.citing import basis_text

    for reason in reasons:
        yield reason.message, basis_text(rulebook, reason.basis)


def _about(form: FilledForm) -> Iterator[Sequence[Value]]:
    edition = form.edition
    yield "表样", edition.title
    yield "起用日", edition.valid_from
    yield "来源", edition.source
    yield "受理机构", form.known.filing.authority or edition.authority
    yield "办理人", edition.filed_by
    yield "办理期限", edition.decision_source
    for text in edition.unverified:
        yield "未核对", text
    yield "许可合同编号", form.known.license.number
