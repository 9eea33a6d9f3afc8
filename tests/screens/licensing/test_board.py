from __future__ import annotations

import pytest

from ttoffice.screens.licensing.board import LANES, step_of
from ttoffice.screens.licensing.verbs import verbs_of

AHEAD, LATE, REACHED, FAILED = range(len(LANES))


@pytest.mark.parametrize(
    ("lane", "by", "step"),
    [
        (AHEAD, 1, "milestone.reach"),
        (AHEAD, -1, ""),
        (LATE, 1, "milestone.reach"),
        (LATE, -1, "milestone.postpone"),
        (REACHED, -1, "milestone.take_back"),
        (REACHED, 1, ""),
        (FAILED, -1, "milestone.take_back"),
        (FAILED, 1, ""),
    ],
)
def test_a_card_is_moved_by_the_step_that_it_can_take(lane: int, by: int, step: str) -> None:
    assert step_of(lane, by) == step
    assert not step or step in {verb.name for verb in verbs_of("milestone")}
