"""A draft as it would stand if it were saved now: what the law says of it, and its terms as sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ttoffice.errors import RefusedError
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.screens.kit.reading import Reading, Section
from ttoffice.widgets.reasons import bracketed, cite

if TYPE_CHECKING:
    from textual.widget import Widget

    from ttoffice.action.office import Office


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was found of a draft.

    Attributes:
        reasons: what refuses or is doubtful, in the order of the contract.
        terms: the JSON form of the terms as they would stand; None while they cannot stand at all.
    """

    reasons: tuple[Reason, ...] = ()
    terms: Mapping[str, Any] | None = field(default=None)


def assess(office: Office, name: str, data: dict[str, Any], number: str | None) -> Assessment:
    """Try an action in a dry run and return what speaks against the license that it would leave behind."""
    from ttoffice.action import perform
    from ttoffice.licenses.checking import reasons as checked
    from ttoffice.licenses.reading import load
    from ttoffice.licenses.shelves import LICENSES

    try:
        outcome = perform(office, name, data, subject=number, dry_run=True)
    except RefusedError as refused:
        return Assessment(tuple(refused.reasons))
    found = next((after for key, _before, after in outcome.changes if key.startswith("XK-")), None)
    with office.reader() as reader:
        standing = load(reader, number) if number else None
        if found is not None:
            record = LICENSES.from_document(found)
        elif standing is not None:
            record = standing.record
        else:
            return Assessment(outcome.warnings)
        told = checked(reader, number or "", record, office.rulebook, office.today)
    terms = LICENSES.document(record)["terms"]
    known = {(reason.code, reason.field) for reason in told}
    others = [reason for reason in outcome.warnings if (reason.code, reason.field) not in known]
    return Assessment((*others, *told), terms)


def beside(
    widget: Widget, title: str, reasons: Sequence[Reason], assessment: Assessment, step: str
) -> Reading:
    """Return what stands beside a step: what is missing, what is doubtful, and the terms as they would read."""
    return Reading("", title, 0, {}, tuple(_sections(widget, reasons, assessment, step)))


def _sections(
    widget: Widget, reasons: Sequence[Reason], assessment: Assessment, step: str
) -> Iterator[Section]:
    from ttoffice.screens.licensing.terms import terms_sections

    for warning, heading in ((False, _("Still missing or wrong")), (True, _("Worth a look"))):
        lines = tuple(
            (f"{place}", f"{reason.message}{bracketed(cite(widget, reason.basis))}")
            for place, reason in enumerate((one for one in reasons if one.warning is warning), 1)
        )
        if lines:
            yield Section(heading, lines)
    if not reasons and assessment.terms is not None:
        yield Section(_("Nothing is missing here."), ())
    if assessment.terms is not None and step in ("fees", "grants", "extent", "check"):
        scope, plan = terms_sections(assessment.terms)
        yield from (plan,) if step == "fees" else (scope, plan) if step == "check" else (scope,)
