"""A deadline's proof as one printable page: HTML that needs no other file, for A4 and Chinese fonts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path

from ttoffice.action.core import Subject
from ttoffice.deadlines.kinds import KINDS
from ttoffice.deadlines.proofs import proof_lines
from ttoffice.deadlines.record import DeadlineRecord
from ttoffice.i18n import gettext as _
from ttoffice.i18n import language
from ttoffice.sheets.atomic import atomic_write
from ttoffice.workdays.counting import read_period

STYLE = """
@page { size: A4; margin: 25mm 22mm 22mm 26mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 165mm; padding: 8mm; color: #000; background: #fff;
  font: 12pt/1.5 FangSong, "仿宋", "FangSong_GB2312", STFangsong, "Noto Serif CJK SC", "Songti SC", serif; }
h1 { margin: 0 0 6mm; text-align: center; letter-spacing: .1em;
  font: bold 18pt/1.4 SimSun, "宋体", STSong, "Songti SC", "Noto Serif CJK SC", serif; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 1mm 2mm; border: .3pt solid #000; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
.facts { margin-bottom: 6mm; }
.facts th { width: 32mm; font-weight: normal; white-space: nowrap; }
.days thead { display: table-header-group; }
.days tr { break-inside: avoid; }
.days th { font-weight: bold; }
.days td { font-size: 10.5pt; line-height: 1.35; }
.days .n { text-align: right; }
.free td { color: #444; }
.end td { font-weight: bold; border-top-width: 1pt; border-bottom-width: 1pt; }
.warn { margin: 0 0 5mm; padding: 2mm 3mm; border: 1pt solid #000; }
.foot { margin-top: 6mm; font-size: 10pt; }
@media print { body { max-width: none; padding: 0; } }
"""


def proof_page(found: Subject[DeadlineRecord], unit: str, today: date) -> str:
    """Return the page, in the user's language; everything that comes from the store is escaped."""
    title = _("Proof of a deadline")
    lang = "zh-CN" if language() == "zh_CN" else "en"
    parts = (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n',
        f"<title>{escape(title)} {escape(found.number)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        f"<h1>{escape(title)}</h1>\n",
        _warning(found.record),
        _facts(found, unit),
        _days(found.record),
        f'<p class="foot">{escape(_rests_on(found.record))}</p>\n',
        f'<p class="foot">{escape(_("Printed on %(day)s") % {"day": today.isoformat()})}</p>\n',
        "</body>\n</html>\n",
    )
    return "".join(parts)


def write_page(page: str, path: Path) -> None:
    """Write a page to a file, whole or not at all; raise UsageError or TTOfficeError where it cannot be."""
    with atomic_write(path) as file:
        file.write(page.encode())


def why_provisional(record: DeadlineRecord) -> str:
    """Return why a deadline's end is provisional, in the user's language; empty for one that is final."""
    if not record.provisional:
        return ""
    known = {edition.split(" ", 1)[0] for edition in record.editions}
    missing = sorted({str(item.day.year) for item in record.proof} - known)
    return _(
        "Provisional: the arrangement of %(years)s is not announced or not loaded yet, so only its weekends were"
        " looked at. Loading the year counts this deadline anew."
    ) % {"years": "、".join(missing)}


def _warning(record: DeadlineRecord) -> str:
    told = why_provisional(record)
    return f'<p class="warn">{escape(told)}</p>\n' if told else ""


def facts(found: Subject[DeadlineRecord], unit: str = "") -> Iterator[tuple[str, str]]:
    """Yield what a deadline was counted from, as (label, value), in the user's language."""
    record, kind = found.record, KINDS["deadline"]
    document = found.document
    end = _("the clock stands still") if record.ends_on is None else record.ends_on.isoformat()
    if record.ends_on is not None and record.provisional:
        end = _("%(day)s (provisional)") % {"day": end}
    yield from filter(
        lambda pair: pair[1],
        (
            (_("Unit"), unit),
            (_("Number"), found.number),
            (kind.label_of("label"), record.label),
            (kind.label_of("subject"), record.subject),
            (kind.label_of("starts_on"), record.starts_on.isoformat()),
            (kind.label_of("period"), read_period(record.period).words),
            (kind.label_of("skip_closures"), kind.readable("skip_closures", record.skip_closures)),
            (kind.label_of("source"), record.source),
            (kind.label_of("basis"), record.basis),
            *((kind.label_of("pauses"), kind.readable("pauses", item)) for item in document["pauses"]),
            (kind.label_of("extension"), kind.readable("extension", document["extension"])),
            (kind.label_of("ends_on"), end),
            (kind.label_of("state"), kind.readable("state", record.state)),
            (kind.label_of("done_on"), "" if record.done_on is None else record.done_on.isoformat()),
            (kind.label_of("editions"), "；".join(record.editions)),
            (kind.label_of("note"), record.note),
        ),
    )


def _facts(found: Subject[DeadlineRecord], unit: str) -> str:
    rows = "".join(
        f"<tr><th>{escape(label)}</th><td>{escape(value)}</td></tr>\n" for label, value in facts(found, unit)
    )
    return f'<table class="facts">\n{rows}</table>\n'


def _days(record: DeadlineRecord) -> str:
    heads = "".join(f"<th>{escape(head)}</th>" for head in (_("Day"), _("Weekday"), _("Count"), _("Reason")))
    rows = []
    for item, line in zip(record.proof, proof_lines(record.proof), strict=True):
        ends = item.day == record.ends_on and item.why != "extension_start"
        look = "end" if ends else "" if item.counts else "free"
        cells = (
            f"<td>{escape(line.day)}</td><td>{escape(line.weekday)}</td>"
            f'<td class="n">{escape(line.place)}</td><td>{escape(line.why)}</td>'
        )
        rows.append(f'<tr class="{look}">{cells}</tr>\n')
    return (
        f'<table class="days">\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{"".join(rows)}</tbody>\n</table>\n'
    )


def _rests_on(record: DeadlineRecord) -> str:
    told = _(
        "Counted by 民法典 200-204: the day it begins on is not counted (201); months and years end on the"
        " matching day or the month's last (202); a last day that is a rest day moves on to the next working day"
        " (203). Weekends that are worked to make up for a holiday are working days."
    )
    return told if record.editions else f"{told} {why_provisional(record)}"
