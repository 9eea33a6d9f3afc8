"""Publicity, objections, reviews and feedback: exemption Art. 13."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.findings.facts import FindingFacts, NoticeView
from ttoffice.findings.rules.decision import decided_collectively, proofs_stand
from ttoffice.findings.rules.investigation import panel_is_clear
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.notices.judging import holds_whole
from ttoffice.reasons import Reason

ARTICLE = "exemption:13"


def closed_notice(facts: FindingFacts) -> NoticeView | None:
    """Return the notice that published what is decided now and closed, or None."""
    record = facts.record
    for notice in reversed(facts.notices):
        if (
            notice.state == "closed"
            and not notice.follows_on
            and record.text
            and holds_whole(notice.text, record.text)
            and notice.approved_on is not None
            and record.decided_on is not None
            and notice.approved_on >= record.decided_on
        ):
            return notice
    return None


def was_published(facts: FindingFacts) -> Iterator[Reason]:
    """Published inside the unit word for word as decided, for the whole period, and closed."""
    notice = closed_notice(facts)
    if notice is None:
        message = _(
            "The conclusion as decided has not been published to the end of its period; publish it and close the notice."
        )
        yield Reason("finding.not_published", message, ARTICLE, "notice")
    elif notice.closed_on is not None and facts.on < notice.closed_on:
        message = _("%(number)s closed on %(day)s, later than that.")
        told = {"number": notice.number, "day": notice.closed_on.isoformat()}
        yield Reason("finding.order", message % told, ARTICLE, "on")


def nothing_is_open(facts: FindingFacts) -> Iterator[Reason]:
    """Every objection is settled, every review decided and, where it changed something, acted on."""
    if facts.open_objections:
        message = _("An objection is not settled: %(numbers)s.") % {"numbers": listed(facts.open_objections)}
        yield Reason("finding.objection_open", message, ARTICLE, "objections")
    revisited = {one.review for one in facts.record.sent_back}
    for review in facts.reviews:
        if not review.outcome:
            message = _("A review is not decided: %(numbers)s.") % {"numbers": review.number}
            yield Reason("finding.review_open", message, ARTICLE, "reviews")
        elif review.outcome != "upheld" and review.number not in revisited:
            message = _("%(number)s did not uphold the conclusion; it is to be found and decided again.")
            yield Reason("finding.not_revisited", message % {"number": review.number}, ARTICLE, "reviews")


def reviewed_by_others(facts: FindingFacts) -> Iterator[Reason]:
    """Nobody with a conflict sat on a review of what is decided now."""
    decided_on = facts.record.decided_on
    for review in facts.reviews:
        earlier = review.decided_on is not None and decided_on is not None and review.decided_on < decided_on
        for sentence in () if earlier else review.conflicts:
            message = _("%(number)s: %(why)s") % {"number": review.number, "why": sentence}
            yield Reason("finding.reviewer_conflict", message, "exemption:10(5)", "reviews")


def has_fallen(facts: FindingFacts) -> Iterator[Reason]:
    """Say what a decided conclusion rests on and what does not stand any more: decision, panel, proof, review."""
    yield from decided_collectively(facts)
    yield from panel_is_clear(facts)
    yield from proofs_stand(facts)
    yield from reviewed_by_others(facts)


def after_its_notices(facts: FindingFacts) -> Iterator[Reason]:
    """What is found anew withdraws its notices, not before they were posted or closed."""
    for notice in facts.notices:
        day = notice.closed_on or notice.published_on
        if notice.state in ("published", "closed") and day is not None and facts.on < day:
            message = _("%(number)s is of %(day)s, later than that.")
            told = {"number": notice.number, "day": day.isoformat()}
            yield Reason("finding.order", message % told, ARTICLE, "on")


def rests_on_a_review(facts: FindingFacts) -> Iterator[Reason]:
    """What is decided is found anew after a review that changed or revoked it, once for each.

    Or, without one, where what it rests on has fallen since: then it can never become final as it stands.
    """
    if not facts.review and any(has_fallen(facts)):
        return
    review = next((one for one in facts.reviews if one.number == facts.review), None)
    if review is None or review.outcome in ("", "upheld"):
        message = _("Name the review that changed or revoked the conclusion.")
        yield Reason("finding.no_review", message, ARTICLE, "review")
        return
    if review.number in {one.review for one in facts.record.sent_back}:
        message = _("%(number)s was acted on already.") % {"number": review.number}
        yield Reason("finding.revisited", message, ARTICLE, "review")
    if review.decided_on is not None and facts.on < review.decided_on:
        message = _("%(number)s was decided on %(day)s, later than that.")
        told = {"number": review.number, "day": review.decided_on.isoformat()}
        yield Reason("finding.order", message % told, ARTICLE, "on")
