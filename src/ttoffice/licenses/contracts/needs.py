"""What a contract needs beside the places in its sentences: parties, results and rights, the table of payments."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses.codes import Trigger
from ttoffice.licenses.contracts.case import Case
from ttoffice.licenses.contracts.facts import PATENTS
from ttoffice.licenses.contracts.fields import LICENSE, LICENSEE, PLAN, SUPPORT, UNIT
from ttoffice.licenses.contracts.wording import node_amount, node_trigger
from ttoffice.licenses.fees import Stage
from ttoffice.licenses.terms import Grant, GrantedRight
from ttoffice.reasons import Reason
from ttoffice.results.codes import RightKind

PRICE = "price"
WHERE = {
    UNIT: N_("enter it for the own unit (ttoffice do unit.set)"),
    LICENSEE: N_("enter it for the licensee (ttoffice do enterprise.change %(licensee)s)"),
    LICENSE: N_("enter it for the license (ttoffice do license.change %(license)s)"),
    PRICE: N_("say it for the license (ttoffice do license.price %(license)s)"),
    PLAN: N_("enter it in the fee plan (ttoffice do license.change %(license)s)"),
    SUPPORT: N_("enter the support with who provides it (ttoffice list supports)"),
}
BASIS = {
    PRICE: "促转法 18",
    PLAN: "pay-later:2",
    LICENSE: "民法典 845",
    LICENSEE: "民法典 470",
    UNIT: "民法典 470",
}
SIDES = (
    ("name", N_("Name")),
    ("credit_code", N_("Credit code")),
    ("address", N_("Address")),
    ("representative", N_("Legal representative")),
    ("contact", N_("Contact")),
    ("phone", N_("Phone")),
)
"""What both sides have to be named by."""
UNIT_KEYS = {"contact": "contact_name", "phone": "contact_phone"}
"""Fields that the records call otherwise."""


def missing(case: Case, what: str, where: str, key: str) -> Reason:
    """Return the reason that something is missing: what, and where it is entered."""
    place = _(WHERE[where]) % {
        "licensee": case.licensee.number or "QY-…",
        "license": case.number or "XK-…",
    }
    return Reason(
        "contract.missing",
        _("Missing: %(what)s; %(where)s.") % {"what": what, "where": place},
        basis=BASIS.get(where),
        field=key,
    )


def needed(case: Case) -> Iterator[Reason]:
    """Yield what is missing, in the order of the contract."""
    if not case.record.licensee:
        yield missing(case, _("the licensee"), LICENSE, "licensee")
    yield from _sides(case)
    if not case.record.title.strip():
        yield missing(case, _("Title of the license"), LICENSE, "title")
    if case.record.pricing is None:
        yield missing(case, _("Pricing"), PRICE, "pricing")
    if not case.terms.grants:
        yield missing(case, _("What is licensed"), LICENSE, "grants")
    for place, grant in enumerate(case.terms.grants):
        yield from _grant(case, place, grant)
    yield from _plan(case)


def _sides(case: Case) -> Iterator[Reason]:
    for where, side in ((UNIT, case.licensor), (LICENSEE, case.licensee)):
        if where == LICENSEE and not case.record.licensee:
            continue
        whose = _("own unit") if where == UNIT else side.name or _("licensee")
        for key, title in SIDES:
            value = getattr(side, key).strip() or (side.code_reason if key == "credit_code" else "")
            if not value:
                what = _("%(field)s of %(whose)s") % {"field": _(title), "whose": whose}
                yield missing(case, what, where, f"{where}.{UNIT_KEYS.get(key, key)}")
        if where == UNIT:
            for key, title in (("bank", N_("Bank")), ("account", N_("Account"))):
                if not getattr(side, key).strip():
                    what = _("%(field)s of %(whose)s") % {"field": _(title), "whose": whose}
                    yield missing(case, what, where, f"unit.{'bank_account' if key == 'account' else key}")


def _grant(case: Case, place: int, grant: Grant) -> Iterator[Reason]:
    name = grant.title or grant.result
    if not grant.title.strip():
        yield missing(
            case,
            _("title of the result %(result)s") % {"result": grant.result},
            LICENSE,
            f"grants[{place}].title",
        )
    for index, right in enumerate(grant.rights):
        for key, title in _right_needs(right):
            what = _("%(field)s of a right of %(result)s") % {"field": _(title), "result": name}
            yield missing(case, what, LICENSE, f"grants[{place}].rights[{index}].{key}")


def _right_needs(right: GrantedRight) -> Iterator[tuple[str, str]]:
    """Yield what 民法典 845 asks for and a right lacks; an application has no grant and no end yet."""
    if right.kind is None:
        yield "kind", N_("Kind")
    if right.kind is RightKind.KNOW_HOW:
        return
    if not right.number.strip():
        yield "number", N_("Number")
    if right.kind in PATENTS or right.kind is RightKind.PATENT_APPLICATION:
        if right.applied_on is None:
            yield "applied_on", N_("Applied for on")
        if right.kind in PATENTS and right.expires_on is None:
            yield "expires_on", N_("Expires on")
        if not right.holders:
            yield "holders", N_("Holders")


def _plan(case: Case) -> Iterator[Reason]:
    plan = case.terms.plan
    if plan.threshold_fen is None:
        yield missing(case, _("Threshold fee"), PLAN, "plan.threshold_fen")
    for place, stage in enumerate(plan.stages):
        for key, title in _stage_needs(case, stage):
            what = _("%(field)s of the stage %(stage)s") % {
                "field": _(title),
                "stage": stage.label or stage.key,
            }
            yield missing(case, what, PLAN, f"plan.stages[{place}].{key}")


def _stage_needs(case: Case, stage: Stage) -> Iterator[tuple[str, str]]:
    if not stage.label.strip():
        yield "label", N_("Name of the node")
    elif not node_trigger(stage):
        yield "on", N_("Day")
    if stage.trigger is Trigger.MILESTONE and not stage.proof.strip():
        yield "proof", N_("Proof")
    if not node_amount(stage, case.terms.plan):
        yield "amount_fen", N_("Amount")
    if stage.days_to_pay is None:
        yield "days_to_pay", N_("Days to pay")
