"""The kind of record of this area: versions of contracts."""

from __future__ import annotations

from ttoffice.action.kinds import RecordKind
from ttoffice.i18n import N_
from ttoffice.licenses.contracts.record import CONTRACTS

CONTRACT = RecordKind(
    CONTRACTS,
    N_("Contract draft"),
    N_("Contract drafts"),
    "title",
    {
        "subject": N_("License"),
        "title": N_("Contract title"),
        "edition": N_("Version of the contract"),
        "terms_sha256": N_("SHA-256 of the terms"),
        "text": N_("Text"),
        "text_sha256": N_("SHA-256 of the text"),
        "docx_sha256": N_("SHA-256 of the Word file"),
        "library": N_("Edition of the clause library"),
        "library_sha256": N_("SHA-256 of the clause library"),
        "own_files": N_("The office's own files in it"),
        "licensee_name": N_("Name of the licensee"),
        "made_on": N_("Drafted on"),
        "note": N_("Note"),
        "subtitle": N_("Subtitle"),
        "cover": N_("Cover"),
        "sections": N_("Articles"),
        "signing": N_("Signatures"),
        "key": N_("Key"),
        "heading": N_("Heading"),
        "parts": N_("Sentences"),
        "number": N_("Number"),
        "sub": N_("Item below a sentence"),
        "annex": N_("Annex"),
        "heads": N_("Columns"),
        "rows": N_("Rows"),
        "widths": N_("Widths"),
        "basis": N_("Basis"),
    },
    {},
    ("subject", "edition", "licensee_name", "made_on"),
    {
        "all": "1",
        "newest": "edition = (SELECT MAX(c.edition) FROM contract c WHERE c.subject = contract.subject)",
        "own": "own_files <> '[]'",
    },
    {
        "all": N_("all contract drafts"),
        "newest": N_("newest of each license"),
        "own": N_("made with the office's own clauses"),
    },
    ("contract_no_update",),
    {"text": "ttoffice.licenses.contracts.telling:text_told"},
)

KINDS: dict[str, RecordKind] = {CONTRACT.code: CONTRACT}
