"""Making the draft of a notice: facts of its subject, what is left out of them, defaults of the unit, the text."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from ttoffice.notices import clock
from ttoffice.notices.facts import SubjectFacts, subject_facts
from ttoffice.notices.record import POLICY, Fact, NoticeRecord
from ttoffice.notices.texts import drafted, title_of
from ttoffice.parties.views import own_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ttoffice.action import Context
    from ttoffice.notices.inputs import FactInput, NoticeInput

PLAIN = ("kind", "subject", "title", "text", "place", "scope", "channel", "office", "related", "related_note")


def begun(ctx: Context, kind: Any, subject: str) -> NoticeRecord:
    """Return an empty draft about a record: its facts, the unit's office, and the period of the unit's policy."""
    known = subject_facts(ctx.db, subject)
    unit = own_unit(ctx.db)
    value, source = clock.policy(ctx.db, POLICY[kind], ctx.today)
    return NoticeRecord(
        kind=kind,
        subject=subject,
        title=title_of(kind, known.title) if known else "",
        facts=known.facts if known else (),
        office=unit.office,
        channel=f"联系电话 {unit.contact_phone}" if unit.contact_phone else "",
        period=value,
        period_source=source,
        related=known.related if known else "unknown",
        related_note=known.related_note if known else "",
    )


def changed(record: NoticeRecord, data: NoticeInput) -> NoticeRecord:
    """Return a draft with what was given in it; its text follows the facts unless it was written by hand."""
    given = {name: getattr(data, name) for name in data.model_fields_set if getattr(data, name) is not None}
    by_hand = bool(record.text) and record.text != drafted(record)
    new = replace(record, **{name: given[name] for name in PLAIN if name in given and name != "text"})
    if "facts" in given:
        new = replace(new, facts=_facts(given["facts"], new.facts))
    if "removed" in given:
        new = replace(new, facts=_removed(new.facts, frozenset(given["removed"])))
    if given.get("period") and given["period"] != record.period:
        new = replace(new, period=given["period"], period_source="")
    if given.get("text", "").strip():
        return replace(new, text=given["text"])
    return new if by_hand and "text" not in given else replace(new, text=drafted(new))


def written_by_hand(record: NoticeRecord) -> bool:
    """Return whether the text of a draft is not the one that its facts give."""
    return record.text != drafted(record)


def renewed(record: NoticeRecord, known: SubjectFacts | None) -> NoticeRecord:
    """Return a draft with the facts of its subject, and the ties known of it, as they are now; what was left out stays left out."""
    if known is None:
        return replace(record, text=drafted(record))
    removed = {fact.key for fact in record.facts if fact.removed}
    typed = {fact.key: fact for fact in record.facts}
    facts = tuple(
        replace(
            fact, value=fact.value or getattr(typed.get(fact.key), "value", ""), removed=fact.key in removed
        )
        for fact in known.facts
    )
    own = tuple(fact for fact in record.facts if fact.key not in {one.key for one in known.facts})
    new = replace(record, facts=(*facts, *own))
    if known.related != "unknown":
        new = replace(new, related=known.related, related_note=known.related_note)
    return replace(new, text=drafted(new))


def _facts(given: Sequence[FactInput], known: Sequence[Fact]) -> tuple[Fact, ...]:
    """Return facts as given; a key that is known already takes its heading and content where they are left out.

    Facts that are known and not given stay: leaving one out of the text is said, never guessed.
    """
    by_key: dict[str, Fact] = {fact.key: fact for fact in known}
    for place, item in enumerate(given, 1):
        key = item.key or _key_of(item.label, by_key.values()) or f"own{len(by_key) + place}"
        before = asdict(by_key.get(key, Fact(key, item.label)))
        by_key[key] = Fact(**{**before, **_said(item), "key": key})
    return tuple(by_key.values())


def _key_of(label: str, known: Iterable[Fact]) -> str:
    return next((fact.key for fact in known if fact.label == label), "")


def _said(item: FactInput) -> Mapping[str, Any]:
    return {name: getattr(item, name) for name in item.model_fields_set if name != "key"}


def _removed(facts: Iterable[Fact], keys: frozenset[str]) -> tuple[Fact, ...]:
    """Return facts of which exactly those named, by key or heading, are left out."""
    return tuple(replace(fact, removed=fact.key in keys or fact.label in keys) for fact in facts)
