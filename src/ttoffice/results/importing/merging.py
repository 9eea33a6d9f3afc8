"""Laying a row over the result that it is about: what the row knows is taken, what it does not say stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ttoffice.results.flags import is_settled
from ttoffice.results.importing.rows import Candidate
from ttoffice.results.ip_numbers import number_key
from ttoffice.results.record import (
    FIELD_NAMES,
    Completer,
    Flag,
    Holder,
    Implementation,
    ResultRecord,
    Right,
)


def merged(record: ResultRecord, candidate: Candidate) -> ResultRecord:
    """Return the record with what the row understood; an empty or flagged cell never erases a value."""
    changes: dict[str, Any] = {}
    for name, value in candidate.values.items():
        combine = _COMBINED.get(name)
        new = combine(getattr(record, name), value) if combine else value
        if new != getattr(record, name):
            changes[name] = new
    if "implementations" not in changes and changes.get("implemented") == "no" and record.implementations:
        del changes["implemented"]
    changed = replace(record, **changes) if changes else record
    flags = _flags(record, changed, candidate)
    return changed if flags == changed.flags else replace(changed, flags=flags)


def merged_since(record: ResultRecord, imported: ResultRecord, candidate: Candidate) -> ResultRecord:
    """Return the record with what the row says anew since a ledger was imported last.

    Where the row only repeats what came in then, the value of the register stands: somebody has corrected it
    here since, and an old ledger must not undo that.
    """
    changed, again = merged(record, candidate), merged(imported, candidate)
    stands = {
        name: getattr(record, name)
        for name in FIELD_NAMES
        if getattr(changed, name) != getattr(record, name) and getattr(again, name) == getattr(imported, name)
    }
    return replace(changed, **stands) if stands else changed


TOLD_ELSEWHERE = frozenset({"flags", "title"})
"""What has a message of its own where the ledger's value replaces the register's."""


def replaced_fields(
    before: ResultRecord, after: ResultRecord, told: frozenset[str] = TOLD_ELSEWHERE
) -> list[str]:
    """Return the fields whose value the row replaces by another; what was empty or only grew is left out.

    So is what is `told` by a message of its own.
    """
    return [
        name
        for name in FIELD_NAMES
        if name not in told and not _grew(getattr(before, name), getattr(after, name))
    ]


def _grew(old: Any, new: Any) -> bool:
    """Return whether everything that the old value says still stands in the new one."""
    if old in (None, "", ()) or old == new:
        return True
    if isinstance(old, tuple) and isinstance(new, tuple):
        return len(new) >= len(old) and all(map(_grew, old, new))
    if isinstance(old, Right) and isinstance(new, Right):
        return all(_grew(getattr(old, name), getattr(new, name)) for name in _RIGHT_FIELDS)
    return False


def contradicts_uses(record: ResultRecord, candidate: Candidate) -> bool:
    """Return whether the row denies any use while the register knows of one."""
    return candidate.values.get("implemented") == "no" and bool(record.implementations)


def _flags(before: ResultRecord, after: ResultRecord, candidate: Candidate) -> tuple[Flag, ...]:
    """Return the record's flags: settled ones gone, new doubts added where the field holds no good value.

    A doubt that somebody has settled in the store does not come back with the same value.
    """
    renewed = {flag.field for flag in candidate.flags}
    stands = {(flag.field, flag.raw, flag.code) for flag in before.flags}
    kept = [flag for flag in before.flags if flag.field not in candidate.clear and flag.field not in renewed]
    for flag in candidate.flags:
        if (flag.field, flag.raw, flag.code) in stands:
            old = next(
                f for f in before.flags if (f.field, f.raw, f.code) == (flag.field, flag.raw, flag.code)
            )
            kept.append(old)
        elif not _holds(before, after, flag.field, candidate):
            kept.append(flag)
        else:
            kept += [old for old in before.flags if old.field == flag.field]
    order = {(f.field, f.raw, f.code): place for place, f in enumerate(before.flags)}
    kept.sort(key=lambda f: order.get((f.field, f.raw, f.code), len(order)))
    return tuple(dict.fromkeys(kept))


def _holds(before: ResultRecord, after: ResultRecord, path: str, candidate: Candidate) -> bool:
    """Return whether the field of a flag has a value of the store that the row does not change."""
    head = path.partition(".")[0].partition("[")[0]
    if path == "rights.number":
        new = {number_key(right.number) for right in after.rights}
        return bool(candidate.keys) and {number_key(right.number) for right in before.rights} == new
    if head in candidate.values and head != "rights" and getattr(before, head) != getattr(after, head):
        return False
    return is_settled(before, path)


def _rights(old: tuple[Right, ...], new: tuple[Right, ...]) -> tuple[Right, ...]:
    """Return the old rights with what the new ones know; a right is found by its number, else by place."""
    rights = list(old)
    for place, right in enumerate(new):
        index = _place(rights, right, place)
        if index is None:
            rights.append(right)
        else:
            rights[index] = _right(rights[index], right)
    return tuple(rights)


def _place(rights: list[Right], right: Right, place: int) -> int | None:
    key = number_key(right.number)
    if key:
        for index, known in enumerate(rights):
            if number_key(known.number) == key:
                return index
        # A right without a number yet takes the number when it is of the same kind.
        for index, known in enumerate(rights):
            if not known.number and known.kind in (None, right.kind):
                return index
        return None
    return place if place < len(rights) else None


def _right(old: Right, new: Right) -> Right:
    same_number = number_key(old.number) == number_key(new.number)
    return replace(
        old,
        kind=new.kind or old.kind,
        number=old.number if same_number or not new.number else new.number,
        verified=old.verified if same_number or not new.number else new.verified,
        applied_on=new.applied_on or old.applied_on,
        acquired_on=new.acquired_on or old.acquired_on,
        expires_on=new.expires_on or old.expires_on,
        legal_status=new.legal_status or old.legal_status,
        holders=_holders(old.holders, new.holders) if new.holders else old.holders,
    )


def _holders(old: tuple[Holder, ...], new: tuple[Holder, ...]) -> tuple[Holder, ...]:
    shares = {holder.name: holder.share for holder in old}
    return tuple(
        holder if holder.share is not None else replace(holder, share=shares.get(holder.name))
        for holder in new
    )


def _completers(old: tuple[Completer, ...], new: tuple[Completer, ...]) -> tuple[Completer, ...]:
    """Return the people of the row in their order, with the units and shares that the store knows."""
    known = {person.name: person for person in old}
    people = []
    for person in new:
        stored = known.get(person.name)
        if stored is not None:
            person = replace(  # noqa: PLW2901 - the person with what is known of them
                person,
                unit=person.unit or stored.unit,
                share=person.share if person.share is not None else stored.share,
            )
        people.append(person)
    return tuple(people)


def _implementations(
    old: tuple[Implementation, ...], new: tuple[Implementation, ...]
) -> tuple[Implementation, ...]:
    """Return the known uses and those of the row that are not among them, also not told more exactly."""
    added = [use for use in new if not any(_same_use(use, known) for known in old)]
    return (*old, *added)


def _same_use(use: Implementation, known: Implementation) -> bool:
    return use.mode in (None, known.mode) and known.since.startswith(use.since)


_RIGHT_FIELDS = ("kind", "number", "applied_on", "acquired_on", "expires_on", "legal_status", "holders")

_COMBINED: dict[str, Any] = {
    "rights": _rights,
    "completers": _completers,
    "implementations": _implementations,
}
