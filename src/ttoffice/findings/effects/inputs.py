"""What the verbs of a final finding take."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from ttoffice.action.inputs import Input
from ttoffice.evidence.inputs import Digest
from ttoffice.findings.codes import EffectKind
from ttoffice.findings.concluding.inputs import Line, Number, Reasons


class RecordEffect(Input):
    """What was done: what kind of thing, when, about whom, to whom it went, with which exhibits, for what."""

    kind: EffectKind
    done_on: date | None = None
    person: Line = ""
    recipient: Line = ""
    proof: tuple[Number, ...] = Field(default=(), max_length=100)
    what: Reasons = ""
    corrects: Number = ""
    note: Reasons = ""


class Archive(Input):
    """The verification code of the dossier that is put away, and the day."""

    code: Digest
    on: date | None = None


class Certify(Input):
    """Of whom a certificate is issued, to whom, for what, and when."""

    person: Line
    recipient: Line = ""
    what: Line = ""
    on: date | None = None


class TakeOut(Input):
    """What was taken out: its name, the file with its SHA-256, and whether the names of people stand in it."""

    what: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    file: Line = ""
    sha256: Digest
    names: bool = True


class TakeOutList(TakeOut):
    """The same of a list; `numbers` are the findings that stand in it."""

    numbers: tuple[Number, ...] = Field(default=(), max_length=10_000)
