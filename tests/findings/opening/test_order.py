"""Each verb of the beginning and the investigation, tried at every state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.findings.beginning import Case, changed, concluded
from ttoffice.findings.codes import FindingState

TEXT: dict[str, Any] = {"reason": "理由", "reasons": "理由", "plan": "方案", "new_facts": "新的事实"}
VERBS: dict[str, frozenset[str]] = {
    "finding.edit": frozenset({"received", "accepted", "investigating"}),
    "finding.accept": frozenset({"received"}),
    "finding.refuse": frozenset({"received"}),
    "finding.withdraw": frozenset({"received", "accepted", "investigating", "reported"}),
    "finding.form_panel": frozenset({"accepted"}),
    "finding.change_panel": frozenset({"accepted", "investigating"}),
    "finding.begin": frozenset({"accepted"}),
    "finding.change_plan": frozenset({"investigating"}),
    "finding.extend": frozenset({"investigating"}),
    "finding.reopen": frozenset({"final", "archived"}),
    "hearing.record": frozenset({"investigating"}),
    "hearing.absent": frozenset({"investigating"}),
    "inquiry.ask": frozenset({"investigating"}),
}
"""At which states each may be done, as the guideline orders the steps."""
GIVEN = {
    "finding.accept": ("reasons",),
    "finding.refuse": ("reasons",),
    "finding.withdraw": ("reason",),
    "finding.change_panel": ("reason",),
    "finding.begin": ("plan",),
    "finding.change_plan": ("plan", "reason"),
    "finding.extend": ("reason",),
    "finding.reopen": ("new_facts",),
}
DECIDED = date(2026, 5, 20)
REACHED: dict[str, Callable[[Case], Any]] = {
    "received": lambda case: case.opened(),
    "refused": lambda case: case.opened().act("finding.refuse", reasons="不属于", paper=case.paper),
    "withdrawn": lambda case: case.opened().act("finding.withdraw", reason="撤回", paper=case.paper),
    "accepted": lambda case: case.accepted(),
    "investigating": lambda case: case.begun(),
    "reported": lambda case: changed(case.begun(), state=FindingState.REPORTED),
    "decided": lambda case: concluded(case.begun(), DECIDED),
    "final": lambda case: concluded(case.begun(), DECIDED, state="final"),
    "archived": lambda case: concluded(case.begun(), DECIDED, state="archived"),
}


@pytest.mark.parametrize("state", REACHED)
def test_each_verb_is_refused_at_every_state_but_its_own(case: Case, state: str) -> None:
    REACHED[state](case)
    assert case.record.state == state
    for verb, states in VERBS.items():
        data = {name: TEXT[name] for name in GIVEN.get(verb, ())}
        if verb == "inquiry.ask":
            data = {"title": "凭证"}
        assert ("finding.state" in case.against(verb, **data)) is (state not in states), verb


def test_every_state_is_tried() -> None:
    assert set(REACHED) == {state.value for state in FindingState}
