"""What a result says for a notice of its negotiated price (促转法 18): its name, people, rights and price.

The names come first because the law asks for the name and the intended price; the rest is usual.
"""

from __future__ import annotations

from ttoffice.i18n import gettext as _
from ttoffice.notices.facts import SubjectFacts
from ttoffice.notices.record import Fact
from ttoffice.results import storage
from ttoffice.results.codes import LicenseKind, RightKind, TransferMode
from ttoffice.results.record import ResultRecord
from ttoffice.store.connection import Reader

USES = {
    TransferMode.SELF: "自行实施",
    TransferMode.ASSIGN: "转让",
    TransferMode.LICENSE: "许可",
    TransferMode.JOINT: "合作实施",
    TransferMode.EQUITY: "作价投资",
    TransferMode.OTHER: "其他方式",
}
LICENSES = {LicenseKind.ORDINARY: "普通许可", LicenseKind.SOLE: "排他许可", LicenseKind.EXCLUSIVE: "独占许可"}


def facts(reader: Reader, number: str) -> SubjectFacts | None:
    """Return what a result says, or None where there is none of this number."""
    found = storage.load(reader, number)
    if found is None:
        return None
    record = found[2]
    listed = {
        "name": ("成果名称", record.title),
        "rights": ("知识产权", "、".join(right.number for right in record.rights if right.number)),
        "completers": ("完成人", "、".join(person.name for person in record.completers)),
        "department": ("所在部门", record.department),
        "brief": ("内容摘要", record.brief),
        "way": ("拟转化方式", _way(record)),
        "price": ("拟交易价格", record.fee_text),
        "acquirer": ("受让方（被许可方）", ""),
    }
    return SubjectFacts(
        record.title,
        tuple(Fact(key, label, value) for key, (label, value) in listed.items()),
        author_names=frozenset(person.name for person in record.completers),
        secrets=tuple(_secrets(record)),
    )


def _way(record: ResultRecord) -> str:
    if record.license_kind is not None:
        return LICENSES.get(LicenseKind(record.license_kind), "")
    return USES.get(TransferMode(record.transfer_mode), "") if record.transfer_mode else ""


def _secrets(record: ResultRecord) -> list[str]:
    """Say why the content of a result must stay out of a notice; its name and price are published all the same."""
    reasons = []
    if record.result_type == "know_how" or any(right.kind == RightKind.KNOW_HOW for right in record.rights):
        reasons.append(_("The result holds a technical secret: see that the text tells none of its content."))
    if record.secrecy not in (None, "open"):
        reasons.append(_("The result is classified: see whether anything of it may be published at all."))
    return reasons
