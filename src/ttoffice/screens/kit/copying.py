"""Putting text on the system's clipboard; terminals that take it by themselves need no help."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

TOOLS: tuple[tuple[str, ...], ...] = (
    ("wl-copy",),
    ("xclip", "-selection", "clipboard"),
    ("xsel", "--clipboard", "--input"),
)
SECONDS = 3


def command() -> tuple[str, ...] | None:
    """Return the program that takes a text for the clipboard on this machine, or None.

    Over SSH the clipboard is that of the other end, which only the terminal reaches.
    """
    if os.environ.get("SSH_CONNECTION"):
        return None
    if sys.platform == "win32":
        return ("clip.exe",)
    if sys.platform == "darwin":
        return ("pbcopy",)
    wanted = TOOLS if os.environ.get("WAYLAND_DISPLAY") else TOOLS[1:] if os.environ.get("DISPLAY") else ()
    return next((tool for tool in wanted if shutil.which(tool[0])), None)


def put_on_clipboard(text: str) -> bool:
    """Hand a text to the system's clipboard; return whether a program took it."""
    tool = command()
    if tool is None:
        return False
    encoding = "utf-16-le" if tool[0] == "clip.exe" else "utf-8"
    try:
        done = subprocess.run(
            tool, input=text.encode(encoding, "replace"), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, timeout=SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
