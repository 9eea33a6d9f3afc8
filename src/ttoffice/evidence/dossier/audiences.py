"""For whom a dossier is made, and what of it they do not get: it is taken out of the text, not covered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ttoffice.errors import UsageError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _

SHORTEST = 2
"""Characters of the shortest text that is looked for: a single letter stands in half of all words."""
IDENTITY = frozenset(
    {"identity", "objector", "objector_name", "objector_contact", "contact", "phone", "address"}
)


@dataclass(frozen=True)
class Audience:
    """Somebody a dossier is made for.

    Attributes:
        code: stable ASCII name.
        label_source: catalog string of who they are.
        fields: keys left out of the documents of a kind, nested ones too.
        confidentiality: which exhibits they get.
        objectors: whether they may know who objected.
        without_exhibits_of: kinds of records whose exhibits they do not get, nor those that such records name.
    """

    code: str
    label_source: str
    fields: Mapping[str, frozenset[str]] = field(default_factory=dict)
    confidentiality: frozenset[str] = frozenset({"open", "internal", "confidential", "personal"})
    objectors: bool = False
    without_exhibits_of: frozenset[str] = frozenset({"objection"})

    @property
    def label(self) -> str:
        """Who they are, in the user's language."""
        return _(self.label_source)


AUDIENCES: dict[str, Audience] = {
    item.code: item
    for item in (
        Audience(
            "internal", N_("the unit itself: everything"), objectors=True, without_exhibits_of=frozenset()
        ),
        Audience(
            "audit",
            N_("audit and supervision: without who objected"),
            {"objection": IDENTITY},
        ),
        Audience(
            "parties",
            N_("those concerned: without who objected, and without secret or personal exhibits"),
            {
                "objection": IDENTITY,
                "recusal": frozenset({"proposed", "namesakes"}),
                "notice": frozenset({"viewers"}),
                "result": frozenset({"contact_name", "contact_phone"}),
                "hearing": frozenset({"content", "note"}),
            },
            frozenset({"open", "internal"}),
            without_exhibits_of=frozenset({"objection", "hearing"}),
        ),
    )
}
"""Every audience by its code, from the one that gets most to the one that gets least."""


def audience_of(code: str) -> Audience:
    """Return an audience; raise UsageError that names those there are."""
    if code not in AUDIENCES:
        raise UsageError(
            _("There is no audience %(name)s.") % {"name": code},
            advice=_("Known: %(names)s.") % {"names": ", ".join(AUDIENCES)},
        )
    return AUDIENCES[code]


def without(value: Any, keys: frozenset[str]) -> Any:
    """Return a JSON value without the entries of some keys, on every level."""
    if isinstance(value, dict):
        return {key: without(item, keys) for key, item in value.items() if key not in keys}
    return [without(item, keys) for item in value] if isinstance(value, list) else value


def texts_under(value: Any, keys: frozenset[str], *, inside: bool = False) -> Iterator[str]:
    """Yield every text that stands under some keys of a JSON value."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from texts_under(item, keys, inside=inside or key in keys)
    elif isinstance(value, list):
        for item in value:
            yield from texts_under(item, keys, inside=inside)
    elif isinstance(value, str) and inside and len(value.strip()) >= SHORTEST:
        yield value.strip()


class Eraser:
    """Takes texts out of everything that goes into a dossier; what is longer goes first."""

    def __init__(self, texts: Iterable[str]) -> None:
        wanted = {text.strip() for text in texts if len(text.strip()) >= SHORTEST}
        self.texts = tuple(sorted(wanted, key=lambda text: (-len(text), text)))

    def __bool__(self) -> bool:
        return bool(self.texts)

    def clean(self, text: str) -> str:
        """Return a text without what must not be known; what closes up over a gap is looked at again."""
        while self.finds(text):
            for gone in self.texts:
                text = text.replace(gone, "")
        return text

    def finds(self, text: str) -> bool:
        """Return whether a text holds what must not be known."""
        return any(gone in text for gone in self.texts)

    def cleaned(self, value: Any) -> Any:
        """Return a JSON value with every text in it cleaned, keys too."""
        if isinstance(value, dict):
            return {self.clean(key): self.cleaned(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.cleaned(item) for item in value]
        return self.clean(value) if isinstance(value, str) else value

    def needles(self) -> tuple[bytes, ...]:
        """Return the texts as they may stand in a file: UTF-8, GB 18030 and UTF-16 of both orders."""
        codecs = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
        found = {text.encode(codec, "ignore") for text in self.texts for codec in codecs}
        return tuple(sorted(item for item in found if item))
