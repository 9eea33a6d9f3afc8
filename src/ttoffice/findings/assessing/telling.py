"""What a record or an exhibit is, in one sentence, and its day: for whoever weighs it as proof."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.action.kinds import RecordKind, code_of, kind_of
from ttoffice.evidence.views import find_exhibit
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.money import shown_yuan
from ttoffice.parties.decision_rules import Ballot, Presence
from ttoffice.results.storage import load as load_result

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader

LONGEST = 80
"""Characters of a text that somebody wrote, as far as a sentence quotes it."""


@dataclass(frozen=True, slots=True)
class Told:
    """The day of a proof, None where it has none, and the sentence."""

    day: date | None
    sentence: str


def tell(reader: Reader, number: str) -> Told | None:
    """Return what stands under a number, in the user's language; None where nothing does."""
    code = code_of(number) or ""
    if code == "exhibit":
        return _exhibit(reader, number)
    if code == "result":
        return _result(reader, number)
    kind = kind_of(code)
    found = kind.shelf.load(reader, number) if kind is not None else None
    if kind is None or found is None:
        return None
    return _TOLD.get(code, _plainly)(reader, kind, found.record)


def _short(text: str) -> str:
    """Return a text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else "-"


def _label(kind: RecordKind, field: str, value: Any) -> str:
    """Return a coded value as people read it."""
    return kind.readable(field, value.value if hasattr(value, "value") else value)


def _exhibit(reader: Reader, number: str) -> Told | None:
    view = find_exhibit(reader, number)
    if view is None:
        return None
    notes = [link.note for link in view.links if link.note]
    said = _short("；".join(filter(None, (view.proves, *notes))))
    how = [_("collected by %(collector)s") % {"collector": view.collector or "-"}]
    if view.source:
        how.insert(0, _("from %(source)s") % {"source": _short(view.source)})
    text = _("Exhibit “%(name)s” (%(how)s)") % {"name": view.name, "how": _("; ").join(how)}
    day = date.fromisoformat(view.collected_on) if view.collected_on else None
    return Told(day, _("%(text)s: %(said)s.") % {"text": text, "said": said} if said else text + _("."))


def _result(reader: Reader, number: str) -> Told | None:
    found = load_result(reader, number)
    if found is None:
        return None
    record = found[2]
    if record.exclusion_reason:
        told = {"title": record.title, "reason": _short(record.exclusion_reason)}
        text = _("Result “%(title)s” was left off the pay-later list: %(reason)s.") % told
        return Told(record.exclusion_on, text)
    return Told(record.acquired_on, _("Result “%(title)s”.") % {"title": record.title})


def _plainly(_reader: Reader, kind: RecordKind, record: Any) -> Told:
    """Say of which kind a record is and what it is called."""
    told = {"kind": _(kind.title), "title": _short(str(getattr(record, kind.headline, "")))}
    return Told(None, _("%(kind)s: %(title)s.") % told)


def _decision(_reader: Reader, _kind: RecordKind, record: Any) -> Told:
    present = [member for member in record.members if member.presence is Presence.PRESENT]
    votes = [member.vote for member in present]
    told = {
        "body": record.body or _("the deciding body"),
        "title": record.title,
        "present": len(present),
        "members": len(record.members),
        "yes": votes.count(Ballot.YES),
        "no": votes.count(Ballot.NO),
        "abstained": votes.count(Ballot.ABSTAIN),
    }
    text = _(
        "%(body)s decided on “%(title)s”: %(present)d of %(members)d present, %(yes)d for, %(no)d against,"
        " %(abstained)d abstained."
    )
    sentence = text % told
    if record.dissents:
        names = listed(dissent.name for dissent in record.dissents)
        sentence += _(" The dissent of %(names)s is recorded.") % {"names": names}
    return Told(record.decided_on, sentence)


def _notice(_reader: Reader, kind: RecordKind, record: Any) -> Told:
    told = {
        "kind": _label(kind, "kind", record.kind),
        "place": record.place or "-",
        "begun": _iso(record.published_on),
        "closed": _iso(record.closed_on),
    }
    if record.closed_on is None:
        text = _("Notice (%(kind)s) shown at %(place)s since %(begun)s.")
    else:
        text = _(
            "Notice (%(kind)s) shown at %(place)s from %(begun)s, closed on %(closed)s with nothing open."
        )
    return Told(record.published_on, text % told)


def _recusal(_reader: Reader, kind: RecordKind, record: Any) -> Told:
    told = {"name": record.name, "outcome": _label(kind, "outcome", record.outcome)}
    text = _("Recusal check of %(name)s: %(outcome)s") % told
    reasons = _short(record.reasons)
    return Told(record.checked_on, f"{text}（{reasons}）" if reasons else text + _("."))


def _license(_reader: Reader, kind: RecordKind, record: Any) -> Told:
    told = {
        "title": record.title,
        "licensee": record.licensee_name or "-",
        "signed": _iso(record.signed_on),
        "state": _label(kind, "state", record.state),
    }
    text = _("License “%(title)s” to %(licensee)s, signed on %(signed)s, now: %(state)s.") % told
    if record.end_reason:
        text += _(" Why it ended: %(reason)s.") % {"reason": _short(record.end_reason)}
    return Told(record.signed_on, text)


def _enterprise(_reader: Reader, kind: RecordKind, record: Any) -> Told:
    told = {"name": record.name, "state": _label(kind, "state", record.state)}
    if record.ended_on is not None:
        more = {"day": _iso(record.ended_on), "source": record.ended_source or "-"}
        text = _("%(name)s: %(state)s on %(day)s, by: %(source)s.") % {**told, **more}
        return Told(record.ended_on, text)
    years = [one for one in record.figures if one.revenue_fen is not None]
    figures = listed(f"{one.year} {shown_yuan(one.revenue_fen or 0)}" for one in years)
    text = _("%(name)s: %(state)s; revenue declared: %(figures)s.") % {**told, "figures": figures or "-"}
    return Told(years[-1].as_of if years else None, text)


def _due(_reader: Reader, kind: RecordKind, record: Any) -> Told:
    told = {
        "title": record.title,
        "amount": shown_yuan(record.amount_fen),
        "open": shown_yuan(record.amount_fen - record.paid_fen),
        "day": _iso(record.due_on),
        "state": _label(kind, "state", record.state),
    }
    text = _("%(title)s: of %(amount)s, payable by %(day)s, %(open)s are unpaid (%(state)s)")
    return Told(record.due_on, text % told + (f"：{_short(record.waiver)}" if record.waiver else "") + _("."))


def _reminder(_reader: Reader, kind: RecordKind, record: Any) -> Told:
    told = {"rung": _label(kind, "rung", record.rung), "number": record.confirms}
    if record.confirms:
        text = _("%(number)s was delivered on %(day)s.")
        return Told(record.delivered_on or record.sent_on, text % {**told, "day": _iso(record.delivered_on)})
    text = _("%(rung)s sent to %(recipient)s about %(amount)s.")
    told |= {
        "recipient": record.recipient or record.licensee_name or "-",
        "amount": shown_yuan(record.open_fen),
    }
    return Told(record.sent_on, text % told)


def _mitigation(_reader: Reader, kind: RecordKind, record: Any) -> Told:
    said = "；".join(filter(None, (record.what, record.result)))
    told = {"kind": _label(kind, "kind", record.kind), "said": _short(said) or "-"}
    return Told(record.taken_on, _("Step against loss, %(kind)s: %(said)s.") % told)


def _integrity(_reader: Reader, kind: RecordKind, record: Any) -> Told:
    told = {
        "who": record.party_name or _label(kind, "party", record.party),
        "conduct": _label(kind, "conduct", record.conduct),
        "facts": _short(record.facts) or "-",
    }
    return Told(record.recorded_on, _("Integrity record of %(who)s, %(conduct)s: %(facts)s.") % told)


def _milestone(_reader: Reader, kind: RecordKind, record: Any) -> Told:
    told = {
        "title": record.title,
        "state": _label(kind, "state", record.state),
        "day": _iso(record.reached_on or record.planned_on),
    }
    text = _("Milestone “%(title)s” (%(day)s): %(state)s.") % told
    return Told(record.reached_on or record.planned_on, text)


def _hearing(_reader: Reader, kind: RecordKind, record: Any) -> Told:
    told = {
        "name": record.name,
        "side": _label(kind, "side", record.side),
        "state": _label(kind, "state", record.state),
        "said": _short(record.content or record.absence) or "-",
    }
    text = _("%(name)s (%(side)s), %(state)s: %(said)s") % told
    return Told(record.held_on or record.invited_on, text)


def _rule(_reader: Reader, _kind: RecordKind, record: Any) -> Told:
    told = {"title": record.title, "edition": record.edition, "from": _iso(record.effective_on)}
    named = _("Internal rule “%(title)s” %(edition)s, in force since %(from)s") % told
    until = _(", until %(day)s") % {"day": _iso(record.ended_on)} if record.ended_on else ""
    return Told(record.effective_on, named + until + _("."))


def _dated(day: str, *texts: str) -> Callable[[Reader, RecordKind, Any], Told]:
    """Return what tells a record by its kind, its headline and some of its fields, with the day of one."""

    def told(_reader: Reader, kind: RecordKind, record: Any) -> Told:
        said = [kind.readable(kind.headline, getattr(record, kind.headline))]
        said += [_label(kind, name, getattr(record, name)) for name in texts if getattr(record, name)]
        values = {"kind": _(kind.title), "title": _short(listed(said))}
        return Told(getattr(record, day), _("%(kind)s: %(title)s.") % values)

    return told


_TOLD: dict[str, Callable[[Reader, RecordKind, Any], Told]] = {
    "decision": _decision,
    "notice": _notice,
    "recusal": _recusal,
    "license": _license,
    "enterprise": _enterprise,
    "due": _due,
    "reminder": _reminder,
    "mitigation": _mitigation,
    "integrity": _integrity,
    "milestone": _milestone,
    "hearing": _hearing,
    "rule": _rule,
    "statement": _dated("received_on", "key", "base_fen"),
    "receipt": _dated("received_on", "amount_fen", "payer"),
    "filing": _dated("submitted_on", "certificate", "state"),
    "contract": _dated("made_on"),
    "award": _dated("publicised_on", "state", "pool_fen"),
    "support": _dated("agreed_on", "provider", "state"),
    "amendment": _dated("effective_on", "reason"),
    "inquiry": _dated("asked_on", "asked_of", "state"),
}
"""How each kind is told; others by what they are called."""
