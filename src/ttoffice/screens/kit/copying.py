"""Putting text on the system's clipboard, and choosing which cell of a row it is to be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ttoffice.i18n import gettext as _
from ttoffice.widgets.prose import labelled

if TYPE_CHECKING:
    from ttoffice.screens.base import OfficeApp

TOOLS: tuple[tuple[str, ...], ...] = (
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("xsel", "--clipboard", "--input"),
)
WINDOWS = ("clip.exe",)
"""It takes the bytes of UTF-16; anything else it reads in the code page of the machine."""
SECONDS = 3


def command(platform: str = sys.platform, environ: Mapping[str, str] = os.environ) -> tuple[str, ...] | None:
    """Return the program that takes a text for the clipboard on this machine, or None.

    Over SSH the clipboard is that of the other end, which only the terminal reaches; in a Linux that runs inside
    Windows it is that of Windows.
    """
    if environ.get("SSH_CONNECTION"):
        return None
    if platform == "win32":
        return WINDOWS
    if platform == "darwin":
        return ("pbcopy",)
    inside = (WINDOWS,) if environ.get("WSL_DISTRO_NAME") else ()
    here = TOOLS if environ.get("WAYLAND_DISPLAY") else TOOLS[1:] if environ.get("DISPLAY") else ()
    return next((tool for tool in (*inside, *here) if shutil.which(tool[0])), None)


def put_on_clipboard(text: str) -> bool:
    """Hand a text to the system's clipboard; return whether a program took it."""
    tool = command()
    if tool is None:
        return False
    encoding = "utf-16-le" if tool == WINDOWS else "utf-8"
    try:
        done = subprocess.run(
            tool, input=text.encode(encoding, "replace"), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, timeout=SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def choose_cell(app: OfficeApp, labels: Sequence[str], texts: Sequence[str]) -> None:
    """Ask which cell of a row is to be copied, and copy it; cells in which nothing stands are not offered."""
    from ttoffice.screens.modals.choice import ChoiceModal

    cells = {str(place): text for place, text in enumerate(texts) if text.strip()}

    def chosen(place: str | None) -> None:
        if place is not None:
            app.copy(cells[place])

    options = [(place, f"{labelled(labels[int(place)])}{text}") for place, text in cells.items()]
    if options:
        app.push_screen(ChoiceModal(_("Copy which cell?"), options), chosen)
