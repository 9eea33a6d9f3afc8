"""A file that takes its place only when its export is recorded, and gives the place back when that fails."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from ttoffice.sheets.atomic import atomic_write


class StagedFile:
    """A file being written beside its target.

    `place` puts it there, keeping what it replaces aside; `settle` lets go of that, `undo` puts it back. Left
    without `place`, nothing has changed. Raises what `atomic_write` raises.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self._writing = ExitStack()
        self.file: BinaryIO = self._writing.enter_context(atomic_write(target))
        self._aside: Path | None = None
        self._placed = False

    def place(self) -> None:
        """Put the finished file in its place."""
        if self.target.exists():
            self._aside = self.target.with_name(f".{self.target.name[:100]}.before")
            self._keep(self._aside)
        self._writing.close()
        self._placed = True

    def _keep(self, aside: Path) -> None:
        """Keep what is there under another name: a link where the disk has links, else a copy."""
        aside.unlink(missing_ok=True)
        try:
            aside.hardlink_to(self.target)
        except OSError:
            shutil.copy2(self.target, aside)

    def undo(self) -> None:
        """Give the place back to what was there."""
        if not self._placed:
            return
        if self._aside is not None:
            self._aside.replace(self.target)
        else:
            self.target.unlink(missing_ok=True)

    def settle(self) -> None:
        """Let go of what was replaced; a remainder that cannot be removed harms nothing."""
        if self._aside is not None:
            with suppress(OSError):
                self._aside.unlink()

    def __enter__(self) -> StagedFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._placed:
            if error is not None:
                self.undo()
        else:
            # Leaving without a place throws the half-written file away.
            self._writing.__exit__(kind or _NotPlaced, error or _NotPlaced(), trace)
        self.settle()


class _NotPlaced(Exception):  # noqa: N818 - tells `atomic_write` that the file is not wanted
    pass


class StagedStream:
    """The same for a stream such as standard output: written to a temporary file, copied at the end."""

    def __init__(self, stream: BinaryIO) -> None:
        self.file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._stream = stream

    def place(self) -> None:
        """Nothing: what is sent cannot be called back, so it is sent when all is recorded."""

    def send(self) -> None:
        """Copy everything to the stream."""
        self.file.seek(0)
        shutil.copyfileobj(self.file, self._stream)
        self._stream.flush()

    def __enter__(self) -> StagedStream:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.file.close()
