"""The fields of notices, objections and reviews as forms and dialogs ask for them, and their verbs."""

from __future__ import annotations

from collections.abc import Mapping

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.notices.kinds import NOTICE, NOTICE_KINDS, OBJECTION, OUTCOMES, RELATED, REVIEW, SCOPES
from ttoffice.screens.kit.verbs import Verb
from ttoffice.widgets.fields import Field

DAY = "2026-03-31"
NEEDS_TYPING = frozenset(
    {
        "notice.no_decision", "review.no_panel", "review.no_reasons", "review.empty_finding",
        "review.no_exhibit", "review.no_reason", "objection.no_way", "objection.no_receipt",
        "objection.not_written", "objection.no_reason",
    }
)  # fmt: skip
"""What a verb's own dialog asks for: told before, but no hindrance to opening it."""


def _options(codes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((code, _(label)) for code, label in codes.items() if code)


def _yes() -> tuple[tuple[bool, str], ...]:
    return ((True, _("Yes")),)


def notice_fields() -> tuple[Field, ...]:
    """Return the fields of a notice that its draft can change."""
    label = NOTICE.label_of
    fact = (
        Field("label", label("label"), "line"),
        Field("value", label("value"), "text"),
        Field("removed", label("removed"), "choice", options=_yes()),
    )
    return (
        Field("kind", label("kind"), "code", "what", _options(NOTICE_KINDS)),
        Field("subject", label("subject"), "line", "what", hint="CG-2026-0001"),
        Field("related", label("related"), "code", "what", _options(RELATED), basis="促转法 18"),
        Field("related_note", label("related_note"), "line", "what"),
        Field("place", label("place"), "line", "where", hint=_("such as the board on the ground floor")),
        Field("scope", label("scope"), "code", "where", _options(SCOPES), basis="exemption:13"),
        Field(
            "period", label("period"), "line", "where", hint=_("15d, 5wd; the unit's policy if left empty")
        ),
        Field("channel", label("channel"), "line", "where", hint=_("an office line, never a mobile number")),
        Field("office", label("office"), "line", "where"),
        Field("title", label("title"), "line", "text", hint=_("drafted where left empty")),
        Field("facts", label("facts"), "rows", "text", fields=fact),
        Field("text", label("text"), "text", "text", hint=_("drafted where left empty")),
        Field("redraft", _("Draft the text anew from the record"), "choice", "text", _yes()),
    )


def notice_groups() -> dict[str, str]:
    """Return the headings of a notice's form."""
    return {"what": _("What is published"), "where": _("Where and how long"), "text": _("What it says")}


def _day(label: str) -> Field:
    return Field("on", label, "date", hint=_("today where left empty"))


def _exhibits(label: str) -> Field:
    return Field("exhibits", label, "words", hint="ZJ-2026-0001、ZJ-2026-0002")


def approve_fields() -> tuple[Field, ...]:
    """Return what an approval asks for."""
    label = NOTICE.label_of
    return (
        Field("by", label("approved_by"), "line", hint=_("the operator where left empty")),
        _day(label("approved_on")),
        Field("decision", label("approval"), "line", hint="JY-2026-0001"),
    )


def publish_fields() -> tuple[Field, ...]:
    """Return what publishing asks for."""
    return (_day(NOTICE.label_of("published_on")), _exhibits(NOTICE.label_of("posted")))


def posting_fields() -> tuple[Field, ...]:
    """Return what a proof of posting asks for."""
    return (_exhibits(NOTICE.label_of("posted")),)


def down_fields() -> tuple[Field, ...]:
    """Return what taking down asks for."""
    return (_day(NOTICE.label_of("taken_down_on")), _exhibits(NOTICE.label_of("taken_down")))


def close_fields() -> tuple[Field, ...]:
    """Return what closing asks for."""
    return (_day(NOTICE.label_of("closed_on")),)


def withdraw_fields() -> tuple[Field, ...]:
    """Return what withdrawing asks for."""
    label = NOTICE.label_of
    return (
        Field("reason", label("withdrawn_reason"), "line", max_length=1000),
        _day(label("withdrawn_on")),
    )


def restart_fields() -> tuple[Field, ...]:
    """Return what a further round asks for."""
    redraft = Field("redraft", _("Draft the text anew from the record"), "choice", options=_yes())
    return (*withdraw_fields(), redraft)


def view_fields() -> tuple[Field, ...]:
    """Return what a viewing of the draft asks for."""
    label = NOTICE.label_of
    return (
        Field("who", label("viewers"), "line", hint=_("the operator where left empty")),
        _day(label("on")),
        Field("note", label("note"), "line"),
    )


def receive_fields() -> tuple[Field, ...]:
    """Return what is to be said of an objection that came in."""
    label = OBJECTION.label_of
    return (
        Field("objector", _("Objector"), "line", hint=_("kept apart; shown only on purpose")),
        Field("contact", _("Contact of the objector"), "line", hint=_("kept apart; shown only on purpose")),
        Field("person", _("Person number"), "line", hint="RY-2026-0001"),
        Field("anonymous", _("Anonymous"), "choice", options=_yes()),
        Field("received_on", label("received_on"), "date", hint=_("today where left empty")),
        Field("channel", label("channel"), "line", hint=_("letter, mail, visit, telephone")),
        Field("passage", label("passage"), "line"),
        Field("content", label("content"), "text"),
        Field("against", label("against"), "line", hint="FH-2026-0001"),
    )


def review_fields() -> tuple[Field, ...]:
    """Return what opening a review asks for."""
    label = REVIEW.label_of
    return (
        Field("panel", label("panel"), "words", hint="RY-2026-0001、RY-2026-0002"),
        Field("objections", label("objections"), "words", hint=_("all that wait where left empty")),
        _day(label("opened_on")),
    )


def late_fields() -> tuple[Field, ...]:
    """Return what a decision on a late objection asks for."""
    label = OBJECTION.label_of
    answers = ((True, _("accepted")), (False, _("refused")))
    return (
        Field("accept", _("Late objection"), "choice", options=answers),
        Field("reason", label("admission_reason"), "line", max_length=1000),
        _day(label("admitted_on")),
    )


def answer_fields() -> tuple[Field, ...]:
    """Return what feedback asks for."""
    label = OBJECTION.label_of
    return (
        _day(label("feedback_on")),
        Field("channel", label("feedback_channel"), "line"),
        Field("receipt", label("feedback_receipt"), "line", hint="ZJ-2026-0001"),
        Field("text", label("feedback_text"), "text"),
    )


def written_fields() -> tuple[Field, ...]:
    """Return what the withdrawal of an objection asks for."""
    label = OBJECTION.label_of
    return (_day(label("withdrawn_on")), Field("exhibit", label("withdrawal"), "line", hint="ZJ-2026-0001"))


def reveal_fields() -> tuple[Field, ...]:
    """Return what looking who objects asks for."""
    return (Field("reason", _("Why you need to know"), "line", max_length=1000),)


def finding_fields() -> tuple[Field, ...]:
    """Return what a finding of a review asks for."""
    label = REVIEW.label_of
    return (
        Field("question", label("question"), "line"),
        Field("found", label("found"), "text"),
        _exhibits(label("exhibits")),
    )


def decide_fields() -> tuple[Field, ...]:
    """Return what the result of a review asks for."""
    label = REVIEW.label_of
    return (
        Field("outcome", label("outcome"), "code", options=_options(OUTCOMES)),
        Field("reasons", label("reasons"), "text"),
        _day(label("decided_on")),
        Field("decision", label("decision"), "line", hint="JY-2026-0001"),
    )


def panel_fields() -> tuple[Field, ...]:
    """Return what a change of the panel asks for."""
    return (
        Field("panel", REVIEW.label_of("panel"), "words", hint="RY-2026-0001、RY-2026-0002"),
        Field("reason", _("Reason"), "line", max_length=1000),
    )


WHY = {"reason": "-"}
NOTICE_VERBS: tuple[Verb, ...] = (
    Verb("notice.approve", N_("Approve the text of a notice"), approve_fields, bulk=False),
    Verb("notice.publish", N_("Publish a notice: its period begins"), publish_fields, bulk=False),
    Verb(
        "notice.prove_posting",
        N_("Prove by exhibits that a notice was posted"),
        posting_fields,
        {"exhibits": []},
        bulk=False,
    ),
    Verb("objection.receive", N_("Receive an objection to a notice"), receive_fields,
         {"anonymous": True, "channel": "-", "content": "-"}, bulk=False),
    Verb("review.open", N_("Open a review of a notice with a panel of its own"), review_fields, bulk=False),
    Verb("notice.take_down", N_("Record that a notice was taken down"), down_fields, bulk=False),
    Verb("notice.close", N_("Close a notice whose period has ended with nothing open"), close_fields),
    Verb("notice.withdraw", N_("Withdraw a notice"), withdraw_fields, WHY, bulk=False),
    Verb("notice.restart", N_("Withdraw a notice and begin the next round with a changed text"),
         restart_fields, WHY, bulk=False),
    Verb("notice.view", N_("Record who saw the draft of a notice"), view_fields),
)  # fmt: skip
OBJECTION_VERBS: tuple[Verb, ...] = (
    Verb(
        "objection.decide_late",
        N_("Decide whether a late objection is accepted"),
        late_fields,
        {"accept": True, "reason": "-"},
        bulk=False,
    ),
    Verb("objection.answer", N_("Record the written feedback to an objector"), answer_fields, bulk=False),
    Verb("objection.withdraw", N_("Record that an objector withdrew in writing"), written_fields, bulk=False),
)
REVIEW_VERBS: tuple[Verb, ...] = (
    Verb("review.find", N_("Record what a review found"), finding_fields, bulk=False),
    Verb(
        "review.decide",
        N_("Decide a review: upheld, changed or revoked"),
        decide_fields,
        {"outcome": "upheld", "reasons": "-"},
        bulk=False,
    ),
    Verb("review.change_panel", N_("Change the panel of a review"), panel_fields, {"panel": []}, bulk=False),
)
