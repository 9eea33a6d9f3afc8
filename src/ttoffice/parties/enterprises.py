"""Enterprises and other business entities: who they are, their figures over time, and who stands behind them.

What is kept is what a contract, the size class and the check for ties need. Identity numbers, mobile numbers and
accounts of natural persons have no place here (个人信息保护法 6, 28); the account of a legal person is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from ttoffice.action.core import Subject
from ttoffice.action.shelf import Shelf
from ttoffice.i18n import gettext as _
from ttoffice.numbering import read_number
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader

HOME_COUNTRY = "CN"
"""The mainland; Hong Kong, Macao and Taiwan count as outside for exports of technology."""


class EntityKind(StrEnum):
    """What kind of business entity (pay-later Art. 2); only enterprises have a size class."""

    ENTERPRISE = "enterprise"
    SOLE_TRADER = "sole_trader"
    COOPERATIVE = "cooperative"
    OTHER = "other"


class EnterpriseState(StrEnum):
    """Whether the entity still exists."""

    ACTIVE = "active"
    DISSOLVED = "dissolved"
    BANKRUPT = "bankrupt"


class MarkKind(StrEnum):
    """What an enterprise is recognised as; none of these is a size class."""

    LISTED = "listed"
    HIGH_TECH = "high_tech"
    TECH_SME = "tech_sme"
    SPECIALISED = "specialised"
    OTHER = "other_mark"


class Position(StrEnum):
    """As what somebody stands behind an enterprise."""

    SHAREHOLDER = "shareholder"
    CONTROLLER = "controller"
    DIRECTOR = "director"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    OTHER = "other_position"


class Industry(StrEnum):
    """The rows of the size standard (工信部联企业〔2011〕300号), and what it leaves to other rules."""

    FARMING = "farming"
    INDUSTRY = "industry"
    CONSTRUCTION = "construction"
    WHOLESALE = "wholesale"
    RETAIL = "retail"
    TRANSPORT = "transport"
    WAREHOUSING = "warehousing"
    POST = "post"
    LODGING = "lodging"
    CATERING = "catering"
    TELECOM = "telecom"
    SOFTWARE = "software"
    REAL_ESTATE = "real_estate"
    PROPERTY = "property"
    LEASING = "leasing"
    UNLISTED = "unlisted"
    ELSEWHERE = "elsewhere"


class Region(StrEnum):
    """Where in the country: the sixteen prefectures of Yunnan, or another province."""

    KUNMING = "kunming"
    QUJING = "qujing"
    YUXI = "yuxi"
    BAOSHAN = "baoshan"
    ZHAOTONG = "zhaotong"
    LIJIANG = "lijiang"
    PUER = "puer"
    LINCANG = "lincang"
    CHUXIONG = "chuxiong"
    HONGHE = "honghe"
    WENSHAN = "wenshan"
    XISHUANGBANNA = "xishuangbanna"
    DALI = "dali"
    DEHONG = "dehong"
    NUJIANG = "nujiang"
    DIQING = "diqing"
    OTHER_PROVINCE = "other_province"


@dataclass(frozen=True, slots=True)
class Figures:
    """What an enterprise declared for one year; None where it said nothing.

    Attributes:
        year: the calendar year; the figures are those of its end, or of the day of declaration while it runs.
        source: what the figures are taken from, such as the annual report or the declaration.
        proof: number of the exhibit with the declaration.
    """

    year: int
    employees: int | None = None
    revenue_fen: int | None = None
    assets_fen: int | None = None
    source: str = ""
    declared_on: date | None = None
    proof: str = ""

    @property
    def as_of(self) -> date:
        """The day whose state the figures tell: the end of the year, or the declaration while it ran."""
        end = date(self.year, 12, 31)
        return min(end, self.declared_on) if self.declared_on else end


@dataclass(frozen=True, slots=True)
class Mark:
    """One recognition with its paper: number of the certificate or stock code, from when until when."""

    kind: MarkKind
    number: str = ""
    since: date | None = None
    until: date | None = None
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Insider:
    """One shareholder or officer, by name; compared with what the unit's people declared."""

    who: str
    position: Position
    share: str = ""
    since: date | None = None
    until: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class EnterpriseRecord:
    """One enterprise or other business entity; never deleted.

    Attributes:
        credit_code: the unified social credit code; `code_reason` why there is none.
        country: ISO 3166 code of two letters; `region` where in the country, None abroad or while nobody has said.
        industry: its row of the size standard; `industry_text` the industry in words, such as GB/T 4754 has it.
        figures: in the order in which they were entered; of two for one year the later holds.
        bank_name, bank_account: where the contract says that refunds go to.
        ended_on: the day on which it was dissolved or declared bankrupt, with `ended_source`.
    """

    name: str
    former_names: tuple[str, ...] = ()
    entity: EntityKind = EntityKind.ENTERPRISE
    credit_code: str = ""
    code_reason: str = ""
    country: str = HOME_COUNTRY
    region: Region | None = None
    industry: Industry | None = None
    industry_text: str = ""
    figures: tuple[Figures, ...] = ()
    marks: tuple[Mark, ...] = ()
    representative: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    address: str = ""
    bank_name: str = ""
    bank_account: str = ""
    insiders: tuple[Insider, ...] = ()
    state: EnterpriseState = EnterpriseState.ACTIVE
    ended_on: date | None = None
    ended_source: str = ""
    note: str = ""

    @property
    def abroad(self) -> bool:
        """Whether a license to it is an export of technology (技术进出口管理条例 2)."""
        return self.country != HOME_COUNTRY

    @property
    def names(self) -> tuple[str, ...]:
        """Its name and its former names."""
        return (self.name, *self.former_names)

    def newest_figures(self, day: date) -> Figures | None:
        """Return the newest figures as of a day; of two as of one day those entered later; None for none."""
        known = [item for item in self.figures if item.as_of <= day]
        return max(enumerate(known), key=lambda pair: (pair[1].year, pair[0]))[1] if known else None


ENTERPRISES: Shelf[EnterpriseRecord] = Shelf(
    "enterprise",
    EnterpriseRecord,
    packed=frozenset({"former_names", "figures", "marks", "insiders"}),
    found_by=("name", "former_names", "credit_code", "representative", "insiders", "industry_text", "note"),
)


def find_enterprise(reader: Reader, text: str, field: str = "licensee") -> Subject[EnterpriseRecord] | Reason:
    """Return the enterprise meant by a number, a credit code, or a name or former name that only one has.

    What cannot be told is a Reason: none of that number, code or name, or several of one name.
    """
    number = read_number(text)
    code = text.strip().upper()
    found = ENTERPRISES.where(
        reader, "number = ? OR (credit_code <> '' AND credit_code = ?)", (number or "", code)
    ) or ENTERPRISES.where(reader, "name = ?", (text.strip(),))
    if not found:
        former = "EXISTS (SELECT 1 FROM json_each(former_names) WHERE value = ?)"
        found = ENTERPRISES.where(reader, former, (text.strip(),))
    if len(found) == 1:
        return found[0]
    if not found:
        message = _(
            "There is no enterprise %(text)s yet; enter it first (enterprise.enter), or give its QY number."
        )
        return Reason("enterprise.unknown", message % {"text": text.strip()}, field=field)
    message = _("%(text)s is the name of several enterprises: %(numbers)s. Give the number.") % {
        "text": text.strip(),
        "numbers": "、".join(one.number for one in found),
    }
    return Reason("enterprise.namesakes", message, field=field)
