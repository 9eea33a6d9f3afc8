"""What is due of the listing on the platform: exports that were not uploaded, uploads that are out of date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ttoffice.agenda.items import Item
from ttoffice.agenda.sources import Sight, Source, counted, log_length
from ttoffice.i18n import gettext as _

BASIS = "pay-later:6"

_NEWEST = """
SELECT number, version, legal_day, operator, rows, profile FROM listing_batch b
WHERE legal_day <= :day AND (uploaded_on IS NULL OR uploaded_on > :day)
  AND NOT EXISTS (SELECT 1 FROM listing_batch later WHERE later.profile = b.profile AND later.id > b.id
                  AND later.legal_day <= :day)
ORDER BY id
"""
_UPLOADED = """
SELECT profile, number, version, uploaded_by, as_of_log, uploaded_on FROM listing_batch b
WHERE uploaded_on <= :day
  AND NOT EXISTS (SELECT 1 FROM listing_batch later WHERE later.profile = b.profile
                  AND (later.uploaded_on, later.id) > (b.uploaded_on, b.id) AND later.uploaded_on <= :day)
ORDER BY id
"""
_CHANGED = """
SELECT COUNT(*) FROM (SELECT DISTINCT r.subject_id FROM revision r JOIN log l ON l.id = r.log_id
WHERE r.log_id > :log AND r.kind = 'result' AND l.legal_day <= :day
  AND (json_extract(r.document, '$.listed_since') IS NOT NULL OR l.action IN ('result.delist', 'result.exclude'))
  LIMIT :most)
"""


def batches(sight: Sight) -> Iterator[Item]:
    """Yield the newest export of each profile where it is not marked as uploaded."""
    for number, version, exported, operator, rows, profile in sight.reader.all(
        _NEWEST, {"day": sight.day.isoformat()}
    ):
        yield Item(
            f"batch:{number}",
            date.fromisoformat(exported),
            number,
            _("%(rows)d results exported by the profile %(profile)s") % {"rows": rows, "profile": profile},
            _("Exported, and not marked as uploaded to the platform: upload it and mark it, or export anew."),
            BASIS,
            f"ttoffice do listing.mark_uploaded {number}",
            operator,
            sequence=version - 1,
        )


def drifts(sight: Sight) -> Iterator[Item]:
    """Yield each profile whose last upload no longer shows what the register holds; it has no day of its own."""
    if sight.quick:
        return
    day = sight.day.isoformat()
    for profile, number, _version, operator, log_id, _uploaded in sight.reader.all(_UPLOADED, {"day": day}):
        changed = sight.reader.value(_CHANGED, {"log": log_id, "day": day, "most": sight.cap + 1})
        if changed:
            yield Item(
                f"drift:{profile}",
                None,
                number,
                _("%(count)s listed results were changed since the upload") % counted(sight, changed),
                _(
                    "The platform shows what was uploaded with %(number)s; look at the changes and export anew."
                )
                % {"number": number},
                BASIS,
                f"ttoffice export listing --profile {profile}",
                operator,
                sequence=log_length(sight),
                count=changed,
            )


SOURCES: tuple[tuple[str, Source], ...] = (("batch", batches), ("drift", drifts))
