"""What the rules of publicity look at, and the hash that a text is known by. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

from ttoffice.notices.record import BASIS, NoticeRecord
from ttoffice.reasons import Reason


def holds_whole(text: str, whole: str) -> bool:
    """Return whether a text holds another word for word, on lines of its own: nothing is said before or after it there."""
    return f"\n{whole.strip()}\n" in f"\n{text}\n"


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text as it is published, in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Decided:
    """A collective decision as a notice's approval sees it; `text_sha256` where it decided this very text.

    Attributes:
        elsewhere: whether it is about neither the notice nor what the notice is about.
    """

    number: str
    decided_on: date | None
    text_sha256: str = ""
    elsewhere: bool = False


@dataclass(frozen=True)
class NoticeFacts:
    """What the rules look at: the notice as it is to be, the day of the act, and what other records say.

    Attributes:
        record: the notice.
        today, on: the day of law, and the day of the act.
        ends_on: the last day of the period; None before publication.
        paused: whether its clock is stopped; `provisional` whether its last day may still move.
        open_objections, running_reviews: numbers of what is not settled about this subject.
        missing_exhibits: exhibit numbers that are named and do not exist.
        decision_asked: whether the unit asks for a collective decision before approval.
        decision: the decision named, where it is decided and adopted.
        own: the unit's own address and lines, which are no leak.
        policy: the period that the unit's policy of the day asks, such as `15d`; `policy_source` says on what it rests.
        shorter: whether the notice's own period is shorter than the policy's.
        later_round: the number of the next round where there is one.
        secrets: why the subject's content is secret; empty where it is not.
        whole: a text that must stand in the notice word for word, such as that of a rule or a conclusion.
        refusals: why the record that it is about cannot be published yet, or any more.
        since: the day before which the notice cannot have been approved, such as that of the decision.
        relied_on: whether the record that it is about is final and rests on this very notice.
    """

    record: NoticeRecord
    today: date
    on: date
    ends_on: date | None = None
    paused: bool = False
    provisional: bool = False
    open_objections: tuple[str, ...] = ()
    running_reviews: tuple[str, ...] = ()
    missing_exhibits: tuple[str, ...] = ()
    decision_asked: bool = False
    decision: Decided | None = None
    own: tuple[str, ...] = ()
    policy: str = ""
    policy_source: str = ""
    shorter: bool = False
    later_round: str = ""
    secrets: tuple[str, ...] = field(default=())
    whole: str = ""
    refusals: tuple[Reason, ...] = ()
    since: date | None = None
    relied_on: bool = False

    @property
    def basis(self) -> str:
        """The article this kind of notice rests on."""
        return BASIS[self.record.kind]
