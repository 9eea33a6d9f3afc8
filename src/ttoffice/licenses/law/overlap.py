"""Whether licenses of the same results stand in each other's way (技术合同解释 25).

An exclusive license admits no other, a sole one no other licensee; both shut out what is licensed already.
Texts are compared as texts: equal or empty ones overlap, two provinces do not, and what cannot be told from
the wording is only warned of.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from enum import IntEnum

from ttoffice.i18n import gettext as _
from ttoffice.licenses.law.facts import LicenseFacts, OtherLicense
from ttoffice.licenses.terms import Grant
from ttoffice.reasons import Reason
from ttoffice.results.codes import LicenseKind
from ttoffice.results.ip_numbers import number_key

BASIS = "技术合同解释 25"
EVERYWHERE = frozenset(
    {
        "全国", "中国", "全中国", "国内", "中国境内", "中国大陆", "中国全境", "中国大陆地区", "中华人民共和国",
        "中华人民共和国境内", "全国范围", "全国范围内", "全球", "全世界", "世界范围", "全球范围", "不限", "无限制",
        "不限地域", "所有地区", "任何地区", "所有领域", "任何领域", "全部领域", "不限领域", "各领域", "无",
    }
)  # fmt: skip
"""Wordings that leave nothing out, of territory and of field of use."""
PROVINCES = (
    "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏", "浙江", "安徽", "福建",
    "江西", "山东", "河南", "湖北", "湖南", "广东", "广西", "海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西",
    "甘肃", "青海", "宁夏", "新疆", "香港", "澳门", "台湾",
)  # fmt: skip
_TAIL = re.compile(
    r"(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)?(?:境内|范围内|行政区域内|辖区内|内|全境|全省|全市)?"
)
_BETWEEN = re.compile("[、，,;；/]")
_COUNTRY = re.compile(f"^(?:中华人民共和国|中国)(?={'|'.join(PROVINCES)})")
_EXCEPT = re.compile("除|不含|不包括|以外|之外")
_NO_MATTER = re.compile(r"[\s。.（）()“”\"'《》]")


class Overlap(IntEnum):
    """How two scopes lie to each other; of several, the least decides."""

    NO = 0
    DOUBT = 1
    YES = 2


def overlap_reasons(facts: LicenseFacts) -> Iterator[Reason]:
    """Yield each other license that stands in the way, by its number."""
    own = things(facts.terms.grants)
    for other in facts.others:
        if not _collide(facts.terms.effective_kind, other.kind):
            continue
        found = min(
            shared(own, other.things),
            territories(facts.terms.territory, other.territory),
            fields_of_use(facts.terms.field_of_use, other.field_of_use),
            _times(facts, other),
        )
        if found is not Overlap.NO:
            yield _reason(facts, other, found)


def things(grants: Iterable[Grant]) -> frozenset[tuple[str, str]]:
    """Return what some grants license, as (result, folded number of the right); no number for know-how."""
    return frozenset(
        (grant.result, number_key(right.number) if right else "")
        for grant in grants
        for right in (grant.rights or (None,))
    )


def shared(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> Overlap:
    """Tell whether two licenses are of the same things: a right by its number, know-how by its result."""
    rights = {key for _result, key in one if key} & {key for _result, key in other if key}
    if rights or any(not key and (result, key) in other for result, key in one):
        return Overlap.YES
    results = {result for result, _key in one} & {result for result, _key in other}
    whole = {result for result, key in (*one, *other) if not key}
    return Overlap.DOUBT if results & whole else Overlap.NO


def territories(one: str, other: str) -> Overlap:
    """Tell whether two territories overlap as far as their wording says."""
    ones, others = _parts(one), _parts(other)
    if not ones or not others or ones & others:
        return Overlap.YES
    return max(_places(first, second) for first in ones for second in others)


def fields_of_use(one: str, other: str) -> Overlap:
    """Tell whether two fields of use overlap: equal or open ones do, of others the wording does not say."""
    ones, others = _parts(one), _parts(other)
    return Overlap.YES if not ones or not others or ones & others else Overlap.DOUBT


def _parts(text: str) -> frozenset[str]:
    """Return the places or fields that a text names; none where it leaves nothing out."""
    plain = _NO_MATTER.sub("", unicodedata.normalize("NFKC", text)).lower()
    plain = _COUNTRY.sub("", plain)
    if plain in EVERYWHERE:
        return frozenset()
    parts = frozenset(filter(None, _BETWEEN.split(plain)))
    return frozenset() if parts & EVERYWHERE else parts


def _places(one: str, other: str) -> Overlap:
    """Places of different provinces lie apart; a whole province holds its places; of the rest one cannot tell."""
    first, second = _provinces(one), _provinces(other)
    if not first or not second or _EXCEPT.search(one + other):
        return Overlap.DOUBT
    if not first & second:
        return Overlap.NO
    return Overlap.YES if _holds(one, other) or _holds(other, one) else Overlap.DOUBT


def _provinces(place: str) -> frozenset[str]:
    return frozenset(name for name in PROVINCES if name in place)


def _holds(whole: str, place: str) -> bool:
    """Tell whether a place is a province as a whole, and the other one begins with its name."""
    return any(
        whole.startswith(name) and place.startswith(name) and _TAIL.fullmatch(whole, len(name)) is not None
        for name in PROVINCES
    )


def _times(facts: LicenseFacts, other: OtherLicense) -> Overlap:
    begins = facts.terms.starts_on or facts.plan.effective_on
    ends = facts.terms.ends_on or date.max
    apart = ends < (other.starts_on or date.min) or begins > (other.ends_on or date.max)
    return Overlap.NO if apart else Overlap.YES


def _collide(one: LicenseKind, other: LicenseKind) -> bool:
    return one is not LicenseKind.ORDINARY or other is not LicenseKind.ORDINARY


def _reason(facts: LicenseFacts, other: OtherLicense, found: Overlap) -> Reason:
    reason = _named(facts, other)
    if found is Overlap.YES:
        return reason
    message = _("%(conflict)s Whether territory, field and rights really overlap must be looked at.")
    return replace(reason, message=message % {"conflict": reason.message}, warning=True)


def _named(facts: LicenseFacts, other: OtherLicense) -> Reason:
    values = {
        "number": other.number,
        "name": other.licensee_name or other.licensee,
        "kind": other.kind.label,
        "own": facts.terms.effective_kind.label,
    }
    if other.licensee and other.licensee == facts.licensee.number:
        message = _(
            "%(name)s itself holds %(number)s (%(kind)s) of the same; amend that one, or end it when this begins."
        )
        return Reason("license.same_licensee", message % values, BASIS, "kind", warning=True)
    if not other.binding:
        message = _(
            "%(number)s (%(kind)s, for %(name)s) of the same is about to be signed; only one of both can be."
        )
        return Reason("license.conflict_under_way", message % values, BASIS, "kind", warning=True)
    message = _(
        "%(number)s (%(kind)s, for %(name)s) of the same binds the unit already; beside it this one (%(own)s) cannot"
        " stand. Limit territory, field or term, or change the kind."
    )
    return Reason("license.conflict", message % values, BASIS, "kind")
