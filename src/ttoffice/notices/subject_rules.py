"""What the record that a notice is about asks of it: its text word for word, that it stands, that it is relied on. Pure.

An internal rule (exemption Art. 11) or a conclusion (Art. 13) is published as it was decided; where it does not stand
any more, nothing of it is approved, published or closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.notices.rules import NoticeFacts


def holds_whole(text: str, whole: str) -> bool:
    """Return whether a text holds another word for word, on lines of its own: nothing is said before or after it there."""
    return f"\n{whole.strip()}\n" in f"\n{text}\n"


def whole_reasons(facts: NoticeFacts) -> Iterator[Reason]:
    """A rule or a conclusion is published as it was decided, word for word, on lines of its own."""
    if facts.whole and not holds_whole(facts.record.text, facts.whole):
        message = (
            N_("The text does not hold the conclusion word for word as it was decided. Have it drafted anew.")
            if facts.record.kind == "finding"
            else N_("The text does not hold the rule word for word as it was decided. Have it drafted anew.")
        )
        yield Reason("notice.not_word_for_word", _(message), facts.basis, "text")


def conclusion_is_whole(facts: NoticeFacts) -> Iterator[Reason]:
    """A conclusion can be another one by the time that its notice is published or closed; a rule once decided cannot."""
    if facts.record.kind == "finding":
        yield from whole_reasons(facts)


def subject_stands(facts: NoticeFacts) -> Iterator[Reason]:
    """The record that a notice is about must stand as it is to be published, and have done so when it was approved."""
    yield from facts.refusals
    approved = facts.record.approved_on
    if facts.since is not None and approved is not None and approved < facts.since:
        yield Reason(
            "notice.approved_before",
            _("It was approved on %(day)s, before %(since)s, when what it publishes was decided.")
            % {"day": approved.isoformat(), "since": facts.since.isoformat()},
            facts.basis,
            "approved_on",
        )


def nothing_rests_on_it(facts: NoticeFacts) -> Iterator[Reason]:
    """A notice that a final record rests on is not taken back by hand; a review or new facts change the record."""
    if facts.relied_on:
        message = _(
            "%(number)s is final and rests on this notice; it is reopened on new facts, not taken back."
        )
        yield Reason("notice.relied_on", message % {"number": facts.record.subject}, facts.basis, "subject")
