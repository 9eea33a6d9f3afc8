"""A shelf: where the records of one kind stand, one row each, with their numbers, versions and history.

A record is a frozen dataclass; its fields are the columns of its table. Text, whole numbers, dates and codes
are columns of their own; tuples of texts or of dataclasses are JSON in one column. Areas read and write
their records only through their shelf, so that no change can miss the history.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ttoffice.action.core import Kind, Subject
from ttoffice.i18n import gettext as _
from ttoffice.numbering import PREFIXES
from ttoffice.store.canonical import canonical
from ttoffice.store.connection import Reader, Row

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from ttoffice.action.office import Context

R = TypeVar("R")


@dataclass(frozen=True)
class Shelf(Generic[R]):
    """Keeps the records of one kind.

    Attributes:
        code: the kind, which is also the name of its table.
        record: the frozen dataclass of a record.
        packed: the fields that are kept as JSON.
        found_by: the text fields (also packed ones) that a search looks in; their words and pinyin stand in `words`.
    """

    code: str
    record: type[R]
    packed: frozenset[str] = frozenset()
    found_by: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns of a record, in the order of its fields."""
        return tuple(field.name for field in fields(self.record))  # type: ignore[arg-type]  # always a dataclass

    @cached_property
    def kind(self) -> Kind[R]:
        """The kind of record, for actions."""
        return Kind(self.code, self.load)

    @cached_property
    def _adapter(self) -> TypeAdapter[R]:
        from pydantic import TypeAdapter

        return TypeAdapter(self.record)

    # --- forms -----------------------------------------------------------------------------------------

    def document(self, record: R) -> dict[str, Any]:
        """Return the JSON form of a record."""
        found: dict[str, Any] = self._adapter.dump_python(record, mode="json")
        return found

    def from_document(self, document: Mapping[str, Any]) -> R:
        """Return the record of a JSON form; what it lacks takes its default, what is not known is left out."""
        return self._adapter.validate_python({key: document[key] for key in self.columns if key in document})

    def _values(self, document: Mapping[str, Any]) -> list[Any]:
        return [
            json.dumps(document[name], ensure_ascii=False, separators=(",", ":"))
            if name in self.packed
            else document[name]
            for name in self.columns
        ]

    def _subject(self, row: Row) -> Subject[R]:
        row_id, number, version, *values = row
        raw = {
            name: json.loads(value) if name in self.packed else value
            for name, value in zip(self.columns, values, strict=True)
        }
        record = self._adapter.validate_python(raw)
        return Subject(row_id, number, version, record, self.document(record))

    # --- reading ---------------------------------------------------------------------------------------

    @property
    def _select(self) -> str:
        return f"SELECT id, number, version, {', '.join(self.columns)} FROM {self.code}"

    def load(self, reader: Reader, number: str) -> Subject[R] | None:
        """Return a record by its number, or None."""
        row = reader.one(f"{self._select} WHERE number = ?", (number,))
        return self._subject(row) if row else None

    def where(
        self, reader: Reader, condition: str = "1", params: Sequence[Any] = (), order: str = "id"
    ) -> list[Subject[R]]:
        """Return the records that meet an SQL condition over the columns, in an order."""
        rows = reader.all(f"{self._select} WHERE {condition} ORDER BY {order}", params)
        return [self._subject(row) for row in rows]

    # --- writing ---------------------------------------------------------------------------------------

    def enter(self, ctx: Context, record: R) -> str:
        """Write a new record under the next number of the year; return the number."""
        from ttoffice.store.series import draw

        number = draw(ctx.db, PREFIXES[self.code], ctx.today.year)[0]
        document = self.document(record)
        names = ("number", "version", "words", *self.columns)
        cursor = ctx.db.execute(
            f"INSERT INTO {self.code} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
            (number, 1, self._words(number, document), *self._values(document)),
        )
        ctx.changed(self.code, cursor.lastrowid or 0, number, 1, None, document)
        return number

    def write(self, ctx: Context, subject: Subject[R], record: R) -> str:
        """Write a changed record, its version one higher; an unchanged one is left alone. Return the number."""
        document = self.document(record)
        if document != subject.document:
            names = ("version", "words", *self.columns)
            ctx.db.execute(
                f"UPDATE {self.code} SET {', '.join(f'{name} = ?' for name in names)} WHERE id = ?",
                (
                    subject.version + 1,
                    self._words(subject.number, document),
                    *self._values(document),
                    subject.id,
                ),
            )
            ctx.changed(
                self.code, subject.id, subject.number, subject.version + 1, subject.document, document
            )
        return subject.number

    def _words(self, number: str, document: Mapping[str, Any]) -> str:
        """Return what a search looks in: the number, the chosen fields, and the pinyin of both."""
        from ttoffice.store.pinyin import (
            spellings,  # here, because lists are read on the way to the first frame
        )
        from ttoffice.store.search_text import normalise

        texts = [normalise(text) for name in self.found_by for text in _texts(document[name])]
        spoken = {
            form
            for text in texts
            for spelling in spellings(text)
            for form in (spelling.initials, "".join(spelling.syllables).replace("-", ""))
        }
        return "\n".join((number.lower(), *texts, *sorted(spoken)))

    # --- checking --------------------------------------------------------------------------------------

    def breaks(self, reader: Reader) -> Iterator[str]:
        """Yield each record that differs from the newest entry of its history, and each that is gone."""
        newest = {
            row[0]: row[1:]
            for row in reader.execute(
                "SELECT subject_id, number, MAX(version), document FROM revision WHERE kind = ?"
                " GROUP BY subject_id",
                (self.code,),
            )
        }
        for row in reader.execute(f"{self._select} ORDER BY id"):
            try:
                subject = self._subject(row)
                stands = (subject.number, subject.version, canonical(subject.document))
            except (ValueError, TypeError):
                stands = ("", 0, "")
            if newest.pop(row[0], None) != stands:
                yield _("Register: %(number)s was changed without an action.") % {"number": row[1]}
        for number, _version, _document in newest.values():
            yield _("Register: %(number)s was removed.") % {"number": number}


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for item in value.values() for text in _texts(item))
    elif isinstance(value, list):
        yield from (text for item in value for text in _texts(item))
