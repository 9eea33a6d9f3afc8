"""Every verb of hearings and of inquiries for material."""

from __future__ import annotations

from ttoffice.findings.hearings import hearing, inquiring

__all__ = ["hearing", "inquiring"]
