"""Every move from every state: nothing that must be impossible is reached, and no bad input is taken.

The states begun from are all those on the ways a finding can go (`ways.py`): to the archive and reopened, refused,
withdrawn, with a member replaced, extended, sent back, with an objection upheld, changed and decided again, with a late
objection, with a corrected decision. From each of them every verb of findings, hearings, inquiries, decisions, notices,
objections and reviews is tried with every input of `moves.py`, good and bad, and days go by; each state that comes of it
is looked at by the oracle. States that differ in numbers and days only count as one (`shapes.py`).

Depth: under `-m exhaustive` every move from every state of every way, and two moves beyond each of them with every fifth
move from a state, other ones from the state beside it. In the suite one move, every fortieth from a state.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

import ttoffice
from tests.findings.exploring import Explored, Found, explore
from tests.findings.memory import World
from tests.findings.moves import moves
from tests.findings.prepared_office import at
from tests.findings.preparing import Prepared
from tests.findings.scene import Scene
from ttoffice.action.core import registered

Ways = dict[str, list[Found]]
STATES = {
    "received", "accepted", "refused", "withdrawn", "investigating", "reported", "decided", "final", "archived",
}  # fmt: skip
AREAS = ("finding.", "hearing.", "inquiry.", "decision.", "notice.", "objection.", "review.")
LEAVES_NO_STATE = {
    "finding.take_out", "finding.take_out_list", "notice.record_document", "objection.record_document",
    "review.record_document", "objection.reveal", "notice.view", "notice.prove_posting", "decision.prepare",
    "decision.edit",
}  # fmt: skip
"""Verbs that no state of a finding hangs on: they leave a trace in the log, add a proof, or prepare an item."""


def run(world: World, prepared: Prepared, ways: Ways, depth: int, share: int = 1) -> Explored:
    """Explore from every state of every way, and say how far it went."""
    result = explore(world, prepared, [found for way in ways.values() for found in way], depth, share)
    told = f"{sum(result.states.values())} states, {result.edges} moves tried, {result.done.total()} done"
    sys.stdout.write(f"\n{told}: {dict(result.states)}\n")
    return result


def all_is_well(result: Explored) -> None:
    """Check that no bad move was done and that the oracle found nothing, showing the shortest way to what is wrong."""
    assert sorted(result.passed, key=len)[:3] == []
    assert sorted(result.wrong, key=lambda wrong: len(wrong[0]))[:3] == []
    assert set(result.states) >= STATES


def test_no_verb_of_findings_is_left_out(world: World, prepared: Prepared, led_ways: Ways) -> None:
    tried = {move.verb for move in moves(Scene(world, prepared))}
    tried |= {move.verb for move in moves(Scene(at(world, led_ways["refused"][0]), prepared))}
    assert {name for name in registered() if name.startswith(AREAS)} - tried - LEAVES_NO_STATE == set()


def test_nothing_but_the_verbs_of_findings_writes_findings() -> None:
    """No import, screen or command has a way of its own: the shelves are written in the area of findings alone."""
    writing = re.compile(r"(FINDINGS|HEARINGS|INQUIRIES|ASSESSMENTS|CONCLUSIONS|EFFECTS)\.(write|enter)\(")
    sql = re.compile(
        r"(INTO|UPDATE|FROM) (finding|hearing|inquiry|assessment|conclusion|effect)\b(?=.*(VALUES|SET))"
    )
    root = Path(ttoffice.__file__).parent
    found = {path: path.read_text(encoding="utf-8") for path in root.rglob("*.py")}
    writers = {path.relative_to(root) for path, text in found.items() if writing.search(text)}
    assert {path.parts[0] for path in writers} == {"findings"}
    assert [path for path, text in found.items() if sql.search(text)] == []


def test_no_move_from_any_state_reaches_what_must_be_impossible(
    world: World, prepared: Prepared, led_ways: Ways
) -> None:
    wanted = {move.name for move in moves(Scene(at(world, led_ways["refused"][0]), prepared))}
    result = run(world, prepared, led_ways, depth=1, share=40)
    all_is_well(result)
    assert result.tried >= wanted
    assert result.edges > 500
    assert sum(result.states.values()) > 140


@pytest.mark.exhaustive
@pytest.mark.timeout(7200)
def test_no_move_at_all_from_any_state_reaches_what_must_be_impossible(
    world: World, prepared: Prepared, led_ways: Ways
) -> None:
    result = run(world, prepared, led_ways, depth=1)
    all_is_well(result)
    good = {move.name for move in moves(Scene(at(world, led_ways["refused"][0]), prepared)) if not move.bad}
    never = {name for name in good - set(result.done) if not name.endswith("barely")}
    assert never == set(), "every good move is right somewhere"
    assert result.edges > 20_000


@pytest.mark.exhaustive
@pytest.mark.timeout(7200)
def test_no_two_moves_from_any_state_reach_what_must_be_impossible(
    world: World, prepared: Prepared, led_ways: Ways
) -> None:
    result = run(world, prepared, led_ways, depth=2, share=5)
    all_is_well(result)
    assert result.edges > 20_000
