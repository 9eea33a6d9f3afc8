"""The office's own words in its clause library, as far as it has any."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ttoffice.licenses.law.facts import Wording
from ttoffice.paths import Home

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader


def own_clauses(reader: Reader) -> tuple[Wording, ...]:
    """Return the sentences of the office's own clause files beside the store; those shipped are known to be sound.

    A file that cannot be read says nothing here: whoever drafts a contract is told where it is broken.
    """
    folder = Home(reader.path.parent).templates / "contract"
    return tuple(
        Wording("clauses", text) for path in sorted(folder.glob("*.toml")) for text in _sentences(path)
    )


def _sentences(path: Path) -> Iterator[str]:
    try:
        article: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return
    paragraphs = article.get("paragraphs")
    for paragraph in paragraphs if isinstance(paragraphs, list) else ():
        text = paragraph.get("text") if isinstance(paragraph, dict) else None
        if isinstance(text, str):
            yield text
