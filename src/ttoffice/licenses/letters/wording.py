"""What letters may say: named facts for conditions, places to fill, and their tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from ttoffice.documents.paper import Block, Grid, Table
from ttoffice.i18n import N_
from ttoffice.licenses.contracts.wording import percent
from ttoffice.licenses.letters.letter import Letter, LetterKind, SentLetter
from ttoffice.money import amount_text, figures
from ttoffice.notices.texts import chinese_day


@dataclass(frozen=True, slots=True)
class Place:
    """A place to fill: what it is, as a catalog string, and its text, empty where it is missing."""

    title: str
    read: Callable[[Letter], str]
    may_be_empty: bool = False


FACTS: Mapping[str, Callable[[Letter], bool]] = {
    "dues": lambda letter: bool(letter.dues),
    "several": lambda letter: len(letter.dues) > 1,
    "overdue": lambda letter: letter.days_overdue > 0,
    "interest": lambda letter: letter.interest_fen > 0 and bool(letter.late_rate),
    "pay_by": lambda letter: letter.pay_by is not None,
    "earlier": lambda letter: bool(letter.earlier),
    "demanded": lambda letter: any(sent.delivered_on for sent in letter.earlier),
    "breach": lambda letter: bool(letter.breach.strip()),
    "clause": lambda letter: bool(letter.clause.strip()),
    "claims": lambda letter: bool(letter.claims),
    "ends_on": lambda letter: letter.ends_on is not None,
}
"""The facts that conditions of letters ask for."""


def _day(day: date | None) -> str:
    return chinese_day(day) if day is not None else ""


def _amount(fen: int) -> str:
    return amount_text(fen)


def _ended(sentence: str) -> str:
    text = sentence.strip()
    return text if not text or text.endswith(("。", "；", "！", "？")) else f"{text}。"


def _earlier(sent: SentLetter) -> str:
    delivered = f"，该函于{chinese_day(sent.delivered_on)}送达" if sent.delivered_on else ""
    return f"于{chinese_day(sent.sent_on)}发出《{sent.title}》（{sent.number}）{delivered}"


PLACES: Mapping[str, Place] = {
    "licensee": Place(N_("Name of the licensee"), lambda letter: letter.licensee.name),
    "licensor": Place(N_("Name of the own unit"), lambda letter: letter.licensor.name),
    "license": Place(N_("Number of the license"), lambda letter: letter.license),
    "title": Place(N_("Title of the license"), lambda letter: letter.title),
    "number": Place(N_("Number of the letter"), lambda letter: letter.number),
    "signed_text": Place(
        N_("Day of signature"),
        lambda letter: f"于{chinese_day(letter.signed_on)}" if letter.signed_on else "",
        may_be_empty=True,
    ),
    "open_amount": Place(
        N_("What is to be paid"), lambda letter: _amount(letter.open_fen) if letter.open_fen else ""
    ),
    "interest_amount": Place(N_("Late interest"), lambda letter: _amount(letter.interest_fen)),
    "total_amount": Place(N_("What is to be paid in all"), lambda letter: _amount(letter.total_fen)),
    "days_overdue": Place(
        N_("Days overdue"), lambda letter: str(letter.days_overdue) if letter.days_overdue else ""
    ),
    "late_rate": Place(
        N_("Late interest, percent a day"),
        lambda letter: percent(letter.late_rate) if letter.late_rate else "",
    ),
    "counted_until": Place(
        N_("Last day of interest"), lambda letter: _day(letter.counted_until or letter.on)
    ),
    "pay_by": Place(N_("Last day to pay"), lambda letter: _day(letter.pay_by)),
    "cure_days": Place(N_("Days until termination"), lambda letter: str(letter.cure_days)),
    "breach": Place(N_("What was not done"), lambda letter: _ended(letter.breach)),
    "clause": Place(N_("Article that was broken"), lambda letter: letter.clause.strip()),
    "clause_text": Place(
        N_("Article that was broken"),
        lambda letter: f"和合同{letter.clause.strip()}的约定" if letter.clause.strip() else "和合同约定",
    ),
    "claims_text": Place(
        N_("What else is asked for"), lambda letter: "".join(_ended(claim) for claim in letter.claims)
    ),
    "earlier_text": Place(N_("Earlier letters"), lambda letter: "；".join(map(_earlier, letter.earlier))),
    "ends_on": Place(N_("Last day of the contract"), lambda letter: _day(letter.ends_on)),
    "bank": Place(N_("Bank of the own unit"), lambda letter: letter.licensor.bank),
    "account": Place(N_("Account of the own unit"), lambda letter: letter.licensor.account),
    "office": Place(
        N_("Office of the own unit"), lambda letter: letter.licensor.office or letter.licensor.name
    ),
    "contact": Place(N_("Contact of the own unit"), lambda letter: letter.licensor.contact),
    "phone": Place(N_("Phone of the own unit"), lambda letter: letter.licensor.phone),
    "address": Place(N_("Address of the own unit"), lambda letter: letter.licensor.address),
}
"""Every place to fill of a letter by its name."""


def dues_table(letter: Letter) -> Block:
    """Return the sums that the letter asks for, with a line for all of them."""
    overdue = FACTS["overdue"](letter)
    interest = FACTS["interest"](letter)
    heads = ["序号", "款项", "付款期限", "应付（元）", "未付（元）"]
    widths = [9, 40, 28, 28, 28]
    if overdue:
        heads.append("逾期日数")
        widths.append(14)
    if interest:
        heads.append("逾期利息（元）")
        widths.append(24)
    rows = [
        [
            str(place),
            f"{due.title}（{due.number}）",
            _day(due.due_on) or "—",
            figures(due.amount_fen),
            figures(due.open_fen),
            *([str(due.days_overdue)] if overdue else []),
            *([figures(due.interest_fen)] if interest else []),
        ]
        for place, due in enumerate(letter.dues, 1)
    ]
    if FACTS["several"](letter):
        whole = [figures(sum(due.amount_fen for due in letter.dues)), figures(letter.open_fen)]
        last = [*(["—"] if overdue else []), *([figures(letter.interest_fen)] if interest else [])]
        rows.append(["—", "合计", "—", *whole, *last])
    return Grid(tuple(heads), tuple(map(tuple, rows)), tuple(widths))


def service_table(letter: Letter) -> Block:
    """Return the acknowledgement of service; what is not known yet is a line for the pen."""
    found = letter.service
    assert found is not None
    pages = f"（共{found.pages}页）" if found.pages else ""
    rows = (
        ("送达文书名称", f"{found.document}{pages}"),
        ("合同编号", f"{letter.license}　《{letter.title}》"),
        ("受送达人", letter.licensee.name),
        ("送达地址", found.address or letter.licensee.address),
        ("送达方式", found.channel),
        ("发出日期", _day(found.sent_on)),
        ("受送达人签收", f"{found.recipient}　{_day(found.delivered_on)}".strip()),
        ("送达人", found.server),
        ("备注", found.note),
    )
    return Table(tuple((label, value or "\n") for label, value in rows))


TABLES: Mapping[str, Callable[[Letter], Block]] = {"dues": dues_table, "service": service_table}
"""The tables of letters."""
KINDS = tuple(LetterKind)
