"""The lists of actions, keys and workflows are as the program is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import docs
from ttoffice import i18n
from ttoffice.action import registered
from ttoffice.widgets.keys import KEYS


@pytest.fixture(autouse=True)
def _language_of_the_next_test() -> Iterator[None]:
    yield
    i18n.use("zh_CN")


@pytest.mark.parametrize("name", docs.PAGES)
def test_a_list_is_as_the_program_is(name: str) -> None:
    written = (docs.FOLDER / name).read_text(encoding="utf-8")
    assert written == docs.PAGES[name](), "run: python -m tools.docs write"


def test_every_action_and_every_key_is_listed() -> None:
    actions, keys = docs.actions_page(), docs.keys_page()
    own = [name for name, verb in registered().items() if verb.run.__module__.startswith("ttoffice.")]
    assert [name for name in own if f"| `{name}` |" not in actions] == []
    assert [name for name in KEYS if f"| `{name}` |" not in keys] == []


def test_every_step_that_changes_the_state_is_drawn() -> None:
    flows = docs.workflows()
    assert {"notice", "objection", "review", "license", "award", "filing", "finding"} <= set(flows)
    for flow in flows.values():
        drawn = "\n".join(docs.diagram(flow))
        arrows = sum(len(step.sources) for step in flow.steps if step.target)
        leaving = drawn.count("--> [*]")
        assert drawn.count("-->") == arrows + leaving + 1, flow.area


def test_a_twin_has_blanks_for_what_must_be_given() -> None:
    verbs = registered()
    assert docs.twin(verbs["result.exclude"]) == 'ttoffice do result.exclude CG-… --data \'{"reason": "…"}\''
    assert docs.twin(verbs["license.negotiate"]) == "ttoffice do license.negotiate XK-…"


def test_a_stale_list_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(docs, "FOLDER", tmp_path)
    monkeypatch.setattr(docs, "PAGES", {"keys.md": lambda: "as it is"})
    assert docs.main(["check"]) == 1
    assert "keys.md" in capsys.readouterr().err
    assert docs.main(["write"]) == 0
    assert docs.main(["check"]) == 0
