"""A simulation as a file: a workbook with a sheet a plan and one compared, a CSV of the comparison, or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.licenses.codes import DUE_LABELS
from ttoffice.licenses.simulating.comparing import Column, Comparison
from ttoffice.licenses.simulating.gathering import Prepared
from ttoffice.licenses.simulating.telling import Entry, assumptions, by_year, cumulated, differences, summary
from ttoffice.money import yuan
from ttoffice.sheets.atomic import atomic_write
from ttoffice.sheets.csv_write import Field, write_csv
from ttoffice.sheets.xlsx_write import Column as Head
from ttoffice.sheets.xlsx_write import Kind, Plain, Sheet, write_xlsx


def write(path: Path, prepared: Prepared, found: Comparison) -> None:
    """Write the file in the form that its name ends in; raise UsageError for another ending."""
    form = path.suffix[1:].lower()
    if form == "xlsx":
        write_xlsx(path, _sheets(prepared, found))
    elif form == "csv":
        write_csv(path, _head(found), _table(found))
    elif form == "json":
        content = json.dumps(as_json(prepared, found), ensure_ascii=False, indent=2)
        with atomic_write(path) as file:
            file.write(f"{content}\n".encode())
    else:
        raise UsageError(
            _("%(path)s does not say in which form to write.") % {"path": path.name},
            advice=_("Let the name end in .xlsx, .csv or .json."),
        )


def _value(value: int | str | None) -> Plain:
    return yuan(value) if isinstance(value, int) else value


def _head(found: Comparison) -> list[str]:
    return ["", *(column.named.label for column in found.columns)]


def _table(found: Comparison) -> Iterator[list[Field]]:
    for title, rows in _parts(found):
        yield [title, *("" for _column in found.columns)]
        for row in rows:
            yield [row.label, *(_value(value) for value in row.values)]


def _parts(found: Comparison) -> list[tuple[str, Sequence[Entry]]]:
    return [
        (_("Cash by year (yuan)"), by_year(found)),
        (_("Cumulated (yuan)"), cumulated(found)),
        (_("Compared"), summary(found)),
        *(
            [(_("Difference if the milestone slips (yuan)"), differences(found))]
            if differences(found)
            else []
        ),
    ]


def _sheets(prepared: Prepared, found: Comparison) -> Iterator[Sheet]:
    heads = [
        Head(prepared.number, 30),
        *(Head(column.named.label, 22, Kind.WRAPPED) for column in found.columns),
    ]
    yield Sheet(_("Compared"), heads, list(_table(found)))
    for place, column in enumerate(found.columns, 1):
        yield Sheet(_sheet_name(place, column), _payment_heads(), list(_payments(column)))
    told = [[piece] for line in assumptions(prepared, found) for piece in _sentences(line)]
    yield Sheet(_("What it rests on"), [Head(_("What it rests on"), 120)], told)


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text, a row each: rows of worksheets do not grow with their text in every program."""
    return [piece for piece in re.split(r"(?<=[。；])|(?<=\. )", text) if piece.strip()]


LONGEST_NAME = 26


def _sheet_name(place: int, column: Column) -> str:
    kept = "".join(
        letter for letter in column.named.label if letter.isprintable() and letter not in "[]:*?/\\'"
    )
    return f"{place} {kept.strip()[:LONGEST_NAME]}".strip()


def _payment_heads() -> list[Head]:
    return [
        Head(_("Payable by"), 12),
        Head(_("Kind"), 14),
        Head(_("What for"), 28),
        Head(_("Amount (yuan)"), 18),
        Head(_("Working"), 90),
    ]


def _payments(column: Column) -> Iterator[list[Plain]]:
    for one in column.base.payments:
        first, *more = one.working or ("",)
        yield [one.on, _(DUE_LABELS[one.kind]), one.title, yuan(one.amount_fen), first]
        for line in more:
            yield [None, None, None, None, line]


def as_json(prepared: Prepared, found: Comparison) -> dict[str, Any]:
    """Return the JSON form: amounts in fen."""
    return {
        "license": prepared.number,
        "effective_on": found.setting.effective_on.isoformat(),
        "assumptions": list(assumptions(prepared, found)),
        "years": list(found.years),
        "plans": [_column_json(column, found) for column in found.columns],
        "modes_without_plan": list(found.without),
    }


def _column_json(column: Column, found: Comparison) -> dict[str, Any]:
    from ttoffice.licenses.reading import terms_document
    from ttoffice.licenses.terms import Terms

    slipped = column.slipped
    return {
        "label": column.named.label,
        "mode": column.named.mode,
        "origin": column.named.origin,
        "plan": terms_document(Terms(plan=column.named.plan))["plan"],
        "total_fen": column.base.total_fen,
        "present_fen": column.base.present_fen,
        "undated_fen": column.base.undated_fen,
        "low_fen": column.low.total_fen,
        "high_fen": column.high.total_fen,
        "licensor_break_even": column.licensor_year,
        "licensee_break_even": column.licensee_year,
        "by_year": {str(year): column.base.by_year.get(year, 0) for year in found.years},
        "slipped": None
        if slipped is None
        else {
            "moved_fen": slipped.moved_fen,
            "lost_fen": slipped.lost_fen,
            "gained_fen": slipped.gained_fen,
            "present_lost_fen": slipped.present_lost_fen,
            "by_year": {str(year): fen for year, fen in slipped.by_year.items()},
        },
        "payments": [
            {
                "kind": one.kind.value,
                "key": one.key,
                "title": one.title,
                "on": one.on.isoformat() if one.on else None,
                "amount_fen": one.amount_fen,
                "working": list(one.working),
            }
            for one in column.base.payments
        ],
    }
