"""What the register adds to a dossier: how a result's document is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ttoffice.results.details import readable


def _lines(document: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    return readable(dict(document))


READABLE: Mapping[str, Callable[[Mapping[str, Any]], Iterable[tuple[str, str]]]] = {"result": _lines}
