"""Verbs about a record besides editing it: what a dialog asks for, and how sure one must be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.widgets.fields import Field

Ladder = Literal["plain", "ask", "type"]
"""How sure one must be: done at once, after a question whose default is no, or after typing the number."""


def no_fields() -> tuple[Field, ...]:
    """Return what a verb asks for that asks for nothing."""
    return ()


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb.

    Attributes:
        name: the action.
        label_source: catalog string of what it does.
        fields: gives what its dialog asks for.
        probe: data that would be allowed, to ask whether the record itself stands in the way.
        ladder: how sure one must be where nothing is asked for.
        bulk: whether it can be done with many records at once.
    """

    name: str
    label_source: str
    fields: Callable[[], tuple[Field, ...]] = no_fields
    probe: Mapping[str, Any] = field(default_factory=dict)
    ladder: Ladder = "plain"
    bulk: bool = True

    @property
    def label(self) -> str:
        """What it does, in the user's language."""
        return _(self.label_source)


def sent(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values to send to a verb: those that are not empty."""
    return {item.key: values[item.key] for item in fields if values[item.key] not in (None, "", [])}
