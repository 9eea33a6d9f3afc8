"""What is licensed: results and rights that exist, are alive, are the unit's to license, and may be shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ttoffice.i18n import gettext as _
from ttoffice.licenses.law.facts import LicensedResult, LicenseFacts
from ttoffice.licenses.law.life import PATENTS, last_day, patent_kind, right_name
from ttoffice.licenses.terms import GrantedRight
from ttoffice.reasons import Reason
from ttoffice.results.codes import LicenseKind, ResultType, RightKind
from ttoffice.workdays.periods import add_months

PUBLISHED_AFTER_MONTHS = 18
"""An application for an invention is published eighteen months after it was filed (专利法 34)."""
SECRET = frozenset({"secret", "confidential", "top_secret"})
SHARED_BY_LAW = {
    RightKind.INVENTION: "专利法 14",
    RightKind.UTILITY_MODEL: "专利法 14",
    RightKind.DESIGN: "专利法 14",
    RightKind.PATENT_APPLICATION: "专利法 14",
    RightKind.SOFTWARE: "著作权法 14",
}
"""Where the law itself lets a co-owner license alone, in the ordinary way and sharing the fee."""
CONSENT_BY_LAW = {**SHARED_BY_LAW, RightKind.KNOW_HOW: "技术合同解释 20"}
"""Where the law asks for the consent of all to a sole or exclusive license."""


def result_reasons(facts: LicenseFacts) -> Iterator[Reason]:
    """Yield what stands against each result that is licensed, one after the other."""
    if not facts.results:
        message = _("No result is licensed yet; name at least one (CG-…).")
        yield Reason("license.no_grant", message, "民法典 845", "grants")
    seen: set[str] = set()
    for place, result in enumerate(facts.results):
        field = f"grants[{place}]"
        if result.grant.result in seen:
            message = _("The result %(number)s is named twice.") % {"number": result.grant.result}
            yield Reason("license.result_twice", message, "民法典 845", field)
        seen.add(result.grant.result)
        if not result.found:
            message = _("The register has no result numbered %(number)s.") % {"number": result.grant.result}
            yield Reason("license.no_result", message, "民法典 845", field)
            continue
        yield from _result(facts, result, field)
        for at, right in enumerate(result.rights):
            yield from _right(right, facts, f"{field}.rights[{at}]")
        yield from _owners(facts, result, field)


def _result(facts: LicenseFacts, result: LicensedResult, field: str) -> Iterator[Reason]:
    yield from _type(facts, result, field)
    yield from _secrecy(result, field)
    name = {"result": _name(result)}
    if result.refused:
        message = _(
            "The researchers of %(result)s refused pay-later licensing; their will is to be respected."
        )
        yield Reason("license.researchers_refuse", message % name, "pay-later:7(1)", field, warning=True)
    for number in result.gone:
        message = _("The register of %(result)s no longer has the right %(number)s; take it over anew.")
        text = message % {**name, "number": number}
        yield Reason("license.right_gone", text, "民法典 845", f"{field}.rights", warning=True)
    if not result.rights and result.registered:
        message = _(
            "%(result)s is licensed without any of its %(count)d registered right(s), as know-how alone;"
            " choose those that are meant."
        )
        text = message % {**name, "count": result.registered}
        yield Reason("license.rights_left_out", text, "民法典 845", f"{field}.rights", warning=True)


def _type(facts: LicenseFacts, result: LicensedResult, field: str) -> Iterator[Reason]:
    """The type is one of pay-later Art. 3; where the list is left open, another is only warned of."""
    name = {"result": _name(result)}
    if result.result_type is None:
        message = _("It is not said of what type %(result)s is; the guideline holds for the types it names.")
        yield Reason("license.type_unknown", message % name, "pay-later:3", field, warning=True)
    elif result.result_type not in facts.result_types:
        message = _("%(result)s (%(type)s) is of no type that the guideline names.")
        text = message % {**name, "type": _type_label(result.result_type)}
        yield Reason("license.type_outside", text, "pay-later:3", field, warning=facts.types_open)


def _type_label(code: str) -> str:
    return ResultType(code).label if code in {item.value for item in ResultType} else code


def _secrecy(result: LicensedResult, field: str) -> Iterator[Reason]:
    """State secrets are not licensed so (促转法 11); secrets of the unit need their protection agreed."""
    name = {"result": _name(result)}
    if result.secrecy in SECRET:
        message = _("%(result)s is classified; it must be declassified before it can be licensed this way.")
        yield Reason("license.secret", message % name, "促转法 11", field)
    elif result.secrecy == "internal":
        message = _("%(result)s is internal: see that it may be handed to the licensee, and on what terms.")
        yield Reason("license.internal", message % name, "促转法 11", field, warning=True)
    elif result.secrecy is None:
        message = _("It is not said whether %(result)s is classified; have it checked before it is shown.")
        yield Reason("license.secrecy_unknown", message % name, "促转法 11", field, warning=True)
    if _is_know_how(result):
        message = _(
            "%(result)s is licensed as know-how: agree on secrecy before anything is shown, and keep its core out of"
            " every notice."
        )
        yield Reason("license.know_how", message % name, "民法典 869, 871; 促转法 11", field, warning=True)


def _is_know_how(result: LicensedResult) -> bool:
    return not result.rights or any(right.kind is RightKind.KNOW_HOW for right in result.rights)


# --- each right ----------------------------------------------------------------------------------------


def _right(right: GrantedRight, facts: LicenseFacts, field: str) -> Iterator[Reason]:
    """A right that is over cannot be licensed; one that is pending is treated by 技术合同解释 29."""
    day, last = facts.day, last_day(right)
    name = {"right": right_name(right)}
    if right.kind is RightKind.OTHER and facts.result_types:
        message = _(
            "%(right)s is of no kind that the guideline names; see whether it can be licensed under it."
        )
        yield Reason("license.right_outside", message % name, "pay-later:3", field, warning=True)
    if right.legal_status == "lapsed":
        message = _("%(right)s has lapsed and can no longer be licensed; take it out.")
        yield Reason("license.right_lapsed", message % name, _life_basis(right), field)
    elif last is not None and last < day and right.kind is not RightKind.KNOW_HOW:
        message = _("%(right)s expired on %(last)s and can no longer be licensed; take it out.")
        yield Reason(
            "license.right_expired", message % {**name, "last": last.isoformat()}, _life_basis(right), field
        )
    elif _is_pending(right):
        yield _pending(right, day, field)
    elif not right.legal_status and right.kind is not RightKind.KNOW_HOW:
        message = _("It is not said whether %(right)s is in force; look it up and enter it.")
        yield Reason("license.right_status", message % name, "民法典 870", field, warning=True)


def _life_basis(right: GrantedRight) -> str:
    return "民法典 865" if right.kind in PATENTS else "民法典 870"


def _is_pending(right: GrantedRight) -> bool:
    return right.legal_status == "pending" or (
        right.kind is RightKind.PATENT_APPLICATION and right.legal_status != "in_force"
    )


def _pending(right: GrantedRight, day: date, field: str) -> Reason:
    name = {"right": right_name(right)}
    if right.kind not in PATENTS:
        message = _("%(right)s is not granted yet; agree on what holds if it is refused.")
        return Reason("license.right_pending", message % name, "民法典 870", field, warning=True)
    return Reason(
        "license.right_pending", _rules_that_hold(right, day) % name, "技术合同解释 29", field, warning=True
    )


def _rules_that_hold(right: GrantedRight, day: date) -> str:
    """Say which rules hold for an application: those of know-how before it is published, then those of patents."""
    if patent_kind(right) in (RightKind.UTILITY_MODEL, RightKind.DESIGN):
        return _(
            "%(right)s is not granted yet: until it is, the rules of a license of know-how hold, then those of a"
            " patent license."
        )
    if right.applied_on is not None and _published_by(right.applied_on) <= day:
        return _(
            "%(right)s is not granted yet, and by its date published: the rules of a patent license hold by analogy"
            " until it is granted. Agree on what holds if it is refused."
        )
    return _(
        "%(right)s is not granted yet: until it is published the rules of a license of know-how hold, then by analogy"
        " those of a patent license, which hold once it is granted. Agree on what holds if it is refused."
    )


def _published_by(applied_on: date) -> date:
    try:
        return add_months(applied_on, PUBLISHED_AFTER_MONTHS)
    except OverflowError:
        return date.max


# --- whose they are ------------------------------------------------------------------------------------


def _owners(facts: LicenseFacts, result: LicensedResult, field: str) -> Iterator[Reason]:
    """Co-owners agree to a sole or exclusive license; of an ordinary one they get their share (专利法 14)."""
    shared = [right for right in result.rights if len(right.holders) > 1]
    consent = result.grant.consent.strip()
    if consent and not result.consent_found:
        message = _("There is no exhibit %(number)s with the co-owners' consent; attach it first.")
        text = message % {"number": consent}
        yield Reason("license.consent_missing", text, _consent_basis(shared), f"{field}.consent")
    elif shared and not consent and facts.terms.effective_kind is not LicenseKind.ORDINARY:
        yield _no_consent(facts, result, shared, field)
    if shared and facts.terms.effective_kind is LicenseKind.ORDINARY:
        yield from _sharing(result, shared, field)
    yield from _not_ours(facts, result, field)


def _no_consent(
    facts: LicenseFacts, result: LicensedResult, shared: list[GrantedRight], field: str
) -> Reason:
    binding = next((right for right in shared if right.kind in CONSENT_BY_LAW), None)
    message = _(
        "%(result)s is co-owned (%(holders)s): a license that is %(kind)s needs the consent of all."
        " Attach it as an exhibit and name its number."
    )
    values = {
        "result": _name(result),
        "holders": "、".join(dict.fromkeys(name for right in shared for name in right.holders)),
        "kind": facts.terms.effective_kind.label,
    }
    return Reason(
        "license.co_owners",
        message % values,
        _consent_basis(shared),
        f"{field}.consent",
        warning=binding is None,
    )


def _consent_basis(shared: list[GrantedRight]) -> str:
    bases = (CONSENT_BY_LAW[right.kind] for right in shared if right.kind in CONSENT_BY_LAW)
    return next(bases, "民法典 870")


def _sharing(result: LicensedResult, shared: list[GrantedRight], field: str) -> Iterator[Reason]:
    basis = next((SHARED_BY_LAW[right.kind] for right in shared if right.kind in SHARED_BY_LAW), None)
    if basis is None:
        return
    holders = "、".join(dict.fromkeys(name for right in shared for name in right.holders))
    message = _(
        "%(result)s is co-owned (%(holders)s): without another agreement among them the fee is shared with the"
        " co-owners."
    )
    text = message % {"result": _name(result), "holders": holders}
    yield Reason("license.share_fee", text, basis, field, warning=True)


def _not_ours(facts: LicenseFacts, result: LicensedResult, field: str) -> Iterator[Reason]:
    for at, right in enumerate(result.rights):
        if facts.unit and right.holders and facts.unit not in right.holders:
            message = _(
                "%(right)s is held by %(holders)s, and not under the unit's name %(unit)s:"
                " see that the unit may license it."
            )
            values = {
                "right": right_name(right),
                "holders": "、".join(right.holders),
                "unit": facts.unit,
            }
            yield Reason(
                "license.not_ours",
                message % values,
                "民法典 870",
                f"{field}.rights[{at}].holders",
                warning=True,
            )


def _name(result: LicensedResult) -> str:
    title = result.grant.title.strip()
    return f"{result.grant.result} {title}".strip()
