"""The verifier as it lies in each dossier: one file that needs only Python, put together from this package's own."""

from __future__ import annotations

from pathlib import Path

from ttoffice.evidence.dossier import layout, verifier

LAYOUT_BEGINS = "# --- the zip, byte by byte "
TAKEN_IN = (
    "from ttoffice.evidence.dossier.layout import central_header, code_file, end_records, local_header\n"
)
"""The line of the verifier in whose place the layout stands."""


def script() -> bytes:
    """Return the verifier with the layout in it, in UTF-8."""
    source = Path(verifier.__file__).read_text(encoding="utf-8")
    body = Path(layout.__file__).read_text(encoding="utf-8")
    before, line, after = source.partition(TAKEN_IN)
    assert line, "the verifier no longer takes in the layout by this line"
    typing, mark, checks = after.partition("\n# --- ")
    return f"{before}{typing.lstrip()}\n{body[body.index(LAYOUT_BEGINS) :]}\n{mark}{checks}".encode()
