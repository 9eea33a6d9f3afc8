from __future__ import annotations

from ttoffice.action import registered
from ttoffice.action.summaries import SUMMARIES, summary_of


def test_the_summaries_are_those_that_the_actions_declare() -> None:
    ours = {name: verb for name, verb in registered().items() if verb.run.__module__.startswith("ttoffice.")}
    assert {name: verb.summary for name, verb in ours.items()} == SUMMARIES


def test_an_action_of_another_version_is_shown_by_its_name() -> None:
    assert summary_of("frog.jump") == "frog.jump"
