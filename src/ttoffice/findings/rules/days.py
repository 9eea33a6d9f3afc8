"""The order of days: no step lies in the future, and none before the step it stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from ttoffice.findings.facts import FindingFacts
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses.refusals import future, no_exhibit
from ttoffice.reasons import Reason

Earlier = Callable[[FindingFacts], date | None]


def not_to_come(facts: FindingFacts) -> Iterator[Reason]:
    """Nothing is recorded before it has happened."""
    yield from future(facts.on, facts.today, code="finding.future", basis="exemption:12")


def not_before(
    what: str, earlier: Earlier, basis: str = "exemption:12"
) -> Callable[[FindingFacts], Iterable[Reason]]:
    """Return a guard: the act does not lie before another; `what` is the catalog string of that one."""

    def guard(facts: FindingFacts) -> Iterator[Reason]:
        day = earlier(facts)
        if day is not None and facts.on < day:
            message = _("%(day)s lies before %(earlier)s, when %(what)s.")
            told = {"day": facts.on.isoformat(), "earlier": day.isoformat(), "what": _(what)}
            yield Reason("finding.order", message % told, basis, "on")

    return guard


after_receipt = not_before(N_("it was received"), lambda facts: facts.record.received_on)
after_answer = not_before(N_("it was accepted"), lambda facts: facts.record.answered_on)
after_begin = not_before(N_("the investigation began"), lambda facts: facts.record.begun_on)
after_sending_back = not_before(
    N_("it was sent back"), lambda facts: max((one.on for one in facts.record.sent_back), default=None)
)
after_report = not_before(N_("it was reported"), lambda facts: facts.record.reported_on)
after_decision = not_before(N_("it was decided"), lambda facts: facts.record.decided_on, "exemption:13")
after_final = not_before(N_("it became final"), lambda facts: facts.record.final_on, "exemption:14")
after_archiving = not_before(N_("it was archived"), lambda facts: facts.record.archived_on, "exemption:14")


def exhibits_exist(facts: FindingFacts) -> Iterator[Reason]:
    """Exhibits that are named must be there."""
    yield from (no_exhibit(number) for number in facts.missing_exhibits)


def gives_a_reason(facts: FindingFacts) -> Iterator[Reason]:
    """Who does this says why."""
    if not facts.reason.strip():
        yield Reason("finding.no_reason", _("Say why; the file keeps it."), "exemption:12", "reason")
