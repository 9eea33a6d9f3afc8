"""The case that these tests are about, in an office of its own."""

from __future__ import annotations

from tests.findings.beginning import case, prepared
from tests.office_fixtures import blank_store

__all__ = ["blank_store", "case", "prepared"]
