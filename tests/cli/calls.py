"""What a call of the command line answered, and a call in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).parents[2] / "src"


@dataclass(frozen=True)
class Answer:
    """Exit code, data and narration of a call."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The data as JSON."""
        return json.loads(self.out)


Call = Callable[..., Answer]


def start(*words: str, **more: Any) -> subprocess.Popen[bytes]:
    """Start the program as a process; its pipes are open for the caller."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCES), **more.pop("env", {})}
    return subprocess.Popen(
        [sys.executable, *(more.pop("python", None) or ("-m", "ttoffice")), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        **more,
    )


def spawn(*words: str, **more: Any) -> Answer:
    """Run the program in a process of its own and wait for it."""
    given = more.pop("input", b"")
    child = start(*words, **more)
    out, err = child.communicate(given, timeout=60)
    return Answer(child.returncode, out.decode(), err.decode())
