"""An office whose unit has a name."""

from __future__ import annotations

import pytest

from tests.results.listing.support import named
from ttoffice.action import Office


@pytest.fixture
def unit(office: Office) -> Office:
    """The shared office, with its own unit named."""
    named(office)
    return office
