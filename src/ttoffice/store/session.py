"""An SQLModel session on an open driver connection, inside a transaction that somebody else began.

The session neither begins nor commits: `Writer` does. Its engine has exactly this one connection.
"""

from __future__ import annotations

import sqlite3

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlmodel import Session


class _Borrowed:
    """The driver connection with commit, rollback and close left to its owner."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)

    def create_function(self, *_details: object, **_more: object) -> None:
        """Leave out SQLAlchemy's own SQL functions: none is used, and none can be made while a query runs."""

    def commit(self) -> None:
        """Leave the transaction to its owner."""

    def rollback(self) -> None:
        """Leave the transaction to its owner."""

    def close(self) -> None:
        """Leave the connection to its owner."""


def session_on(connection: sqlite3.Connection) -> Session:
    """Return a session that works on the connection's open transaction."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: _Borrowed(connection),
        poolclass=StaticPool,
        hide_parameters=True,
    )

    return Session(engine, autoflush=True, expire_on_commit=False)
