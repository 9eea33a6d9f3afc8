"""People as ledgers write them: separators of every kind, shares and units in brackets, 等 and doubles."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.results.importing.cells import (
    EMPTY,
    Reading,
    blank,
    problem,
    read_line,
    short,
    too_long,
    unread,
)
from ttoffice.results.record import Completer, Holder

MAX_PEOPLE = 200
MAX_KEYWORDS = 20
MAX_NAME = 60
MAX_TEXT = 3000
MAX_KEYWORDS = 20

_HAN = "㐀-䶿一-鿿豈-﫿\U00020000-\U0003134f〇"
_SIMPLE = re.compile(rf"[{_HAN}]{{2,4}}(?:[、，,；;/／|\n][{_HAN}]{{2,4}})*")
_NOT_SIMPLE = re.compile("[等组队详知体他无没缺空填院所系部授师员士后学同本见待暂和与及]")
_BETWEEN = re.compile(r"[、，,；;/／|\n\\]+")
_MARK = re.compile(r"^(?:第?[一二三四五六七八九十\d]{1,2}\s*[.．、):：]\s*|[①-⑳]\s*|\(\d{1,2}\)\s*)")
_HEAD = re.compile(r"^(?:第[一二三]|主要)?(?:完成人|发明人|设计人|负责人|育种人|成员)\s*[:：]\s*")
_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_SHARE = re.compile(r"(?:贡献|占|比例)?[:：]?\s*(\d{1,3}(?:\.\d{1,4})?)\s*[%％]")
_TAIL_SHARE = re.compile(r"[:：\s]*(\d{1,3}(?:\.\d{1,4})?)\s*[%％]$")
_AND_OTHERS = re.compile(r"\s*等\s*(?:[\d一二三四五六七八九十]+\s*[人位名])?$")
_UNIT = re.compile(
    r"大学|学院|公司|研究|中心|医院|厂$|集团|学校|[所院校局站系部]$|实验室|University|Inst|Co\b",
    re.IGNORECASE,
)
_NAME = re.compile(rf"[{_HAN}]+(?:[·•・．.‧][{_HAN}]+)*|[^\W\d_][^\W\d_.'’\-]*(?:[ .'’·\-]+[^\W\d_]*)*")
_GROUP = re.compile(r"(?:课题|项目|研发|创新)组$|团队|不详|未知|全体|其他")
_NO_PERSON = re.compile(
    r"(?:副?教授|(?:助理|副)?研究员|(?:高级|助理)?(?:工程|实验|农艺|畜牧|兽医)师|[主副]任(?:医|药|技)?师?|讲师|助教|老师|院士|博士后?|硕士"
    r"|研究生|本科生|^学生|院长|所长|主任|处长)$|(?:大学|学院|研究[所院]|中心|公司|医院|实验室|教研室|农科[所院])$"
    r"|^(?:同上|同前|本人|详?见(?:附|上|下|申请|表|证|清单)|待[补定填]|暂[无缺]|略$|如[上下附]|附件)"
)
"""A title, a unit or a remark where a name should stand; titles also behind a name, as in 张三教授."""
_LONGEST = 5
"""Han characters in a name without a dot; more are several names run together, or something else."""
_DOTTED = re.compile(rf"[{_HAN}]+[.．][{_HAN}]+")
_AND = re.compile(rf"[{_HAN}]{{2,}}[和与及][{_HAN}]{{2,}}")
_HAN_ONLY = re.compile(rf"[{_HAN}·•・‧]+")


@dataclass(slots=True)
class _Found:
    """What has been found in a cell while it is read."""

    people: list[Completer]
    doubt: Reason | None = None
    note: Reason | None = None


def read_people(text: str) -> Reading[tuple[Completer, ...]]:
    """Return the completers in their order; what is no name makes the cell not understood.

    Blanks part names only where each part is a name by itself: 张 三 is one person, 张三 李四 are two.
    Names followed by 等 are kept and told: the list is not complete.
    """
    if _SIMPLE.fullmatch(text) and not _NOT_SIMPLE.search(text) and len(text) < 200:
        names = _BETWEEN.split(text)
        if len(set(names)) == len(names):
            return Reading(tuple([Completer(name) for name in names]))
    if blank(text):
        return EMPTY
    return _odd(text, text) if len(text) > MAX_TEXT else _read_people(text)


def _read_people(text: str) -> Reading[tuple[Completer, ...]]:
    found = _Found([])
    for piece in _pieces(_HEAD.sub("", text)):
        others = _AND_OTHERS.search(piece)
        if others and (others.start() > 1 or not piece[: others.start()]):
            found.doubt = problem(
                "people_others", _("The list of people is not complete: name those behind 等")
            )
            piece = piece[: others.start()]  # noqa: PLW2901 - the rest of the piece is what is read
        for part in _by_blanks(piece, found) if piece else ():
            person = _person(part, found)
            if person is None:
                return _odd(text, part)
            _add(found, person)
        if len(found.people) > MAX_PEOPLE:
            return _odd(text, text)
    if not found.people:
        return _odd(text, text)
    return Reading(tuple(found.people), found.doubt, found.note)


def _pieces(text: str) -> list[str]:
    """Return the parts between separators, leaving brackets whole."""
    if not _BRACKETS.search(text):
        return [piece.strip() for piece in _BETWEEN.split(text) if piece.strip()]
    hidden: list[str] = []

    def hide(found: re.Match[str]) -> str:
        hidden.append(found.group(0))
        return f"\ue000{len(hidden) - 1}\ue001"

    pieces = _BETWEEN.split(_BRACKETS.sub(hide, text.replace("\ue000", "").replace("\ue001", "")))
    shown = [re.sub("\ue000(\\d+)\ue001", lambda m: hidden[int(m.group(1))], piece) for piece in pieces]
    return [piece.strip() for piece in shown if piece.strip()]


def _by_blanks(piece: str, found: _Found) -> list[str]:
    """Return the names of a piece that may hold several parted by blanks."""
    parts = re.split(r"[ \t\u3000\xa0]+(?![(（\[【\d%％])", piece)
    if len(parts) == 1 or not all(_HAN_ONLY.match(part) for part in parts):
        return [piece] if not all(_HAN_ONLY.match(part) for part in parts) else parts
    if all(len(part) == 1 for part in parts) and len(parts) <= 3:
        found.note = problem(
            "name_joined",
            _("%(text)s was read as one name: a blank stood within it") % {"text": short(piece)},
        )
        return ["".join(parts)]
    if any(len(part) == 1 for part in parts):
        found.doubt = problem(
            "name_blank",
            _("%(text)s: a blank stands within a name or between two; part the names by 、")
            % {"text": short(piece)},
        )
        return [piece]
    return parts


def _person(part: str, found: _Found) -> Completer | None:
    """Return the person of one part, or None when it is no name."""
    name = _MARK.sub("", part).rstrip("*＊ ")
    share, unit = None, ""
    for inner in _BRACKETS.findall(name):
        percent = _SHARE.fullmatch(unicodedata.normalize("NFKC", inner.strip()))
        if percent:
            share = _percent(percent.group(1))
        elif _UNIT.search(inner):
            unit = inner.strip()
        elif inner.strip() and not inner.strip().isdigit():
            found.doubt = problem(
                "people_remark",
                _("%(text)s in brackets is neither a share nor a unit") % {"text": short(inner)},
            )
    name = _BRACKETS.sub("", name).strip()
    tail = _TAIL_SHARE.search(name)
    if tail:
        share, name = _percent(tail.group(1)), name[: tail.start()]
    name = name.strip()
    if not 1 < len(name) <= MAX_NAME or not _NAME.fullmatch(name) or _is_no_person(name):
        return None
    if _DOTTED.fullmatch(name):
        found.doubt = problem(
            "name_dot",
            _("%(text)s: write · within a name, 、 between two names") % {"text": short(name)},
        )
    return Completer(name, unit, share)


def _is_no_person(name: str) -> bool:
    """Return whether a text of letters is a group, a title, a unit, a remark or several names run together."""
    if _GROUP.search(name) or _NO_PERSON.search(name) or _AND.fullmatch(name):
        return True
    return name.isalpha() and len(name) > _LONGEST and re.fullmatch(f"[{_HAN}]+", name) is not None


def _percent(text: str) -> str | None:
    number = Decimal(text)
    return format(number.normalize(), "f") if 0 < number <= 100 else None


def _add(found: _Found, person: Completer) -> None:
    if any(other.name == person.name and other.unit == person.unit for other in found.people):
        found.doubt = problem(
            "people_double",
            _("%(name)s is named twice; tell two people of one name apart by their units")
            % {"name": person.name},
        )
        return
    found.people.append(person)


def _odd(text: str, part: str) -> Reading[tuple[Completer, ...]]:
    message = _("%(part)s is no name of a person; part the names by 、") % {"part": short(part or text)}
    return unread("people_odd", message)


def read_holders(text: str) -> Reading[tuple[Holder, ...]]:
    """Return the holders of a right in their order; more than one means co-owned. Shares may follow in %."""
    if blank(text):
        return EMPTY
    if len(text) > MAX_TEXT:
        return too_long(len(text), MAX_TEXT)
    holders: list[Holder] = []
    doubt = None
    for piece in _pieces(text):
        name, share = _MARK.sub("", piece), None
        for found in _BRACKETS.finditer(piece):
            percent = _SHARE.fullmatch(unicodedata.normalize("NFKC", found.group(1).strip()))
            if percent:
                name, share = name.replace(found.group(0), ""), _percent(percent.group(1))
        tail = _TAIL_SHARE.search(name)
        if tail:
            share, name = _percent(tail.group(1)), name[: tail.start()]
        name = name.strip()
        if not 1 < len(name) <= 300 or not re.search(r"[^\W\d_]", name):
            return unread("holders_odd", _("%(part)s is no name of a holder") % {"part": short(piece)})
        if any(holder.name == name for holder in holders):
            doubt = problem("holders_double", _("%(name)s is named twice") % {"name": short(name)})
            continue
        holders.append(Holder(name, share))
    if not 0 < len(holders) <= MAX_PEOPLE:
        return unread("holders_odd", _("%(part)s is no name of a holder") % {"part": short(text)})
    return Reading(tuple(holders), doubt)


def read_keywords(text: str, limit: int) -> Reading[tuple[str, ...]]:
    """Return the keywords, parted by any separator, each at most `limit` characters; doubles count once."""
    if blank(text):
        return EMPTY
    if len(text) > MAX_TEXT:
        return too_long(len(text), MAX_TEXT)
    words = [word.strip() for word in _BETWEEN.split(text) if word.strip()]
    if len(words) == 1 and re.search(rf"[{_HAN}][ \u3000]+[{_HAN}]", words[0]):
        words = words[0].split()
    words = list(dict.fromkeys(words))
    if any(len(word) > limit for word in words) or not 0 < len(words) <= MAX_KEYWORDS:
        message = _("Keywords are at most %(most)d words of %(limit)d characters; part them by ；") % {
            "most": MAX_KEYWORDS,
            "limit": limit,
        }
        return unread("keywords_odd", message)
    return Reading(tuple(words))


_PHONE = re.compile(
    r"(?:\+?86[- ]?)?1\d{2}[- ]?\d{4}[- ]?\d{4}|\(?0\d{2,3}\)?[- ]?\d{3,8}(?:\s*[-转]\s*\d{1,6})?"
    r"|400[- ]?\d{3}[- ]?\d{4}|\d{7,8}(?:[-转]\d{1,6})?"
)
_WHOLE_PHONE = re.compile(r"(?:86)?1\d{10}|0\d{2,3}\d{7,8}\d{0,6}|400\d{7}|[2-9]\d{6,7}\d{0,6}")


def read_contact(text: str) -> Reading[tuple[str, str]]:
    """Return (name, phone) of a cell that holds both; several phones are kept together."""
    if blank(text):
        return EMPTY
    if len(text) > 300:
        return Reading(None, read_line(text, 300).problem)
    plain = unicodedata.normalize("NFKC", text)
    phones = [found.group(0) for found in _PHONE.finditer(plain)]
    name = re.sub(r"(?:联系)?(?:电话|手机|座机|Tel|TEL)\s*[:.]?", "", _PHONE.sub(" ", plain))
    name = re.sub(r"^联系人\s*:\s*", "", name.strip())
    name = " ".join(name.split()).strip(" :,，;；/、()（）")
    if re.search(r"\d{4,}", name):
        return unread("contact_odd", _("%(text)s is no contact with a phone") % {"text": short(text)})
    return Reading((name, "; ".join(phones)), note=_phone_note(phones))


def read_phone(text: str) -> Reading[str]:
    """Return a phone as written, told when it has not the length of a phone."""
    if blank(text):
        return EMPTY
    reading = read_line(text, 300)
    if reading.value is None:
        return reading
    plain = unicodedata.normalize("NFKC", reading.value)
    phones = [found.group(0) for found in _PHONE.finditer(plain)]
    return Reading(reading.value, note=_phone_note(phones or [plain]))


def _phone_note(phones: list[str]) -> Reason | None:
    for phone in phones:
        if not _WHOLE_PHONE.fullmatch("".join(filter(str.isdigit, phone))):
            message = _("%(phone)s has not the length of a phone number") % {"phone": short(phone)}
            return problem("phone_length", message)
    return None
