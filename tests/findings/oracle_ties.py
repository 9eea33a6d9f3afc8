"""Who may not sit on a panel, review or vote: what people declared, looked at once more (事业单位人事管理条例 39).

Only what declarations and numbers show is looked for: somebody in the case, an author of the result, somebody who
judged it before, kin of one of those, a tie to an organisation in the case, or kin with such a tie.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.findings.books import Books, Row

NEVER_SET_ASIDE = frozenset({"same_person", "author", "earlier_panel"})
"""What no decision can settle where it is certain: nobody judges their own case or their own earlier work."""


@dataclass(frozen=True, slots=True)
class Case:
    """Who and what is in a case, by numbers or names; `on` is the day that counts for ties."""

    subject: str
    on: str
    persons: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    judged: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()


def same(text: str) -> str:
    """Return a name as names are compared."""
    return re.sub(r"[\s·•・,.、()]", "", unicodedata.normalize("NFKC", text)).casefold()


def case_of(books: Books, finding: Row, on: str, at: int | None, *, judged: Iterable[str] = ()) -> Case:
    """Return who and what is in the case of a finding, as the store stood after a log entry."""
    persons = {*finding["persons"], *(party["person"] for party in finding["parties"])} - {"unit"}
    persons |= {finding["applicant"] or finding["applicant_name"]}
    organisations, authors = {*finding["organisations"]}, set[str]()
    for hearing in books.all_as_of("hearing", at).values():
        if hearing["subject"] == finding["number"]:
            persons |= {hearing["person"] or hearing["name"]}
    licensee, made = _of_matter(books, finding["subject"])
    organisations, authors = organisations | licensee, authors | made
    for text in tuple(organisations):
        names, behind = _enterprise(books, text, on)
        organisations, persons = organisations | names, persons | behind
    parts = (persons, authors, set(judged), organisations)
    return Case(finding["number"], on, *(frozenset(part - {""}) for part in parts))


def _of_matter(books: Books, number: str) -> tuple[set[str], set[str]]:
    """Return the other side of a license and the names of those who made what is licensed."""
    row = books.row("license", number) if number.startswith("XK-") else None
    results = [grant["result"] for grant in row["terms"]["grants"]] if row else []
    results += [number] if number.startswith("CG-") else []
    marks = ", ".join(f"'{one}'" for one in results)
    rows = books.ask(
        f"SELECT c.name FROM completer c JOIN result r ON r.id = c.result_id WHERE r.number IN ({marks})"
    )
    return {row["licensee"] or row["licensee_name"]} if row else set(), {name for (name,) in rows.fetchall()}


def _enterprise(books: Books, text: str, on: str) -> tuple[set[str], set[str]]:
    """Return what an organisation is called, with its code, and who stands behind it."""
    found = [
        row
        for row in books.table("enterprise").values()
        if text in (row["number"], row["credit_code"])
        or same(text) in map(same, (row["name"], *row["former_names"]))
    ]
    names = {name for row in found for name in (row["name"], *row["former_names"], row["credit_code"])}
    behind = {row["representative"] for row in found} | {
        insider["who"] for row in found for insider in row["insiders"] if _holds(insider, on)
    }
    return names, behind


# --- conflicts -----------------------------------------------------------------------------------------


def open_conflicts(books: Books, person: str, case: Case, at: int | None) -> set[str]:
    """Return the conflicts of a person that nobody settled, as the store stood after a log entry."""
    people = books.all_as_of("person", at)
    if person not in people:
        return {"unknown"}
    checks = [
        check
        for check in books.all_as_of("recusal", at).values()
        if (check["person"], check["subject"]) == (person, case.subject)
    ]
    settled = {
        (proposed["kind"], proposed["certain"])
        for check in checks
        if check["outcome"] == "decided_none"
        for proposed in check["proposed"]
    }
    return {
        kind
        for kind, certain in _conflicts(people, person, case)
        if (certain and kind in NEVER_SET_ASIDE) or not settled & {(kind, certain), (kind, True)}
    }


def newest_check(books: Books, person: str, subject: str, at: int | None) -> str:
    """Return what came of the newest recusal check of a person about a number; empty where there is none."""
    checks = [
        check["outcome"]
        for check in books.all_as_of("recusal", at).values()
        if (check["person"], check["subject"]) == (person, subject)
    ]
    return str(checks[-1]) if checks else ""


def _conflicts(people: dict[str, Row], person: str, case: Case) -> Iterator[tuple[str, bool]]:
    own = people[person]
    for kind, named in (
        ("same_person", case.persons), ("author", case.authors), ("earlier_panel", case.judged),
    ):  # fmt: skip
        yield from ((kind, sure) for text in named if (sure := _means(text, person, own)) is not None)
    concerned = case.persons | case.authors | case.judged
    kin = [tie for tie in own["ties"] if _holds(tie, case.on)]
    for other_number, other in people.items():
        if other_number == person:
            continue
        ties = [tie for tie in kin if _names(tie, other_number, other) is not None]
        back = [tie for tie in other["ties"] if _holds(tie, case.on) and _names(tie, person, own) is not None]
        if not (ties or back):
            continue
        if any(_means(text, other_number, other) is not None for text in concerned):
            yield from ((_of_kin(tie), _sure(tie)) for tie in (*ties, *back))
        if any(tie["kind"] == "kin" for tie in (*ties, *back)):
            yield from (("kin_interest", sure) for _kind, sure in _interests(other, case))
    yield from (
        (_of_kin(tie), False) for tie in kin if tie["name"] and same(tie["name"]) in set(map(same, concerned))
    )
    yield from _interests(own, case)
    yield from (
        ("kin_interest", sure)
        for tie in kin
        if tie["kind"] == "kin" and (sure := _in(tie, case.organisations)) is not None
    )


def _interests(own: Row, case: Case) -> Iterator[tuple[str, bool]]:
    for tie in own["ties"]:
        if tie["kind"] != "kin" and _holds(tie, case.on):
            sure = _in(tie, case.organisations)
            if sure is not None:
                yield tie["kind"], sure


def _in(tie: Row, organisations: frozenset[str]) -> bool | None:
    if tie["credit_code"] and tie["credit_code"] in organisations:
        return True
    return False if tie["organisation"] and same(tie["organisation"]) in map(same, organisations) else None


def _means(text: str, number: str, row: Row) -> bool | None:
    if text == number:
        return True
    return False if not text.startswith("RY-") and same(text) == same(row["name"]) else None


def _names(tie: Row, number: str, row: Row) -> bool | None:
    """Return whether a tie is to a person: by number, by name alone, or not at all (None)."""
    if tie["person"]:
        return True if tie["person"] == number else None
    return False if tie["name"] and same(tie["name"]) == same(row["name"]) else None


def _of_kin(tie: Row) -> str:
    return "kin" if tie["kind"] == "kin" else "other"


def _sure(tie: Row) -> bool:
    return bool(tie["person"])


def _holds(tie: Row, on: str) -> bool:
    return (tie["since"] is None or tie["since"] <= on) and (tie["until"] is None or tie["until"] >= on)
