"""What a rule of next steps sees of a record, what it proposes, and what is found: plain values, no store.

A rule names what comes next in the order of the work, by how the record and those beside it stand. Whether it is
allowed now, and what is missing first, the guards of the action say: no rule is written twice.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from ttoffice.action.summaries import summary_of
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.action.core import Subject
    from ttoffice.action.office import Office
    from ttoffice.store.connection import Reader


@dataclass(frozen=True, slots=True)
class Case:
    """A record as a rule sees it.

    Attributes:
        number, document: the record, as its JSON form has it.
        today: the day of law.
        beside: gives the records of a kind by the value of one of their fields, oldest first.
        office, reader: for the few rules that ask their own area's reading.
    """

    number: str
    document: Mapping[str, Any]
    today: date
    beside: Callable[[str, str, str], Sequence[Subject[Any]]]
    office: Office
    reader: Reader

    @property
    def state(self) -> str:
        """Where the record stands; empty for a kind without states."""
        return str(self.document.get("state") or "")

    def text(self, key: str) -> str:
        """Return a field as text, empty where it says nothing."""
        value = self.document.get(key)
        return "" if value is None else str(value)

    def about(self, kind: str) -> Sequence[Subject[Any]]:
        """Return the records of a kind that are about this one, oldest first."""
        return self.beside(kind, "subject", self.number)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that may be next.

    Attributes:
        act: the action.
        about: the number of the record that it is about, where that is another one.
        into: the field of the input that takes the number, where the action makes a further record.
        data: what is known of the input before anything is typed: the guards' reasons about it count.
        sample: what its dialog will ask for, as the guards take it meanwhile.
        typed: codes of reasons about what the act's own dialog asks for: they do not stand in the way.
        asked: whether the guards are asked; not where a whole form gives what they look at.
        of: a record whose own next step is the next one; nothing else counts then.
    """

    act: str = ""
    about: str = ""
    into: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    sample: Mapping[str, Any] = field(default_factory=dict)
    typed: frozenset[str] = frozenset()
    asked: bool = True
    of: str = ""


Rule = Callable[[Case], Iterable[Proposal]]


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is next with a record.

    Attributes:
        number: the record that was asked about.
        act: the action; empty where nothing waits.
        about: the record that the action is about; another one where the step is taken there.
        into: the field of the input that takes that number, where the action makes a further record.
        missing: what stands in its way, with the articles that ask for it; empty where it is allowed now.
        data: what is known of the input before anything is typed.
    """

    number: str
    act: str = ""
    about: str = ""
    into: str = ""
    missing: tuple[Reason, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What is done, in the user's language; empty where nothing waits."""
        return summary_of(self.act) if self.act else ""

    @property
    def elsewhere(self) -> str:
        """The number of the record at which it is done, where that is another one."""
        return self.about if self.act and self.about != self.number else ""

    @property
    def command(self) -> str:
        """The same on the command line; empty where nothing waits."""
        if not self.act:
            return ""
        given = {**({self.into: self.about} if self.into else {}), **self.data}
        subject = "" if self.into else f" {self.about}"
        data = f" --data '{json.dumps(given, ensure_ascii=False)}'" if given else ""
        return f"ttoffice do {self.act}{subject}{data}"

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "number": self.number,
            "action": self.act or None,
            "about": self.about or None,
            "label": self.label or None,
            "allowed": bool(self.act) and not self.missing,
            "missing": [reason.as_json() for reason in self.missing],
            "command": self.command or None,
        }
