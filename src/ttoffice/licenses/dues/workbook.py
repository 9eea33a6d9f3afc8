"""The receivables as a workbook: balances, ageing, every due, and the forecast; amounts in yuan, text never a formula."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from ttoffice.action.kinds import kind_of
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses.dues.ageing import BUCKETS, Ageing, ageing, total_ageing
from ttoffice.licenses.dues.balances import Balance, balance, balances
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


SUMS = (
    ("owed_fen", N_("Owed")),
    ("paid_fen", N_("Paid")),
    ("open_fen", N_("Not paid")),
    ("overdue_fen", N_("Overdue")),
    ("waived_fen", N_("Waived")),
    ("expected_fen", N_("Expected")),
    ("received_fen", N_("Received")),
    ("refunded_fen", N_("Refunded")),
    ("free_fen", N_("Not allocated")),
)
"""The sums of a balance, and their catalog strings."""


def _balances(reader: Reader, day: date) -> Sheet:
    columns = (
        _number(_("License number")),
        Column(_("Name of the licensee"), 30),
        Column(_("Name of the license"), 30),
        *(_money(_(label)) for _name, label in SUMS),
        Column(_("Overdue since"), 12),
    )

    def row(item: Balance, number: str) -> tuple[Value, ...]:
        sums = (yuan(getattr(item, name)) for name, _label in SUMS)
        return (number, item.licensee, item.title, *sums, item.overdue_since)

    def rows() -> Iterator[tuple[Value, ...]]:
        yield from (row(item, item.license) for item in balances(reader, day))
        yield row(balance(reader, day), _("Together"))

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

    def row(item: Ageing, number: str) -> tuple[Value, ...]:
        fen = (*item.open_fen, item.total_fen)
        return (number, item.licensee, *map(_filled, fen), item.limitation_on, _filled(item.limited_fen))

    def rows() -> Iterator[tuple[Value, ...]]:
        yield from (row(item, item.license) for item in ageing(reader, day))
        yield row(total_ageing(reader, day), _("Together"))

    return Sheet(_("Ageing"), columns, rows())


def _filled(fen: int) -> Decimal | None:
    """Return an amount in yuan; an empty cell for nothing."""
    return yuan(fen) if fen else None


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
                late = overdue_since(record, day) or None
                yield (due.number, *values, _filled(record.open_fen), late)

    return Sheet(_("Sums due"), columns, rows())


def _value(name: str, value: object, codes: object) -> Value:
    if name.endswith("_fen") and isinstance(value, int):
        return _filled(value)
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
            yield (quarter_words(item.key), *map(_filled, sums), item.unknown or None)

    return Sheet(_("Forecast"), columns, rows())
