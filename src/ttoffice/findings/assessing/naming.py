"""What people write for a row of the matrix, a circumstance or an act: code, article or the guideline's words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ttoffice.findings import matrix
from ttoffice.findings.codes import UNIT, Role
from ttoffice.findings.record import FindingRecord, Party
from ttoffice.numbering import read_number
from ttoffice.rulebook.facts import Circumstance, Facts
from ttoffice.rulebook.references import compact, parse

UNIT_WORDS = frozenset({UNIT, "单位", "本单位"})


def read_item(facts: Facts, roles: Sequence[Role], text: str) -> str:
    """Return the code of the row that a text means among those that can be asked of the roles; else the text.

    A row is known by its code with or without its sort (`bar:B4`, `B4`, `M4.mitigation`), a bar by its article
    (`10(4)`), any by the guideline's words.
    """
    every = [entry.code for entry in matrix.circumstances_open(facts, roles)]
    items = matrix.items_of(facts, roles, every)
    if any(item.code == text for item in items):
        return text
    found = {item.code for item in items if _means(text, tuple(_item_names(item)))}
    return found.pop() if len(found) == 1 else text.strip()


def _item_names(item: matrix.Item) -> Iterator[str]:
    sort, _colon, bare = item.code.partition(":")
    yield from (item.code, bare)
    if sort == matrix.BAR:
        yield from (item.basis, item.basis.partition(":")[2])
    yield from (item.text, item.gloss)


def read_circumstance(facts: Facts, text: str) -> str:
    """Return the code of the circumstance that a text means: `M4`, `8(4)`, 第八条第（四）项; else the text."""
    every = [entry for group in facts.circumstances for entry in group.entries]
    found = {entry.code for entry in every if _means(text, tuple(_circumstance_names(entry)))}
    return found.pop() if len(found) == 1 else text.strip()


def _circumstance_names(entry: Circumstance) -> Iterator[str]:
    place = entry.basis.partition(":")[2]
    yield from (entry.code, entry.basis, place, f"circumstance:{place}", entry.short)


def read_acts(facts: Facts, item: str, acts: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of the acts of a bar that texts mean; what means none is left as it is, each once."""
    bar = facts.bar(item.removeprefix(f"{matrix.BAR}:"))
    known = bar.acts if bar is not None else ()
    return tuple(dict.fromkeys(_act(known, text) for text in acts))


def _act(known: Sequence[object], text: str) -> str:
    for act in known:
        names = tuple(str(getattr(act, name)) for name in ("code", "text", "gloss"))
        if _means(text, names):
            return names[0]
    return text.strip()


def _means(text: str, names: Sequence[str]) -> bool:
    """Tell whether a text is one of several names, or refers to the same article and item."""
    wanted = compact(text)
    if wanted and wanted in {compact(name) for name in names if name}:
        return True
    reference = parse(text)
    if reference is None or reference.item is None or reference.name not in ("", "exemption", "尽职免责"):
        return False
    return f"{reference.article}({reference.item})" in names


def party_of(record: FindingRecord, text: str) -> Party | None:
    """Return whom a finding is about by number, by a name that only one of them has, or the unit; else None.

    A number may be typed in any form, or stand behind the name as forms show it.
    """
    wanted = text.strip()
    inside = _NUMBER.search(wanted)
    number = inside[0] if inside else read_number(wanted) or (UNIT if wanted in UNIT_WORDS else "")
    if number:
        return next((party for party in record.parties if party.person == number), None)
    by_name = [party for party in record.parties if compact(party.name) == compact(wanted)]
    return by_name[0] if len(by_name) == 1 else None


_NUMBER = re.compile(r"RY-\d{4}-\d{4,}")
