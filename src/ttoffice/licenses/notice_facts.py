"""What a license says for a notice of its negotiated price: 促转法 18 asks for name and price, the rest is usual.

As 浙江省促进科技成果转化条例 17 has it, the notice also says in brief what the result is, in which way it is
transferred, and whether the licensee is a completer or has ties to one.
"""

from __future__ import annotations

from ttoffice.i18n import chinese
from ttoffice.licenses.procedure.ties import completers_of
from ttoffice.licenses.reading import License, load
from ttoffice.licenses.wording import kind_label, price_text, right_text, term_text
from ttoffice.notices.facts import SubjectFacts
from ttoffice.notices.record import Fact, Related
from ttoffice.results import notice_facts, storage
from ttoffice.results.record import ResultRecord
from ttoffice.store.connection import Reader

RELATED: dict[str, Related] = {"none": "no", "declared": "yes"}


def facts(reader: Reader, number: str) -> SubjectFacts | None:
    """Return what a license says, or None where there is none of this number."""
    found = load(reader, number)
    if found is None:
        return None
    record = found.record
    authors = completers_of(reader, record)
    return SubjectFacts(
        _titles(found),
        tuple(Fact(key, label, value) for key, label, value in _listed(reader, found)),
        organisations=frozenset({record.licensee, record.licensee_name} - {""}),
        author_names=authors,
        secrets=_secrets(reader, found),
        related=RELATED.get(record.related, "unknown"),
        related_note=record.related_note,
    )


def _titles(license_: License) -> str:
    grants = license_.record.terms.grants
    return "、".join(grant.title or grant.result for grant in grants) or license_.record.title


def _results(reader: Reader, license_: License) -> list[ResultRecord]:
    found = (storage.load(reader, grant.result) for grant in license_.record.terms.grants)
    return [item[2] for item in found if item is not None]


def _listed(reader: Reader, license_: License) -> list[tuple[str, str, str]]:
    terms = license_.record.terms
    results = _results(reader, license_)
    names = [person.name for result in results for person in result.completers]
    rights = [right_text(right, chinese) for grant in terms.grants for right in grant.rights]
    scope = (
        kind_label(terms, chinese),
        f"许可地域：{terms.territory}" if terms.territory else "",
        f"使用领域：{terms.field_of_use}" if terms.field_of_use else "",
        f"许可期限：{term_text(terms, chinese)}" if terms.ends_on else "",
    )
    return [
        ("name", "成果名称", _titles(license_)),
        ("rights", "知识产权", "；".join(rights)),
        ("completers", "完成人", "、".join(dict.fromkeys(names))),
        (
            "department",
            "所在部门",
            "、".join(dict.fromkeys(result.department for result in results if result.department)),
        ),
        ("brief", "内容摘要", "\n".join(result.brief for result in results if result.brief)),
        ("way", "拟转化方式", "，".join(("以“先使用后付费”方式许可使用", *filter(None, scope)))),
        ("price", "拟交易价格", price_text(terms.plan)),
        ("acquirer", "受让方（被许可方）", license_.record.licensee_name),
    ]


def _secrets(reader: Reader, license_: License) -> tuple[str, ...]:
    told: dict[str, None] = {}
    for grant in license_.record.terms.grants:
        known = notice_facts.facts(reader, grant.result)
        told |= dict.fromkeys(known.secrets if known else ())
    return tuple(told)
