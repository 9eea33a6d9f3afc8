"""What amending agreements may say: named facts for conditions, places to fill, and their tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ttoffice.documents.paper import Block, Grid, Para, Signatures
from ttoffice.i18n import N_
from ttoffice.licenses.addenda.addendum import Addendum
from ttoffice.licenses.addenda.comparing import ArticleChange, ClauseChange, Placed, TableChange
from ttoffice.licenses.contracts.annexes import parties
from ttoffice.licenses.contracts.papers import BY_HAND
from ttoffice.notices.texts import chinese_day, numeral


@dataclass(frozen=True, slots=True)
class Place:
    """A place to fill: what it is, as a catalog string, and its text, empty where it is missing."""

    title: str
    read: Callable[[Addendum], str]
    may_be_empty: bool = False


FACTS: Mapping[str, Callable[[Addendum], bool]] = {
    "articles": lambda found: bool(found.articles),
    "renumbered": lambda found: bool(found.renumbered),
    "earlier": lambda found: bool(found.earlier),
    "reaches_back": lambda found: found.reaches_back,
    "money": lambda found: any(one.money for one in found.matters),
    "registered": lambda found: found.registered,
    "recorded": lambda found: found.recorded,
    "guarantee": lambda found: bool(found.guarantors),
    "insured": lambda found: found.insured,
    "renamed": lambda found: bool(found.former_name),
}
"""The facts that conditions of amending agreements ask for."""


def _signed(found: Addendum) -> str:
    day = found.case.record.signed_on
    return chinese_day(day) if day is not None else ""


def _reference(found: Addendum) -> str:
    own = found.case.record.reference.strip()
    return f"、本单位合同号{own}" if own else ""


def _earlier(found: Addendum) -> str:
    return "；".join(
        f"{chinese_day(one.signed_on)}签订的《{one.title}》（{one.number}）" for one in found.earlier
    )


def _reason(found: Addendum) -> str:
    text = " ".join(found.reason.split()).rstrip("。；;. ")
    if not text:
        return ""
    return text if text.startswith(("因", "鉴于", "由于", "为")) else f"因{text}"


def _renumbered(found: Addendum) -> str:
    return "、".join(f"{before}改为{after}" for before, after in found.renumbered)


PLACES: Mapping[str, Place] = {
    "number": Place(N_("Number of the amendment"), lambda found: found.number, may_be_empty=True),
    "license": Place(N_("Number of the license"), lambda found: found.case.number),
    "license_title": Place(N_("Title of the license"), lambda found: found.case.record.title.strip()),
    "reference_text": Place(N_("Own contract number"), _reference, may_be_empty=True),
    "licensor": Place(N_("Name of the own unit"), lambda found: found.case.licensor.name),
    "licensee": Place(N_("Name of the licensee"), lambda found: found.case.licensee.name),
    "former_name": Place(N_("Name of the licensee as of signature"), lambda found: found.former_name),
    "signed_on": Place(N_("Day of signature"), _signed),
    "reason": Place(N_("Reason of the amendment"), _reason),
    "effective_on": Place(
        N_("Day from which the amendment holds"),
        lambda found: chinese_day(found.effective_on) if found.effective_on else "",
    ),
    "earlier_text": Place(N_("Earlier amendments"), _earlier),
    "renumbered_text": Place(N_("Numbers that move"), _renumbered),
    "guarantors": Place(N_("Guarantors"), lambda found: "、".join(filter(None, found.guarantors))),
    "copies": Place(N_("Copies that are made"), lambda found: found.copies),
    "copies_each": Place(N_("Copies for each side"), lambda found: found.copies_each),
}
"""Every place to fill of an amending agreement by its name."""


# --- tables --------------------------------------------------------------------------------------------

NONE_BEFORE, NONE_AFTER = "（无，本次增加）", "（删去）"


def parties_table(found: Addendum) -> Iterator[Block]:
    """Yield both sides beside each other, as the contract has them."""
    laid = parties(found.case)
    yield Grid(laid.heads, laid.rows, laid.widths)


def matters_table(found: Addendum) -> Iterator[Block]:
    """Yield what changes, field by field."""
    rows = tuple((one.label, one.before, one.after) for one in found.matters)
    yield Grid(("变更事项", "变更前", "变更后"), rows, (22, 39, 39))


def articles_table(found: Addendum) -> Iterator[Block]:
    """Yield what changes, article by article: sentences beside each other, tables below each other."""
    for place, article in enumerate(found.articles, 1):
        yield Para(f"（{numeral(place)}）{_heading(article)}", strong=True, keep=True, space=6)
        if article.clauses:
            rows = tuple(_row(clause) for clause in article.clauses)
            yield Grid(("条款", "原条款", "变更后条款"), rows, (14, 43, 43))
        for table in article.tables:
            yield from _table(table)


def _heading(article: ArticleChange) -> str:
    if not article.before:
        return f"增加{article.after}"
    if not article.after:
        return f"删去{article.before}"
    moved = article.before.partition("\u3000")[0] != article.after.partition("\u3000")[0]
    return f"{article.before}（变更后为{article.after}）" if moved else article.before


def _row(clause: ClauseChange) -> tuple[str, str, str]:
    return _number(clause), _said(clause.before, NONE_BEFORE), _said(clause.after, NONE_AFTER)


def _number(clause: ClauseChange) -> str:
    """Return the number of a clause; one that is new or gone may share it with another."""
    before, after = (found.place if found is not None else None for found in (clause.before, clause.after))
    if not before and not after:
        return "—"
    if after is None:
        return f"原{before}"
    if before is None:
        return f"新{after}"
    return before if before == after else f"{before}改为{after}"


def _said(found: Placed | None, none: str) -> str:
    if found is None:
        return none
    part = found.part
    return "\n".join("　".join(row) for row in (part.heads, *part.rows)) if part.heads else part.text


def _table(table: TableChange) -> Iterator[Block]:
    """Yield the rows that go, then the whole table as it reads from then on."""
    before, after = table.before, table.after
    if before is not None and table.rows:
        whole = after is None or len(table.rows) == len(before.rows)
        yield Para("原表：" if whole else "原表中变更或者删去的各行：", keep=True, space=6)
        yield Grid(before.heads, table.rows, before.widths)
    if after is None:
        yield Para("该表删去。")
        return
    yield Para("增加下表：" if before is None else "变更后全表：", keep=True, space=6)
    yield Grid(after.heads, after.rows, after.widths)


def signatures_table(found: Addendum) -> Iterator[Block]:
    """Yield where both sides sign, and the guarantors where they have to consent."""
    lines = BY_HAND
    if found.agreed_on is not None and found.number:
        lines = (*BY_HAND[:-1], f"签订日期：{chinese_day(found.agreed_on)}")
    yield Signatures(
        ("许可方（甲方）：", found.case.licensor.name, *lines),
        ("被许可方（乙方）：", found.case.licensee.name, *lines),
    )
    sides = [("保证人（书面同意变更）：", name, *BY_HAND) for name in found.guarantors]
    for place in range(0, len(sides), 2):
        yield Para("", plain=True)
        pair = [*sides[place : place + 2], ()]
        yield Signatures(pair[0], pair[1])


TABLES: Mapping[str, Callable[[Addendum], Iterator[Block]]] = {
    "parties": parties_table,
    "articles": articles_table,
    "matters": matters_table,
    "signatures": signatures_table,
}
"""The tables of amending agreements."""
