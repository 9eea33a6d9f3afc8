"""Taking persons and enterprises out of a text: every known name and number becomes 某某. Pure.

A name is found however it is written: full width, letter case, blanks, dots, brackets and characters that do not
show make no difference. A surname before a title (张处长), before 某 (张某) or after 老 and 小 is taken out as well.
Nobody can take out who is not known: names come from the office's lists and from the case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ttoffice.masking import find_personal

SOMEBODY = "某某"
"""What stands where a name stood."""
MARK = SOMEBODY[0]
_UNSEEN = frozenset(
    {"Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp", "Ps", "Pe", "Pi", "Pf", "Pd", "Pc", "Sk", "Co", "Cs"}
)
_DOTS = frozenset("·•・‧.*/\\'\"&~|^")
"""What may stand within a name and is looked over; commas and full stops part words and are not."""
_COMPOUND = re.compile(
    "欧阳|上官|司马|诸葛|端木|皇甫|尉迟|公孙|慕容|令狐|司徒|长孙|宇文|鲜于|夏侯|东方|南宫|万俟|闻人|赫连"
    "|澹台|公冶|濮阳|淳于|单于|太叔|申屠|仲孙|轩辕|钟离|闾丘|呼延|司空|独孤|拓跋|公羊|百里|东郭|西门|南门"
)
_TITLES = (
    "总经理|副总经理|经理|董事长|董事|监事|校长|院长|所长|处长|科长|部长|局长|厅长|主任|书记|主席|组长|馆长|站长|场长|厂长"
    "|教授|副教授|研究员|副研究员|助理研究员|老师|同志|先生|女士|博士|院士|工程师|律师|会计|秘书|专员|委员"
)
_AFTER_NICKNAME = "的了在是说称对向与和及将被把曾已未不也都同等认提负参作表办"
_IN_OFFICE = "担就现兼历委聘改留连出责"
"""Before 任 these make a verb of it, not a surname."""
_NUMBER = re.compile(r"(?:RY|QY)[-\s‐-―－]*\d{4}[-\s‐-―－]*\d{1,9}", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]{2,4}")


def folded(text: str) -> tuple[str, list[int]]:
    """Return a text as names are looked for in it, and for each of its characters where it stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for piece in unicodedata.normalize("NFKD", letter).casefold():
            if piece not in _DOTS and unicodedata.category(piece) not in _UNSEEN:
                letters.append(piece)
                places.append(place)
    return "".join(letters), places


def surname_of(name: str) -> str:
    """Return the surname of a Chinese name, two characters where it is one of those; empty for other names."""
    plain = folded(name)[0]
    if not _HAN.fullmatch(plain):
        return ""
    return plain[:2] if len(plain) > 2 and _COMPOUND.match(plain) else plain[0]


@dataclass(frozen=True)
class Names:
    """Whom texts must not name.

    Attributes:
        persons: names of natural persons, whose surnames are looked for as well.
        others: names and codes of enterprises and other sides.
    """

    persons: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The names as they are looked for; what consists of 某 alone names nobody."""
        found = {folded(name)[0] for name in self.persons | self.others}
        return tuple(sorted(key for key in found if key.strip(MARK)))

    @cached_property
    def by_start(self) -> dict[str, tuple[str, ...]]:
        """The same by their first two characters, so that a text is gone through once however many names there are."""
        found: dict[str, list[str]] = {}
        for key in self.keys:
            found.setdefault(key[:2], []).append(key)
        return {start: tuple(keys) for start, keys in found.items()}

    @cached_property
    def surnames(self) -> re.Pattern[str] | None:
        """What finds a surname that stands for its bearer."""
        found = {surname_of(name) for name in self.persons} - {"", MARK}
        if not found:
            return None
        listed = "|".join(sorted(map(re.escape, found), key=lambda one: (-len(one), one)))
        before = (
            rf"(?<![{_IN_OFFICE}](?=任))(?P<titled>{listed})(?=\s*(?:[副正原前]{{0,2}}(?:{_TITLES})|{MARK}))"
        )
        nick = rf"(?<=[老小])(?P<nick>{listed})(?=[{_AFTER_NICKNAME}]|[^\u3400-\u9fff]|$)"
        return re.compile(f"{before}|{nick}")


def erase(text: str, *known: Names) -> str:
    """Return a text in which nobody who is known is named, nor stands by a number; looked over until that is so."""
    while True:
        after = _once(text, known)
        if after == text:
            return text
        text = after


def _once(text: str, known: Sequence[Names]) -> str:
    parts, last = [], 0
    for start, end, stands in _merged(sorted(_spans(text, known))):
        parts += [text[last:start], stands]
        last = end
    return "".join((*parts, text[last:]))


def _merged(spans: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield spans that do not touch; of those that overlap one that covers all of them."""
    current: tuple[int, int, str] | None = None
    for start, end, stands in spans:
        if current is None:
            current = (start, end, stands)
        elif start < current[1]:
            current = (current[0], max(end, current[1]), SOMEBODY)
        else:
            yield current
            current = (start, end, stands)
    if current is not None:
        yield current


def _spans(text: str, known: Sequence[Names]) -> Iterator[tuple[int, int, str]]:
    plain, places = folded(text)
    for names in known:
        for start, key in _named(plain, names):
            first, end = places[start], places[start + len(key) - 1] + 1
            if _apart(key, text, first, end):
                yield first, end, SOMEBODY
        if names.surnames is not None:
            for match in names.surnames.finditer(text):
                yield match.start(), match.end(), MARK
    for match in _NUMBER.finditer(text):
        yield match.start(), match.end(), SOMEBODY
    for personal in find_personal(text):
        yield personal.start, personal.start + len(personal.text), SOMEBODY


def _named(plain: str, names: Names) -> Iterator[tuple[int, str]]:
    """Yield every place of a name in a folded text, those that overlap as well."""
    starts = names.by_start
    for place, letter in enumerate(plain):
        for key in (*starts.get(letter, ()), *starts.get(plain[place : place + 2], ())):
            if plain.startswith(key, place):
                yield place, key


def _apart(key: str, text: str, first: int, end: int) -> bool:
    """Tell whether Latin letters or digits of a name are a word of their own, not part of a longer one."""
    return not (_latin(key[0]) and _latin(text[first - 1 : first])) and not (
        _latin(key[-1]) and _latin(text[end : end + 1])
    )


def _latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()


# --- enterprises by a part of their name -----------------------------------------------------------------

_REGION = re.compile(
    r"^(?:云南省?|昆明市?|曲靖市?|玉溪市?|保山市?|昭通市?|丽江市?|普洱市?|临沧市?|楚雄州?|红河州?|文山州?|西双版纳州?|大理州?|德宏州?"
    r"|怒江州?|迪庆州?|中国|北京市?|上海市?|天津市?|重庆市?|[\u3400-\u9fff]{2,3}(?:省|市|县|区|州))+"
)
_FORM = re.compile(r"(?:集团)?(?:股份)?(?:有限)?(?:责任)?(?:公司|集团|厂|合作社|事务所|中心|分公司)$")
_TRADE = re.compile(
    r"(?:科技|技术|生物|农业|药业|医药|实业|发展|开发|食品|咖啡|茶业|贸易|新材料|材料|环保|能源|信息|软件|电子|机械|制造|工程|投资)+$"
)
SHORTEST_PART = 2


def short_names(name: str) -> Iterator[str]:
    """Yield what an enterprise is called in short: without place and legal form, and its mark alone."""
    whole = re.sub(r"[（(][^）)]*[）)]", "", name)
    core = _FORM.sub("", _REGION.sub("", whole))
    mark = _TRADE.sub("", core)
    if mark:  # what is left of 云南技术有限公司 is a word, not a name
        yield from dict.fromkeys(
            part for part in (_FORM.sub("", whole), core, mark) if len(part) >= SHORTEST_PART and part != name
        )
