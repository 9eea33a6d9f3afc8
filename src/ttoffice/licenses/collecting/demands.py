"""On which days payment of sums was demanded in writing, for many sums at once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from ttoffice.licenses.collecting.record import LADDER, WRITTEN, Rung
from ttoffice.store.connection import Reader

_DEMANDED = """
SELECT DISTINCT json_extract(d.value, '$.number'), r.sent_on FROM reminder r, json_each(r.dues) d
WHERE r.sent_on <= :day AND r.rung IN (SELECT value FROM json_each(:rungs))
AND r.channel IN (SELECT value FROM json_each(:channels))
AND r.subject IN (SELECT value FROM json_each(:licenses))
"""


def demanded_by(reader: Reader, licenses: Iterable[str], day: date) -> dict[str, list[date]]:
    """Return the days up to a day on which sums under licenses were demanded in writing, by the sum's number."""
    params = {
        "day": day.isoformat(),
        "rungs": json.dumps([*LADDER, Rung.DEFAULT]),
        "channels": json.dumps(list(WRITTEN)),
        "licenses": json.dumps(sorted(set(licenses))),
    }
    found: dict[str, list[date]] = defaultdict(list)
    for due, sent_on in reader.execute(_DEMANDED, params):
        found[due].append(date.fromisoformat(sent_on))
    return found
