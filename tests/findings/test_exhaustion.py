"""Every move from every state: nothing that must be impossible is reached, and no bad input is taken.

The states begun from are all those on the ways a finding can go (`ways.py`): to the archive and reopened, refused,
withdrawn, with a member replaced, extended, sent back, with an objection upheld, changed and decided again, with a late
objection, with a corrected decision. From each of them every verb of findings, hearings, inquiries, decisions, notices,
objections and reviews is tried with every input of `moves.py`, good and bad, and days go by; each state that comes of it
is looked at by the oracle. States that differ in numbers and days only count as one (`shapes.py`).

Depth: 2 moves beyond every state of every way under `-m exhaustive`; in the suite 1 move, and each state is left by every
sixteenth move, by others than the state beside it, so that every move is tried.
"""

from __future__ import annotations

import sys

import pytest

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


def test_no_move_from_any_state_reaches_what_must_be_impossible(
    world: World, prepared: Prepared, led_ways: Ways
) -> None:
    wanted = {move.name for move in moves(Scene(at(world, led_ways["refused"][0]), prepared))}
    result = run(world, prepared, led_ways, depth=1, share=16)
    all_is_well(result)
    assert result.tried >= wanted
    assert result.edges > 800
    assert sum(result.states.values()) > 180


@pytest.mark.exhaustive
@pytest.mark.timeout(7200)
def test_no_two_moves_from_any_state_reach_what_must_be_impossible(
    world: World, prepared: Prepared, led_ways: Ways
) -> None:
    result = run(world, prepared, led_ways, depth=2)
    all_is_well(result)
    good = {move.name for move in moves(Scene(at(world, led_ways["refused"][0]), prepared)) if not move.bad}
    assert good <= set(result.done), "every good move is right somewhere"
    assert result.edges > 100_000
