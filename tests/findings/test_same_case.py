"""Who was judged once in a matter is judged again by reopening, and not by another case beside the first."""

from __future__ import annotations

from typing import Any

import pytest

from tests.findings.exploring import Found
from tests.findings.memory import World
from tests.findings.moving import case
from tests.findings.prepared_office import at
from tests.findings.preparing import Prepared
from tests.findings.scene import Scene
from ttoffice.action import check

Ways = dict[str, list[Found]]
MAIN = "to the archive and reopened"


def after(world: World, ways: Ways, move: str, way: str = MAIN) -> World:
    return at(world, next(found for found in ways[way] if found.path and found.path[-1] == move))


def opened(world: World, prepared: Prepared, **more: Any) -> str:
    return world.must("finding.open", **case(Scene(world, prepared), **more))


def accepting(world: World, prepared: Prepared, number: str) -> set[str]:
    told = world.do("finding.accept", number, reasons="符合受理条件", paper=prepared.papers[1])
    return set(told.codes)


@pytest.mark.parametrize("move", ["accept", "report", "finalise", "certify"])
def test_a_second_case_about_one_person_in_one_matter_is_not_taken_up(
    world: World, prepared: Prepared, led_ways: Ways, move: str
) -> None:
    after(world, led_ways, move)
    warned = check(world.office, "finding.open", case(Scene(world, prepared)))
    assert [(reason.code, reason.warning) for reason in warned] == [("finding.same_case", True)]
    number = opened(world, prepared)
    assert accepting(world, prepared, number) == {"finding.same_case"}
    world.must("finding.refuse", number, reasons="本事项已在认定", paper=prepared.papers[1])


def test_another_person_in_the_matter_or_another_matter_is_taken_up(
    world: World, prepared: Prepared, led_ways: Ways
) -> None:
    after(world, led_ways, "finalise")
    manager = [{"person": prepared.people["钱伟"], "roles": ["manager"]}]
    assert accepting(world, prepared, opened(world, prepared, parties=manager)) == set()
    assert accepting(world, prepared, opened(world, prepared, subject=prepared.result)) == set()


def test_nobody_is_added_to_a_case_whom_another_has_judged(
    world: World, prepared: Prepared, led_ways: Ways
) -> None:
    after(world, led_ways, "finalise")
    manager = [{"person": prepared.people["钱伟"], "roles": ["manager"]}]
    number = opened(world, prepared, parties=manager)
    assert accepting(world, prepared, number) == set()
    both = [*manager, {"person": prepared.people["赵敏"], "roles": ["leader"]}]
    assert world.do("finding.edit", number, parties=both).codes == {"finding.same_case"}


def test_what_reopens_a_finding_is_taken_up_and_a_refused_case_stands_in_nobodys_way(
    world: World, prepared: Prepared, led_ways: Ways
) -> None:
    after(world, led_ways, "reopen")
    assert accepting(world, prepared, "MZ-2026-0002") == set()
    after(world, led_ways, "refuse", "refused")
    assert accepting(world, prepared, opened(world, prepared)) == set()
