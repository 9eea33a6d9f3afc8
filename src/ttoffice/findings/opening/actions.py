"""Every verb by which a finding begins and is answered."""

from __future__ import annotations

from ttoffice.findings.opening import answering, casing, reopening

__all__ = ["answering", "casing", "reopening"]
