"""What migrations build tables with; what a function here makes never changes, a new form is a new function."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op


def column(name: str, kind: type[sa.types.TypeEngine[Any]], *, empty: bool = False) -> sa.Column[Any]:
    """Return a column; NOT NULL unless it may be empty."""
    return sa.Column(name, kind(), nullable=empty)


def texts(*names: str) -> list[sa.Column[Any]]:
    """Return text columns that always hold a text."""
    return [column(name, sa.String) for name in names]


def optional_texts(*names: str) -> list[sa.Column[Any]]:
    """Return text columns that may be NULL: dates as ISO text, codes not chosen."""
    return [column(name, sa.String, empty=True) for name in names]


def integers(*names: str) -> list[sa.Column[Any]]:
    """Return integer columns that always hold a number; truth is 0 or 1."""
    return [column(name, sa.Integer) for name in names]


def optional_integers(*names: str) -> list[sa.Column[Any]]:
    """Return integer columns that may be NULL: amounts and counts that nobody has said."""
    return [column(name, sa.Integer, empty=True) for name in names]


def code_checks(table: str, codes: Mapping[str, Sequence[str]]) -> list[sa.CheckConstraint]:
    """Return the named CHECK of each coded column."""
    return [
        sa.CheckConstraint(
            f"{name} IN ({', '.join(repr(code) for code in listed)})", name=op.f(f"ck_{table}_{name}")
        )
        for name, listed in codes.items()
    ]


def make_shelf(
    table: str, *columns: sa.schema.SchemaItem, codes: Mapping[str, Sequence[str]] | None = None
) -> None:
    """Make the table of a kind of record that stands on a shelf; no row of it can be removed."""
    op.create_table(
        table,
        column("id", sa.Integer),
        *texts("number"),
        column("version", sa.Integer),
        *texts("words"),
        *columns,
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("number", name=f"uq_{table}_number"),
        *code_checks(table, codes or {}),
    )
    forbid(table, "DELETE")


def forbid(table: str, verb: str, when: str = "", name: str = "") -> None:
    """Make the database itself refuse a verb (`UPDATE`, `DELETE`, `UPDATE OF a, b`) on a table, always or under a condition.

    The trigger's name is `<table>_no_<verb>` unless another is given.
    """
    trigger = name or f"{table}_no_{verb.split(maxsplit=1)[0].lower()}"
    condition = f" WHEN {when}" if when else ""
    op.execute(
        f"CREATE TRIGGER {trigger} BEFORE {verb} ON {table}{condition}"
        f" BEGIN SELECT RAISE(ABORT, '{table}: what stands is not changed'); END"
    )


def amount_checks(
    table: str, not_negative: Sequence[str] = (), positive: Sequence[str] = ()
) -> list[sa.CheckConstraint]:
    """Return the named CHECK of each amount or count that must not be negative, or must be more than nothing."""
    return [
        sa.CheckConstraint(f"{name} {sign} 0", name=op.f(f"ck_{table}_{name}"))
        for names, sign in ((not_negative, ">="), (positive, ">"))
        for name in names
    ]
