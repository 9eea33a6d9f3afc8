"""The check of one row before it leaves the office: what is missing, what must not go out, what is doubtful.

Pure. A row is judged by its marks (what the store knows of it, as bits) and by its cells (the texts that
would be published). The export of a whole register reads the marks by SQL, a single record gives them here;
both end in the same `judge`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from enum import IntFlag, auto
from functools import cached_property, lru_cache

from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _
from ttoffice.masking import PersonalKind, find_personal
from ttoffice.reasons import Reason
from ttoffice.results.fields import label_of
from ttoffice.results.listing.profile import OFF, WARN, Column, Profile
from ttoffice.results.listing.sources import PAY_LATER, Listed
from ttoffice.results.record import ResultRecord

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
DIRECTION = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
FREQUENT = (
    "零门槛费销售额许可付提成独占普通全国高技术万元利用的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法"
    "所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政"
    "四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最"
    "立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论"
    "运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认"
    "六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元"
    "况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习"
    "响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京"
)
"""Characters by how often they stand in listings, the commonest first; a word is looked for by its rarest."""
BLANKS = " \t\r\n\u00a0\u3000"


class Mark(IntFlag):
    """What the store knows of a result that bears on its listing."""

    SECRECY_UNKNOWN = auto()
    CLASSIFIED = auto()
    CONSENT_REFUSED = auto()
    EXCLUDED = auto()
    NOT_PAY_LATER = auto()
    UNVERIFIED = auto()
    LAPSED = auto()
    FEE_MISMATCH = auto()
    FLAGGED = auto()
    """Some value is unsettled; whether in an exported column, the record tells."""
    CODE = auto()
    """Some code has no text in the profile; which one, the record tells."""
    CELL = auto()
    """Some cell may be empty, too long or hold too many entries; which one, the cells tell."""
    FEE_FROM_PLAN = auto()
    """The fee standard is to be written from the plan, which the record holds."""


RECORD_NEEDED = Mark.FLAGGED | Mark.CODE | Mark.FEE_FROM_PLAN
"""Marks that say only that the record has to be looked at."""

_BY_MARK: tuple[tuple[Mark, str, str, str | None, str | None, str], ...] = (
    (
        Mark.CLASSIFIED,
        "secrecy",
        "secrecy",
        "促转法 11",
        None,
        N_("The result is classified; only what is not classified may be published."),
    ),
    (
        Mark.CONSENT_REFUSED,
        "consent_refused",
        "consent",
        "pay-later:7(1)",
        None,
        N_("The researchers refused; their will is to be respected."),
    ),
    (
        Mark.EXCLUDED,
        "excluded",
        "exclusion_reason",
        "pay-later:4",
        None,
        N_("The result is excluded from the list; take the exclusion back first."),
    ),
    (
        Mark.NOT_PAY_LATER,
        "not_pay_later",
        "payment_mode",
        "pay-later:2",
        "not_pay_later",
        N_("The payment mode is none of the three pay-later modes."),
    ),
    (
        Mark.SECRECY_UNKNOWN,
        "secrecy_unknown",
        "secrecy",
        "促转法 11",
        "secrecy_unknown",
        N_("The secrecy level is not stated; it is taken for not classified. State it to be sure."),
    ),
    (
        Mark.UNVERIFIED,
        "right_unverified",
        "rights.number",
        None,
        "right_unverified",
        N_("The number of a right does not have the form or the check digit of its kind."),
    ),
    (
        Mark.LAPSED,
        "lapsed",
        "rights.legal_status",
        "专利法 42",
        "lapsed",
        N_("A right has lapsed or its term is over."),
    ),
    (
        Mark.FEE_MISMATCH,
        "fee_mismatch",
        "payment_mode",
        "pay-later:2",
        "fee_mismatch",
        N_("The parts of the fee plan make up another payment mode than the one stated."),
    ),
)
"""Mark, code, field, article, the profile's check (None: always refuses), message."""

_PERSONAL = {
    PersonalKind.MOBILE: (
        "personal_phone",
        N_("“%(header)s” holds a mobile number (%(text)s); give an office line."),
    ),
    PersonalKind.IDENTITY: (
        "personal_number",
        N_("“%(header)s” holds an identity number (%(text)s); take it out."),
    ),
    PersonalKind.BANK: (
        "personal_number",
        N_("“%(header)s” holds a bank account (%(text)s); take it out."),
    ),
}


def _rarity(character: str) -> int:
    place = FREQUENT.find(character)
    return place if place >= 0 else len(FREQUENT)


def _from_rarest(word: str) -> str:
    """Return a pattern that matches at the rarest character of a word."""
    at = max(range(len(word)), key=lambda place: _rarity(word[place]))
    before, after = re.escape(word[: at + 1]), re.escape(word[at + 1 :])
    return f"{re.escape(word[at])}(?<={before}){after}"


def clean(text: str) -> str:
    """Return a cell as it is published: without control characters, line ends as one character, no margins."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip(BLANKS)


def cell_of(column: Column, listed: Listed) -> str:
    """Return the text of a column for a result, as it is published."""
    source = column.source
    if source is None:
        return column.constant
    values = source.read(listed)
    if source.kind == "code":
        values = [text for value in values if (text := column.codes.get(value, ""))]
    elif source.kind == "date" and column.date_format:
        values = [formatted_date(value, column.date_format) for value in values]
    return clean(column.join.join(values)) or column.default


def formatted_date(iso: str, form: str) -> str:
    """Return an ISO date in a profile's form of %Y, %m and %d."""
    return form.replace("%Y", iso[:4]).replace("%m", iso[5:7]).replace("%d", iso[8:10])


def cells_of(profile: Profile, listed: Listed) -> tuple[str, ...]:
    """Return the cells of a result, the running number left out."""
    return tuple(cell_of(column, listed) for column in profile.cells)


def marks_of(record: ResultRecord, today: date) -> Mark:
    """Return what bears on the listing of a record, as the store's SQL would."""
    plan_mode = record.fee_plan.payment_mode if record.fee_plan else None
    facts = {
        Mark.SECRECY_UNKNOWN: record.secrecy is None,
        Mark.CLASSIFIED: record.secrecy not in (None, "open"),
        Mark.CONSENT_REFUSED: record.consent == "refused",
        Mark.EXCLUDED: record.exclusion_reason != "",
        Mark.NOT_PAY_LATER: record.payment_mode not in PAY_LATER,
        Mark.UNVERIFIED: any(right.verified is False for right in record.rights),
        Mark.LAPSED: any(
            right.legal_status == "lapsed" or (right.expires_on is not None and right.expires_on < today)
            for right in record.rights
        ),
        Mark.FEE_MISMATCH: plan_mode is not None
        and record.payment_mode in PAY_LATER
        and plan_mode != record.payment_mode,
        Mark.FLAGGED: bool(record.flags),
        Mark.CODE: True,
        Mark.CELL: True,
    }
    found = Mark(0)
    for mark, holds in facts.items():
        if holds:
            found |= mark
    return found


class Judge:
    """Judges rows against one profile; made once for an export, because it compiles the words to look for."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile

    @cached_property
    def words(self) -> re.Pattern[str] | None:
        """What finds commercial wording; None where it is not looked for."""
        if self.profile.checks["commercial_wording"] == OFF or not self.profile.wording:
            return None
        longest_first = sorted(self.profile.wording, key=len, reverse=True)
        return re.compile("|".join(re.escape(word) for word in longest_first))

    @cached_property
    def sought(self) -> re.Pattern[str] | None:
        """The same words for a search over many texts at once: each is looked for from its rarest character.

        Every branch begins with one character, which lets the search pass quickly over all others.
        """
        if self.words is None:
            return None
        return re.compile("|".join(_from_rarest(word) for word in self.profile.wording))

    def judge(
        self, marks: Mark, cells: Sequence[str], listed: Listed | None = None, *, raw: Sequence[str] = ()
    ) -> list[Reason]:
        """Return every reason against or about a row.

        Args:
            marks: what the store knows of it.
            cells: its texts, clean.
            listed: the record, needed when a mark of `RECORD_NEEDED` is set.
            raw: the texts before they were cleaned, where that changed anything.
        """
        reasons = list(self.by_marks(marks))
        if marks & (Mark.CELL | Mark.CODE):
            reasons += self.by_cells(cells, unknown=self._codes(listed) if listed else frozenset())
        if listed is not None:
            reasons += self._unsettled(listed.record)
        return [*reasons, *self.by_text(cells, raw)]

    def by_marks(self, marks: Mark) -> Iterator[Reason]:
        """Yield what the store's marks alone say."""
        for mark, code, field, basis, check, message in _BY_MARK:
            if marks & mark:
                weight = self.profile.checks[check] if check else ""
                if weight != OFF:
                    yield reason(code, _(message), basis, field, weight == WARN)

    def by_cells(self, cells: Sequence[str], unknown: frozenset[str] = frozenset()) -> Iterator[Reason]:
        """Yield what is empty, not in the code list, too long or too many."""
        for column, cell in zip(self.profile.cells, cells, strict=True):
            if column.field in unknown:
                yield column_reason("code", column, _("The platform does not take this value."))
            elif column.required and not cell:
                yield column_reason("required", column, _("It is missing."))
            if column.max_length and len(cell) > column.max_length:
                text = _("It has more than %(limit)d characters.") % {"limit": column.max_length}
                yield column_reason("length", column, text)
            crowded = column.max_items and cell and cell.count(column.join) >= column.max_items
            if crowded and self.profile.checks["items"] != OFF:
                text = _("It has more than %(limit)d entries.") % {"limit": column.max_items}
                yield column_reason("items", column, text, self.profile.checks["items"] == WARN)

    def by_text(self, cells: Sequence[str], raw: Sequence[str] = ()) -> Iterator[Reason]:
        """Yield what the texts hold that must not, or should not, be published."""
        for column, cell in zip(self.profile.cells, cells, strict=True):
            if column.source is None:
                continue
            for finding in find_personal(cell):
                code, message = _PERSONAL[finding.kind]
                text = _(message) % {"header": column.header, "text": finding.text}
                yield reason(code, text, "个保法 25", column.field, False)
            if self.words is not None and (found := dict.fromkeys(self.words.findall(cell))):
                text = _("“%(header)s” holds commercial wording: %(words)s.")
                yield reason(
                    "commercial_wording",
                    text % {"header": column.header, "words": listed(found)},
                    "专利法实施细则 85",
                    column.field,
                    self.profile.checks["commercial_wording"] == WARN,
                )
        if self.profile.checks["invisible"] != OFF:
            yield from self._invisible(raw or cells)

    def _invisible(self, texts: Sequence[str]) -> Iterator[Reason]:
        weight = self.profile.checks["invisible"] == WARN
        for column, text in zip(self.profile.cells, texts, strict=True):
            if CONTROL.search(text):
                message = _("It holds control characters, which are left out.")
                yield column_reason("invisible", column, message, weight)
            elif DIRECTION.search(text):
                message = _("It holds invisible marks, such as those that turn the direction of writing.")
                yield column_reason("invisible", column, message, weight)

    def _codes(self, listed: Listed) -> frozenset[str]:
        """Return the fields whose code has no text in the profile."""
        return frozenset(
            column.field
            for column in self.profile.cells
            if column.source is not None
            and column.source.kind == "code"
            and any(not column.codes.get(value) for value in column.source.read(listed))
        )

    def _unsettled(self, record: ResultRecord) -> Iterator[Reason]:
        """Yield the unsettled values that would stand in an exported column."""
        for flag in record.flags:
            path = re.sub(r"\[\d+\]", "", flag.field)
            for column in self.profile.cells:
                source = column.source
                if source is not None and any(_concerns(path, field) for field in source.flagged):
                    text = _("“%(header)s”: the value “%(raw)s” is not settled.")
                    raw = clean(flag.raw)[:60]
                    message = text % {"header": column.header, "raw": raw}
                    yield reason("flagged", message, column.basis, flag.field, False)
                    break


def _concerns(flagged: str, field: str) -> bool:
    """Return whether an unsettled path is the field of a column, or holds it, or is a part of it."""
    return flagged == field or field.startswith(f"{flagged}.") or flagged.startswith(f"{field}.")


def check_row(profile: Profile, listed: Listed, today: date, judge: Judge | None = None) -> list[Reason]:
    """Return every reason against or about listing one result; an empty list means it can go."""
    marks = marks_of(listed.record, today)
    return (judge or Judge(profile)).judge(
        marks, cells_of(profile, listed), listed, raw=raw_cells(profile, listed)
    )


def raw_cells(profile: Profile, listed: Listed) -> tuple[str, ...]:
    """Return the cells as they stand in the record, not yet cleaned."""
    return tuple(_raw(column, listed) for column in profile.cells)


def _raw(column: Column, listed: Listed) -> str:
    source = column.source
    return column.join.join(source.read(listed)) if source is not None else ""


@lru_cache(maxsize=4096)
def reason(code: str, message: str, basis: str | None, field: str, warning: bool) -> Reason:
    """Return a reason of this area; equal ones are one object, because a register may give thousands."""
    return Reason(f"listing.{code}", message, basis, field, warning)


def column_reason(code: str, column: Column, text: str, warning: bool = False) -> Reason:
    """Return a reason about a column, named by its header and, where it differs, by the field's label."""
    label = label_of(column.field) if column.source is not None else ""
    name = column.header if label in ("", column.header, column.field) else f"{column.header}（{label}）"
    message = _("“%(header)s”: %(problem)s") % {"header": name, "problem": text}
    return reason(code, message, column.basis, column.field or column.key, warning)
