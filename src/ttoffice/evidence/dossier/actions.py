"""The verb of the dossiers: recording that one was made, for whom, and by which code it is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from ttoffice.action import Context, action
from ttoffice.action.inputs import Input
from ttoffice.evidence.dossier.audiences import AUDIENCES
from ttoffice.evidence.inputs import Digest
from ttoffice.evidence.subjects import find_record
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.store.connection import Reader


class MakeDossier(Input):
    """A dossier: of which record, for whom, its verification code, how many files and how much left out."""

    number: str
    audience: str
    code: Digest
    files: Annotated[int, Field(ge=1)]
    left_out: Annotated[int, Field(ge=0)] = 0


@action("dossier.make", MakeDossier, summary=N_("Make the dossier of a record"), basis="exemption:14")
def make(ctx: Context, data: MakeDossier) -> str:
    """Record it; the zip itself was written by `dossier.making`. Return the record's number."""
    ctx.notes["summary"] = {"audience": data.audience, "code": data.code}
    return data.number


@make.guard
def make_reasons(ctx: Context, data: MakeDossier) -> Iterator[Reason]:
    """The record must exist, and the audience must be one that is known."""
    if find_record(ctx.db, data.number) is None:
        yield Reason(
            "dossier.no_record",
            _("There is no record numbered %(number)s.") % {"number": data.number},
            field="number",
        )
    if data.audience not in AUDIENCES:
        yield Reason(
            "dossier.no_audience",
            _("There is no audience %(name)s.") % {"name": data.audience},
            field="audience",
        )


def logged_as(reader: Reader, code: str) -> int | None:
    """Return the newest log entry that made a dossier of this verification code, or None."""
    found: int | None = reader.value(
        "SELECT MAX(id) FROM log WHERE action = 'dossier.make' AND json_extract(input, '$.code') = ?", (code,)
    )
    return found
