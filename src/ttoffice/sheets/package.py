"""The zip container of a workbook, checked before anything in it is inflated."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from ttoffice.errors import InputFileError
from ttoffice.i18n import gettext as _
from ttoffice.sheets.model import Limits
from ttoffice.sheets.refusals import damaged, too_large, unreadable

CHUNK = 64 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = struct.Struct("<4s4H2LH")  # end of central directory: mark, disks, counts, size, offset, comment
_LOCAL_HEADER = 30
_SMALL = 8 * 2**20  # below this the ratio of compression does not matter
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, UnicodeDecodeError)


class Package:
    """An open, checked container. Part names are found whatever their case."""

    def __init__(self, name: str, file: BinaryIO, archive: zipfile.ZipFile, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self._file = file
        self._archive = archive
        self._parts = {info.filename.casefold(): info for info in archive.infolist()}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._archive.close()
        self._file.close()

    def has(self, part: str) -> bool:
        """Tell whether the part is there."""
        return part.casefold() in self._parts

    def chunks(self, part: str, cap: int) -> Iterator[bytes]:
        """Yield the part's bytes in pieces of at most 64 KB; refuse beyond `cap` bytes or when damaged."""
        info = self._parts.get(part.casefold())
        if info is None:
            raise damaged(self.name, _("%(part)s is missing") % {"part": part})
        self._check_size(info, cap)
        try:
            with self._archive.open(info) as stream:
                while chunk := stream.read(CHUNK):
                    yield chunk
        except (*_BROKEN, OSError, RuntimeError) as error:
            raise damaged(self.name, part) from error

    def _check_size(self, info: zipfile.ZipInfo, cap: int) -> None:
        """Refuse a part by its declared size; what it inflates to never exceeds that (zipfile cuts there)."""
        swollen = info.file_size > _SMALL and info.file_size > info.compress_size * self.limits.ratio
        if info.file_size > cap or swollen:
            raise too_large(
                self.name,
                _("%(part)s unpacks to %(size)d MB, which is more than any table needs")
                % {"part": info.filename, "size": info.file_size // 2**20},
            )


def open_package(path: Path, limits: Limits) -> Package:
    """Open the zip container at `path`; raise InputFileError, saying what the file is instead, when it is none."""
    if path.name.startswith("~$"):
        raise unreadable(
            path.name,
            _("it is the lock file that Excel keeps beside a workbook that is open"),
            _("Choose the workbook itself: the same name without ~$ in front."),
        )
    file = open_file(path)
    try:
        _check_kind(path.name, file, limits)
        archive = zipfile.ZipFile(file)
        _check_entries(path.name, archive, limits)
    except _BROKEN as error:
        file.close()
        raise damaged(path.name, _("the zip container is cut off or broken")) from error
    except BaseException:
        file.close()
        raise
    return Package(path.name, file, archive, limits)


def open_file(path: Path) -> BinaryIO:
    """Open a file from outside; raise InputFileError when it is absent, a folder, empty or not permitted."""
    try:
        if path.is_dir():
            raise unreadable(path.name, _("it is a folder, not a file"))
        file = path.open("rb")
    except FileNotFoundError as error:
        raise unreadable(path.name, _("there is no such file"), str(path)) from error
    except PermissionError as error:
        raise unreadable(
            path.name,
            _("this user may not read it, or another program has it open"),
            _("Close it in the other program, or ask for the right to read it."),
        ) from error
    except (OSError, ValueError) as error:
        raise unreadable(path.name, str(error)) from error
    if not file.read(1):
        file.close()
        raise unreadable(path.name, _("it is empty"))
    file.seek(0)
    return file


def _check_kind(name: str, file: BinaryIO, limits: Limits) -> None:
    """Refuse what is no plain zip of bearable size, naming the kinds that people meet."""
    refuse_office_file(name, file)
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(512)
    if not head.startswith(b"PK"):
        raise _not_a_workbook(name, head)
    if size > limits.file:
        raise too_large(name, _("it has more than %(size)d MB") % {"size": limits.file // 2**20})
    _check_directory(name, file, size, limits)
    file.seek(0)


def refuse_office_file(name: str, file: BinaryIO) -> None:
    """Refuse an OLE container, telling an encrypted workbook from one of the format before 2007."""
    file.seek(0)
    head = file.read(512)
    if not head.startswith(_OLE):
        return
    (sector,) = struct.unpack_from("<L", head.ljust(512, b"\0"), 48)
    file.seek((sector + 1) * 512)
    if "EncryptedPackage".encode("utf-16-le") in file.read(CHUNK):
        raise unreadable(
            name,
            _("it is protected by a password"),
            _("Open it in Excel or WPS, remove the password, save it, and use that file."),
        )
    raise unreadable(
        name,
        _("it is a file of the format before 2007 (.xls, .et)"),
        _("Open it in Excel or WPS and save it as .xlsx."),
    )


def _not_a_workbook(name: str, head: bytes) -> InputFileError:
    """Tell a web page under a workbook's name from anything else."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta")):
        return unreadable(
            name,
            _("it is a web page or XML text that was only named as a workbook"),
            _("Open it in Excel or WPS and save it as .xlsx."),
        )
    return unreadable(
        name, _("it is not a workbook"), _("Save the table as .xlsx, or as .csv under that name.")
    )


def _check_directory(name: str, file: BinaryIO, size: int, limits: Limits) -> None:
    """Check the zip's directory by its end record, before a reader would load all of it."""
    tail_size = min(size, 65_535 + _END.size + 20)
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(tail):
        raise damaged(name, _("the zip container is cut off or broken"))
    record = _END.unpack_from(tail, at)
    count, length = record[4], record[5]
    if tail[max(at - 20, 0) : at].startswith(b"PK\x06\x07") or count > limits.parts:
        raise too_large(name, _("it has more than %(count)d parts") % {"count": limits.parts})
    if length > limits.parts * 512:
        raise too_large(name, _("its table of contents is far too long"))


def _check_entries(name: str, archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse parts that are locked, overlap, repeat, or have names no workbook has."""
    entries = sorted(archive.infolist(), key=lambda info: info.header_offset)
    if len(entries) > limits.parts:
        raise too_large(name, _("it has more than %(count)d parts") % {"count": limits.parts})
    seen: set[str] = set()
    end = 0
    for info in entries:
        part = info.filename
        if info.flag_bits & 0x1:
            raise unreadable(
                name,
                _("it is protected by a password"),
                _("Open it in Excel or WPS, remove the password, save it, and use that file."),
            )
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise damaged(name, _("%(part)s is packed in an unknown way") % {"part": part})
        if info.header_offset < end:
            raise damaged(name, _("parts overlap at %(part)s") % {"part": part})
        end = info.header_offset + _LOCAL_HEADER + info.compress_size
        if part.casefold() in seen or odd_name(part):
            raise damaged(name, _("odd part name %(part)s") % {"part": ascii(part)[:80]})
        seen.add(part.casefold())


def odd_name(part: str) -> bool:
    """Tell whether a part's name leaves the container or could not be a part of it."""
    clean = part.rstrip("/")
    return (
        not clean
        or "\\" in part
        or ":" in part
        or not clean.isprintable()
        or posixpath.normpath(clean) != clean
        or clean.startswith(("/", ".."))
    )
