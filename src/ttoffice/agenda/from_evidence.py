"""Exhibits whose files the last check found gone or changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ttoffice.agenda.items import Item
from ttoffice.agenda.sources import Sight, Source
from ttoffice.i18n import gettext as _

BASIS = "exemption:12"


def failing_exhibits(sight: Sight) -> Iterator[Item]:
    """Yield the exhibits that the last check of their files found missing or changed; no day was ever set for them.

    Of a past day only what was checked by then and has not been checked since is known.
    """
    if sight.quick or sight.reader.value("SELECT 1 FROM exhibit_check WHERE state <> 'good' LIMIT 1") is None:
        return
    from ttoffice.evidence.views import failing

    for found in failing(sight.reader):
        if date.fromisoformat(found.checked_on) > sight.day:
            continue
        told = {"day": found.checked_on, "records": "、".join(found.relying)}
        for exhibit in found.exhibits:
            yield Item(
                f"exhibit:{exhibit.number}",
                None,
                exhibit.subject,
                f"{exhibit.number} {exhibit.name}",
                (
                    _(
                        "The file was missing when it was checked on %(day)s. Records that rely on it: %(records)s."
                    )
                    if found.state == "missing"
                    else _(
                        "The file was changed when it was checked on %(day)s. Records that rely on it: %(records)s."
                    )
                )
                % told,
                BASIS,
                "ttoffice verify-exhibits",
                exhibit.collector,
                hard=False,
                sequence=exhibit.version - 1,
            )


SOURCES: tuple[tuple[str, Source], ...] = (("exhibit", failing_exhibits),)
