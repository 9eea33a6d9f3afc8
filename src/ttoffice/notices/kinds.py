"""The kinds of record of this area."""

from __future__ import annotations

from ttoffice.action.kinds import RecordKind

KINDS: dict[str, RecordKind] = {}
