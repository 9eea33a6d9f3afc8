"""The folder in which choosing a file begins: the one a file was last chosen from in this office."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ttoffice.paths import Home


def begin_folder(home: Home) -> str:
    """Return the folder to begin in, with a separator at its end; where none is remembered, that of the program."""
    with suppress(OSError, ValueError):  # a convenience: without it one begins where the program was started
        kept = home.last_folder.read_text(encoding="utf-8").strip()
        if kept and Path(kept).is_dir():
            return _ended(kept)
    return _ended(str(Path.cwd()))


def remember_folder(home: Home, chosen: Path) -> None:
    """Remember the folder of a file that was chosen."""
    with suppress(OSError, ValueError):  # a read-only home, or a name that is no text
        home.last_folder.write_text(f"{chosen.parent.absolute()}\n", encoding="utf-8")


def _ended(folder: str) -> str:
    return folder if folder.endswith(os.sep) else f"{folder}{os.sep}"
