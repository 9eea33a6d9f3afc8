"""What else should be looked at when a receipt is reversed or refunded: the distribution that rests on it."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.i18n import gettext as _
from ttoffice.licenses.awards.gathering import distributed_by
from ttoffice.licenses.awards.rules import FLOOR
from ttoffice.reasons import Reason
from ttoffice.store.connection import Reader


def resting_reasons(reader: Reader, license_: str, receipt: str) -> Iterator[Reason]:
    """Warn of the standing distribution that a receipt is in: it has to be corrected or withdrawn afterwards."""
    award = distributed_by(reader, license_).get(receipt)
    if award is not None:
        message = _(
            "%(number)s is distributed by %(award)s: correct or withdraw that distribution afterwards."
        )
        told = {"number": receipt, "award": award}
        yield Reason("award.rests_on", message % told, FLOOR, warning=True)
