"""What the verbs of a final finding take."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from ttoffice.action.inputs import Input
from ttoffice.evidence.inputs import Digest
from ttoffice.findings.codes import EFFECT_LABELS, EffectKind
from ttoffice.licenses.typed import Day, Line, Number, Numbers, Text, code_in


class RecordEffect(Input):
    """What was done: what kind of thing, when, about whom, to whom it went, with which exhibits, for what."""

    kind: Annotated[EffectKind, code_in(EFFECT_LABELS)]
    done_on: Day = None
    person: Line = ""
    recipient: Line = ""
    proof: Annotated[Numbers, Field(max_length=100)] = ()
    what: Text = ""
    corrects: Number = ""
    note: Text = ""


class Archive(Input):
    """The verification code of the dossier that is put away, and the day."""

    code: Digest
    on: Day = None


class Certify(Input):
    """Of whom a certificate is issued, to whom, for what, and when."""

    person: Line
    recipient: Line = ""
    what: Line = ""
    on: Day = None


class TakeOut(Input):
    """What was taken out: its name, the file with its SHA-256, and whether the names of people stand in it."""

    what: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    file: Line = ""
    sha256: Digest
    names: bool = True


class TakeOutList(TakeOut):
    """The same of a list; `numbers` are the findings that stand in it."""

    numbers: Annotated[Numbers, Field(max_length=10_000)] = ()
