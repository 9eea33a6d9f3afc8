"""Chinese numerals as articles and items are numbered with, from 1 to 99."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"
TEN = "十"
LARGEST = 99
_VALUES = {digit: value for value, digit in enumerate(DIGITS)} | {"〇": 0, "两": 2}


def to_chinese(number: int) -> str:
    """Return 1 to 99 in Chinese numerals: 4 is 四, 14 is 十四, 40 is 四十; raise ValueError beyond."""
    if not 1 <= number <= LARGEST:
        raise ValueError(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else TEN if tens == 1 else DIGITS[tens] + TEN
    return head + (DIGITS[ones] if ones else "")


def from_numeral(text: str) -> int:
    """Return the number written in digits of any width or in Chinese numerals; raise ValueError if none."""
    if text.isdecimal():
        return int(text)
    head, ten, tail = text.rpartition(TEN)
    if not ten:
        return _digit(text)
    return (_digit(head) if head else 1) * 10 + (_digit(tail) if tail else 0)


def _digit(text: str) -> int:
    if text not in _VALUES:
        raise ValueError(text)
    return _VALUES[text]
