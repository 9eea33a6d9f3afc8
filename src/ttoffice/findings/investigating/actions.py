"""Every verb of an investigation: its panel, its plan, its time."""

from __future__ import annotations

from ttoffice.findings.investigating import panels, planning

__all__ = ["panels", "planning"]
