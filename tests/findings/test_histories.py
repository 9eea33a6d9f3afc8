"""Random histories: a careful office that errs, with days going by; whatever happens, the oracle finds nothing wrong.

Each history is a walk of so many moves drawn by chance with a seed: mostly what brings the case on, else any move there
is, good or bad. That findings really become final and are archived, refused, reopened and decided again is counted.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from random import Random

import pytest

from tests.findings.careful import next_move
from tests.findings.exploring import Found, taken
from tests.findings.memory import World
from tests.findings.moves import moves
from tests.findings.moving import Move
from tests.findings.oracle import complaints
from tests.findings.prepared_office import at
from tests.findings.preparing import FIRST, Prepared
from tests.findings.scene import Scene

OF_CASE = re.compile("barely|kin|member|concerned|author|shareholder|panel|voters|role|stranger|nobody$")
"""Moves that are bad because of who is in the case of `moves.py`; in another case they may be good."""
MAIN = "to the archive and reopened"
ONWARD = 0.72
"""How often the careful office has its way."""


def drawn(scene: Scene, chance: Random) -> Move:
    """Return the next move of a history."""
    if chance.random() < ONWARD:
        return next_move(scene, chance)
    return chance.choice([*moves(scene)])


def walk(world: World, prepared: Prepared, seed: int, length: int) -> Counter[str]:
    """Walk one history, looking at every state; return which states findings entered and how often."""
    chance, path = Random(seed), []
    for _step in range(length):
        move = drawn(Scene(world, prepared), chance)
        if not taken(world, move):
            continue
        path.append(move.name)
        assert not move.bad or OF_CASE.search(move.name), (seed, path)
        wrong = complaints(world.books())
        assert wrong == [], (seed, path)
    return Counter(world.books().entered())


def walks(world: World, prepared: Prepared, start: Found, seeds: Iterable[int], length: int) -> Counter[str]:
    """Walk histories that begin alike; return which states were entered in all of them after that."""
    before, entered = Counter(at(world, start).books().entered()), Counter[str]()
    for seed in seeds:
        entered += walk(at(world, start), prepared, seed, length) - before
    sys.stdout.write(f"\n{dict(entered)}\n")
    return entered


def test_no_history_reaches_what_must_be_impossible(
    world: World, prepared: Prepared, led_ways: dict[str, list[Found]]
) -> None:
    beginning = Found(world.save(), FIRST, ())
    reported = next(found for found in led_ways["sent back"] if found.path[-1] == "send back")
    published = next(found for found in led_ways[MAIN] if found.path and found.path[-1] == "publish")
    entered = walks(world, prepared, beginning, range(3), 80)
    entered += walks(world, prepared, reported, range(3, 6), 40)
    entered += walks(world, prepared, published, range(6, 10), 30)
    assert entered["accepted"] >= 3
    assert entered["final"] >= 4
    assert entered["archived"] >= 2


@pytest.mark.exhaustive
@pytest.mark.timeout(7200)
def test_no_long_history_reaches_what_must_be_impossible(world: World, prepared: Prepared) -> None:
    entered = walks(world, prepared, Found(world.save(), FIRST, ()), range(1000, 1100), 150)
    assert entered["final"] >= 60
    assert entered["archived"] >= 50
    assert entered["decided"] > entered["final"], "some were decided again"
    assert entered["reopened"] >= 20
