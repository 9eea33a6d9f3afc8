"""The receivables as a workbook: balances, ageing, every due, and the forecast; amounts in yuan, text never a formula."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from ttoffice.action.kinds import kind_of
from ttoffice.i18n import gettext as _
from ttoffice.licenses.dues.ageing import BUCKETS, ageing
from ttoffice.licenses.dues.balances import balances
from ttoffice.licenses.dues.forecast import BEYOND, OVERDUE, QUARTERS, UNDATED, forecast
from ttoffice.licenses.dues.reading import overdue_since
from ttoffice.licenses.shelves import DUES
from ttoffice.money import yuan
from ttoffice.sheets.xlsx_write import Column, Kind, Sheet, Value, write_xlsx
from ttoffice.store.connection import Reader

BATCH = 500


def write_receivables(reader: Reader, day: date, path: Path) -> int:
    """Write the workbook as seen from a day; return how many rows it has."""
    with reader.snapshot():
        return write_xlsx(
            path, (_balances(reader, day), _ageing(reader, day), _dues(reader, day), _forecast(reader, day))
        )


def quarter_words(key: str) -> str:
    """Return what a quarter of the forecast is called, in the user's language."""
    known = {
        OVERDUE: _("should have come in before"),
        BEYOND: _("later"),
        UNDATED: _("no day known"),
    }
    return known.get(key, key)


def _number(header: str) -> Column:
    return Column(header, 16, Kind.IDENTIFIER)


def _money(header: str) -> Column:
    return Column(_("%(header)s (yuan)") % {"header": header}, 18)


def _balances(reader: Reader, day: date) -> Sheet:
    columns = (
        _number(_("License number")),
        Column(_("Name of the licensee"), 30),
        Column(_("Name of the license"), 30),
        *map(
            _money,
            (
                _("Owed"),
                _("Paid"),
                _("Not paid"),
                _("Overdue"),
                _("Waived"),
                _("Expected"),
                _("Received"),
                _("Refunded"),
                _("Not allocated"),
            ),
        ),
        Column(_("Overdue since"), 12),
    )

    def rows() -> Iterator[tuple[Value, ...]]:
        for item in balances(reader, day):
            sums = (
                item.owed_fen,
                item.paid_fen,
                item.open_fen,
                item.overdue_fen,
                item.waived_fen,
                item.expected_fen,
                item.received_fen,
                item.refunded_fen,
                item.free_fen,
            )
            yield (item.license, item.licensee, item.title, *map(yuan, sums), item.overdue_since)

    return Sheet(_("Balances"), columns, rows())


def _ageing(reader: Reader, day: date) -> Sheet:
    columns = (
        _number(_("License number")),
        Column(_("Name of the licensee"), 30),
        *(_money(_(label)) for _code, label in BUCKETS),
        _money(_("Not paid")),
        Column(_("Limitation ends"), 14),
        _money(_("Limitation near or past")),
    )

    def rows() -> Iterator[tuple[Value, ...]]:
        for item in ageing(reader, day):
            fen = (*item.open_fen, item.total_fen)
            limit = yuan(item.limited_fen)
            yield (item.license, item.licensee, *map(yuan, fen), item.limitation_on, limit)

    return Sheet(_("Ageing"), columns, rows())


DUE_FIELDS = (
    ("subject", 16), ("licensee_name", 30), ("kind", 12), ("title", 26), ("state", 12), ("due_on", 12),
    ("expected_on", 12), ("amount_fen", 16), ("paid_fen", 16), ("expected_fen", 16), ("working", 60),
)  # fmt: skip


def _dues(reader: Reader, day: date) -> Sheet:
    kind = kind_of("due")
    assert kind is not None
    columns = [_number(_("Number"))]
    for name, width in DUE_FIELDS:
        label = kind.label_of(name)
        shape = Kind.WRAPPED if name == "working" else Kind.PLAIN
        columns.append(_money(label) if name.endswith("_fen") else Column(label, width, shape))
    columns += [_money(_("Not paid")), Column(_("Days overdue"), 10)]

    def rows() -> Iterator[tuple[Value, ...]]:
        last = 0
        while found := DUES.where(reader, "id > ?", (last,), f"id LIMIT {BATCH}"):
            last = found[-1].id
            for due in found:
                record = due.record
                values = tuple(_value(name, getattr(record, name), kind.codes) for name, _width in DUE_FIELDS)
                yield (due.number, *values, yuan(record.open_fen), overdue_since(record, day) or None)

    return Sheet(_("Sums due"), columns, rows())


def _value(name: str, value: object, codes: object) -> Value:
    if name.endswith("_fen") and isinstance(value, int):
        return yuan(value)
    if isinstance(value, tuple):
        return "\n".join(value)
    known = codes.get(name, {}) if isinstance(codes, dict) else {}
    if value in known:
        return _(known[value])
    return value if isinstance(value, (date, Decimal)) or value is None else str(value)


def _forecast(reader: Reader, day: date) -> Sheet:
    columns = (
        Column(_("Quarter"), 22),
        *map(
            _money,
            (
                _("Fixed"),
                _("Milestones"),
                _("Royalties by their mean"),
                _("Royalties by the minimum"),
                _("Together"),
            ),
        ),
        Column(_("Royalties not to be told"), 16),
    )

    def rows() -> Iterator[tuple[Value, ...]]:
        for item in forecast(reader, day, quarters=QUARTERS).quarters:
            sums = (item.fixed_fen, item.milestone_fen, item.mean_fen, item.minimum_fen, item.total_fen)
            yield (quarter_words(item.key), *map(yuan, sums), item.unknown or None)

    return Sheet(_("Forecast"), columns, rows())
