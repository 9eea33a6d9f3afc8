"""What a benchmark is given and what it returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Setting:
    """How large and how often to measure.

    Attributes:
        rows: results in the measured stores and files.
        large: results of the store that memory is compared with.
        rounds: how often each heavy measurement is repeated; light ones are repeated ten times as often.
        work: the folder for stores and files.
        peers: a virtual environment of programs that cannot be installed beside this one.
    """

    rows: int
    large: int
    rounds: int
    work: Path
    peers: Path | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison: `ours` and `peer` in `unit`; `target` is the highest ratio allowed, None for no target.

    Without a peer the value itself is held to the target.
    """

    name: str
    ours: float
    unit: str
    peer: float | None = None
    peer_name: str = ""
    target: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float:
        """What is held to the target."""
        return self.ours / self.peer if self.peer else self.ours

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without one."""
        return None if self.target is None else self.ratio <= self.target

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {**asdict(self), "ratio": self.ratio, "met": self.met}


@dataclass(frozen=True, slots=True)
class Skipped:
    """A comparison that could not be made, and why."""

    name: str
    reason: str

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return asdict(self)


Outcome = Line | Skipped
Benchmark = Callable[[Setting], list[Outcome]]
