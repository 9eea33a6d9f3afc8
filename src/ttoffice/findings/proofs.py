"""Proof that a finding rests on, by reference: an exhibit's file or a record, with the hash it had when it was taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ttoffice.action.kinds import kind_of
from ttoffice.evidence.codes import FileState
from ttoffice.evidence.subjects import EXHIBIT_NUMBER, Record, find_record
from ttoffice.findings.record import AssessmentRecord, Proof
from ttoffice.i18n import gettext as _
from ttoffice.results.storage import load as load_result
from ttoffice.store.canonical import canonical, sha256
from ttoffice.store.history import as_of_version

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader
    from ttoffice.store.vault import Vault


def proof_of(reader: Reader, number: str) -> Proof | None:
    """Return an exhibit or record as proof, with the hash it has now; None where there is none of this number.

    An exhibit goes by the SHA-256 of its file; a record by that of its document (canonical JSON) in its newest version.
    """
    if EXHIBIT_NUMBER.fullmatch(number):
        found = reader.value("SELECT sha256 FROM exhibit WHERE number = ?", (number,))
        return Proof(number, str(found)) if found else None
    record = find_record(reader, number)
    if record is None:
        return None
    version = int(reader.value(f"SELECT version FROM {record.kind} WHERE id = ?", (record.id,)))
    digest = _document_hash(reader, record, version)
    return Proof(number, digest, version) if digest else None


def _document_hash(reader: Reader, record: Record, version: int) -> str:
    """Return the hash of a record's document in a version; empty where there is none.

    The newest version is read from the record itself: what was changed within this transaction is not in the history
    yet, and a record that was changed by other hands must not pass for its history.
    """
    newest = _newest(reader, record)
    if newest is not None and newest[0] == version:
        return sha256(canonical(newest[1]))
    found = as_of_version(reader, record.kind, record.id, version)
    return sha256(canonical(found.document)) if found else ""


def _newest(reader: Reader, record: Record) -> tuple[int, dict[str, Any]] | None:
    """Return the present version of a record and its document; results stand on no shelf."""
    kind = kind_of(record.kind)
    if kind is None:
        result = load_result(reader, record.number)
        return (result[1], result[2].as_document()) if result else None
    found = kind.shelf.load(reader, record.number)
    return (found.version, found.document) if found else None


def broken(reader: Reader, assessments: Iterable[AssessmentRecord]) -> Iterator[str]:
    """Yield for each proof that is no longer what was taken over, once, a sentence that tells it."""
    taken = {
        (proof.number, proof.version): proof
        for assessment in assessments
        for answer in assessment.answers
        for proof in answer.proofs
    }
    for proof in taken.values():
        sentence = _broken(reader, proof)
        if sentence:
            yield sentence


def touched(vault: Vault, assessments: Iterable[AssessmentRecord]) -> Iterator[str]:
    """Yield for each exhibit taken as proof, once, whose file in the vault is not what was kept, a sentence that tells it.

    Unlike `broken`, which knows what the last check of all files found, this looks at the files now.
    """
    taken = {
        proof.number: proof
        for assessment in assessments
        for answer in assessment.answers
        for proof in answer.proofs
        if not proof.version
    }
    for proof in taken.values():
        if not vault.is_whole(proof.sha256):
            yield file_sentence(proof.number)


def file_sentence(number: str) -> str:
    """Say that an exhibit's file is not what was kept, and what to do."""
    message = _(
        "The file of %(number)s is missing or was changed; restore it from a backup and check the exhibits again"
        " (verify-exhibits)."
    )
    return message % {"number": number}


def _broken(reader: Reader, proof: Proof) -> str:
    if not proof.version:
        return _broken_exhibit(reader, proof)
    record = find_record(reader, proof.number)
    try:
        same = record is not None and _document_hash(reader, record, proof.version) == proof.sha256
    except (ValueError, TypeError):  # other hands left a record that cannot be read
        same = False
    if not same:
        return _("%(number)s is not what was taken over as proof.") % {"number": proof.number}
    return ""


def _broken_exhibit(reader: Reader, proof: Proof) -> str:
    row = reader.one(
        "SELECT e.sha256, c.state FROM exhibit e LEFT JOIN exhibit_check c ON c.sha256 = e.sha256 WHERE e.number = ?",
        (proof.number,),
    )
    if row is None or row[0] != proof.sha256:
        return _("%(number)s is not what was taken over as proof.") % {"number": proof.number}
    if row[1] in (FileState.MISSING.value, FileState.CHANGED.value):
        return file_sentence(proof.number)
    return ""
