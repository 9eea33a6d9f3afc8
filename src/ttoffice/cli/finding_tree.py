"""The commands of the group `finding`: names, help and examples."""

from __future__ import annotations

from typing import Any

from ttoffice.cli import finding_matrix, finding_papers, findings
from ttoffice.i18n import N_

FINDING_COMMANDS: tuple[tuple[str, Any, str, str], ...] = (
    (
        "check",
        findings.check,
        N_("Print every stage of a finding, and what each that is not done lacks, with the articles."),
        "finding check MZ-2026-0001",
    ),
    (
        "timeline",
        findings.timeline,
        N_("Print everything that happened in a finding by its day, and what is still to be done by a day."),
        "finding timeline MZ-2026-0001",
    ),
    *finding_matrix.COMMANDS,
    *finding_papers.COMMANDS,
)
