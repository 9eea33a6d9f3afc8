"""What the columns of a ledger can hold, and the headers by which offices name them: one vocabulary a kind of ledger."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ttoffice.i18n import N_, gettext

IGNORED = "ignored"
"""The target of columns that are left out knowingly: serial numbers, remarks added by an import report."""
PROBLEM_HEADER = "问题说明"
"""The header of the column that an import report adds."""
MAX_HEADER = 120
"""A text longer than this is no header."""
_INNER = re.compile(r"[(\[【〔<《{].*?[)\]】〕>》}]", re.DOTALL)
_NUMBERING = re.compile(r"^(?:[*★☆#※]|\d{1,2}[.、)](?!\d))+")
_TRIM = "*★☆#※:：?？!！.,，。、;；-—_ '\"“”"
_JOINTS = re.compile(r"[/／|、&]|以?及|或|和|与")


@dataclass(frozen=True, slots=True)
class Target:
    """What a column can be mapped to.

    Attributes:
        key: stable name, as written in saved mappings.
        headers: headers that mean it, in their plain form, separated by blanks.
        label_source: catalog string of its label; empty where `labelled` says it.
        several: whether several columns may be mapped to it; their texts are read together.
        instead: the target to take when a column before it has this one already.
        labelled: gives the label in the user's language where there is no `label_source`.
    """

    key: str
    headers: str
    label_source: str = ""
    several: bool = False
    instead: str = ""
    labelled: Callable[[str], str] | None = None

    @property
    def label(self) -> str:
        """The label in the user's language."""
        if self.labelled is not None and not self.label_source:
            return self.labelled(self.key)
        return gettext(self.label_source)


LEFT_OUT = Target(IGNORED, "序号 序 no 行号 项次 问题说明 sn", N_("Left out"))
"""The target that every ledger has."""


@dataclass(frozen=True, slots=True)
class Match:
    """The target of a header, and whether it is known rather than inferred from a part of the text."""

    target: str
    sure: bool = True


def plain(header: str) -> str:
    """Return a header without brackets and their content, blanks, marks and numbering, in lower case."""
    text = "".join(unicodedata.normalize("NFKC", header[:400]).split()).lower()
    bare = _INNER.sub("", text) or text.strip("()[]【】〔〕<>《》{}")
    return _NUMBERING.sub("", bare).strip(_TRIM)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """The targets of one kind of ledger.

    Attributes:
        targets: in the order in which they are offered.
        needed: the targets without which a row of texts is no header; one more must be known beside them.
        missing: catalog string of what to say where no header is found.
        vague: headers that give way to a plainer one of the same target.
        other: what makes a header with a known word in it the header of another thing.
        money: the targets whose bare numbers need a unit.
        keys: targets that are also known by their own key.
    """

    targets: tuple[Target, ...]
    needed: frozenset[str]
    missing: str
    vague: frozenset[str] = frozenset()
    other: re.Pattern[str] = field(default_factory=lambda: re.compile(r"(?!)"))
    money: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()

    @cached_property
    def by_key(self) -> Mapping[str, Target]:
        """The targets by their keys."""
        return {target.key: target for target in self.targets}

    @cached_property
    def _exact(self) -> dict[str, str]:
        table = {plain(word): target.key for target in self.targets for word in target.headers.split(" ")}
        for key in self.by_key:
            if key in self.keys:
                table.setdefault(plain(key), key)
        return table

    def _labels(self) -> dict[str, str]:
        """Return the labels in the user's language, which an export may have used as headers."""
        return {plain(target.label): target.key for target in self.targets if target.key != IGNORED}

    def match(self, header: str) -> Match | None:
        """Return the target of a header as somebody wrote it, or None."""
        key = plain(header)
        if not key or len(header) > MAX_HEADER:
            return None
        known = self._exact
        found = known.get(key) or known.get(key.rstrip("0123456789")) or self._labels().get(key)
        if found:
            return Match(found)
        parts = {known.get(part) for part in _JOINTS.split(key)} - {None}
        if len(parts) == 1 and len(_JOINTS.split(key)) > 1:
            return Match(str(parts.pop()))
        return self._part(key)

    def _part(self, key: str) -> Match | None:
        """Return the target whose longest known header stands within this one, when it is the only such."""
        if key.startswith("是否"):
            return None
        known = [word for word in self._exact if len(word) >= 3 and word in key and len(key) <= len(word) + 6]
        if not known:
            return None
        longest = max(map(len, known))
        if all(self.other.search(key.replace(word, " ")) for word in known if len(word) == longest):
            return None
        targets = {self._exact[word] for word in known if len(word) == longest}
        return Match(targets.pop(), sure=False) if len(targets) == 1 else None

    def is_header(self, targets: Iterable[str]) -> bool:
        """Return whether these targets make a header: those needed, and two in all at least."""
        found = set(targets) - {IGNORED}
        return self.needed <= found and len(found) >= 2
