"""One move: a verb with its input for an exemption finding, good in some state or bad in all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.findings.scene import Scene

TEXT = "经调查，赵敏在本次成果许可决策中勤勉尽责，依据有关规定予以免责。"
OTHER_TEXT = "经调查，另作结论。"


@dataclass(frozen=True)
class Move:
    """One action with its input.

    Attributes:
        name: what it is, the same in every state.
        bad: whether it must be refused in every state, whatever stands.
        days: so many days go by instead of an action.
    """

    name: str
    verb: str = ""
    subject: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    bad: bool = False
    days: int = 0


def good(name: str, verb: str, subject: str | None = None, /, **data: Any) -> Move:
    """Return a move that is right in some state."""
    return Move(name, verb, subject, data)


def bad(name: str, verb: str, subject: str | None = None, /, **data: Any) -> Move:
    """Return a move that is right in no state."""
    return Move(name, verb, subject, data, bad=True)


def case(scene: Scene, **more: Any) -> dict[str, Any]:
    """Return the input of a new case about a leader."""
    return {
        "title": "咖啡脱胶工艺许可损失",
        "origin": "application",
        "applicant": scene.person("赵敏"),
        "lead": "申请尽职免责认定",
        "application": [scene.paper(0)],
        "subject": scene.prepared.license,
        "matter_kind": "license",
        "matter_text": "2025年12月许可企业使用",
        "loss_fen": "30万元",
        "loss": "许可费未能收回",
        "cause": "企业停业",
        "parties": [{"person": scene.person("赵敏"), "roles": ["leader"], "post": "副校长"}],
        **more,
    }
