"""The user's language: English source strings through gettext, Chinese unless English is asked for.

The language is chosen once, by the entry point (`use`); modules only translate. A process has one
user, so the chosen catalog is the one process-wide setting of the program.
"""

from __future__ import annotations

import gettext as _gettext
import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

DOMAIN = "ttoffice"
DEFAULT_LANGUAGE = "zh_CN"
LOCALE_DIR = Path(__file__).parent / "locale"


class _Catalog:
    """The catalog in use, loaded when the first string is asked for."""

    language: str | None = None
    translations: _gettext.NullTranslations | None = None


def normalise(name: str) -> str:
    """Return the supported language for a name such as `zh`, `zh-CN`, `en_US`; raise ValueError if none."""
    head = name.replace("-", "_").split(".")[0].split("_")[0].lower()
    if head == "zh":
        return "zh_CN"
    if head == "en":
        return "en"
    raise ValueError(name)


def use(language: str | None = None, environ: Mapping[str, str] | None = None) -> str:
    """Choose the language: the argument, else TTOFFICE_LANG, else Chinese; return the one in use."""
    wanted = language or (os.environ if environ is None else environ).get("TTOFFICE_LANG") or DEFAULT_LANGUAGE
    try:
        chosen = normalise(wanted)
    except ValueError:
        if language:
            raise
        chosen = DEFAULT_LANGUAGE
    _Catalog.language = chosen
    _Catalog.translations = (
        _gettext.NullTranslations()
        if chosen == "en"
        else _gettext.translation(DOMAIN, LOCALE_DIR, [chosen], fallback=True)
    )
    return chosen


def language() -> str:
    """Return the language in use."""
    return _Catalog.language or use()


def gettext(message: str) -> str:
    """Return the message in the language in use."""
    if _Catalog.translations is None:
        use()
    catalog = _Catalog.translations
    return catalog.gettext(message) if catalog is not None and message else message


@cache
def _chinese() -> _gettext.NullTranslations:
    return _gettext.translation(DOMAIN, LOCALE_DIR, [DEFAULT_LANGUAGE], fallback=True)


def chinese(message: str) -> str:
    """Return the message in Chinese whatever the language in use: for texts of documents and listings."""
    return _chinese().gettext(message) if message else message


def listed(words: Iterable[str]) -> str:
    """Return words as a list within a sentence, with the mark that the user's language puts between them."""
    return gettext(", ").join(words)


def N_(message: str) -> str:
    """Mark a string for the catalog; it is translated later, where it is shown."""
    return message
