"""Reading the text of a contract that somebody else wrote: a Word file or plain text, paragraph by paragraph."""

from __future__ import annotations

import io
from pathlib import Path

from ttoffice.errors import InputFileError, os_reason
from ttoffice.i18n import gettext as _

LARGEST = 20 * 1024 * 1024
ENCODINGS = ("utf-8-sig", "gb18030")
"""How plain text is written here: as UTF-8, or as older Chinese programs do."""


def paragraphs_of(path: Path) -> list[str]:
    """Return the paragraphs of a file, those in tables and those inserted as tracked changes too, empty ones left out.

    Raises InputFileError for what cannot be read, and for a file that is neither .docx nor plain text.
    """
    content = _content(path)
    found = _word(content, path) if content.startswith(b"PK\x03\x04") else _plain(content, path).splitlines()
    return [paragraph.strip() for paragraph in found if paragraph.strip()]


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size <= LARGEST:
            return path.read_bytes()
    except OSError as error:
        raise _unreadable(path, os_reason(error)) from error
    raise _unreadable(path, _("it is larger than %(most)d MB") % {"most": LARGEST // 1024**2})


def _word(content: bytes, path: Path) -> list[str]:
    from zipfile import BadZipFile

    from docx import Document
    from docx.opc.exceptions import OpcError
    from docx.oxml.ns import qn

    try:
        body = Document(io.BytesIO(content)).element.body
    except (
        OpcError,
        BadZipFile,
        SyntaxError,
        KeyError,
        ValueError,
        OSError,
    ) as error:  # XML errors are SyntaxErrors
        raise _unreadable(path, _("it is no Word file (.docx)")) from error
    return [
        "".join(run.text or "" for run in paragraph.iter(qn("w:t"))) for paragraph in body.iter(qn("w:p"))
    ]


def _plain(content: bytes, path: Path) -> str:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise _unreadable(path, _("it is neither a Word file (.docx) nor plain text"))


def _unreadable(path: Path, why: str) -> InputFileError:
    return InputFileError(
        _("%(path)s cannot be read: %(why)s.") % {"path": path, "why": why},
        advice=_("Save it as .docx or as plain text and try again."),
    )
