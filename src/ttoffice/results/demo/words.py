"""The words that the demo office is made of, read from `words.toml` beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Phrases = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """One field of work: the department, its technical field (code) and industry, and what it works on."""

    department: str
    tech_field: str
    industry: str
    topics: Phrases
    devices: Phrases
    methods: Phrases


@dataclass(frozen=True, slots=True)
class Words:
    """All words; `titles` and `brief` are format strings by kind of right and by part of the text."""

    unit: dict[str, str]
    people: dict[str, Phrases]
    funding: dict[str, Phrases]
    terms: dict[str, Phrases]
    brief: dict[str, Phrases]
    titles: dict[str, Phrases]
    subjects: tuple[Subject, ...]


def _phrases(table: dict[str, list[str]]) -> dict[str, Phrases]:
    return {name: tuple(values) for name, values in table.items()}


def _subject(table: dict[str, Any]) -> Subject:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in table.items()
    }
    return Subject(**values)


@cache
def load_words() -> Words:
    """Return the words, read once."""
    document = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    phrases = {name: _phrases(document[name]) for name in ("people", "funding", "terms", "brief", "titles")}
    return Words(
        unit=document["unit"],
        **phrases,
        subjects=tuple(_subject(table) for table in document["fields"]),
    )
