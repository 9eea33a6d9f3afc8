"""Fixtures of the tests of screens: an office, and the program on it."""

from __future__ import annotations

from tests.office_fixtures import blank_store, office

__all__ = ["blank_store", "office"]
