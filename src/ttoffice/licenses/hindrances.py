"""What stands between a license and its signature, whatever step it has come to; once it binds, what the law says of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ttoffice.licenses.codes import LicenseState
from ttoffice.licenses.procedure.gathering import gather, law
from ttoffice.licenses.reading import License, terms_on
from ttoffice.licenses.steps import BEFORE, PREPARING, WORKFLOW
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.rulebook import Rulebook
    from ttoffice.store.connection import Reader


def hindrances(reader: Reader, license_: License, rulebook: Rulebook, day: date) -> list[Reason]:
    """Return everything that speaks against signing on a day, each thing once.

    Of a draft everything is told that would be asked for once it is negotiated. Of a license that binds it is what
    the law says of the terms as they hold on the day.
    """
    record = license_.record
    if record.state not in BEFORE:
        amended = replace(record, terms=terms_on(reader, license_, day))
        return list(law(reader, license_.number, amended, rulebook, day))
    facts = gather(reader, license_, record, rulebook, day)
    state = record.state if record.state in PREPARING else LicenseState.NEGOTIATING
    return list(dict.fromkeys(WORKFLOW.reasons("sign", state, facts)))
