"""The bytes of a dossier's zip around its files: whoever writes one and whoever checks one lay them out alike.

Plain Python 3.8 without packages: what stands below the line goes into each dossier, in the verifier.
"""

from __future__ import annotations

import struct

# --- the zip, byte by byte -----------------------------------------------------------------------------

LIMIT = 0xFFFFFFFF
MOST_ENTRIES = 0xFFFF
FIXED_DATE = 0x21
UTF8_NAMES = 0x800


def local_header(name: str, crc: int, size: int) -> bytes:
    """Return what stands before a file: stored, without compression, at a fixed time."""
    raw = name.encode("utf-8")
    large = size >= LIMIT
    extra = struct.pack("<HHQQ", 1, 16, size, size) if large else b""
    shown = LIMIT if large else size
    return (
        struct.pack(
            "<IHHHHHIIIHH",
            0x04034B50,
            45 if large else 20,
            UTF8_NAMES,
            0,
            0,
            FIXED_DATE,
            crc,
            shown,
            shown,
            len(raw),
            len(extra),
        )
        + raw
        + extra
    )


def central_header(name: str, crc: int, size: int, offset: int) -> bytes:
    """Return a file's entry in the directory at the end."""
    raw = name.encode("utf-8")
    numbers = b""
    if size >= LIMIT:
        numbers += struct.pack("<QQ", size, size)
    if offset >= LIMIT:
        numbers += struct.pack("<Q", offset)
    extra = struct.pack("<HH", 1, len(numbers)) + numbers if numbers else b""
    shown = min(size, LIMIT)
    version = 45 if extra else 20
    return (
        struct.pack(
            "<IHHHHHHIIIHHHHHII",
            0x02014B50,
            (3 << 8) | version,
            version,
            UTF8_NAMES,
            0,
            0,
            FIXED_DATE,
            crc,
            shown,
            shown,
            len(raw),
            len(extra),
            0,
            0,
            0,
            0o100644 << 16,
            min(offset, LIMIT),
        )
        + raw
        + extra
    )


def end_records(count: int, size: int, offset: int) -> bytes:
    """Return what ends the zip, after `size` bytes of directory that begin at `offset`."""
    large = b""
    if count >= MOST_ENTRIES or size >= LIMIT or offset >= LIMIT:
        large = struct.pack(
            "<IQHHIIQQQQ", 0x06064B50, 44, (3 << 8) | 45, 45, 0, 0, count, count, size, offset
        ) + struct.pack("<IIQI", 0x07064B50, 0, offset + size, 1)
    shown = min(count, MOST_ENTRIES)
    return large + struct.pack(
        "<IHHHHIIH", 0x06054B50, 0, 0, shown, shown, min(size, LIMIT), min(offset, LIMIT), 0
    )


def code_file(code: str) -> bytes:
    """Return the content of the file that tells the verification code."""
    return (
        "卷宗验证码 verification code\r\n" + code + "\r\n"
        "即 manifest.json 的 SHA-256，制作时已记入审计日志。"
        " It is the SHA-256 of manifest.json, and stands in the office's log since the dossier was made.\r\n"
    ).encode()
