"""File names that are safe on every system, whatever name a file had where it came from."""

from __future__ import annotations

import re
from pathlib import PurePath

MOST_BYTES = 150
"""Of a name in UTF-8: file systems hold 255, but Windows no more than 260 characters of the whole path."""
LONGEST_SUFFIX = 20
FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE
)
"""What Windows takes for a device, with any ending."""
PROGRAMS = frozenset({
    ".app", ".appimage", ".appref-ms", ".bat", ".chm", ".cmd", ".com", ".command", ".cpl",
    ".desktop", ".exe", ".hta", ".inf", ".jar", ".js", ".jse", ".lnk", ".msc", ".msi", ".msp",
    ".mst", ".pif", ".ps1", ".psm1", ".py", ".pyw", ".reg", ".scf", ".scr", ".sct",
    ".settingcontent-ms", ".sh", ".terminal", ".url", ".vb", ".vbe", ".vbs", ".ws", ".wsc", ".wsf",
    ".wsh", ".xll",
})  # fmt: skip
"""Endings of files that a system would run, not show."""


def safe_name(name: str) -> str:
    """Return a name that is one plain file on every system and reads as it is: nothing in it turns or hides text.

    Separators, controls and what Windows forbids become `_`; a name too long is shortened, its ending stays.
    """
    shown = "".join(letter if letter.isprintable() else "_" for letter in name)
    plain = FORBIDDEN.sub("_", shown).strip(" .")
    if plain.startswith("-") or RESERVED.match(plain):
        plain = f"_{plain}"
    return _shortened(plain) or "_"


def is_program(name: str) -> bool:
    """Return whether a system would run a file of this safe name."""
    return PurePath(name).suffix.lower() in PROGRAMS


def _shortened(name: str) -> str:
    if len(name.encode()) <= MOST_BYTES:
        return name
    suffix = PurePath(name).suffix
    if len(suffix.encode()) > LONGEST_SUFFIX:
        suffix = ""
    stem = name[: len(name) - len(suffix)] if suffix else name
    room = MOST_BYTES - len(suffix.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(" .") + suffix
