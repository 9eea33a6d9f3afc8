"""Second statement: what stands is never changed and nothing is deleted, read from the history of every record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from tests.findings.books import KEPT, Books, Revision, Row, digest

Found = Iterator[tuple[str, str, str]]

GOES_ON = {
    "received": {"accepted", "refused", "withdrawn"},
    "accepted": {"investigating", "withdrawn"},
    "investigating": {"reported", "withdrawn"},
    "reported": {"investigating", "decided", "withdrawn"},
    "decided": {"investigating", "final"},
    "final": {"archived"},
}
"""The states of a finding and what may follow each."""
ANSWER = ("received_on", "answered_on", "answer_reasons", "answer_paper", "rule")
EXTENSION = ("extended_on", "extension_reason", "extension_paper")
REPORT = (
    "title", "origin", "applicant", "applicant_name", "lead", "subject", "matter_kind", "matter_text", "matter_on",
    "loss_fen", "loss", "cause", "parties", "panel", "plan", "sides", "report", "text", "report_sha256", "text_sha256",
    "round", "reported_on", "report_paper",
)  # fmt: skip
DECISION = ("decision", "decided_on")
SETTLED: dict[str, Callable[[Row], bool]] = {
    "hearing": lambda row: row["state"] != "recorded",
    "inquiry": lambda row: row["state"] != "open",
    "conclusion": lambda _row: True,
    "effect": lambda _row: True,
    "recusal": lambda _row: True,
    "decision": lambda row: row["state"] != "prepared",
    "review": lambda row: row["outcome"] != "",
    "objection": lambda row: row["state"] in ("answered", "refused", "withdrawn"),
}
"""When a record stands for good."""
VERBS = {
    "finding": ("finding.",),
    "hearing": ("hearing.record", "hearing.confirm", "hearing.absent"),
    "inquiry": ("inquiry.ask", "inquiry.settle"),
    "assessment": ("finding.assess", "finding.propose", "finding.revisit"),
    "conclusion": ("finding.decide",),
    "effect": ("finding.record_effect", "finding.certify"),
    "decision": ("decision.",),
    "review": ("review.",),
    "recusal": ("recusal.record",),
}
"""By which verbs a kind of record is written; what begins a name stands for all of them."""
AHEAD = frozenset({"policy", "rule", "person"})
"""Kinds whose days may lie ahead: settings, rules and posts hold from a day to come."""


def complaints(books: Books) -> Found:
    """Yield everything that was changed although it stood, that is gone, or that was recorded before it happened."""
    for kind in KEPT:
        for number, past in books.revisions[kind].items():
            now = books.row(kind, number)
            if now is None:
                yield "deleted", number, kind
                continue
            last = past[-1].document
            changed = sorted(name for name in last if now.get(name) != last[name] and name in now)
            if changed:
                yield "changed_without_history", number, ", ".join(changed)
            yield from _kept(kind, number, past)
            for one in past:
                if not one.action.startswith(VERBS.get(kind, "")):
                    yield "other_verb", number, one.action
            if kind not in AHEAD:
                yield from _not_to_come(kind, number, past)
        for number in books.table(kind):
            if not books.history(kind, number):
                yield "no_history", number, kind


def _kept(kind: str, number: str, past: list[Revision]) -> Found:
    stands = SETTLED.get(kind)
    for old, new in pairwise(past):
        if stands and stands(old.document):
            yield "settled_changed", number, f"{kind} {_names(old.document, new.document)}"
        if kind == "finding":
            yield from ((code, number, detail) for code, detail in _finding(old.document, new.document))
        if kind == "notice":
            yield from ((code, number, detail) for code, detail in _notice(old.document, new.document))
        if kind == "assessment" and (old.document["round"], old.document["person"]) != (
            new.document["round"], new.document["person"],
        ):  # fmt: skip
            yield "assessment_moved", number, ""


def _names(old: Row, new: Row) -> str:
    return ", ".join(sorted(name for name in old if old[name] != new.get(name)))


def _changed(code: str, old: Row, new: Row, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield from ((code, name) for name in names if old[name] != new[name])


def _finding(old: Row, new: Row) -> Iterator[tuple[str, str]]:
    before, after = old["state"], new["state"]
    if before != after and after not in GOES_ON.get(before, set()):
        yield "state_skipped", f"{before} -> {after}"
    if before in ("refused", "withdrawn", "archived"):
        yield "closed_changed", _names(old, new)
    if old["answered_on"]:
        yield from _changed("answer_changed", old, new, ANSWER)
    if old["extended_on"]:
        yield from _changed("extension_changed", old, new, EXTENSION)
    if before in ("reported", "decided", "final") and after != "investigating":
        yield from _changed("report_changed", old, new, REPORT)
    if before in ("decided", "final") and after != "investigating":
        yield from _changed("decision_changed", old, new, DECISION)
    if before == "final":
        yield from _changed("final_changed", old, new, ("notice", "final_on", *DECISION, *REPORT))
    yield from _grows(old, new)


def _grows(old: Row, new: Row) -> Iterator[tuple[str, str]]:
    """Seats, those concerned and what was sent back are added to, never taken away."""
    seats = {(seat["person"], seat["since"]) for seat in new["panel"]}
    if old["state"] != "received" and {(seat["person"], seat["since"]) for seat in old["panel"]} - seats:
        yield "seat_removed", str(old["panel"])
    ended = [seat for seat in old["panel"] if seat["until"] is not None]
    if any(seat not in new["panel"] for seat in ended):
        yield "seat_changed", str(ended)
    parties = {party["person"] for party in new["parties"]}
    if old["answered_on"] and {party["person"] for party in old["parties"]} - parties:
        yield "party_removed", str(old["parties"])
    if new["sent_back"][: len(old["sent_back"])] != old["sent_back"]:
        yield "sent_back_changed", str(old["sent_back"])
    if new["round"] != old["round"] and (old["state"], new["state"]) != ("decided", "investigating"):
        yield "round_jumped", f"{old['round']} -> {new['round']}"


APPROVED = ("kind", "subject", "text", "text_sha256", "scope", "approved_on", "approval", "round", "follows")
TAKEN_DOWN = ("posted", "taken_down", "taken_down_on")
"""What a withdrawn notice can still be given: proof that it hung there, and that it came down."""
PUBLISHED = ("published_on", "deadline", "period")


def _notice(old: Row, new: Row) -> Iterator[tuple[str, str]]:
    if old["state"] != "draft":
        yield from _changed("approved_changed", old, new, APPROVED)
        if new["approved_on"] and digest(new["text"]) != new["text_sha256"]:
            yield "approved_hash", new["text_sha256"]
    if old["published_on"]:
        yield from _changed("published_changed", old, new, PUBLISHED)
    if old["state"] == "withdrawn":
        kept = tuple(name for name in old if name not in TAKEN_DOWN)
        yield from _changed("withdrawn_changed", old, new, kept)


def _not_to_come(kind: str, number: str, past: list[Revision]) -> Found:
    """No day of an act lies after the day on which it was recorded."""
    earlier: Row = {}
    for one in past:
        for name, value in one.document.items():
            if not name.endswith("_on") or name == "due_on" or value == earlier.get(name):
                continue
            if isinstance(value, str) and value > one.day:
                yield "recorded_before", number, f"{kind}.{name} {value} on {one.day}"
        earlier = one.document
