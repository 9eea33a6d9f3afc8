"""The record of one version of a license's contract, and where such records stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ttoffice.action.core import Subject
from ttoffice.action.shelf import Shelf
from ttoffice.licenses.contracts.text import ContractText


@dataclass(frozen=True, slots=True)
class ContractRecord:
    """One numbered version of the contract of a license; never changed.

    Attributes:
        subject: number of the license; `licensee_name` its licensee.
        edition: which version of this license's contract, from 1.
        terms_sha256: hash of the terms that it writes out, as decisions keep it too.
        text: every sentence and table of it; `text_sha256` its hash.
        docx_sha256: hash of the Word file of the draft, which is kept as an exhibit of this record.
        library: edition of the clause library; `library_sha256` names its files exactly.
        own_files: the library's files that were the office's own.
    """

    subject: str
    title: str
    edition: int
    terms_sha256: str
    text: ContractText
    text_sha256: str
    docx_sha256: str
    library: str
    library_sha256: str
    made_on: date
    own_files: tuple[str, ...] = ()
    licensee_name: str = ""
    note: str = ""


Contract = Subject[ContractRecord]

CONTRACTS: Shelf[ContractRecord] = Shelf(
    "contract",
    ContractRecord,
    frozenset({"text", "own_files"}),
    ("subject", "title", "licensee_name", "note"),
)
