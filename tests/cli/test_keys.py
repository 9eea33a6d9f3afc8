from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.calls import SOURCES, Call
from ttoffice.widgets.keys import GROUPS, KEYS

KEYMAP = '[keymap]\n"list.filter" = "f3,ctrl+f"\nlist.sort = "s"\n'


def test_every_key_is_listed_with_its_id(call: Call, home: Path) -> None:
    listed = call("keys", "--json").json
    assert [key["id"] for key in listed] == list(KEYS)
    assert set(listed[0]) == {"id", "keys", "usual_keys", "label", "group", "own"}
    assert {key["group"] for key in listed} <= set(GROUPS)
    assert not any(key["own"] for key in listed)
    assert list(home.iterdir()) == []


def test_the_keys_are_those_of_the_settings(call: Call, home: Path) -> None:
    (home / "settings.toml").write_text(KEYMAP, encoding="utf-8")
    listed = {key["id"]: key for key in call("keys", "--json").json}
    own = listed["list.filter"]
    assert (own["keys"], own["usual_keys"], own["own"]) == (["f3", "ctrl+f"], ["f3", "slash"], True)
    assert listed["list.sort"]["keys"] == ["s"]
    assert listed["table.down"]["keys"] == ["down", "j"]


def test_people_read_them_in_groups(call: Call, home: Path) -> None:
    (home / "settings.toml").write_text(KEYMAP, encoding="utf-8")
    answer = call("keys", "--lang", "en")
    assert answer.code == 0
    (line,) = [line for line in answer.out.splitlines() if "list.filter" in line]
    assert line.split() == ["Filter", "f3", "ctrl+f", "list.filter"]
    assert all(key.id in answer.out for key in KEYS.values())
    assert answer.out.splitlines()[0] == "Moving about"


@pytest.mark.parametrize("line", ['"frog.jump" = "f3"', '"list.filter" = " "'])
def test_what_cannot_be_used_is_told_after_the_list(call: Call, home: Path, line: str) -> None:
    (home / "settings.toml").write_text(f"[keymap]\n{line}\n", encoding="utf-8")
    answer = call("keys", "--json")
    assert answer.code == 1
    assert len(answer.json) == len(KEYS)
    assert "settings.toml" in answer.err
    assert line.split('"')[1] in answer.err


def test_settings_that_are_wrong_are_told(call: Call, home: Path) -> None:
    (home / "settings.toml").write_text("[keymap]\nlist.filter = 3\n", encoding="utf-8")
    answer = call("keys")
    assert (answer.code, answer.out) == (2, "")
    assert "keymap.list.filter" in answer.err


def test_the_keys_are_listed_without_loading_the_screens(home: Path) -> None:
    probe = (
        "import sys\nfrom ttoffice.cli.running import run\nassert run(['keys', '--json']) == 0\n"
        "loaded = {name.partition('.')[0] for name in sys.modules} & {'textual', 'sqlmodel', 'pydantic', 'rich'}\n"
        "print(sorted(loaded), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(SOURCES), "PYTHONUTF8": "1", "TTOFFICE_HOME": str(home)},
    )
    assert done.stderr == "[]\n"
