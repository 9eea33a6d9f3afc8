from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ttoffice.results.listing.reading import Chunk
from ttoffice.results.listing.selection import CELL
from ttoffice.results.listing.writers import protected
from ttoffice.sheets.csv_write import neutralise

CELLS = st.text(
    st.one_of(st.sampled_from(" '=+-@＝＠\t\u3000\u00a00123456789eE٣甲"), st.characters(codec="utf-8")),
    max_size=16,
).map(lambda text: "".join(c for c in text if c not in '\x1e\x1f\r\n"'))


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=4))
def test_cells_are_protected_in_a_chunk_as_each_by_itself(rows: list[list[str]]) -> None:
    texts = [CELL.join(row) for row in rows]
    chunk = Chunk([], [], texts, [text.encode() for text in texts], frozenset(), [], [])

    written = [text.decode() for text in protected(chunk)]

    assert written == [CELL.join(neutralise(cell) for cell in row) for row in rows]
