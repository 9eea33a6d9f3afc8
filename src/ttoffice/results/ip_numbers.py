"""Numbers of IP rights: what kind of number a text is, its canonical form and whether it checks out.

Application numbers of Chinese patents follow the application-number standard: since October 2003 a year,
a type digit, seven serial digits and a check digit (`YYYYTNNNNNNN.C`), before that a two-digit year and
five serial digits (`YYTNNNNN.C`). The check digit is the weighted sum modulo 11, with X for ten.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from operator import mul

from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason
from ttoffice.results.codes import RightKind

_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_TYPE_DIGITS = {
    "1": RightKind.INVENTION.value,
    "8": RightKind.INVENTION.value,
    "2": RightKind.UTILITY_MODEL.value,
    "9": RightKind.UTILITY_MODEL.value,
    "3": RightKind.DESIGN.value,
}
_PUBLICATION_LETTERS = {
    "A": RightKind.INVENTION.value,
    "B": RightKind.INVENTION.value,
    "C": RightKind.INVENTION.value,
    "U": RightKind.UTILITY_MODEL.value,
    "Y": RightKind.UTILITY_MODEL.value,
    "D": RightKind.DESIGN.value,
    "S": RightKind.DESIGN.value,
}
MAX_TEXT = 1000
_NOTHING = r"/ // \ - -- --- — —— ― – _ * … …… . 。 、 无 暂无 没有 暂缺 空 空白 不详 未填 未填写 不适用"
PLACEHOLDERS = frozenset(["", "n/a", "na", "n.a.", "null", "none", "nil", "nan", *_NOTHING.split(" ")])
"""What people write into a cell to say that there is nothing, in lower case without blanks."""


@dataclass(frozen=True, slots=True)
class NumberReading:
    """What a text says as the number of a right.

    Attributes:
        number: canonical form for display; the text as written where it is not understood; "" for none.
        key: folded form for matching; "" for none.
        kind: the `RightKind` code that the number itself tells, or None.
        verified: whether form and check digit are right; None where no form is known.
        problem: what is wrong with it; a warning where the number can still be used as it is.
        well_formed: whether it has the form of a known number and so identifies a right, even where its
            check digit is wrong.
    """

    number: str
    key: str
    kind: str | None = None
    verified: bool | None = None
    problem: Reason | None = None
    well_formed: bool = False


NO_NUMBER = NumberReading("", "")


def check_digit(digits: str) -> str:
    """Return the check digit of a patent application number's twelve (or, before 2003, eight) digits."""
    rest = sum(map(mul, _WEIGHTS, map(int, digits))) % 11
    return "X" if rest == 10 else str(rest)


def is_placeholder(text: str) -> bool:
    """Return whether a text only says that there is nothing."""
    bare = "".join(text.split()).lower()
    return bare in PLACEHOLDERS or (
        not bare.isascii() and unicodedata.normalize("NFKC", bare) in PLACEHOLDERS
    )


def parse_number(text: str, kind: str | None = None) -> NumberReading:
    """Return the reading of a number, checked against the declared kind of right (a `RightKind` code)."""
    found = _USUAL.fullmatch(text)
    if found:
        return _against(_patent(found), kind)
    written = text.strip()
    if len(written) > MAX_TEXT:
        return _unknown(written, "", kind)
    folded = unicodedata.normalize("NFKC", written).upper().strip()
    if is_placeholder(folded):
        return NO_NUMBER
    label = _LABEL.match(folded)
    if label:
        folded = folded[label.end() :].strip()
    compact = _JOINTS.sub("", folded)
    for pattern, read in _FORMS:
        found = pattern.fullmatch(compact)
        if found:
            return _against(read(found), kind)
    remark = _REMARK.fullmatch(folded)
    if remark:
        return _with_remark(remark.group(1), written, kind)
    return _unknown(written, compact, kind)


def number_key(number: str) -> str:
    """Return the folded form of a right's number, by which two spellings of it are the same; "" for none."""
    found = _CANONICAL.fullmatch(number)
    if found:
        return found.group(1) + found.group(2)
    return parse_number(number).key


def split_numbers(text: str) -> list[str]:
    """Return the numbers of a cell that holds one or several, as written, without placeholders."""
    if _USUAL.fullmatch(text):
        return [text]
    if is_placeholder(text):
        return []
    if len(text) > MAX_TEXT:
        return [text]
    pieces = [piece.strip() for piece in _BETWEEN.split(text)]
    return [piece for piece in pieces if piece and not is_placeholder(piece)]


def _with_remark(head: str, written: str, kind: str | None) -> NumberReading:
    """Read a number followed by a remark in brackets; the remark is told, the text as written kept."""
    reading = parse_number(head, kind)
    if not reading.well_formed or reading.problem is not None:
        return reading if reading.well_formed else _unknown(written, _JOINTS.sub("", head), kind)
    problem = _problem(
        "number.remark",
        _("%(text)s holds more than a number; move the remark to another column") % {"text": _short(written)},
    )
    return NumberReading(reading.number, reading.key, reading.kind, reading.verified, problem, True)


def _unknown(written: str, compact: str, kind: str | None) -> NumberReading:
    known = kind in _KINDS_WITH_FORM
    if _TWELVE_DIGITS.fullmatch(compact):
        message = _("%(text)s lacks its check digit (the digit after the dot)") % {"text": _short(written)}
        return NumberReading(written, compact, None, False, _problem("number.no_check_digit", message))
    if _CERTIFICATE.fullmatch(compact):
        message = _("%(text)s is the number of a certificate; the registration number is needed") % {
            "text": _short(written)
        }
        return NumberReading(written, compact, None, False, _problem("number.certificate", message))
    if not known and kind is not None and kind != RightKind.OTHER.value:
        return NumberReading(written, compact, None, None)
    message = _("%(text)s is no number of a right that is known; compare it with the certificate") % {
        "text": _short(written)
    }
    verified = False if known else None
    return NumberReading(written, compact, None, verified, _problem("number.unknown_form", message))


def _patent(found: re.Match[str]) -> NumberReading:
    prefix, body, check = found.group(1) or "", found.group(2), found.group(3)
    number = f"{'ZL' if prefix.endswith('ZL') else ''}{body}.{check}"
    kind = _TYPE_DIGITS.get(body[4] if len(body) == 12 else body[2])
    key = body + check
    if kind is None:
        message = _("%(number)s has a type digit that stands for no kind of patent") % {"number": number}
        return NumberReading(number, key, None, False, _problem("number.type_digit", message), True)
    right = check_digit(body)
    if check != right:
        message = _(
            "The check digit of %(number)s is wrong: %(right)s fits the other digits; "
            "compare it with the certificate"
        ) % {"number": number, "right": right}
        return NumberReading(number, key, kind, False, _problem("number.check_digit", message), True)
    return NumberReading(number, key, kind, True, None, True)


def _publication(found: re.Match[str]) -> NumberReading:
    body, letter = found.group(1), found.group(2)
    number = f"CN{body}{letter}"
    message = _(
        "%(number)s is a publication number, not an application number; add the number that begins with ZL"
    ) % {"number": number}
    kind = _PUBLICATION_LETTERS[letter[0]]
    return NumberReading(number, f"CN{body}", kind, None, _problem("number.publication", message), True)


def _software(found: re.Match[str]) -> NumberReading:
    year, serial = int(found.group(1)), found.group(2)
    number = f"{year}SR{serial}"
    # Serials grew from four digits to six, and have had seven digits since 2018.
    fits = 1991 <= year <= 2099 and (len(serial) == 7 if year >= 2019 else year >= 2017 or len(serial) <= 6)
    if fits:
        return NumberReading(number, number, RightKind.SOFTWARE.value, True, None, True)
    message = _("%(number)s: the serial has not the length of that year's registrations") % {"number": number}
    problem = _problem("number.software_form", message)
    return NumberReading(number, number, RightKind.SOFTWARE.value, False, problem, True)


def _fixed(
    kind: RightKind, shape: Callable[[re.Match[str]], str]
) -> Callable[[re.Match[str]], NumberReading]:
    """Return a reader of a form that has no check digit: right by its form alone."""

    def read(found: re.Match[str]) -> NumberReading:
        key = _JOINTS.sub("", found.group(0))
        return NumberReading(shape(found), key, kind.value, True, None, True)

    return read


def _foreign(found: re.Match[str]) -> NumberReading:
    return NumberReading(found.group(0), found.group(0), None, None, None, True)


def _pct(found: re.Match[str]) -> NumberReading:
    number = f"PCT/CN{found.group(1)}/{found.group(2)}"
    return NumberReading(number, number, RightKind.PATENT_APPLICATION.value, True, None, True)


def _variety_text(found: re.Match[str]) -> str:
    digits = found.group(1)
    return f"CNA{digits[:8]}.{digits[8]}" if len(digits) == 9 else f"CNA{digits}"


def _against(reading: NumberReading, declared: str | None) -> NumberReading:
    """Add the disagreement between the number's own kind and the declared one."""
    if declared is None or reading.kind is None or reading.kind == declared:
        return reading
    family = {declared, reading.kind}
    if family <= _PATENT_KINDS and RightKind.PATENT_APPLICATION.value in family:
        return reading
    message = _("%(number)s is the number of another kind of right (%(told)s) than stated (%(stated)s)") % {
        "number": reading.number,
        "told": RightKind(reading.kind).label,
        "stated": RightKind(declared).label,
    }
    if reading.problem is not None:
        message = _("%(first)s; also: %(second)s") % {"first": reading.problem.message, "second": message}
        problem = _problem(reading.problem.code, message)
    else:
        problem = _problem("number.other_kind", message)
    verified = False if reading.verified is not None else None
    return NumberReading(reading.number, reading.key, reading.kind, verified, problem, reading.well_formed)


def _problem(code: str, message: str) -> Reason:
    return Reason(code, message, field="rights.number", warning=True)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


_PATENT_KINDS = {
    RightKind.INVENTION.value,
    RightKind.UTILITY_MODEL.value,
    RightKind.DESIGN.value,
    RightKind.PATENT_APPLICATION.value,
}
_KINDS_WITH_FORM = _PATENT_KINDS | {
    RightKind.SOFTWARE.value,
    RightKind.LAYOUT_DESIGN.value,
    RightKind.PLANT_VARIETY.value,
    RightKind.DRUG_LICENSE.value,
    RightKind.CLINICAL_LICENSE.value,
}
_JOINTS = re.compile(r"[\s.·•。．\-–—_]+")
_BETWEEN = re.compile(r"[、，,；;\n\r|]+|(?<=[0-9Xx])\s*/\s*(?=(?:ZL|CN|[12]\d{3}))|\s+(?=ZL)", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:专利|申请|登记|授权|证书|批准|品种权|软著|公开|公告|注册|权利)?(?:号码?|编号|NO\.?|№)\s*[:：.]?\s*"
)
_REMARK = re.compile(r"([^(]+?)\s*\(.*\)")
_TWELVE_DIGITS = re.compile(r"(?:ZL|CN)?(?:19|20)\d{10}", re.ASCII)
_CERTIFICATE = re.compile(r"(?:软著登字)?第?\d{4,9}号")
_USUAL = re.compile(r"(ZL)?((?:19|20)\d{10})\.([0-9X])", re.ASCII)
"""How most patent numbers are written: read without looking further."""
_CANONICAL = re.compile(r"(?:ZL)?([12]\d{11})\.([0-9X])", re.ASCII)
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], NumberReading]], ...] = (
    (re.compile(r"(ZL|CN|CNZL)?((?:19|20)\d{10})([0-9X])", re.ASCII), _patent),
    (re.compile(r"(ZL|CN|CNZL)?((?:8[5-9]|9\d|0[0-3])\d{6})([0-9X])", re.ASCII), _patent),
    (re.compile(r"CN(\d{7,9})([ABCUYDS]\d?)", re.ASCII), _publication),
    (re.compile(r"(\d{4})SR(\d{4,8})", re.ASCII), _software),
    (
        re.compile(r"BS(\d{8,9})", re.ASCII),
        _fixed(RightKind.LAYOUT_DESIGN, lambda found: f"BS.{found.group(1)}"),
    ),
    (re.compile(r"CNA((?:19|20)\d{6,9}[0-9X]?)", re.ASCII), _fixed(RightKind.PLANT_VARIETY, _variety_text)),
    (
        re.compile(r"国药准字([A-Z]{1,2}\d{8})", re.ASCII),
        _fixed(RightKind.DRUG_LICENSE, lambda found: f"国药准字{found.group(1)}"),
    ),
    (
        re.compile(r"((?:19|20)\d{2}LP?\d{5}|C[XY][HZSL]L\d{7}国?)", re.ASCII),
        _fixed(RightKind.CLINICAL_LICENSE, lambda found: found.group(1)),
    ),
    (re.compile(r"PCT/?CN(\d{4})/?(\d{6})", re.ASCII), _pct),
    (
        re.compile(
            r"(?:US|EP|JP|KR|WO|DE|GB|FR|AU|CA|LU|NL|ZA|RU|IN)(?=[0-9A-Z/]*\d{5})[0-9A-Z/]{6,20}", re.ASCII
        ),
        _foreign,
    ),
)
