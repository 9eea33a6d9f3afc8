"""Codes that people type by what they are called, in either language: roles, topics of rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ttoffice.i18n import gettext as _


def code_of_label(text: Any, labels: Mapping[str, str]) -> Any:
    """Return the code that a label, or the beginning that only one label has, stands for; else the text as it is."""
    if not isinstance(text, str) or text in labels or not text.strip():
        return text
    wanted = text.strip().casefold()
    names = [(code, name.casefold()) for code, label in labels.items() for name in (label, _(label))]
    for same in (str.__eq__, str.startswith):
        found = {code for code, name in names if same(name, wanted)}
        if len(found) == 1:
            return found.pop()
    return text


def codes_of_labels(texts: Any, labels: Mapping[str, str]) -> Any:
    """Return the codes of several labels; what is no list is left to be refused."""
    if not isinstance(texts, Iterable) or isinstance(texts, str):
        return texts
    return tuple(code_of_label(text, labels) for text in texts)
