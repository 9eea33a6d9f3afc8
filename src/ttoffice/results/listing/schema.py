"""The JSON Schema of a listing in JSON, made from its profile."""

from __future__ import annotations

from typing import Any

from ttoffice.results.listing.profile import Column, Profile

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema(profile: Profile) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that the JSON export of a profile keeps to."""
    return {
        "$schema": DRAFT,
        "$id": f"urn:ttoffice:listing:{profile.id}:{profile.sha256[:16]}",
        "title": profile.title,
        "description": profile.description,
        "type": "array",
        "items": {
            "type": "object",
            "properties": {column.key: _property(column) for column in profile.columns},
            "required": [column.key for column in profile.columns],
            "additionalProperties": False,
        },
    }


def _property(column: Column) -> dict[str, Any]:
    shown: dict[str, Any] = {"title": column.header}
    if column.basis:
        shown["description"] = column.basis
    source = column.source
    if source is None:
        return {**shown, "const": column.constant}
    if source.kind == "row":
        return {**shown, "type": "integer", "minimum": 1}
    if column.is_integer:
        return {**shown, "type": "integer" if column.required else ["integer", "null"]}
    shown["type"] = "string"
    if column.required:
        shown["minLength"] = 1
    if column.max_length:
        shown["maxLength"] = column.max_length
    if source.kind == "code" and not source.several:
        texts = dict.fromkeys(text for text in column.codes.values() if text)
        default = column.default if column.default or not column.required else None
        shown["enum"] = list(dict.fromkeys([*texts, *([] if default is None else [default])]))
    return shown
