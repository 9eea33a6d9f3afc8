"""The columns that a list of results can have: by key, with label and text; saved views name them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.results.codes import PaymentMode

if TYPE_CHECKING:
    from ttoffice.results.views import ResultLine


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: its stable key, the catalog string of its heading, and what stands in it for a line."""

    key: str
    label_source: str
    text: Callable[[ResultLine], str]

    @property
    def label(self) -> str:
        """The heading, in the user's language."""
        return _(self.label_source)


MARKS = {"listed": N_("listed"), "in_use": N_("in use"), "unsettled": N_("unsettled")}
"""What a result may be marked as, in a few letters."""


def marks(line: ResultLine) -> tuple[str, ...]:
    """Return what a result is marked as, by the keys of `MARKS`."""
    held = {
        "listed": line.listed_since,
        "in_use": line.implemented == "yes",
        "unsettled": line.flagged,
    }
    return tuple(key for key, value in held.items() if value)


def _marks_text(line: ResultLine) -> str:
    return " ".join(_(MARKS[key]) for key in marks(line))


def _payment(line: ResultLine) -> str:
    return PaymentMode(line.payment_mode).label if line.payment_mode else ""


COLUMNS: dict[str, ListColumn] = {
    column.key: column
    for column in (
        ListColumn("number", N_("Number"), attrgetter("number")),
        ListColumn("title", N_("Title"), attrgetter("title")),
        ListColumn("marks", N_("Marks"), _marks_text),
        ListColumn("result_type", N_("Result type"), attrgetter("type_label")),
        ListColumn("rights", N_("Right number"), attrgetter("rights")),
        ListColumn("department", N_("Department"), attrgetter("department")),
        ListColumn("people", N_("Completers"), attrgetter("people")),
        ListColumn("acquired_on", N_("Acquired on"), lambda line: line.acquired_on or ""),
        ListColumn("maturity", N_("Maturity"), attrgetter("maturity_label")),
        ListColumn("tech_field", N_("Technical field"), attrgetter("field_label")),
        ListColumn("payment_mode", N_("Payment mode"), _payment),
        ListColumn("listed_since", N_("On the pay-later list since"), lambda line: line.listed_since or ""),
        ListColumn("version", N_("Version"), lambda line: str(line.version)),
    )
}
USUAL = ("number", "title", "result_type", "rights", "people", "acquired_on")
"""The columns of a list that nobody has chosen others for."""


def as_document(line: ResultLine, keys: Iterable[str]) -> dict[str, Any]:
    """Return the JSON form of a line, with these columns only."""
    whole = {**line.as_document(), "marks": list(marks(line))}
    return {key: whole[key] for key in keys}
