"""A writer that compresses and writes in a thread while the caller prepares the next piece."""

from __future__ import annotations

from queue import Queue
from threading import Thread
from types import TracebackType
from typing import IO, Self


class BackgroundWriter:
    """Passes pieces to a file in their order, at most four waiting; a failure is raised at the next call."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._queue: Queue[bytes | None] = Queue(maxsize=4)
        self._failure: OSError | ValueError | None = None
        self._thread = Thread(target=self._run, name="compress", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def write(self, piece: bytes) -> None:
        """Hand over a piece; raise what an earlier one met."""
        if self._failure is not None:
            raise self._failure
        self._queue.put(piece)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._queue.put(None)
        self._thread.join()
        if self._failure is not None and error is None:
            raise self._failure

    def _run(self) -> None:
        """Write until the end is handed over; after a failure only empty the queue, so that nobody waits."""
        while (piece := self._queue.get()) is not None:
            if self._failure is None:
                try:
                    self._file.write(piece)
                except (OSError, ValueError) as failure:
                    self._failure = failure
