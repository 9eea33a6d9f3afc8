"""The shared office of these tests."""

from __future__ import annotations

from tests.office_fixtures import blank_store, office

__all__ = ["blank_store", "office"]
