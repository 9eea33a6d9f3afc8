"""Every state that can be reached from some states by every move, up to a number of moves; each looked at by the oracle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date

from tests.findings.memory import World
from tests.findings.moves import moves
from tests.findings.moving import Move
from tests.findings.oracle import Complaint, complaints
from tests.findings.preparing import Prepared
from tests.findings.scene import Scene
from tests.findings.shapes import shape


@dataclass
class Explored:
    """What an exploration came to.

    Attributes:
        states: how many states were found, by the state of the finding.
        edges: how many moves were tried; `tried` which, `done` how often each was.
        wrong: complaints of the oracle, with the moves that led there.
        passed: bad moves that were not refused.
    """

    states: Counter[str] = field(default_factory=Counter)
    edges: int = 0
    tried: set[str] = field(default_factory=set)
    done: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[tuple[str, ...], list[Complaint]]] = field(default_factory=list)
    passed: set[tuple[str, ...]] = field(default_factory=set)


@dataclass(frozen=True)
class Found:
    """A state that was reached, and how."""

    image: bytes
    day: date
    path: tuple[str, ...]


def explore(world: World, prepared: Prepared, sources: list[Found], depth: int, share: int = 1) -> Explored:
    """Go from every source by every move, `depth` moves far; states of one shape are gone on from once.

    With a share of n each state is left by every n-th move only, by others than the state before it.
    """
    result, seen = Explored(), set[Hashable]()
    layer = [found for found in sources if _new(world, prepared, found, seen, result)]
    for _step in range(depth):
        following: list[Found] = []
        for place, found in enumerate(layer):
            following += _from(world, prepared, found, seen, result, (place % share, share))
        layer = following
    return result


def _new(world: World, prepared: Prepared, found: Found, seen: set[Hashable], result: Explored) -> bool:
    _load(world, found)
    return _noted(Scene(world, prepared), found.path, seen, result)


def _noted(scene: Scene, path: tuple[str, ...], seen: set[Hashable], result: Explored) -> bool:
    """Note a state that was not seen before, and what the oracle says of it."""
    key = shape(scene)
    if key in seen:
        return False
    seen.add(key)
    result.states[scene.state or "nothing"] += 1
    if wrong := complaints(scene.books):
        result.wrong.append((path, wrong))
    return True


def _load(world: World, found: Found) -> None:
    world.load(found.image)
    world.to(found.day)


def _from(
    world: World,
    prepared: Prepared,
    found: Found,
    seen: set[Hashable],
    result: Explored,
    picked: tuple[int, int],
) -> list[Found]:
    """Try the moves that are picked from a state; return the new states."""
    _load(world, found)
    reached = []
    first, share = picked
    for move in [*moves(Scene(world, prepared))][first::share]:
        result.edges += 1
        result.tried.add(move.name)
        if not taken(world, move):
            continue
        path = (*found.path, move.name)
        result.done[move.name] += 1
        if move.bad:
            result.passed.add(path)
        if _noted(Scene(world, prepared), path, seen, result):
            reached.append(Found(world.save(), world.today, path))
        _load(world, found)
    return reached


def taken(world: World, move: Move) -> bool:
    """Make a move; return whether it was done."""
    if move.days:
        world.to(date.fromordinal(world.today.toordinal() + move.days))
        return True
    return world.act(move.verb, move.subject, move.data).done


def led(world: World, prepared: Prepared, names: tuple[str, ...], start: Found | None = None) -> list[Found]:
    """Make moves one after the other, each of which must be done; return every state on the way, the first one too."""
    if start is not None:
        _load(world, start)
    way = [start or Found(world.save(), world.today, ())]
    for name in names:
        move = {move.name: move for move in moves(Scene(world, prepared))}[name]
        if move.days:
            taken(world, move)
        else:
            world.must(move.verb, move.subject, **move.data)
        way.append(Found(world.save(), world.today, (*way[-1].path, name)))
    return way
