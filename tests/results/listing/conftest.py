from __future__ import annotations

import pytest

from tests.offices import open_at
from tests.results.listing.support import named
from ttoffice.action import Office

from tests.office_fixtures import blank_store, office  # noqa: F401


@pytest.fixture
def unit(office: Office) -> Office:
    """An office whose unit has a name."""
    named(office)
    return office


__all__ = ["open_at"]
