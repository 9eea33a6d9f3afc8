from __future__ import annotations

import pytest

from tools.readme import command

README = "# x\n\n<!-- a-command -->\n```sh\none && two\n```\n\n<!-- b -->\ntext\n```sh\nthree\n```\n"


def test_the_block_after_the_marker_is_the_command() -> None:
    assert command(README, "a-command") == "one && two"


@pytest.mark.parametrize("name", ["b", "c", "a"])
def test_a_marker_without_its_block_is_an_error(name: str) -> None:
    with pytest.raises(LookupError, match=name):
        command(README, name)
