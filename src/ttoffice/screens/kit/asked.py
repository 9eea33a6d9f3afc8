"""What an action's input asks for, as fields of a dialog: made from its model, labelled as its kind of record is."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from ttoffice.action import probing
from ttoffice.i18n import gettext as _
from ttoffice.widgets.fields import Field, Kind

if TYPE_CHECKING:
    from pydantic import BaseModel

    from ttoffice.action.kinds import RecordKind

LONG = 2000
"""A text that may be so long is typed over several lines, unless it is only a reason."""


@dataclass(frozen=True)
class Words:
    """How fields are called and explained.

    Attributes:
        labels: catalog strings of fields that are called otherwise than in the record, by key.
        more: catalog strings of fields that the record does not have, by key.
        hints: catalog strings of how fields are written, by key.
        left_out: fields that are not asked for.
        lines: long texts that are typed on one line all the same.
        codes: catalog strings of coded values, by key of the field.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Type:
    """A type of a model's field: what it is without what wraps it, and how long a text may be."""

    plain: Any
    longest: int = 0


def fields_of(model: type[BaseModel], kind: RecordKind, words: Words, about: str = "") -> tuple[Field, ...]:
    """Return the fields of an input model in its order; `about` is the one that takes the record's number."""
    left_out = {about, *words.left_out, *_doubled(model, kind)}
    found = []
    for key, info in model.model_fields.items():
        made = None if key in left_out else _field(key, _Type(info.annotation), info.metadata, kind, words)
        if made is not None:
            found.append(made)
    return tuple(found)


def _doubled(model: type[BaseModel], kind: RecordKind) -> Iterator[str]:
    """Yield amounts in words that stand beside the same amount in fen; not a field that the record has as well."""
    names = model.model_fields
    for name in names:
        words = name.removesuffix("_fen")
        if words != name and words in names and words not in kind.labels:
            yield words


def _field(key: str, raw: _Type, metadata: list[Any], kind: RecordKind, words: Words) -> Field | None:
    found = unwrapped(raw.plain, metadata)
    shape = _shape(key, found, words)
    if shape is None:
        return None
    hint = _(words.hints[key]) if key in words.hints else _usual_hint(shape)
    inner: tuple[Field, ...] = ()
    if shape in ("rows", "entry"):
        inner = fields_of(_model_in(found.plain), kind, words)
    longest = found.longest if shape in ("line", "text") else 0
    return Field(
        key, label_of(key, kind, words), shape, options=_options(key, found.plain, kind, words), fields=inner,
        hint=hint, max_length=longest,
    )  # fmt: skip


def label_of(key: str, kind: RecordKind, words: Words) -> str:
    """Return the label of a field."""
    if key in words.labels:
        return _(words.labels[key])
    return _(words.more[key]) if key in words.more and key not in kind.labels else kind.label_of(key)


def _usual_hint(shape: Kind) -> str:
    return {"date": "2026-03-31", "money": _("such as 300000")}.get(shape, "")


def unwrapped(plain: Any, metadata: list[Any]) -> _Type:
    """Return a type without None and without what checks it; the longest text that it allows."""
    longest = max((_longest(item) for item in metadata), default=0)
    while True:
        origin = get_origin(plain)
        if origin is Annotated:
            longest = max([longest, *(_longest(item) for item in get_args(plain)[1:])])
            plain = get_args(plain)[0]
        elif origin in (Union, types.UnionType):
            choices = [item for item in get_args(plain) if item is not type(None)]
            plain = next((item for item in choices if _is_list(item)), choices[0])
        else:
            return _Type(plain, longest)


def _longest(item: Any) -> int:
    return int(getattr(item, "max_length", None) or 0)


def _is_list(plain: Any) -> bool:
    return get_origin(unwrapped(plain, []).plain if get_origin(plain) is Annotated else plain) is tuple


def _shape(key: str, found: _Type, words: Words) -> Kind | None:
    plain, origin = found.plain, get_origin(found.plain)
    if origin is tuple:
        return "rows" if _model_in(plain) is not None else "words"
    if origin is dict:
        return None
    if origin is Literal or (isinstance(plain, type) and issubclass(plain, Enum)):
        return "code"
    if plain is bool:
        return "choice"
    if plain is date:
        return "date"
    if plain is int:
        return "money" if key.endswith("_fen") else "integer"
    if hasattr(plain, "model_fields"):
        return "entry"
    return "text" if found.longest >= LONG and key not in words.lines else "line"


def _model_in(plain: Any) -> Any:
    """Return the model of a list's entries, or of a single entry; None for plain values."""
    if hasattr(plain, "model_fields"):
        return plain
    inner = unwrapped(get_args(plain)[0], []).plain if get_args(plain) else None
    return inner if hasattr(inner, "model_fields") else None


def _options(key: str, plain: Any, kind: RecordKind, words: Words) -> tuple[tuple[Any, str], ...]:
    if plain is bool:
        return ((True, _("yes")), (False, _("no")))
    if get_origin(plain) is Literal:
        values = [str(value) for value in get_args(plain)]
    elif isinstance(plain, type) and issubclass(plain, Enum):
        values = [str(item.value) for item in plain]
    else:
        return ()
    labels = {**words.codes.get(key, {}), **kind.codes.get(key, {})}
    return tuple((value, _(labels[value]) if value in labels else value) for value in values)


SOME_DAY = date(2026, 1, 1)
"""The day that stands in a probe."""


def probe_of(model: type[BaseModel], about: str = "") -> dict[str, Any]:
    """Return data for the fields that must be given, so that only the record itself can stand in the way."""
    return {key: value for key, value in probing.probe_of(model, SOME_DAY).items() if key != about}
