from __future__ import annotations

import pytest

from tests.cli.calls import Call
from ttoffice.cli.tree import COMMANDS, GROUPS, build


def names(*words: str) -> tuple[set[str | None], dict[str | None, int]]:
    """Return the commands that a call makes ready, and the groups with how many commands each has."""
    app = build(words)
    commands = {command.name for command in app.registered_commands}
    groups = {
        one.name: len(one.typer_instance.registered_commands)
        for one in app.registered_groups
        if one.typer_instance
    }
    return commands, groups


def test_a_call_that_names_its_command_makes_that_one_ready_and_no_other() -> None:
    assert names("do", "result.create") == ({"do"}, {})
    assert names("list", "licenses", "--json") == (set(), {"list": 1})


@pytest.mark.parametrize("words", [(), ("--help",), ("lisst",), ("", "do")])
def test_a_call_that_names_none_has_all_of_them_to_propose(words: tuple[str, ...]) -> None:
    commands, groups = names(*words)
    assert (len(commands), len(groups)) == (len(COMMANDS), len(GROUPS))


def test_a_group_without_a_command_of_it_has_all_of_its_own() -> None:
    whole = {name: len(children) for name, _text, children in GROUPS}
    assert names("license")[1] == {"license": whole["license"]}
    assert names("license", "scedule")[1] == {"license": whole["license"]}


def test_what_is_mistyped_is_still_answered_with_what_was_meant(call: Call) -> None:
    assert "list" in call("lisst").err
    assert "licenses" in call("list", "licences").err
