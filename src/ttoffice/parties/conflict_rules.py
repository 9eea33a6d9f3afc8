"""Who should withdraw from a matter, and why: pure rules over what people declared.

事业单位人事管理条例 39 names three grounds: an interest of one's own, an interest of near kin, and whatever else may
affect a fair handling. Whoever breaks a rule of recusal is not exempt (exemption Art. 10(5)). A conflict is
*certain* where numbers or credit codes agree; where only names agree it may be a namesake, and says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.numbering import read_number
from ttoffice.parties.people import PersonRecord, Tie, TieKind
from ttoffice.parties.rules import credit_code_is_valid

OWN_INTEREST = "事业单位人事管理条例 39(1)"
KIN_INTEREST = "事业单位人事管理条例 39(2)"
FAIRNESS = "事业单位人事管理条例 39(3)"
CONSEQUENCE = "exemption:10(5)"


class ConflictKind(StrEnum):
    """What a conflict consists in."""

    SAME_PERSON = "same_person"
    AUTHOR = "author"
    EARLIER_PANEL = "earlier_panel"
    KIN = "kin"
    KIN_INTEREST = "kin_interest"
    SHAREHOLDING = "shareholding"
    POST = "post"
    PAY = "pay"
    OTHER = "other"


INHERENT = frozenset({ConflictKind.SAME_PERSON, ConflictKind.AUTHOR, ConflictKind.EARLIER_PANEL})
"""Conflicts that no decision can set aside: nobody judges their own case or their own earlier work."""


@dataclass(frozen=True, slots=True)
class MatterFacts:
    """What a recusal check looks at in a matter.

    Attributes:
        subject: number of the matter.
        persons: those it is about, by number (RY-...) or, for outsiders, by name.
        organisations: licensees and other organisations in it, by credit code or by name.
        author_names: authors of the result, by name or number.
        earlier_panel: those who sat on the earlier panel, by number or name.
        on: the day that counts for ties that have ended or not begun; None counts them all.
    """

    subject: str
    persons: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    author_names: frozenset[str] = frozenset()
    earlier_panel: frozenset[str] = frozenset()
    on: date | None = None

    def joined(self, other: MatterFacts) -> MatterFacts:
        """Return the facts of both, under this one's number and day."""
        return MatterFacts(
            self.subject,
            self.persons | other.persons,
            self.organisations | other.organisations,
            self.author_names | other.author_names,
            self.earlier_panel | other.earlier_panel,
            self.on or other.on,
        )


@dataclass(frozen=True, slots=True)
class Known:
    """A person in the list of people, as the rules see them."""

    number: str
    record: PersonRecord


@dataclass(frozen=True, slots=True)
class Conflict:
    """One proposed conflict.

    Attributes:
        why: the sentence that tells it, in the user's language.
        basis: the rule it rests on.
        certain: false where only names agree.
        key: what tells it from others of the same person and matter, the same at every check.
    """

    kind: ConflictKind
    why: str
    basis: str
    certain: bool
    key: str


def normal_name(text: str) -> str:
    """Return a name as names are compared: full width, blanks, dots between and brackets make no difference."""
    return _APART.sub("", unicodedata.normalize("NFKC", text)).casefold()


_APART = re.compile(r"[\s·•・‧.,、()\[\]〔〕【】《》\"'“”‘’-]+")


def holds_on(tie: Tie, day: date | None) -> bool:
    """Return whether a tie holds on a day; a day nobody has said does not end it, and no day asks about none."""
    if day is None:
        return True
    return (tie.since is None or tie.since <= day) and (tie.until is None or tie.until >= day)


def propose(person: Known, others: Sequence[Known], matter: MatterFacts) -> tuple[Conflict, ...]:
    """Return the conflicts of a person in a matter, the certain ones first; each once.

    `others` are all people who may matter: those in the matter, kin, and whoever declared anything.
    """
    found: dict[str, Conflict] = {}
    for conflict in _all(person, [known for known in others if known.number != person.number], matter):
        known = found.get(conflict.key)
        if known is None or (conflict.certain and not known.certain):
            found[conflict.key] = conflict
    return tuple(sorted(found.values(), key=lambda conflict: not conflict.certain))


def _all(person: Known, others: Sequence[Known], matter: MatterFacts) -> Iterator[Conflict]:
    yield from _in_person(person, matter)
    yield from _kin_in_the_matter(person, others, matter)
    yield from _interests(person, matter)
    yield from _interests_of_kin(person, others, matter)


# --- being in the matter oneself -----------------------------------------------------------------------


def _in_person(person: Known, matter: MatterFacts) -> Iterator[Conflict]:
    places = (
        (
            ConflictKind.SAME_PERSON,
            matter.persons,
            N_("%(who)s is a person whom the matter is about."),
            OWN_INTEREST,
        ),
        (ConflictKind.AUTHOR, matter.author_names, N_("%(who)s is an author of the result."), OWN_INTEREST),
        (ConflictKind.EARLIER_PANEL, matter.earlier_panel, N_("%(who)s sat on the earlier panel."), FAIRNESS),
    )
    for kind, named, sentence, basis in places:
        for text in sorted(named):
            sure = _is(text, person)
            if sure is not None:
                why = _doubt(_(sentence) % {"who": _called(person)}, certain=sure)
                yield Conflict(kind, why, basis, sure, kind.value)


def _is(text: str, person: Known) -> bool | None:
    """Return True where a text is the person's number, False where it is only their name, None where neither."""
    number = read_number(text)
    if number is not None:
        return True if number == person.number else None
    return False if normal_name(text) == normal_name(person.record.name) else None


def _called(person: Known) -> str:
    return _("%(name)s (%(number)s)") % {"name": person.record.name, "number": person.number}


def _doubt(sentence: str, *, certain: bool) -> str:
    if certain:
        return sentence
    return _(
        "%(sentence)s Only the name agrees: perhaps somebody else of the same name, to be confirmed."
    ) % {"sentence": sentence}


# --- kin -----------------------------------------------------------------------------------------------


def _kin_in_the_matter(person: Known, others: Sequence[Known], matter: MatterFacts) -> Iterator[Conflict]:
    """Kin of somebody in the matter, declared on either side; ties of another kind count as such."""
    concerned = matter.persons | matter.author_names | matter.earlier_panel
    for tie in _personal(person.record.ties, matter.on):
        for text in sorted(concerned):
            match = _tie_names(tie, text, others)
            if match is not None:
                yield _kin(person, match, tie)
    for other in others:
        places = [sure for text in concerned if (sure := _is(text, other)) is not None]
        for tie in _personal(other.record.ties, matter.on) if places else ():
            sure = _tie_is(tie, person)
            if sure is not None:
                yield _kin(person, (_called(other), other.number, sure and any(places)), tie)


def _personal(ties: Iterable[Tie], day: date | None) -> list[Tie]:
    return [tie for tie in ties if (tie.person or tie.name) and holds_on(tie, day)]


def _tie_is(tie: Tie, person: Known) -> bool | None:
    return _is(tie.person, person) if tie.person else _is(tie.name, person)


def _tie_names(tie: Tie, text: str, others: Sequence[Known]) -> tuple[str, str, bool] | None:
    """Return whom a tie and a text both mean, as (called, key, certain), or None."""
    for other in others:
        by_text, by_tie = _is(text, other), _tie_is(tie, other)
        if by_text is not None and by_tie is not None:
            return _called(other), other.number, by_text and by_tie
    name = normal_name(tie.name)
    if name and not tie.person and read_number(text) is None and normal_name(text) == name:
        return tie.name, name, False
    return None


def _kin(person: Known, match: tuple[str, str, bool], tie: Tie) -> Conflict:
    called, key, sure = match
    kind = ConflictKind.KIN if tie.kind is TieKind.KIN else ConflictKind.OTHER
    sentence = _("%(who)s and %(other)s, who is in the matter, are declared to be tied: %(relation)s.") % {
        "who": _called(person),
        "other": called,
        "relation": tie.relation or _(TIES[tie.kind]),
    }
    basis = KIN_INTEREST if kind is ConflictKind.KIN else FAIRNESS
    return Conflict(kind, _doubt(sentence, certain=sure), basis, sure, f"{kind.value}:{key}")


TIES = {
    TieKind.KIN: N_("kin"),
    TieKind.SHAREHOLDING: N_("shareholding"),
    TieKind.POST: N_("post"),
    TieKind.PAY: N_("pay"),
    TieKind.OTHER: N_("other tie"),
}
"""What ties are called."""


# --- interests in an organisation ----------------------------------------------------------------------


def _interests(person: Known, matter: MatterFacts) -> Iterator[Conflict]:
    for tie in person.record.ties:
        if tie.kind is TieKind.KIN or not holds_on(tie, matter.on):
            continue
        match = _organisation(tie, matter.organisations)
        if match is not None:
            called, key, sure = match
            sentence = _("%(who)s has declared a tie to %(organisation)s: %(what)s.") % {
                "who": _called(person),
                "organisation": called,
                "what": _told(tie),
            }
            kind = ConflictKind(tie.kind.value)
            basis = FAIRNESS if kind is ConflictKind.OTHER else OWN_INTEREST
            yield Conflict(kind, _doubt(sentence, certain=sure), basis, sure, f"{kind.value}:{key}")


def _interests_of_kin(person: Known, others: Sequence[Known], matter: MatterFacts) -> Iterator[Conflict]:
    """Kin who hold something in an organisation: as this person declared it, or as the kin did."""
    for tie in person.record.ties:
        match = _organisation(tie, matter.organisations)
        if tie.kind is TieKind.KIN and match is not None and holds_on(tie, matter.on):
            yield _kin_interest(person, tie.name or tie.person, match, _told(tie))
    for other, certain in _kin_of(person, others, matter.on):
        for tie in other.record.ties:
            match = _organisation(tie, matter.organisations)
            if tie.kind is not TieKind.KIN and match is not None and holds_on(tie, matter.on):
                called, key, sure = match
                yield _kin_interest(person, _called(other), (called, key, sure and certain), _told(tie))


def _kin_of(person: Known, others: Sequence[Known], day: date | None) -> Iterator[tuple[Known, bool]]:
    """Yield the people who are kin by either side's word, and whether that is certain."""
    for other in others:
        words = [_tie_is(tie, other) for tie in person.record.ties if _is_kin(tie, day)]
        words += [_tie_is(tie, person) for tie in other.record.ties if _is_kin(tie, day)]
        said = [word for word in words if word is not None]
        if said:
            yield other, any(said)


def _is_kin(tie: Tie, day: date | None) -> bool:
    return tie.kind is TieKind.KIN and holds_on(tie, day)


def _kin_interest(person: Known, kin: str, match: tuple[str, str, bool], what: str) -> Conflict:
    called, key, sure = match
    sentence = _("%(kin)s, kin of %(who)s, has a declared tie to %(organisation)s: %(what)s.") % {
        "kin": kin,
        "who": _called(person),
        "organisation": called,
        "what": what,
    }
    kind = ConflictKind.KIN_INTEREST
    return Conflict(
        kind, _doubt(sentence, certain=sure), KIN_INTEREST, sure, f"{kind.value}:{normal_name(kin)}:{key}"
    )


def _organisation(tie: Tie, organisations: Iterable[str]) -> tuple[str, str, bool] | None:
    """Return the organisation that a tie and the matter both name, as (called, key, certain), or None.

    Credit codes that agree are certain; names that agree are not: two branches may bear one name.
    """
    called = tie.organisation or tie.credit_code
    given = {text.strip().upper() for text in organisations}
    if tie.credit_code and tie.credit_code.upper() in given:
        return called, tie.credit_code.upper(), True
    name = normal_name(tie.organisation)
    names = {normal_name(text) for text in given if not credit_code_is_valid(text)}
    return (called, name, False) if name and name in names else None


def _told(tie: Tie) -> str:
    parts = (_(TIES[tie.kind]), tie.relation, f"{tie.share}%" if tie.share else "")
    return " ".join(part for part in parts if part)
