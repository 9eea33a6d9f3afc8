"""Making a dossier: gathered in one view of the store, written as one zip, recorded in the log.

The same record for the same audience gives the same bytes as long as nothing was written: names and order
follow from the records, times are fixed, nothing is compressed, and nothing tells who made it and when.
"""

from __future__ import annotations

import hashlib
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, BinaryIO

from ttoffice.action.kinds import code_of
from ttoffice.errors import DamageError, UsageError
from ttoffice.evidence.dossier import layout, pages, verifier
from ttoffice.evidence.dossier.audiences import Audience, audience_of
from ttoffice.evidence.dossier.gathering import Gathered, Held, LeftOut, gather
from ttoffice.evidence.dossier.logs import Cut, cut_of, excerpt
from ttoffice.evidence.dossier.parts import (
    DEADLINES,
    EXHIBITS,
    LOG,
    NOTICES,
    RECORDS,
    Asked,
    Kept,
    Part,
    parts_of,
)
from ttoffice.evidence.dossier.standalone import script
from ttoffice.evidence.names import safe_name
from ttoffice.evidence.purposes import purpose_label
from ttoffice.i18n import gettext as _
from ttoffice.i18n import language
from ttoffice.sheets.atomic import atomic_write
from ttoffice.store.vault import CHUNK

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.evidence.views import ExhibitView
    from ttoffice.paths import Home
    from ttoffice.rulebook import Rulebook
    from ttoffice.store.connection import Reader
    from ttoffice.store.vault import Vault

Progress = Callable[[int, int | None], object]
"""Told how many bytes are written, and of how many; raises to stop the work."""

INDEX_PAGE, INDEX_TABLE, VERIFIER, EXPLANATION = "目录.html", "目录.csv", "校验.py", "说明.txt"
FOLDERS = {"notice": NOTICES, "objection": NOTICES, "review": NOTICES, "deadline": DEADLINES}
"""Where records of a kind stand; others stand among the records."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of the zip: its path there, and its content with what the manifest says of it."""

    path: str
    what: str
    record: str
    content: bytes | Kept

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.content) if isinstance(self.content, bytes) else self.content.size

    @property
    def sha256(self) -> str:
        """The SHA-256 of the content."""
        if isinstance(self.content, bytes):
            return hashlib.sha256(self.content).hexdigest()
        return self.content.sha256


@dataclass(frozen=True)
class Dossier:
    """A dossier before it is written: its manifest, its verification code, its files in order."""

    number: str
    audience: str
    manifest: bytes
    code: str
    files: tuple[File, ...]
    left_out: tuple[LeftOut, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Made:
    """A dossier that was written: where, its verification code, how many files, and what was left out."""

    path: Path
    number: str
    audience: str
    code: str
    files: int
    size: int
    left_out: tuple[LeftOut, ...]

    def as_document(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "file": str(self.path),
            "number": self.number,
            "audience": self.audience,
            "code": self.code,
            "files": self.files,
            "bytes": self.size,
            "left_out": [item.as_document() for item in self.left_out],
        }


def make_dossier(
    office: Office, number: str, target: Path, *, audience: str = "internal", progress: Progress | None = None
) -> Made:
    """Write the dossier of a record and record that it was made; the zip appears whole or not at all.

    Raises UsageError for no such record, audience or place, DamageError where a file of the vault is not what
    was kept, TTOfficeError where the zip cannot be written; then nothing is recorded either.
    """
    from ttoffice.action import perform

    _refuse_own(office, target)
    with atomic_write(target) as handle:
        with office.reader() as reader, reader.snapshot():
            dossier = compose(
                reader, office.vault, office.rulebook, number, audience_of(audience), office.home
            )
        write(office.vault, dossier, handle, progress)
        perform(
            office,
            "dossier.make",
            {
                "number": number,
                "audience": audience,
                "code": dossier.code,
                "files": len(dossier.files) + 2,
                "left_out": len(dossier.left_out),
            },
        )
    return Made(
        target, number, audience, dossier.code, len(dossier.files) + 2, dossier.size, dossier.left_out
    )


def _refuse_own(office: Office, target: Path) -> None:
    """Refuse a place in the vault, or the store itself."""
    real = target.absolute().resolve()
    if real == office.home.store.resolve() or real.is_relative_to(office.vault.folder.resolve()):
        raise UsageError(
            _("%(path)s lies among the program's own files.") % {"path": target},
            advice=_("Nothing was written. Choose a place outside the data folder (ttoffice paths)."),
        )


# --- composing -----------------------------------------------------------------------------------------


def compose(
    reader: Reader,
    vault: Vault,
    rulebook: Rulebook,
    number: str,
    audience: Audience,
    home: Home | None = None,
) -> Dossier:
    """Return the dossier of a record as it stands in one view of the store."""
    cut = cut_of(reader)
    gathered = _without_tellers(vault, gather(reader, number, audience))
    left = list(gathered.left_out)
    kept_back = frozenset(view.number for view in gathered.kept_back)
    asked = Asked(rulebook, home, kept_back, gathered.strict.clean)
    parts = [*_records(reader, vault, gathered, asked, left), *_exhibits(gathered, rulebook)]
    logged = excerpt(reader, gathered, audience, cut)
    files = [
        *_named(parts),
        File(verifier.LOG_EXCERPT, _("log excerpt, as data"), number, logged.excerpt),
        File(f"{LOG}/日志摘录.csv", _("log excerpt"), number, logged.readable),
        File(verifier.LOG_CHAIN, _("hashes of the log"), number, logged.chain),
        File(verifier.LOG_REVISIONS, _("what the entries wrote"), number, logged.revisions),
    ]
    if logged.withheld:
        told = _("%(count)d log entries: by their hash alone") % {"count": logged.withheld}
        left.append(LeftOut(number, told, _("not for: %(audience)s") % {"audience": audience.label}))
    root = gathered.records[0]
    files = [*_front(root, audience, cut, files, left), *files]
    manifest = _manifest(root, audience, cut, files, left, logged.entries)
    return Dossier(
        number,
        audience.code,
        manifest,
        hashlib.sha256(manifest).hexdigest(),
        tuple(files),
        tuple(left),
        sum(file.size for file in files) + len(manifest),
    )


def _without_tellers(vault: Vault, gathered: Gathered) -> Gathered:
    """Leave out exhibits in whose content, or beside whose name, stands what the audience must not know."""
    if not gathered.strict:
        return gathered
    telling = [
        view
        for view in gathered.exhibits
        if holds(vault, view.sha256, view.number, gathered.eraser_for(code_of(view.subject)).needles())
    ]
    left = [LeftOut(view.number, _("the exhibit"), _("its text tells who objected")) for view in telling]
    return replace(
        gathered,
        exhibits=tuple(view for view in gathered.exhibits if view not in telling),
        kept_back=(*gathered.kept_back, *telling),
        left_out=(*gathered.left_out, *left),
    )


def holds(vault: Vault, digest: str, number: str, needles: tuple[bytes, ...]) -> bool:
    """Return whether a file of the vault holds one of some texts; raise DamageError where it is missing."""
    if not needles:
        return False
    overlap = max(map(len, needles)) - 1
    tail = b""
    try:
        with vault.path_of(digest).open("rb") as handle:
            while chunk := handle.read(CHUNK):
                piece = tail + chunk
                if any(needle in piece for needle in needles):
                    return True
                tail = piece[-overlap:] if overlap else b""
    except OSError as error:
        raise _damaged(number, digest) from error
    return False


def _records(
    reader: Reader, vault: Vault, gathered: Gathered, asked: Asked, left: list[LeftOut]
) -> Iterator[Part]:
    for held in gathered.records:
        folder = FOLDERS.get(held.kind, RECORDS)
        name = f"{held.number}_{held.title}"
        yield Part(folder, f"{name}.html", _what(held), held.number, pages.record_page(held))
        yield Part(folder, f"{name}.json", _("the same as data"), held.number, pages.record_data(held))
        proof = held.document.get("proof")
        if held.kind == "deadline" and isinstance(proof, list):
            table = pages.proof_table(held.kind, proof)
            yield Part(DEADLINES, f"{name}.csv", _("proof, day by day"), held.number, table)
        yield from _more(reader, vault, gathered, held, asked, left)


def _more(
    reader: Reader, vault: Vault, gathered: Gathered, held: Held, asked: Asked, left: list[LeftOut]
) -> Iterator[Part]:
    """Yield what areas add; what holds something the audience must not know is left out, and noted."""
    eraser = gathered.eraser_for(held.kind)
    needles, clean = eraser.needles(), eraser.clean
    for part in parts_of(reader, held.number, asked):
        if _part_holds(vault, part, needles):
            left.append(LeftOut(held.number, clean(part.what), _("its text tells who objected")))
        else:
            yield replace(part, name=clean(part.name), what=clean(part.what))


def _part_holds(vault: Vault, part: Part, needles: tuple[bytes, ...]) -> bool:
    if isinstance(part.content, bytes):
        return any(needle in part.content for needle in needles)
    return holds(vault, part.content.sha256, part.record, needles)


def _what(held: Held) -> str:
    from ttoffice.action.kinds import kind_of

    kind = kind_of(held.kind)
    title = _(kind.title) if kind is not None else _("Result")
    return _("%(title)s that the file rests on") % {"title": title} if held.referred else title


def _exhibits(gathered: Gathered, rulebook: Rulebook) -> Iterator[Part]:
    if gathered.exhibits:
        listed = [
            gathered.eraser_for(code_of(view.subject)).cleaned(view.as_document())
            for view in gathered.exhibits
        ]
        yield Part(EXHIBITS, "证据清单.json", _("list of exhibits, as data"), "", pages.data(listed))
    for view in gathered.exhibits:
        clean = gathered.eraser_for(code_of(view.subject)).clean
        kept, what = Kept(view.sha256, view.size), clean(_exhibit_what(view, rulebook))
        yield Part(EXHIBITS, f"{view.number}_{clean(view.name)}", what, view.number, kept)


def _exhibit_what(view: ExhibitView, rulebook: Rulebook) -> str:
    """Return what an exhibit is: where it comes from, and what it proves of which record."""
    proved = (f"{link.target} {purpose_label(rulebook, link.code)}" for link in view.links)
    said = "；".join(filter(None, (view.source, view.proves, *proved)))
    return f"{_('Exhibit')} {said}".strip()


def _named(parts: list[Part]) -> Iterator[File]:
    """Yield the parts as files, numbered in their order, so that no name can be taken twice."""
    for place, part in enumerate(parts, 1):
        name = safe_name(unicodedata.normalize("NFC", f"{place:03d}_{part.name}"))
        yield File(f"{part.folder}/{name}", part.what, part.record, part.content)


def _front(
    root: Held, audience: Audience, cut: Cut, files: list[File], left: list[LeftOut]
) -> Iterator[File]:
    title = _("Dossier of %(number)s: %(title)s") % {"number": root.number, "title": root.title}
    rows = [(file.path, file.what, file.record, file.size, file.sha256) for file in files]
    told = pages.explanation(root.number, audience.label, cut.id, cut.day)
    yield File(INDEX_PAGE, _("index"), root.number, pages.index_page(title, rows, left))
    yield File(INDEX_TABLE, _("index as a table"), root.number, pages.index_table(rows))
    yield File(EXPLANATION, _("how it is checked"), root.number, told)
    yield File(VERIFIER, _("the verifier"), root.number, script())


def _manifest(
    root: Held, audience: Audience, cut: Cut, files: list[File], left: list[LeftOut], entries: int
) -> bytes:
    return pages.data(
        {
            "form": verifier.FORM,
            "number": root.number,
            "title": root.title,
            "kind": root.kind,
            "audience": audience.code,
            "language": language(),
            "log": {"head": cut.id, "head_hash": cut.hash, "day": cut.day, "entries": entries},
            "left_out": [item.as_document() for item in left],
            "files": [
                {
                    "path": file.path,
                    "what": file.what,
                    "record": file.record,
                    "size": file.size,
                    "sha256": file.sha256,
                }
                for file in files
            ],
        }
    )


# --- writing -------------------------------------------------------------------------------------------


def write(vault: Vault, dossier: Dossier, handle: BinaryIO, progress: Progress | None = None) -> None:
    """Write the zip; its layout is the verifier's own, so that every byte of it can be compared."""
    front = (
        File(verifier.MANIFEST, "", "", dossier.manifest),
        File(verifier.CODE, "", "", layout.code_file(dossier.code)),
    )
    offset, directory = 0, b""
    for file in (*front, *dossier.files):
        crc = _write_file(vault, file, handle, offset, _from(progress, offset, dossier.size))
        directory += layout.central_header(file.path, crc, file.size, offset)
        offset += len(layout.local_header(file.path, crc, file.size)) + file.size
    handle.write(directory)
    handle.write(layout.end_records(len(dossier.files) + 2, len(directory), offset))
    if progress is not None:
        progress(dossier.size, dossier.size)


def _from(progress: Progress | None, before: int, total: int) -> Callable[[int], object]:
    return lambda done: progress(min(before + done, total), total) if progress is not None else None


class Summing:
    """A file that is written to while its CRC-32 is summed up and its length told."""

    def __init__(self, handle: BinaryIO, told: Callable[[int], object]) -> None:
        self._handle, self._told = handle, told
        self.crc = self.size = 0

    def write(self, chunk: bytes) -> int:
        """Write some bytes."""
        self.crc = zlib.crc32(chunk, self.crc)
        self.size += len(chunk)
        self._told(self.size)
        return self._handle.write(chunk)


def _write_file(
    vault: Vault, file: File, handle: BinaryIO, offset: int, told: Callable[[int], object]
) -> int:
    """Write a file with what stands before it; return its CRC-32."""
    handle.write(layout.local_header(file.path, 0, file.size))
    summing = Summing(handle, told)
    if isinstance(file.content, bytes):
        summing.write(file.content)
    else:
        try:
            vault.copy(file.content.sha256, summing)
        except DamageError as error:
            raise _damaged(file.record, PurePath(file.path).name) from error
    if summing.size != file.size:
        raise _damaged(file.record, PurePath(file.path).name)
    end = handle.tell()
    handle.seek(offset)
    handle.write(layout.local_header(file.path, summing.crc, file.size))
    handle.seek(end)
    return summing.crc


def _damaged(number: str, name: str) -> DamageError:
    return DamageError(
        _("The file of exhibit %(number)s is missing or not what was kept: %(name)s.")
        % {"number": number, "name": name},
        advice=_("No dossier was made. Bring the file back from a copy of the vault folder, then try again."),
    )
