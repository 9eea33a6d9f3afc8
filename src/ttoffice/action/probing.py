"""What an action is asked with before anything is typed: a sample for each field that its input must have.

So its guards can say what stands in the way of the record itself.
"""

from __future__ import annotations

import types
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

if TYPE_CHECKING:
    from pydantic import BaseModel


def probe_of(model: type[BaseModel], day: date) -> dict[str, Any]:
    """Return data for the fields that must be given; days are `day`."""
    return {
        key: _sample(info.annotation, day) for key, info in model.model_fields.items() if info.is_required()
    }


def _sample(annotation: Any, day: date) -> Any:
    plain = _plain(annotation)
    if get_origin(plain) is Literal:
        return get_args(plain)[0]
    if isinstance(plain, type):
        if issubclass(plain, Enum):
            return next(iter(plain)).value
        return _of_type(plain, day)
    return {} if get_origin(plain) is dict else []


def _of_type(plain: type, day: date) -> Any:
    if plain is date:
        return day.isoformat()
    if plain is bool:
        return True
    if plain is int:
        return 1
    return {} if hasattr(plain, "model_fields") or plain is dict else "-"


def _plain(annotation: Any) -> Any:
    """Return a type without None and without what checks it."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _plain(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        choices = [item for item in get_args(annotation) if item is not type(None)]
        lists = (item for item in choices if get_origin(_plain(item)) is tuple)
        return _plain(next(lists, choices[0]))
    return annotation
