"""What the verbs of the evidence are given."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ttoffice.action.inputs import Input
from ttoffice.evidence.codes import Confidentiality

Line = Annotated[str, StringConstraints(max_length=1000)]
FilePath = Annotated[str, StringConstraints(strip_whitespace=False)]
"""A path is taken as it is: a name may begin or end with a blank."""
Pages = Annotated[int, Field(ge=0, le=1_000_000)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class LinkInput(Input):
    """What an exhibit proves: of which record, the one it belongs to where left out, and what of it by its code."""

    target: str = ""
    code: str = ""
    note: Line = ""


class AddExhibit(Input):
    """A file to attach: to which record, from where, collected by whom and when, and what it proves.

    `kept` is the SHA-256 of a file that lies in the vault already: then `path` only gives its name.
    """

    subject: str
    path: FilePath
    kind: str = ""
    source: Line = ""
    collector: Line = ""
    collected_on: date | None = None
    proves: Line = ""
    pages: Pages | None = None
    confidentiality: Confidentiality = Confidentiality.INTERNAL
    links: tuple[LinkInput, ...] = Field(default=(), max_length=100)
    kept: Digest | None = None


class Relate(Input):
    """A link to add."""

    target: str
    code: str = ""
    note: Line = ""


class Unrelate(Input):
    """A link to withdraw, and why."""

    target: str
    code: str = ""
    reason: Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class Describe(Input):
    """Particulars to correct; what is left out stays as it is."""

    source: Line | None = None
    collector: Line | None = None
    proves: Line | None = None
    pages: Pages | None = None
    confidentiality: Confidentiality | None = None


class Failed(Input):
    """A file that is not as it was kept."""

    sha256: Digest
    state: Literal["missing", "changed"]


class RecordCheck(Input):
    """What a check of files found: of the exhibits of one record (empty: of all), up to an exhibit, all others good."""

    subject: str = ""
    through: str
    failing: tuple[Failed, ...] = ()
