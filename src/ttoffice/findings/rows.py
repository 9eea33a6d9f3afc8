"""Entries of lists in inputs, as forms send them: what is left empty comes as nothing, and means what it is by default."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import model_validator

from ttoffice.action.inputs import Input


class RowInput(Input):
    """An entry of a list: a value that is null counts as left out."""

    @model_validator(mode="before")
    @classmethod
    def _left_empty(cls, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        return {key: value for key, value in data.items() if value is not None}
