"""The kinds of record of this area: their labels, codes, lists and views."""

from __future__ import annotations

from ttoffice.action.kinds import RecordKind
from ttoffice.i18n import N_
from ttoffice.notices.rules import STATES
from ttoffice.notices.shelves import NOTICES, OBJECTIONS, REVIEWS

NOTICE_KINDS = {
    "price": N_("negotiated price"),
    "finding": N_("exemption finding"),
    "rule": N_("internal rule"),
}
SCOPES = {"unit": N_("inside the unit only"), "public": N_("open to the public")}
RELATED = {"unknown": N_("not said"), "no": N_("not related"), "yes": N_("related")}
OBJECTION_STATES = {
    "received": N_("received"),
    "in_review": N_("in review"),
    "answered": N_("answered"),
    "refused": N_("refused as late"),
    "withdrawn": N_("withdrawn by the objector"),
}
ADMISSIONS = {
    "in_time": N_("in time"),
    "undecided": N_("late, not yet decided"),
    "accepted": N_("late, accepted"),
    "refused": N_("late, refused"),
}
OUTCOMES = {
    "": N_("being reviewed"),
    "upheld": N_("upheld"),
    "changed": N_("changed"),
    "revoked": N_("revoked"),
}
OPEN_OBJECTIONS = "EXISTS (SELECT 1 FROM objection o WHERE o.subject = notice.number AND o.state IN ('received', 'in_review'))"
ENDS_ON = "(SELECT ends_on FROM deadline d WHERE d.number = notice.deadline)"

NOTICE = RecordKind(
    NOTICES,
    N_("Notice"),
    N_("Notices"),
    "title",
    {
        "kind": N_("Notice of"),
        "subject": N_("About the record"),
        "title": N_("Title of the notice"),
        "facts": N_("Fact"),
        "key": N_("Key"),
        "label": N_("Heading"),
        "value": N_("Content"),
        "removed": N_("Left out of the text"),
        "text": N_("Text"),
        "text_sha256": N_("SHA-256 of the text approved"),
        "state": N_("State"),
        "approved_by": N_("Approved by"),
        "approved_on": N_("Approved on"),
        "approval": N_("Collective decision"),
        "place": N_("Place of posting"),
        "scope": N_("Scope"),
        "channel": N_("How to object"),
        "office": N_("Responsible office"),
        "period": N_("Period of publicity"),
        "period_source": N_("Source of the period"),
        "deadline": N_("Deadline"),
        "published_on": N_("Published on"),
        "posted": N_("Proof of posting"),
        "taken_down_on": N_("Taken down on"),
        "taken_down": N_("Proof of taking down"),
        "closed_on": N_("Closed on"),
        "withdrawn_on": N_("Withdrawn on"),
        "withdrawn_reason": N_("Why withdrawn"),
        "round": N_("Round"),
        "follows": N_("Follows the notice"),
        "viewers": N_("Saw the draft"),
        "who": N_("Person"),
        "on": N_("Day"),
        "note": N_("Note"),
        "related": N_("Related party"),
        "related_note": N_("How related"),
    },
    {"kind": NOTICE_KINDS, "state": STATES, "scope": SCOPES, "related": RELATED},
    ("kind", "subject", "state", "round", "published_on"),
    {
        "all": "1",
        "running": "state = 'published'",
        "draft": "state IN ('draft', 'approved')",
        "over": f"state = 'published' AND {ENDS_ON} < :today",
        "objections": OPEN_OBJECTIONS,
        "closed": "state = 'closed'",
        "withdrawn": "state = 'withdrawn'",
    },
    {
        "all": N_("All notices"),
        "running": N_("On display"),
        "draft": N_("Not published yet"),
        "over": N_("Period over, to be closed"),
        "objections": N_("With open objections"),
        "closed": N_("Closed"),
        "withdrawn": N_("Withdrawn notices"),
    },
    (
        "notice_text_as_approved",
        "notice_days_as_published",
        "notice_days_set_once",
        "notice_state_goes_on",
    ),
)

OBJECTION = RecordKind(
    OBJECTIONS,
    N_("Objection"),
    N_("Objections"),
    "content",
    {
        "subject": N_("About the notice"),
        "against": N_("Against the result of"),
        "named": N_("Objector named"),
        "identity": N_("Hash of the identity"),
        "received_on": N_("Received on"),
        "channel": N_("How it came"),
        "passage": N_("Against which passage"),
        "content": N_("What is objected"),
        "state": N_("State"),
        "admission": N_("In time"),
        "admission_reason": N_("Why accepted or refused"),
        "admission_source": N_("Policy on late objections"),
        "admitted_on": N_("Decided on"),
        "review": N_("Review"),
        "feedback_deadline": N_("Deadline of the feedback"),
        "feedback_on": N_("Feedback on"),
        "feedback_channel": N_("Way of the feedback"),
        "feedback_receipt": N_("Receipt of the feedback"),
        "feedback_text": N_("What the feedback says"),
        "withdrawn_on": N_("Withdrawn on"),
        "withdrawal": N_("Written withdrawal"),
    },
    {"state": OBJECTION_STATES, "admission": ADMISSIONS},
    ("subject", "state", "admission", "received_on", "named"),
    {
        "open": "state IN ('received', 'in_review')",
        "all": "1",
        "late": "admission <> 'in_time'",
        "settled": "state IN ('answered', 'refused', 'withdrawn')",
    },
    {
        "open": N_("Open objections"),
        "all": N_("All objections"),
        "late": N_("Late"),
        "settled": N_("Settled"),
    },
    ("objection_as_received", "objection_settled_stays", "objector_no_update", "objector_no_delete"),
)

REVIEW = RecordKind(
    REVIEWS,
    N_("Review"),
    N_("Reviews"),
    "subject",
    {
        "subject": N_("About the notice"),
        "objections": N_("Objections"),
        "panel": N_("Panel"),
        "former": N_("Left the panel"),
        "opened_on": N_("Opened on"),
        "deadline": N_("Deadline"),
        "findings": N_("Finding of the review"),
        "question": N_("What was looked into"),
        "found": N_("What was found"),
        "exhibits": N_("Exhibits"),
        "outcome": N_("Outcome of the review"),
        "reasons": N_("Reasons"),
        "decision": N_("Collective decision"),
        "decided_on": N_("Decided on"),
        "round": N_("Round"),
    },
    {"outcome": OUTCOMES},
    ("outcome", "round", "opened_on", "decided_on"),
    {"open": "outcome = ''", "all": "1", "decided": "outcome <> ''"},
    {"open": N_("Running reviews"), "all": N_("All reviews"), "decided": N_("Decided")},
    ("review_decided_stays",),
)

KINDS: dict[str, RecordKind] = {"notice": NOTICE, "objection": OBJECTION, "review": REVIEW}
