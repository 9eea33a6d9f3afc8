"""The second statement of the rules complains: whatever is spoilt in a store behind the program's back is seen.

A finding that went its whole way is spoilt in one place with every guard of the database taken away. Each complaint
that the oracle knows is provoked by one of these, so that no property of it is empty.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.findings.exploring import Found
from tests.findings.memory import World
from tests.findings.oracle import complaints
from tests.findings.prepared_office import at
from tests.findings.spoilt import SPOILT

Ways = dict[str, list[Found]]


def unguarded(world: World, found: Found) -> bytes:
    """Return the store of a state without the guards of the database, for whoever wants no trace."""
    at(world, found)
    for (name,) in world.books().ask("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        world.writer.execute(f"DROP TRIGGER {name}")
    return world.writer.save()


def test_nothing_is_wrong_on_any_way(world: World, led_ways: Ways) -> None:
    for name, states in led_ways.items():
        for found in states:
            assert complaints(at(world, found).books()) == [], (name, found.path)


def test_whatever_is_spoilt_is_complained_of(world: World, led_ways: Ways) -> None:
    ways = {way for _code, way, _how in SPOILT}
    unseen, stores = [], {way: unguarded(world, led_ways[way][-1]) for way in ways}
    for place, (code, way, statements) in enumerate(SPOILT):
        world.writer.load(stores[way])
        world.writer.execute("PRAGMA foreign_keys=OFF")
        for statement in statements(world) if callable(statements) else statements:
            world.writer.execute(statement)
        found = complaints(world.books())
        if code not in {one.code for one in found}:
            unseen.append((place, code, way, [one.code for one in found]))
    assert unseen == []


def test_every_complaint_is_provoked() -> None:
    """A complaint that nothing provokes might be one that is never made."""
    folder = Path(__file__).parent
    known = {code for path in folder.glob("oracle*.py") for code in _codes(path)}
    assert known - {code for code, _way, _how in SPOILT} == set()
    assert len(known) > 100


def _codes(path: Path) -> Iterator[str]:
    """Yield the codes that a module of the oracle can complain with."""
    if path.name == "oracle_ties.py":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            yield from _text(node.value.elts[0])
        elif isinstance(node, ast.GeneratorExp) and isinstance(node.elt, ast.Tuple):
            yield from _text(node.elt.elts[0])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            place = {"blank": 0, "papers": 1, "_changed": 0}.get(node.func.id)
            if place is not None:
                yield from _text(node.args[place])


def _text(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from ("no_report", "no_text", "report_hash", "text_hash")
