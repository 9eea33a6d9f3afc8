"""The text of a contract as records read it: line by line, as it stands on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from ttoffice.licenses.contracts.text import ContractText, lines_of

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@cache
def _adapter() -> TypeAdapter[ContractText]:
    from pydantic import TypeAdapter

    return TypeAdapter(ContractText)


def text_told(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the lines of a contract's JSON form."""
    for line in lines_of(_adapter().validate_python(document)):
        yield "", line
