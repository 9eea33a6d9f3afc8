"""Fixtures of the tests of widgets: an office for what is cited and for its day."""

from __future__ import annotations

from tests.office_fixtures import blank_store, office

__all__ = ["blank_store", "office"]
