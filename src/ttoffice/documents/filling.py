"""Texts with places to fill: `{licensee}`, `{ref:term}`; `{{` and `}}` are the brackets themselves.

A text is taken apart once, when its template is read. What is filled in is never looked through again, so that a
name with brackets in it stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ttoffice.i18n import gettext as _

_PART = re.compile(r"\{\{|\}\}|\{([A-Za-z][\w.]*(?::[A-Za-z][\w.]*)?)\}|[{}]", re.ASCII)


class FillingError(ValueError):
    """A text is no template; the message says why, in the user's language; `place` is where in the text."""

    def __init__(self, message: str, place: int) -> None:
        super().__init__(message)
        self.place = place


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to fill, by its name; `place` is where in the text it stands."""

    name: str
    place: int


Template = tuple[str | Slot, ...]


def parse(text: str) -> Template:
    """Return the parts of a text; raise FillingError for a bracket that is neither one of a pair nor doubled."""
    found: list[str | Slot] = []
    end = 0
    for match in _PART.finditer(text):
        found.append(text[end : match.start()])
        if match[1]:
            found.append(Slot(match[1], match.start()))
        elif match[0] in ("{{", "}}"):
            found.append(match[0][0])
        else:
            raise FillingError(
                _(
                    "%(mark)s stands alone; write {name} for a place to fill, {{ and }} for the marks themselves"
                )
                % {"mark": match[0]},
                match.start(),
            )
        end = match.end()
    found.append(text[end:])
    return tuple(part for part in found if part != "")


def slots(template: Template) -> Iterator[Slot]:
    """Yield the places to fill."""
    return (part for part in template if isinstance(part, Slot))


def fill(template: Template, value: Callable[[str], str]) -> str:
    """Return the text with every place filled."""
    return "".join(part if isinstance(part, str) else value(part.name) for part in template)
