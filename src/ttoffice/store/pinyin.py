"""Pinyin of Chinese text for the search: initials and syllables, with both readings where one is not sure.

The table of readings (`pinyin_data.z`, made by `tools/make_pinyin.py`) is read when first needed. A character
with several readings takes the one its phrase asks for (重庆 chong qing); outside a phrase of `PHRASES` its
common second reading is kept too, within a few characters around it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count, islice
from os.path import commonprefix
from pathlib import Path

DATA = Path(__file__).with_name("pinyin_data.z")
FIRST = 0x4E00
"""Code point of the first character of the table."""

REACH = 4
"""How many characters on each side of a second reading are spelled together with it."""

MOST_VARIANTS = 8
"""How many second readings of one text are spelled; further ones keep their first reading only."""

MOST_SPLITS = 12
"""How many ways of cutting a word into syllables, or of completing it, are tried."""

MOST_LETTERS = 60
"""How long a word may be to be read as full pinyin: some fifteen to twenty characters."""

POLYPHONES = """
行 xing hang,长 chang zhang,重 zhong chong,乐 le yue,朝 chao zhao,调 tiao diao,传 chuan zhuan,率 lv shuai,
降 jiang xiang,藏 cang zang,参 can shen,曾 ceng zeng,弹 dan tan,单 dan shan,角 jiao jue,解 jie xie,
壳 ke qiao,模 mo mu,校 xiao jiao,系 xi ji,血 xue xie,称 cheng chen,都 dou du,轧 zha ya,会 hui kuai,
落 luo la,色 se shai,似 si shi,削 xue xiao,粘 zhan nian,着 zhe zhuo,择 ze zhai,查 cha zha,薄 bao bo,
便 bian pian,剥 bo bao,厦 xia sha,圈 quan juan,强 qiang jiang,茄 qie jia,还 huan hai,缴 jiao zhuo,
畜 xu chu,恶 e wu,拓 tuo ta,省 sheng xing,石 shi dan,车 che ju,柏 bai bo,翟 zhai di,仇 chou qiu,
朴 pu piao,区 qu ou,盖 gai ge,覃 qin tan,沈 shen chen,尉 wei yu,种 zhong chong,蔓 man wan,蚌 bang beng,
泊 bo po,炮 pao bao,夹 jia ga,露 lu lou,绿 lv lu,熟 shu shou,扎 zha za,宿 su xiu,殷 yin yan,
佛 fo fu,牟 mou mu,芥 jie gai,屏 ping bing,量 liang lang,六 liu lu
"""
"""Characters with two common readings; the first stands before the table's own."""

PHRASES = """
重庆 chong qing,重新 chong xin,重复 chong fu,重组 chong zu,重构 chong gou,重叠 chong die,重合 chong he,
重建 chong jian,重整 chong zheng,多重 duo chong,双重 shuang chong,重要 zhong yao,重点 zhong dian,
重大 zhong da,重金属 zhong jin shu,重量 zhong liang,重力 zhong li,厦门 xia men,大厦 da sha,银行 yin hang,
行业 hang ye,行列 hang lie,同行 tong hang,运行 yun xing,进行 jin xing,执行 zhi xing,行为 xing wei,
行政 xing zheng,行驶 xing shi,行走 xing zou,行人 xing ren,并行 bing xing,长春 chang chun,长沙 chang sha,
长江 chang jiang,长期 chang qi,长度 chang du,长效 chang xiao,波长 bo chang,延长 yan chang,增长 zeng zhang,
生长 sheng zhang,成长 cheng zhang,院长 yuan zhang,校长 xiao zhang,所长 suo zhang,音乐 yin yue,
朝阳 chao yang,调查 diao cha,调度 diao du,调研 diao yan,调用 diao yong,调控 tiao kong,调节 tiao jie,
调整 tiao zheng,调制 tiao zhi,可调 ke tiao,空调 kong tiao,传感 chuan gan,传输 chuan shu,传动 chuan dong,
传热 chuan re,传统 chuan tong,遗传 yi chuan,效率 xiao lv,频率 pin lv,功率 gong lv,速率 su lv,降低 jiang di,
降解 jiang jie,降噪 jiang zao,下降 xia jiang,西藏 xi zang,藏药 zang yao,储藏 chu cang,冷藏 leng cang,
人参 ren shen,参数 can shu,弹性 tan xing,弹簧 tan huang,单位 dan wei,单元 dan yuan,单一 dan yi,
简单 jian dan,角度 jiao du,三角 san jiao,解决 jie jue,分解 fen jie,溶解 rong jie,模型 mo xing,模块 mo kuai,
模式 mo shi,模拟 mo ni,规模 gui mo,模具 mu ju,模板 mu ban,学校 xue xiao,高校 gao xiao,校正 jiao zheng,
校准 jiao zhun,系统 xi tong,体系 ti xi,系列 xi lie,血液 xue ye,都市 du shi,成都 cheng du,会计 kuai ji,
社会 she hui,会议 hui yi,颜色 yan se,着色 zhuo se,选择 xuan ze,检查 jian cha,薄膜 bao mo,薄壁 bao bi,
便携 bian xie,剥离 bo li,强度 qiang du,增强 zeng qiang,番茄 fan qie,还原 huan yuan,畜牧 xu mu,畜禽 chu qin,
拓扑 tuo pu,拓展 tuo zhan,云南省 yun nan sheng,种植 zhong zhi,种子 zhong zi,品种 pin zhong,一种 yi zhong,
多种 duo zhong,车辆 che liang,汽车 qi che,石油 shi you,石墨 shi mo,区域 qu yu,社区 she qu,覆盖 fu gai,
热轧 re zha,冷轧 leng zha,轧制 zha zhi,六安 lu an,蚌埠 beng bu,绿色 lv se,质量 zhi liang,测量 ce liang,
含量 han liang,流量 liu liang,屏蔽 ping bi
"""
"""Phrases that settle a reading; the list is short on purpose, both readings serve elsewhere."""

ALIASES = {"lue": "lve", "nue": "nve"}
"""Spellings that are typed for a syllable of the table."""

_PROXY = 0xF0000
"""Private characters from here on stand for a character in one certain reading."""


class _Readings(dict[int, str | None]):
    """A translation table that drops what has no reading."""

    def __missing__(self, code: int) -> None:
        return None


@dataclass(frozen=True, slots=True)
class _Table:
    """The readings, in the forms that `str.translate` and `re.sub` take."""

    initials: _Readings
    syllables: _Readings
    phrases: re.Pattern[str]
    settled: dict[str, str]
    second: dict[str, str]
    unsure: re.Pattern[str]


def _unpack(packed: bytes) -> tuple[list[str], bytes]:
    head, _, body = zlib.decompress(packed).partition(b"\n")
    return head.decode("ascii").split(","), body


def decode(packed: bytes) -> list[str]:
    """Return the reading of each character from `FIRST` on, empty where there is none."""
    names, body = _unpack(packed)
    half = len(body) // 2
    return [names[low | high << 8] for low, high in zip(body[:half], body[half:], strict=True)]


def encode(readings: list[str]) -> bytes:
    """Return the packed form of a list of readings (`decode` is its inverse)."""
    names = sorted(set(readings))
    place = {name: i for i, name in enumerate(names)}
    numbers = [place[reading] for reading in readings]
    body = bytes(n & 255 for n in numbers) + bytes(n >> 8 for n in numbers)
    return zlib.compress(",".join(names).encode("ascii") + b"\n" + body, 9)


@cache
def _syllables() -> tuple[frozenset[str], frozenset[str]]:
    """Return every syllable, and every proper beginning of one."""
    names = frozenset(filter(None, _unpack(DATA.read_bytes())[0]))
    return names, frozenset(name[:size] for name in names for size in range(1, len(name)))


def _listed(lines: str) -> dict[str, list[str]]:
    """Return what stands in `POLYPHONES` or `PHRASES` by character or phrase."""
    entries = (entry.split() for entry in lines.replace("\n", "").split(","))
    return {head: readings for head, *readings in entries}


@cache
def _table() -> _Table:
    readings = dict(enumerate(decode(DATA.read_bytes()), FIRST))
    readings[0x3007] = "ling"
    proxies, settled, second = count(_PROXY), {}, {}
    for phrase, spelled in _listed(PHRASES).items():
        codes = list(islice(proxies, len(phrase)))
        settled[phrase] = "".join(map(chr, codes))
        readings.update(zip(codes, spelled, strict=True))
    for character, (first, other) in _listed(POLYPHONES).items():
        code = next(proxies)
        second[character] = chr(code)
        readings |= {ord(character): first, code: other}
    spoken = {at: reading for at, reading in readings.items() if reading}
    plain = [*range(0x30, 0x3A), *range(0x61, 0x7B)]
    return _Table(
        _Readings({at: reading[0] for at, reading in spoken.items()} | {at: chr(at) for at in plain}),
        _Readings({at: f" {reading} " for at, reading in spoken.items()} | dict.fromkeys(plain, " - ")),
        re.compile("|".join(sorted(settled, key=len, reverse=True))),
        settled,
        second,
        re.compile(f"[{''.join(second)}]"),
    )


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to read a text: its initials as one word, and its syllables (`-` for a letter or digit).

    `sound` holds the syllables each between blanks of its own; `sounds_of` tells what to look for in it.
    """

    initials: str
    sound: str

    @property
    def syllables(self) -> list[str]:
        """The syllables one by one."""
        return self.sound.split()


def sounds_of(before: Sequence[str], ends: Sequence[str]) -> list[str]:
    """Return what stands in `Spelling.sound` where one of the ends follows the syllables before it.

    Where the ends are all that begin in one way, as of a syllable that is still being typed, that beginning is
    enough.
    """
    names, _starts = _syllables()
    start = commonprefix(list(ends))  # noqa: RUF071 - letter by letter is what is wanted
    lead = "".join(f" {syllable} " for syllable in before)
    if len(ends) == sum(name.startswith(start) for name in names):
        return [f"{lead} {start}"]
    return [f"{lead} {end} " for end in ends]


def spellings(text: str) -> list[Spelling]:
    """Return the readings of a normalised text: the whole in its first reading, then each second reading.

    Punctuation and blanks are passed over; Latin letters and digits are their own initials.
    """
    return list(iter_spellings(text))


def iter_spellings(text: str) -> Iterator[Spelling]:
    """Yield the same one by one: who looks for something has it mostly in the first."""
    table = _table()
    if table.unsure.search(text):
        text = table.phrases.sub(lambda found: table.settled[found.group()], text)
    yield _spelling(table, text)
    for found in islice(table.unsure.finditer(text), MOST_VARIANTS):
        at = found.start()
        second = table.second[found.group()]
        yield _spelling(table, f"{text[max(0, at - REACH) : at]}{second}{text[at + 1 : at + 1 + REACH]}")


def _spelling(table: _Table, text: str) -> Spelling:
    return Spelling(text.translate(table.initials), text.translate(table.syllables))


def split_syllables(word: str) -> list[tuple[list[str], list[str]]]:
    """Return the ways to read Latin letters as full pinyin: (the syllables before, what the last may be).

    Where the word can be cut into whole syllables, only such ways are returned. Otherwise the last piece may
    be the beginning of a syllable, as it is while somebody types; it is given with all its completions. An
    empty list means that the word is no pinyin, or longer than `MOST_LETTERS`.
    """
    if len(word) > MOST_LETTERS:
        return []
    names, starts = _syllables()
    whole = [(cut[:-1], cut[-1:]) for cut in _cuts(word, names)]
    if whole:
        return whole[:MOST_SPLITS]
    ways: list[tuple[list[str], list[str]]] = []
    for size in range(min(5, len(word)), 0, -1):
        rest = word[-size:]
        if rest in starts:
            endings = sorted(name for name in names if name.startswith(rest))
            ways += [(cut, endings) for cut in (_cuts(word[:-size], names) if size < len(word) else [[]])]
    return ways[:MOST_SPLITS]


def _cuts(word: str, names: frozenset[str]) -> list[list[str]]:
    """Return up to `MOST_SPLITS` ways to cut a word into syllables, longer syllables first."""
    ways: list[list[list[str]]] = [[] for _ in word] + [[[]]]
    for at in range(len(word) - 1, -1, -1):
        for size in range(6, 0, -1):
            piece = word[at : at + size]
            name = ALIASES.get(piece, piece)
            if len(piece) == size and name in names and len(ways[at]) < MOST_SPLITS:
                ways[at] += [[name, *rest] for rest in ways[at + size]]
    return ways[0][:MOST_SPLITS]
