"""Fixtures of the tests that lead findings in memory: the prepared office, made once a run, and states of findings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.findings.exploring import Found
from tests.findings.memory import World, image_of
from tests.findings.preparing import FIRST, Prepared, prepare
from tests.findings.ways import stations


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The office that everything begins from; nobody writes to it."""
    root = tmp_path_factory.mktemp("findings")
    (root / "files").mkdir()
    return prepare(root / "office", root / "files")


@pytest.fixture(scope="session")
def image(prepared: Prepared) -> bytes:
    """Its store."""
    return image_of(prepared.office().home.store)


@pytest.fixture
def world(prepared: Prepared, image: bytes) -> Iterator[World]:
    """The office on a store in memory, on the first day."""
    found = World(prepared.office(FIRST), image)
    yield found
    found.end()


@pytest.fixture(scope="session")
def led_ways(prepared: Prepared, image: bytes) -> dict[str, list[Found]]:
    """Every state on every way that a finding can go."""
    world = World(prepared.office(FIRST), image)
    ways = stations(world, prepared)
    world.end()
    return ways


def at(world: World, found: Found) -> World:
    """Bring a world to a state."""
    world.load(found.image)
    world.to(date.fromordinal(found.day.toordinal()))
    return world
