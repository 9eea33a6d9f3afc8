"""The pages of a dossier that people read: a record with its past, the index, the explanation. Plain HTML and text."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ttoffice.action.kinds import kind_of
from ttoffice.action.office import shown_moment
from ttoffice.action.records import readable
from ttoffice.action.summaries import summary_of
from ttoffice.evidence.dossier.gathering import Held, LeftOut
from ttoffice.evidence.dossier.parts import readers
from ttoffice.i18n import gettext as _
from ttoffice.i18n import language
from ttoffice.sheets.csv_write import csv_chunks
from ttoffice.store.history import changes_of

STYLE = (
    "body{font-family:'Noto Serif CJK SC',SimSun,serif;margin:2em;max-width:60em}"
    "table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.3em .5em;"
    "text-align:left;vertical-align:top;white-space:pre-wrap;word-break:break-word}th{background:#eee}"
    "code{font-size:.8em;word-break:break-all}"
)


def page(title: str, *parts: str) -> bytes:
    """Return a whole page; nothing in it is loaded from elsewhere."""
    shown = escape(title)
    return (
        f'<!DOCTYPE html>\n<html lang="{language().replace("_", "-")}"><head><meta charset="utf-8">'
        f"<title>{shown}</title><style>{STYLE}</style></head>\n<body><h1>{shown}</h1>\n"
        + "\n".join(parts)
        + "\n</body></html>\n"
    ).encode(errors="replace")


def escape(text: str) -> str:
    """Return a text for a page: nothing in it acts, and nothing in it turns what stands around it."""
    plain = "".join(
        letter if letter.isprintable() or letter == "\n" else "\N{REPLACEMENT CHARACTER}" for letter in text
    )
    return html.escape(plain)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; its cells are HTML already."""
    shown = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    lines = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    return "<table><tr>" + shown + "</tr>\n" + "".join(f"<tr>{line}</tr>\n" for line in lines) + "</table>"


# --- a record ------------------------------------------------------------------------------------------


def lines_of(kind: str, document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return a document's filled fields as (label, text); the days of a proof stand in a table of their own."""
    declared = kind_of(kind)
    if declared is not None:
        return list(readable(declared, {key: value for key, value in document.items() if key != "proof"}))
    known = readers().get(kind)
    if known is not None:
        return list(known(document))
    return [(key, _text(value)) for key, value in document.items() if value not in ("", None, [], {})]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def record_page(held: Held) -> bytes:
    """Return a record as people read it: what it is, and each change of it."""
    now = [(escape(label), escape(text)) for label, text in lines_of(held.kind, held.document)]
    changed = [
        (
            str(change["version"]),
            escape(shown_moment(change["at"])),
            escape(change["operator"]),
            escape(summary_of(change["action"])),
            escape("、".join(_labels(held.kind, change["fields"]))),
            f"#{change['log_id']}",
        )
        for change in changes_of(held.past)
    ]
    head = (_("Change"), _("Moment"), _("Operator"), _("What was done"), _("Fields"), _("Log entry"))
    return page(
        f"{held.number} {held.title}",
        table((_("Field"), _("Value")), now),
        f"<h2>{escape(_('Every change'))}</h2>",
        table(head, changed),
    )


def _labels(kind: str, fields: Mapping[str, Any]) -> Iterator[str]:
    declared = kind_of(kind)
    for key in fields:
        yield declared.label_of(key) if declared is not None else key


def record_data(held: Held) -> bytes:
    """Return a record as data: its document, and the document after each change."""
    return data(
        {
            "kind": held.kind,
            "number": held.number,
            "document": held.document,
            "history": [
                {
                    "version": revision.version,
                    "log_id": revision.log_id,
                    "at": revision.at,
                    "day": revision.legal_day,
                    "operator": revision.operator,
                    "action": revision.action,
                    "document": revision.document,
                }
                for revision in held.past
            ],
        }
    )


def data(value: Any) -> bytes:
    """Return a JSON document, the same for the same value."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode(errors="replace")


def proof_table(kind: str, proof: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the day-by-day proof of a deadline as CSV."""
    declared = kind_of(kind)

    def why(day: Mapping[str, Any]) -> str:
        found = day.get("why", "")
        return declared.readable("why", found) if declared is not None else str(found)

    rows = ((str(day.get("day", "")), _yes(day.get("counts")), why(day)) for day in proof)
    return b"".join(csv_chunks((_("Day"), _("Counts"), _("Why")), rows))


def _yes(value: Any) -> str:
    return _("yes") if value else _("no")


# --- the index -----------------------------------------------------------------------------------------

Row = tuple[str, str, str, int, str]
"""A line of the index: path, what it is, record, size in bytes, SHA-256."""


def index_page(title: str, rows: Sequence[Row], left_out: Sequence[LeftOut]) -> bytes:
    """Return the index: every document in order, and what was left out."""
    shown = (
        (
            str(place),
            escape(record),
            f'<a href="{escape(path)}">{escape(path)}</a>',
            escape(what),
            f"{size:,}",
            f"<code>{digest}</code>",
        )
        for place, (path, what, record, size, digest) in enumerate(rows, 1)
    )
    parts = [table(_index_head(), shown)]
    if left_out:
        gone = ((escape(item.record), escape(item.what), escape(item.why)) for item in left_out)
        parts += [f"<h2>{escape(_('Left out'))}</h2>", table((_("Record"), _("What"), _("Why")), gone)]
    return page(title, *parts)


def index_table(rows: Sequence[Row]) -> bytes:
    """Return the index as CSV."""
    lines = (
        (str(place), record, path, what, str(size), digest)
        for place, (path, what, record, size, digest) in enumerate(rows, 1)
    )
    return b"".join(csv_chunks(_index_head(), lines))


def _index_head() -> tuple[str, ...]:
    return (_("No."), _("Record"), _("File"), _("What it is"), _("Bytes"), _("SHA-256"))


def explanation(number: str, audience: str, head: int, day: str) -> bytes:
    """Return what the dossier is, how it is checked, and what the check proves and what it does not."""
    text = _(
        "Dossier of %(number)s, made for: %(audience)s.\n"
        "It shows the office's records as they stood after log entry %(head)d of %(day)s.\n"
        "\n"
        "CHECKING\n"
        "Run with any Python 3.8 or newer; nothing has to be installed:\n"
        "  python 校验.py DOSSIER.zip --code CODE   (the zip itself, byte by byte)\n"
        "  python 校验.py                           (the unpacked folder)\n"
        "Each changed, missing or extra file, and each broken link of the log, is named.\n"
        "\n"
        "WHAT THIS PROVES\n"
        "The verification code is the SHA-256 of manifest.json, which holds the SHA-256 of every other file. It was"
        " shown when the dossier was made and stands in the office's log (action dossier.make). Whoever has the code"
        " from there, not from this zip, knows that not one byte is another than when the dossier was made.\n"
        "Without the code from elsewhere the check finds damage and careless changes, but not somebody who made the"
        " whole zip anew. Nor does it then help to trust the 校验.py in the zip: take one from a dossier or a program"
        " that you trust.\n"
        "日志/哈希链.txt holds the hash of every log entry up to the newest. Entries given in full are hashed anew and"
        " must stand in it; the hashes of the others are given as the office has them. Compare the last one with the"
        " head of the log that the office's own check tells (ttoffice verify), or with one noted earlier.\n"
        "\n"
        "WHAT IS LEFT OUT\n"
        "What the reader may not see was taken out before the dossier was made; manifest.json and the index list it"
        " with the reason. Log entries that would tell it are given by their hash alone. The content of exhibits is"
        " looked through for it as plain text only: what a scan or a packed document shows, nobody has looked at.\n"
    ) % {"number": number, "audience": audience, "head": head, "day": day}
    return text.replace("\n", "\r\n").encode("utf-8-sig")
