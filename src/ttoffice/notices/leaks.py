"""What must not stand in a published text: identity numbers, mobile numbers, accounts, home addresses.

Pure. A road and a house number alone are an office's address as often as a home's: those are only warned of,
the unit's own address never. Names may stand: who supervises must know about whom.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.masking import find_personal
from ttoffice.notices.masks import mask_middle, masked
from ttoffice.parties.rules import credit_code_is_valid
from ttoffice.reasons import Reason

BASIS = "个保法 25, 28"


class LeakKind(StrEnum):
    """What was found."""

    MOBILE = "mobile"
    IDENTITY = "identity"
    BANK = "bank"
    ADDRESS = "address"
    MAYBE_ADDRESS = "maybe_address"


_RANKS = {kind: place for place, kind in enumerate(LeakKind)}
"""Where two findings overlap, the earlier kind is told."""
LABELS = {
    LeakKind.MOBILE: N_("a mobile number"),
    LeakKind.IDENTITY: N_("an identity number"),
    LeakKind.BANK: N_("a bank account"),
    LeakKind.ADDRESS: N_("a home address"),
    LeakKind.MAYBE_ADDRESS: N_("an address"),
}


@dataclass(frozen=True, slots=True)
class Leak:
    """One thing that must not be published.

    Attributes:
        kind: what it is.
        shown: as a message may show it, covered.
        line: the line of the text it stands in, counted from 1.
        start: the place in the text, counted from 0.
    """

    kind: LeakKind
    shown: str
    line: int
    start: int


_DIGITS = r"[0-9一二三四五六七八九十百零〇]"
_NAME = r"[\u4e00-\u9fffA-Za-z]"
_ROAD = rf"{_NAME}{{1,12}}(?:路|街|大道|大街|巷|弄|胡同)[^\n，。；、]{{0,4}}?{_DIGITS}{{1,6}}(?:弄|号|#)"
_ESTATE = r"(?:小区|花园|家园|新村|苑|公寓|宿舍|家属院|家属区|住宅区|嘉园|雅居|名邸|别墅)"
_UNIT = rf"{_DIGITS}{{1,4}}(?:栋|幢|座|号楼|单元|室|户)"
_ROOM = rf"(?:(?:{_UNIT}[^\n，。；]{{0,3}}?){{1,4}}|[0-9]{{1,3}}(?:-[0-9]{{1,4}}){{1,3}})"
_VILLAGE = rf"{_NAME}{{1,10}}村[^\n，。；]{{0,6}}?{_DIGITS}{{1,4}}(?:组|社|队)"
ESTATE = re.compile(rf"{_NAME}{{0,16}}{_ESTATE}[^\n，。；]{{0,10}}?{_ROOM}")
HOME = re.compile(rf"{_ROAD}[^\n，。；]{{0,12}}?{_ROOM}")
VILLAGE = re.compile(rf"{_VILLAGE}(?P<house>{_DIGITS}{{1,5}}号)?")
LABELLED_HOME = re.compile(
    r"(?:家庭住址|家庭地址|现住址|住址|家住|居住地址|居住地|户籍地址|户籍所在地|户口所在地)"
    r"\s*(?:为|在|是|[:：])?\s*(?![是否不无未]|[，。；、\s])(?P<what>[^\s，。；、]{4,})"
)
ROAD = re.compile(_ROAD)
ACCOUNT = re.compile(
    r"(?:银行账号|银行帐号|银行卡号|卡号|账号|帐号|账户|帐户)\s*(?:为|是|[:：])?\s*(?P<what>[0-9](?:[ -]?[0-9]){7,29})"
)
IDENTITY = re.compile(
    r"(?:身份证件?号码?|身份证|公民身份号码|证件号码?)\s*(?:为|是|[:：])?\s*(?P<what>[0-9]{14,17}[0-9Xx])"
)
CREDIT_CODE = re.compile(r"统一社会信用代码\s*[:：]?\s*(?P<code>[0-9A-Z]{18})(?![0-9A-Z])")
OFFICES = (
    "办公",
    "行政",
    "科技",
    "实验",
    "教学",
    "图书",
    "大厦",
    "写字",
    "综合",
    "研究",
    "学院",
    "中心",
    "大楼",
)
"""Words before a room that make it one of an office."""


def scan(text: str, own: Iterable[str] = ()) -> list[Leak]:
    """Return what must not be published, in the order of the text; `own` are the unit's own addresses and lines.

    Full-width and other digits count as digits; characters that do not show cannot hide anything.
    """
    plain, places = _folded(text)
    covered = _without(plain, [_folded(item)[0] for item in own if len(item.strip()) >= 4])
    taken: list[tuple[int, int]] = []
    found = []
    for kind, shown, start, end in sorted(_found(covered), key=lambda item: (_RANKS[item[0]], item[2])):
        if all(end <= first or start >= last for first, last in taken):
            taken.append((start, end))
            place = places[start]
            found.append(Leak(kind, shown, text.count("\n", 0, place) + 1, place))
    return sorted(found, key=lambda leak: leak.start)


def leak_reasons(field: str, text: str, own: Iterable[str] = ()) -> list[Reason]:
    """Return a reason for each thing that must not be published, naming the place; an address may only warn."""
    return [_reason(field, leak) for leak in scan(text, own)]


def _reason(field: str, leak: Leak) -> Reason:
    values = {"what": _(LABELS[leak.kind]), "line": leak.line, "shown": leak.shown}
    if leak.kind is LeakKind.MAYBE_ADDRESS:
        message = _("Line %(line)d has %(what)s (%(shown)s): see that it is no person's home.")
        return Reason("notice.maybe_address", message % values, BASIS, field, warning=True)
    message = _(
        "Line %(line)d has %(what)s (%(shown)s), which must not be published. Take it out of the text."
    )
    return Reason(f"notice.leak_{leak.kind.value}", message % values, BASIS, field)


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text with every digit plain and nothing unseen in it, and where each character stood."""
    letters, places = [], []
    for place, letter in enumerate(text):
        if letter.isascii():
            plain = letter
        elif unicodedata.category(letter) in ("Cf", "Mn", "Me"):
            continue
        elif letter.isdecimal():
            plain = str(unicodedata.decimal(letter))
        else:
            plain = unicodedata.normalize("NFKC", letter)
        # A letter that becomes several stays as it is, so that places stay places.
        letters.append(plain if len(plain) == 1 else letter)
        places.append(place)
    places.append(len(text))
    return "".join(letters), places


def _without(text: str, own: Iterable[str]) -> str:
    """Return a text with the unit's own addresses and credit codes blanked out, every place staying where it is."""
    for item in own:
        text = text.replace(item.strip(), "\n" * len(item.strip()))
    return CREDIT_CODE.sub(_blanked, text)


def _blanked(match: re.Match[str]) -> str:
    """Blank out a unit's credit code that is called one and passes its check digit: it is no person's number."""
    return "\n" * len(match[0]) if credit_code_is_valid(match["code"]) else match[0]


def _found(text: str) -> Iterator[tuple[LeakKind, str, int, int]]:
    for finding in find_personal(text):
        yield LeakKind(finding.kind.value), masked(finding), finding.start, finding.start + len(finding.text)
    for pattern, kind in ((IDENTITY, LeakKind.IDENTITY), (ACCOUNT, LeakKind.BANK)):
        for match in pattern.finditer(text):
            number = "".join(match["what"].split())
            yield kind, mask_middle(number, 6, 4), match.start("what"), match.end("what")
    for match in LABELLED_HOME.finditer(text):
        yield LeakKind.ADDRESS, _short(match["what"]), match.start("what"), match.end("what")
    for match in ESTATE.finditer(text):
        yield LeakKind.ADDRESS, _short(match[0]), match.start(), match.end()
    for match in HOME.finditer(text):
        office = any(word in match[0] for word in OFFICES)
        kind = LeakKind.MAYBE_ADDRESS if office else LeakKind.ADDRESS
        yield kind, _short(match[0]), match.start(), match.end()
    for match in VILLAGE.finditer(text):
        kind = LeakKind.ADDRESS if match["house"] else LeakKind.MAYBE_ADDRESS
        yield kind, _short(match[0]), match.start(), match.end()
    for match in ROAD.finditer(text):
        yield LeakKind.MAYBE_ADDRESS, _short(match[0]), match.start(), match.end()


def _short(address: str) -> str:
    """Return an address so that one finds it in the text without reading it whole in a message."""
    return address if len(address) <= 6 else f"{address[:4]}***{address[-2:]}"
