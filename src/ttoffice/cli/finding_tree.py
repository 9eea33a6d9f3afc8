"""The commands of the group `finding`: names, help and examples."""

from __future__ import annotations

from typing import Any

from ttoffice.cli import finding_matrix, finding_papers

FINDING_COMMANDS: tuple[tuple[str, Any, str, str], ...] = (
    *finding_matrix.COMMANDS,
    *finding_papers.COMMANDS,
)
