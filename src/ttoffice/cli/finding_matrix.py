"""Commands about the matrix of a finding: its rows, what the store offers as proof, earlier findings like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from ttoffice.cli.common import JSON, cited, office, say, show, show_json, show_table
from ttoffice.errors import UsageError
from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ttoffice.findings.assessing.offers import Offer
    from ttoffice.findings.assessing.views import MatrixView, Row
    from ttoffice.findings.precedents.views import Precedent
    from ttoffice.findings.reading import Finding
    from ttoffice.findings.record import Party
    from ttoffice.rulebook.facts import Facts
    from ttoffice.store.connection import Reader

NUMBER = typer.Argument(..., help=_("The finding's number, such as MZ-2026-0001."))
PERSON = typer.Option("", "--person", "-p", help=_("Whom: number or name; unit for the unit."))
ITEM = typer.Option("", "--item", help=_("One row only: criterion:supervision, M4.mitigation, 10(4)."))


def _known(reader: Reader, number: str) -> Finding:
    from ttoffice.findings.reading import load
    from ttoffice.numbering import read_number

    found = load(reader, read_number(number) or number)
    if found is None:
        raise UsageError(
            _("There is no finding numbered %(number)s.") % {"number": number},
            advice=_("List them: ttoffice list findings --view all."),
        )
    return found


def _parties(finding: Finding, person: str) -> tuple[Party, ...]:
    """Return whom a finding is about, or the one that is named."""
    from ttoffice.findings.assessing.naming import party_of

    if not person:
        return finding.record.parties
    found = party_of(finding.record, person)
    if found is None:
        names = listed(f"{one.name}（{one.person}）" for one in finding.record.parties)
        raise UsageError(
            _("The finding is not about %(who)s; it is about: %(known)s.") % {"who": person, "known": names},
            advice=_("Give the number or the full name."),
        )
    return (found,)


# --- the matrix --------------------------------------------------------------------------------------------


def matrix(number: str = NUMBER, person: str = PERSON, json: bool = JSON) -> None:
    """Print the matrix of each person: every row with its verdict, ground and proof, and what it allows."""
    from ttoffice.findings.assessing.views import matrix_view

    opened = office()
    with opened.reader() as reader:
        finding = _known(reader, number)
        views = [matrix_view(reader, opened.rulebook, finding, party) for party in _parties(finding, person)]
    if json:
        show_json([view.as_json() for view in views])
        return
    for view in views:
        _show_matrix(view)


def _show_matrix(view: MatrixView) -> None:
    from ttoffice.findings.assessing.views import proposable
    from ttoffice.findings.codes import OUTCOME_LABELS, ROLE_LABELS

    roles = listed(_(ROLE_LABELS[role.value]) for role in view.party.roles)
    show(f"{view.party.name}（{roles}）  {view.number}".rstrip())
    show_table(
        (_("Verdict"), _("Item"), _("Basis"), _("Proof"), _("Reasoning")),
        (_cells(row) for row in view.rows),
    )
    for damage in view.damaged:
        show(f"! {damage.sentence}")
    record = view.record
    if record.outcome is not None:
        told = {
            "outcome": _(OUTCOME_LABELS[record.outcome.value]),
            "articles": listed(map(cited, record.articles)),
        }
        show(_("Proposed: %(outcome)s, by %(articles)s") % told)
        show(f"  {record.reasons}")
    allowed = listed(_(OUTCOME_LABELS[one.value]) for one in proposable(office().rulebook, record))
    say(_("What the matrix allows to be proposed: %(outcomes)s") % {"outcomes": allowed or _("nothing yet")})
    for reason in view.reasons:
        say(f"- {reason.message} [{cited(reason.basis)}]")


def _cells(row: Row) -> Sequence[str]:
    from ttoffice.findings.codes import VERDICT_LABELS

    answer = row.answer
    verdict = _(VERDICT_LABELS[answer.verdict.value]) if answer else _("not answered")
    proofs = listed(one.number for one in answer.proofs) if answer else ""
    said = answer.reasoning if answer else ""
    return verdict, f"{row.item.code}  {row.item.label}", cited(row.item.basis), proofs, said


# --- offers ------------------------------------------------------------------------------------------------


def offers(number: str = NUMBER, person: str = PERSON, item: str = ITEM, json: bool = JSON) -> None:
    """Print what the store already holds as proof for a person, row by row, to be taken over by number."""
    from ttoffice.findings.assessing.naming import read_item
    from ttoffice.findings.assessing.offers import coverage
    from ttoffice.findings.assessing.offers import offers as offered
    from ttoffice.findings.codes import UNIT

    opened = office()
    with opened.reader() as reader:
        finding = _known(reader, number)
        found = {}
        for party in _parties(finding, person):
            row = read_item(opened.rulebook.facts, party.roles, item) if item else ""
            found[party.person] = offered(reader, opened.rulebook, finding, party, opened.today, row)
    if not any(found.values()):
        raise UsageError(
            _("%(item)s is not asked of these roles.") % {"item": item},
            advice=_("See the rows: ttoffice finding matrix %(number)s.") % {"number": number},
        )
    if json:
        show_json(
            {
                who: {row: [one.as_json() for one in given] for row, given in rows.items()}
                for who, rows in found.items()
            }
        )
        return
    for party in _parties(finding, person):
        show(party.name if party.person == UNIT else f"{party.name}（{party.person}）")
        _show_offers(opened.rulebook.facts, party, found[party.person])
        for one in () if item else coverage(opened.rulebook, party, found[party.person]):
            told = {"article": cited(one.circumstance.basis), "there": one.there, "asked": one.asked}
            show(_("%(article)s: something in the store for %(there)d of %(asked)d elements") % told)


def _show_offers(facts: Facts, party: Party, rows: Mapping[str, tuple[Offer, ...]]) -> None:
    from ttoffice.findings.matrix import item_of

    for code, given in rows.items():
        item = item_of(facts, party.roles, code)
        words = (code, item.label if item else "", "" if given else _("nothing in the store"))
        show("  ".join(filter(None, words)))
        for one in given:
            mark = "+" if one.taken else "~" if one.outdated else "-"
            day = one.day.isoformat() if one.day else "          "
            shows = f"（{one.shows}）" if one.shows else ""
            show(f"  {mark} {one.number}  {day}  {one.what}{shows}")
    say(
        _(
            "+ taken over, ~ taken over in an earlier version. Take over: ttoffice do finding.assess, with the numbers as proofs."
        )
    )


# --- precedents --------------------------------------------------------------------------------------------


def precedents(
    circumstance: str = typer.Option("", "--circumstance", "-c", help=_("The circumstance: M4 or 8(4).")),
    item: str = typer.Option("", "--item", help=_("A row that was answered: element:M4.mitigation.")),
    role: str = typer.Option("", "--role", help=_("unit, leader, manager or researcher.")),
    outcome: str = typer.Option(
        "", "--outcome", help=_("exempt, in_part, corrected, not_exempt or referred.")
    ),
    search: str = typer.Option("", "--search", "-s", help=_("Words in the reasons, all of them.")),
    beside: str = typer.Option("", "--beside", help=_("The finding under way, which is left out.")),
    limit: int = typer.Option(20, "--limit", min=1, help=_("How many at most.")),
    json: bool = JSON,
) -> None:
    """Print earlier conclusions without names: circumstance, verdict by element, outcome, articles, reasons."""
    from ttoffice.findings.assessing.naming import read_circumstance, read_item
    from ttoffice.findings.codes import OUTCOME_LABELS, ROLE_LABELS, Role
    from ttoffice.findings.precedents.views import precedents as find
    from ttoffice.numbering import read_number

    opened = office()
    facts = opened.rulebook.facts
    code = read_circumstance(facts, circumstance) if circumstance else ""
    if code and facts.circumstance(code) is None:
        raise UsageError(
            _("There is no circumstance %(code)s.") % {"code": circumstance},
            advice=_("Write it as M4 or 8(4): ttoffice rules exemption:8."),
        )
    with opened.reader() as reader:
        found = find(
            reader,
            opened.rulebook,
            circumstance=code,
            item=read_item(facts, tuple(Role), item) if item else "",
            role=_coded(role, ROLE_LABELS, "--role"),
            outcome=_coded(outcome, OUTCOME_LABELS, "--outcome"),
            words=search,
            beside=read_number(beside) or beside,
            limit=limit,
        )
    if json:
        show_json([one.as_json() for one in found])
        return
    for one in found:
        _show_precedent(one)
    say(_("%(count)d precedent(s).") % {"count": len(found)})


def _coded(text: str, labels: Mapping[str, str], option: str) -> str:
    """Return the code of an option's text in either language, empty for none."""
    from ttoffice.licenses.typed import code_of

    code = str(code_of(text, labels)) if text else ""
    if code and code not in labels:
        raise UsageError(
            _("%(option)s is %(text)s, which is none of them.") % {"option": option, "text": text},
            advice=_("Known: %(names)s.") % {"names": ", ".join(labels)},
        )
    return code


def _show_precedent(one: Precedent) -> None:
    from ttoffice.findings.codes import OUTCOME_LABELS, ROLE_LABELS, VERDICT_LABELS, Role
    from ttoffice.findings.matrix import item_of

    facts = office().rulebook.facts
    named = [facts.circumstance(code) for code in one.circumstances]
    told = [cited(item.basis) for item in named if item is not None]
    roles = listed(_(ROLE_LABELS[role.value]) for role in one.roles)
    show(f"{one.number}  {one.year}  {roles}  {listed(told)}  {_(OUTCOME_LABELS[one.outcome.value])}")
    if one.reopened:
        show("  " + _("Reopened by %(number)s; read it with care.") % {"number": one.reopened})
    show(f"  {one.reasons}")
    for found in one.found:
        item = item_of(facts, tuple(Role), found.item)
        show(
            f"  {item.label if item else found.item}  {_(VERDICT_LABELS[found.verdict.value])}  {found.reasoning}"
        )
    show(f"  {listed(map(cited, one.articles))}")


COMMANDS: tuple[tuple[str, Any, str, str], ...] = (
    (
        "matrix",
        matrix,
        N_("Print the matrix of each person: verdict, ground and proof row by row, and what it allows."),
        "finding matrix MZ-2026-0001 --person 张三",
    ),
    (
        "offers",
        offers,
        N_("Print what the store already holds as proof for a person, row by row."),
        "finding offers MZ-2026-0001 --person 张三 --item M4.mitigation",
    ),
    (
        "precedents",
        precedents,
        N_("Print earlier conclusions without names, by circumstance, element, role, outcome and words."),
        "finding precedents --circumstance M4 --outcome exempt",
    ),
)
