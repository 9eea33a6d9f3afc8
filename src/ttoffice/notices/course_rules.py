"""The rules of a notice's course: its days, its proof, and what must not be open when it ends. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ttoffice.i18n import gettext as _
from ttoffice.notices.judging import NoticeFacts
from ttoffice.reasons import Reason

# --- days ----------------------------------------------------------------------------------------------


def not_to_come(facts: NoticeFacts) -> Iterator[Reason]:
    """Nothing is recorded before it has happened."""
    if facts.on > facts.today:
        yield Reason(
            "notice.future",
            _("%(day)s is still to come.") % {"day": facts.on.isoformat()},
            facts.basis,
            "on",
        )


def _not_before(facts: NoticeFacts, earlier: date | None, what: str) -> Iterator[Reason]:
    if earlier is not None and facts.on < earlier:
        yield Reason(
            "notice.order",
            _("%(day)s lies before %(earlier)s, when %(what)s.")
            % {"day": facts.on.isoformat(), "earlier": earlier.isoformat(), "what": what},
            facts.basis,
            "on",
        )


def after_approval(facts: NoticeFacts) -> Iterator[Reason]:
    """A notice is published after it was approved."""
    yield from _not_before(facts, facts.record.approved_on, _("it was approved"))


def after_publication(facts: NoticeFacts) -> Iterator[Reason]:
    """What befalls a published notice befalls it after its publication."""
    yield from _not_before(facts, facts.record.published_on, _("it was published"))


def after_taking_down(facts: NoticeFacts) -> Iterator[Reason]:
    """A notice closes once it was taken down."""
    yield from _not_before(facts, facts.record.taken_down_on, _("it was taken down"))


def period_is_over(facts: NoticeFacts) -> Iterator[Reason]:
    """The whole last day must have passed; while the clock stands still it has not."""
    if facts.record.state != "published":
        return
    if facts.paused:
        yield Reason(
            "notice.paused",
            _("The clock of the period is stopped; let it run on first."),
            facts.basis,
            "deadline",
        )
    elif facts.ends_on is None:
        yield Reason(
            "notice.no_deadline",
            _("The notice has no period that runs; publish it anew in a further round (notice.restart)."),
            facts.basis,
            "deadline",
        )
    elif facts.on <= facts.ends_on:
        yield Reason(
            "notice.too_early",
            _("The period runs to the end of %(day)s; the earliest day is the one after.")
            % {"day": facts.ends_on.isoformat()},
            facts.basis,
            "on",
        )
    if facts.provisional:
        message = (
            _("The last day is provisional: load the calendar of its year first; a period too short is void.")
            if facts.record.kind == "finding"
            else _("The last day is provisional: the calendar of its year is not loaded yet.")
        )
        warning = facts.record.kind != "finding"
        yield Reason("notice.provisional", message, facts.basis, "deadline", warning=warning)


# --- proof and what is open ----------------------------------------------------------------------------


def exhibits_exist(facts: NoticeFacts) -> Iterator[Reason]:
    """Exhibits that are named must be there."""
    for number in facts.missing_exhibits:
        yield Reason(
            "notice.no_exhibit",
            _("There is no exhibit numbered %(number)s; attach the photo or screenshot first.")
            % {"number": number},
            "exemption:12",
            "exhibits",
        )


def posting_is_proved(facts: NoticeFacts) -> Iterator[Reason]:
    """A photo or screenshot shows that the notice hung there."""
    if not facts.record.posted:
        yield Reason(
            "notice.no_proof_of_posting",
            _("No photo or screenshot proves that the notice was posted."),
            facts.basis,
            "posted",
        )


def taking_down_is_proved(facts: NoticeFacts) -> Iterator[Reason]:
    """And another one that it was taken down, after the period."""
    record = facts.record
    if record.taken_down_on is None:
        yield Reason(
            "notice.not_taken_down", _("The notice has not been taken down."), facts.basis, "taken_down_on"
        )
    elif facts.ends_on is not None and record.taken_down_on <= facts.ends_on:
        yield Reason(
            "notice.taken_down_early",
            _("It was taken down on %(day)s, before the period had ended; withdraw it and begin a new round.")
            % {"day": record.taken_down_on.isoformat()},
            facts.basis,
            "taken_down_on",
        )
    if not record.taken_down:
        yield Reason(
            "notice.no_proof_of_taking_down",
            _("No photo or screenshot proves that the notice was taken down."),
            facts.basis,
            "taken_down",
        )


def nothing_is_open(facts: NoticeFacts) -> Iterator[Reason]:
    """No objection is unanswered and no review runs."""
    if facts.open_objections:
        yield Reason(
            "notice.objection_open",
            _("An objection is not settled: %(numbers)s.") % {"numbers": "、".join(facts.open_objections)},
            "exemption:13",
            "state",
        )
    if facts.running_reviews:
        yield Reason(
            "notice.review_runs",
            _("A review is not decided: %(numbers)s.") % {"numbers": "、".join(facts.running_reviews)},
            "exemption:13",
            "state",
        )


def no_later_round(facts: NoticeFacts) -> Iterator[Reason]:
    """A round is followed by one round only."""
    if facts.later_round:
        yield Reason(
            "notice.followed",
            _("The next round stands already: %(number)s.") % {"number": facts.later_round},
            facts.basis,
            "round",
        )


def gives_a_reason(facts: NoticeFacts) -> Iterator[Reason]:
    """Who withdraws a notice says why."""
    if not facts.record.withdrawn_reason.strip():
        yield Reason("notice.no_reason", _("Say why the notice is withdrawn."), facts.basis, "reason")


def nothing_rests_on_it(facts: NoticeFacts) -> Iterator[Reason]:
    """A notice that a final record rests on is not taken back by hand; a review or new facts change the record."""
    if facts.relied_on:
        message = _(
            "%(number)s is final and rests on this notice; it is reopened on new facts, not taken back."
        )
        yield Reason("notice.relied_on", message % {"number": facts.record.subject}, facts.basis, "subject")


def posting_warned(facts: NoticeFacts) -> Iterator[Reason]:
    """Publishing without a photo is possible, closing is not."""
    for reason in posting_is_proved(facts):
        yield Reason(reason.code, reason.message, reason.basis, reason.field, warning=True)
