"""A filled form: every entry with its value and where it comes from, what is missing, which papers are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from ttoffice.i18n import gettext as _
from ttoffice.licenses.filings.editions import Edition, Entry, PaperAsked
from ttoffice.licenses.filings.facts import (
    WHERE,
    Fact,
    Material,
    fact,
    patents_of,
    rights_of,
    technical_fen,
    total_fen,
)
from ttoffice.licenses.filings.record import FilingKind
from ttoffice.money import yuan
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Callable

Cell = str | int | Decimal | date | None
YES, NO = "是", "否"
"""How the Chinese forms write yes and no, whatever the language of the screens."""
BASIS = {
    FilingKind.REGISTRATION: "pay-later:6(3)",
    FilingKind.RECORDAL: "专利法实施细则 15",
    FilingKind.PLATFORM: "pay-later:6(1)",
    FilingKind.MAINTENANCE: "技术合同解释 26",
}


@dataclass(frozen=True, slots=True)
class Filled:
    """One entry as filled: `typed` whether somebody typed it on the filing; `code` what was spelled out."""

    entry: Entry
    value: Cell
    code: str = ""
    typed: bool = False

    @property
    def text(self) -> str:
        """The value as text; empty where there is none."""
        if isinstance(self.value, Decimal):
            return f"{self.value:f}"
        return self.value.isoformat() if isinstance(self.value, date) else str(self.value or "")


def filled(edition: Edition, known: Material) -> list[Filled]:
    """Return every entry of a form, in its order; what was typed on the filing goes before the register."""
    return [_filled(edition, entry, known) for entry in edition.fields]


def _filled(edition: Edition, entry: Entry, known: Material) -> Filled:
    typed = known.filing.value_of(entry.key)
    value: Fact = typed or (fact(known, entry.source) if entry.source else None)
    if value is None:
        return Filled(entry, None)
    code = edition.coded(entry, str(value)) if entry.codes else ""
    return Filled(entry, _cell(edition, entry, code or value), code, bool(typed))


def _cell(edition: Edition, entry: Entry, value: Fact) -> Cell:
    if entry.codes:
        return edition.spelled(entry, str(value))
    if entry.type == "yesno":
        return {"True": YES, "yes": YES, "False": NO, "no": NO}.get(str(value), str(value))
    if entry.type == "yuan":
        return yuan(value) if isinstance(value, int) else _yuan(str(value))
    if entry.type == "date" and isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value if isinstance(value, date) else str(value)


def _yuan(text: str) -> Cell:
    """Return a typed amount: `30万元`, `5000元` or a bare number of yuan; a text that is none stays as it is."""
    from ttoffice.results.importing.amounts import read_amount

    try:
        fen = read_amount(text, "元")
    except (KeyError, ValueError):
        return text
    return text if fen is None else yuan(fen)


# --- what is missing --------------------------------------------------------------------------------------


def missing(edition: Edition, known: Material) -> list[Reason]:
    """Return what the form still lacks, in its order: entries, codes that are none, then papers."""
    return [*_entries(edition, known), *_amounts(known), *_papers(edition, known)]


def _entries(edition: Edition, known: Material) -> Iterator[Reason]:
    basis = BASIS[edition.kind]
    for item in filled(edition, known):
        entry = item.entry
        if item.value in (None, "") and entry.required:
            told = {"entry": entry.header, "where": _where(known, entry)}
            message = _("%(entry)s is not filled in: %(where)s.") % told
            yield Reason("filing.missing", message, basis, f"given.{entry.key}")
        elif item.code and item.code not in edition.codes.get(entry.codes, {}):
            told = {"entry": entry.header, "code": item.code, "known": _known(edition, entry)}
            message = _("%(entry)s: %(code)s is no code of this form; known: %(known)s.") % told
            yield Reason("filing.code", message, basis, f"given.{entry.key}")
        elif entry.type == "yuan" and item.value is not None and not isinstance(item.value, Decimal):
            message = _("%(entry)s: %(text)s is no amount.") % {"entry": entry.header, "text": item.text}
            yield Reason("filing.amount", message, basis, f"given.{entry.key}")


def _known(edition: Edition, entry: Entry) -> str:
    return "、".join(f"{code} {said}" for code, said in edition.codes.get(entry.codes, {}).items())


def _where(known: Material, entry: Entry) -> str:
    """Return where an entry is filled in: the action on the record it comes from, else on the filing."""
    name = entry.source
    action = WHERE.get(name, WHERE.get(name.partition("_")[0], "")) if name else ""
    subject = {
        "license.change": known.license.number,
        "license.declare_ties": known.license.number,
        "enterprise.change": known.license.record.licensee,
        "result.edit": next(iter(known.results), ""),
    }.get(action, "")
    if name in ("total_fen", "technical_fen") or not action:
        return _("type it on the filing (filing.change)")
    return _("fill it in with %(action)s, or type it on the filing (filing.change)") % {
        "action": f"{action} {subject}".strip()
    }


def _amounts(known: Material) -> Iterator[Reason]:
    if known.filing.kind is not FilingKind.REGISTRATION:
        return
    total, technical = total_fen(known), technical_fen(known)
    if total == 0:
        message = _(
            "A total of nothing is not registered: estimate what the license will bring, with the basis."
        )
        yield Reason("filing.zero", message, "pay-later:6(3)", "total_fen")
    if total is not None and technical is not None and technical > total:
        message = _("The technical part cannot be more than the total of the contract.")
        yield Reason("filing.technical", message, "pay-later:6(3)", "technical_fen")
    if known.filing.estimated and not known.filing.estimate_basis:
        message = _("The total is an estimate: say what it rests on.")
        yield Reason("filing.estimate", message, "pay-later:6(3)", "estimate_basis")
    royalty = known.terms.plan.royalty is not None
    if royalty and known.filing.total_fen is not None and not known.filing.estimated:
        message = _("A royalty is agreed, so that the total can only be estimated; say so, with the basis.")
        yield Reason("filing.not_estimated", message, "pay-later:6(3)", "estimated", warning=True)


def papers_asked(edition: Edition, known: Material, *, late: bool = False) -> list[PaperAsked]:
    """Return the papers that are asked for in this case, in the edition's order."""
    holds: dict[str, Callable[[], bool]] = {
        "always": lambda: True,
        "rights": lambda: bool(rights_of(known.terms)),
        "patent": lambda: bool(patents_of(known.terms)),
        "know_how": lambda: (
            any(not grant.rights for grant in known.terms.grants)
            or any(right.kind == "know_how" for _grant, right in rights_of(known.terms))
        ),
        "agent": lambda: bool(known.filing.value_of("agent")),
        "non_technical": lambda: _less(known),
        "estimated": lambda: known.filing.estimated,
        "late": lambda: late or _is_late(known),
    }
    return [paper for paper in edition.papers if holds[paper.when]()]


def _less(known: Material) -> bool:
    total, technical = total_fen(known), technical_fen(known)
    return total is not None and technical is not None and technical < total


def _is_late(known: Material) -> bool:
    """Tell whether the three months of a recordal are over on the day of handing in."""
    from ttoffice.workdays.periods import add_months

    effective, day = known.license.record.effective_on, known.filing.submitted_on or known.filing.prepared_on
    return effective is not None and day is not None and day > add_months(effective, 3)


def _papers(edition: Edition, known: Material) -> Iterator[Reason]:
    for paper in papers_asked(edition, known):
        if not known.filing.exhibit_of(paper.key):
            message = _("The paper %(paper)s is missing: attach it and name the exhibit (filing.change).")
            told = {"paper": paper.title}
            yield Reason(
                "filing.paper",
                message % told,
                BASIS[edition.kind],
                f"papers.{paper.key}",
                warning=not paper.required,
            )
