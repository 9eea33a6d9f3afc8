"""Fixtures of the tests of screens: an office, and the program on it."""

from __future__ import annotations

from tests.office_fixtures import blank_store, office
from tests.screens.sights import english_sights, sights

__all__ = ["blank_store", "english_sights", "office", "sights"]
