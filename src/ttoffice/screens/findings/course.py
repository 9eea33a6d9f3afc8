"""The course of a finding as it is read: every stage from the application to the archive, and what each still lacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ttoffice.findings import clocks, reading
from ttoffice.findings.gathering import gather
from ttoffice.findings.outlook import Seen, missing, outlook
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason, refusing
from ttoffice.rulebook.citing import basis_text
from ttoffice.screens.kit.reading import Section, Shown
from ttoffice.screens.kit.tabs import TabContent, View
from ttoffice.widgets.reasons import bracketed
from ttoffice.widgets.states import State, state

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.findings.facts import FindingFacts
    from ttoffice.rulebook import Rulebook
    from ttoffice.screens.modals.why import WhySection
    from ttoffice.store.connection import Reader


def facts_of(office: Office, reader: Reader, number: str) -> FindingFacts | None:
    """Return what the rules look at about a finding as it stands today; None where there is no such finding."""
    found = reading.load(reader, number)
    if found is None:
        return None
    return gather(reader, office.rulebook, number, found.record, office.today)


def course_of(office: Office, reader: Reader, number: str) -> tuple[Seen, ...]:
    """Return the stages of a finding as they stand today; none where there is no such finding."""
    facts = facts_of(office, reader, number)
    return () if facts is None else outlook(facts)


def course_tab(view: View) -> TabContent:
    """Return the stages, and what those that are not done lack; of an earlier form the stages alone would mislead."""
    if not view.moment.now:
        from ttoffice.screens.findings.case_tabs import case_tab

        return case_tab(view)
    facts = facts_of(view.office, view.reader, view.number)
    if facts is None:
        return TabContent()
    seen = outlook(facts)
    steps = tuple((f"{place:>2} {_(one.stage.label)}", _standing(one)) for place, one in enumerate(seen, 1))
    lacking = tuple(
        Section(
            _("What is missing: %(step)s") % {"step": _(one.stage.label)},
            tuple(_reason_line(view.office.rulebook, reason) for reason in reasons),
        )
        for one, reasons in missing(seen)
    )
    running = clocks.told(clocks.clocks(view.reader, view.number, view.office.today))
    runs = ((_("Clocks"), running),) if running else ()
    return TabContent((Section(_("Steps"), (*runs, *steps)), *lacking))


def _standing(one: Seen) -> State:
    day = f" {one.day.isoformat()}" if one.day is not None else ""
    count = len(refusing(one.missing))
    lacks = _(", %(count)d missing") % {"count": count} if count else ""
    if one.standing == "done":
        return state("good", f"{_('done')}{day}")
    if one.standing == "broken":
        return state("bad", f"{_('no longer holds')}{lacks}")
    if one.standing == "here":
        return State("*", f"{_('here')}{lacks}", "info")
    return state("muted", _("not reached") if one.standing == "never" else f"{_('ahead')}{lacks}")


def _reason_line(rulebook: Rulebook, reason: Reason) -> tuple[str, Shown]:
    mark = _("Hint") if reason.warning else _("Missing")
    basis = bracketed(basis_text(rulebook, reason.basis)) if reason.basis else ""
    return mark, f"{reason.message}{basis}"


def standing_sections(office: Office, number: str) -> Iterator[WhySection]:
    """Yield each stage of a finding, with the reasons that Enter shows the article of."""
    from ttoffice.screens.modals.why import WhySection

    with office.reader() as reader:
        seen = course_of(office, reader, number)
    reasons = {one.stage.code: found for one, found in missing(seen)}
    for place, one in enumerate(seen, 1):
        found = reasons.get(one.stage.code, ())
        yield WhySection(f"{place:>2} {_(one.stage.label)}", str(_standing(one)), (), found)
