"""Which results a batch held: id, version and digest of each row, packed into pieces of the store."""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Iterable, Iterator

from ttoffice.results.listing.reading import DIGEST_BYTES
from ttoffice.store.connection import Reader, Writer

Key = tuple[int, int, bytes]
_FORM = struct.Struct(f"<qi{DIGEST_BYTES}s")
_PER_PIECE = 2_000
_IN_MEMORY = 2**20


class Packed:
    """The keys of an export, kept on disk when they are many."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by `close`

    def add(self, keys: Iterable[Key]) -> None:
        """Take in keys, in the order of their ids."""
        self._file.write(b"".join([_FORM.pack(*key) for key in keys]))

    def pieces(self) -> Iterator[bytes]:
        """Yield everything in pieces."""
        self._file.seek(0)
        while piece := self._file.read(_FORM.size * _PER_PIECE):
            yield piece

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def store_keys(writer: Writer, batch_id: int, packed: Packed) -> None:
    """Write the keys of a batch."""
    writer.executemany(
        "INSERT INTO listing_chunk (batch_id, position, rows) VALUES (?, ?, ?)",
        ((batch_id, position, piece) for position, piece in enumerate(packed.pieces())),
    )


def stored_keys(reader: Reader, batch_id: int) -> Iterator[Key]:
    """Yield the keys of a batch in the order of their ids."""
    pieces = reader.execute(
        "SELECT rows FROM listing_chunk WHERE batch_id = ? ORDER BY position", (batch_id,)
    )
    for (piece,) in pieces:
        yield from _FORM.iter_unpack(piece)
