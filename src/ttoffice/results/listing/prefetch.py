"""Reading ahead: an iterator is run in a thread while the caller works on what came before."""

from __future__ import annotations

from collections.abc import Iterator
from queue import Empty, Queue
from threading import Event, Thread
from typing import Generic, TypeVar

T = TypeVar("T")

AHEAD = 4
_POLL_SECONDS = 0.05


class _End:
    """What is put last: with the failure, if there was one."""

    def __init__(self, failure: BaseException | None) -> None:
        self.failure = failure


class Prefetch(Generic[T]):
    """Iterates over `items` from a thread that stays at most `AHEAD` items in front; `close` ends it."""

    def __init__(self, items: Iterator[T]) -> None:
        self._items = items
        self._queue: Queue[T | _End] = Queue(maxsize=AHEAD)
        self._stop = Event()
        self._thread = Thread(target=self._run, name="read ahead", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        failure: BaseException | None = None
        try:
            for item in self._items:
                self._queue.put(item)
                if self._stop.is_set():
                    break
        except Exception as error:  # noqa: BLE001 - raised again where the items are awaited
            failure = error
        self._queue.put(_End(failure))

    def __iter__(self) -> Iterator[T]:
        while not isinstance(item := self._queue.get(), _End):
            yield item
        if item.failure is not None:
            raise item.failure

    def close(self) -> None:
        """Stop reading and wait for the thread to end."""
        self._stop.set()
        while self._thread.is_alive():
            try:
                self._queue.get(timeout=_POLL_SECONDS)
            except Empty:
                self._thread.join(_POLL_SECONDS)
