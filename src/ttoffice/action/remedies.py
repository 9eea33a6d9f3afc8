"""What takes back each action: undoing it as a further change, or the action that corrects what stands.

What is statutory is never undone: notices, decisions, receipts, signed licenses and final findings stand, and a
further entry corrects them. A number once given stays as well. `REMEDIES` says of every action which it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Way = Literal["", "revert", "again"]
"""How something is undone: not at all; by the action `revert` of its kind, which takes a version; or by the same
action again, with what stood in the fields before."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """What takes back an action.

    Attributes:
        way: how it is undone where nothing was entered anew and nothing hinders it.
        corrected: the actions that correct it otherwise, the most fitting first; none where it only wrote down what
            was done outside the store, or what another entry makes void by itself.
    """

    way: Way = ""
    corrected: tuple[str, ...] = ()


def _by(*names: str) -> Remedy:
    return Remedy("", names)


def _again(name: str) -> Remedy:
    return Remedy("again", (name,))


NOTHING = Remedy()
REVERTS = {"result": "result.revert", "license": "license.revert"}
"""The action by which a record of a kind goes back to an earlier version."""
_RESULT = Remedy("revert", ("result.edit", "result.exclude"))
_DRAFT = Remedy("revert", ("license.amend", "license.change"))
_SIGNED = _by("license.amend", "license.terminate")
_PLAN = _by("finding.change_plan", "finding.change_panel")

REMEDIES: dict[str, Remedy] = {
    "agenda.snooze": _by("agenda.unsnooze"),
    "agenda.unsnooze": _by("agenda.snooze"),
    "annual.hand_in": NOTHING,
    "annual.record_export": NOTHING,
    "award.answer_objection": _by("award.answer_objection", "award.correct"),
    "award.change": _again("award.change"),
    "award.close_publicity": _by("award.correct"),
    "award.correct": _by("award.change", "award.withdraw"),
    "award.decide": _by("award.correct"),
    "award.draft": _by("award.change", "award.withdraw"),
    "award.pay": _by("award.correct"),
    "award.publicise": _by("award.withdraw", "award.correct"),
    "award.record_objection": _by("award.answer_objection"),
    "award.withdraw": NOTHING,
    "calendar.end_closure": NOTHING,
    "calendar.load_year": NOTHING,
    "calendar.set_closure": _by("calendar.end_closure"),
    "contract.draft": _by("license.change"),
    "contract.issue": _by("license.change"),
    "contract.redline": NOTHING,
    "deadline.extend": _by("deadline.void"),
    "deadline.finish": NOTHING,
    "deadline.resume": _by("deadline.stop"),
    "deadline.start": _by("deadline.void"),
    "deadline.stop": _by("deadline.resume"),
    "deadline.void": NOTHING,
    "decision.correct": _by("decision.edit"),
    "decision.decide": _by("decision.correct"),
    "decision.edit": _again("decision.edit"),
    "decision.prepare": _by("decision.edit"),
    "decision.record": _by("decision.correct"),
    "demo.fill": NOTHING,
    "dossier.make": NOTHING,
    "due.cancel": NOTHING,
    "due.claim_damages": _by("due.cancel"),
    "due.claim_interest": _by("due.cancel"),
    "due.plan": NOTHING,
    "enterprise.add_figures": _by("enterprise.add_figures", "enterprise.change"),
    "enterprise.change": _again("enterprise.change"),
    "enterprise.close": _by("enterprise.reopen"),
    "enterprise.enter": _by("enterprise.change"),
    "enterprise.reopen": _by("enterprise.close"),
    "exhibit.add": _by("exhibit.describe", "exhibit.unrelate"),
    "exhibit.describe": _by("exhibit.describe"),
    "exhibit.record_check": NOTHING,
    "exhibit.relate": _by("exhibit.unrelate"),
    "exhibit.unrelate": _by("exhibit.relate"),
    "filing.accept": _by("filing.return", "filing.withdraw"),
    "filing.certify": _by("filing.change"),
    "filing.change": _again("filing.change"),
    "filing.maintain": NOTHING,
    "filing.prepare": _by("filing.change", "filing.withdraw"),
    "filing.refuse": NOTHING,
    "filing.return": _by("filing.change", "filing.submit"),
    "filing.submit": _by("filing.return", "filing.withdraw"),
    "filing.withdraw": NOTHING,
    "finding.accept": _by("finding.withdraw"),
    "finding.archive": _by("finding.reopen"),
    "finding.assess": _by("finding.assess"),
    "finding.begin": _PLAN,
    "finding.certify": _by("finding.reopen"),
    "finding.change_panel": _by("finding.change_panel"),
    "finding.change_plan": _by("finding.change_plan"),
    "finding.decide": _by("finding.revisit", "finding.reopen"),
    "finding.edit": _again("finding.edit"),
    "finding.extend": NOTHING,
    "finding.finalise": _by("finding.reopen"),
    "finding.form_panel": _by("finding.change_panel"),
    "finding.open": _by("finding.edit", "finding.withdraw"),
    "finding.propose": _by("finding.propose"),
    "finding.record_effect": _by("finding.record_effect"),
    "finding.refuse": NOTHING,
    "finding.reopen": _by("finding.withdraw"),
    "finding.report": _by("finding.send_back"),
    "finding.revisit": _PLAN,
    "finding.send_back": _by("finding.report"),
    "finding.take_out": NOTHING,
    "finding.take_out_list": NOTHING,
    "finding.withdraw": NOTHING,
    "hearing.absent": _by("hearing.record"),
    "hearing.confirm": _by("hearing.record"),
    "hearing.record": _by("hearing.record"),
    "inquiry.ask": _by("inquiry.settle"),
    "inquiry.settle": _by("inquiry.ask"),
    "integrity.correct": _by("integrity.correct", "integrity.withdraw"),
    "integrity.hear": _by("integrity.correct"),
    "integrity.record": _by("integrity.correct", "integrity.withdraw"),
    "integrity.refer": _by("integrity.correct"),
    "integrity.withdraw": NOTHING,
    "license.add_proof": NOTHING,
    "license.amend": _by("license.amend"),
    "license.begin": _SIGNED,
    "license.change": _DRAFT,
    "license.decide": _by("decision.correct", "license.decide"),
    "license.declare_ties": _by("license.declare_ties"),
    "license.draft": _by("license.change"),
    "license.end": NOTHING,
    "license.enter_signed": _SIGNED,
    "license.import": _SIGNED,
    "license.inform": _by("license.inform"),
    "license.mute": _by("license.unmute"),
    "license.negotiate": _by("license.change"),
    "license.price": _by("license.price"),
    "license.publish_price": _by("notice.restart"),
    "license.record_first_sale": _by("license.amend"),
    "license.revert": Remedy("revert", ("license.change",)),
    "license.sign": _SIGNED,
    "license.terminate": NOTHING,
    "license.unmute": _by("license.mute"),
    "listing.export": NOTHING,
    "listing.mark_uploaded": NOTHING,
    "listing.record_number": _by("result.edit"),
    "milestone.fail": _by("milestone.take_back"),
    "milestone.postpone": _by("milestone.postpone"),
    "milestone.reach": _by("milestone.take_back"),
    "milestone.take_back": _by("milestone.reach", "milestone.fail"),
    "mitigation.record": NOTHING,
    "notice.approve": _by("notice.restart", "notice.withdraw"),
    "notice.close": _by("notice.restart"),
    "notice.draft": _by("notice.edit", "notice.withdraw"),
    "notice.edit": _again("notice.edit"),
    "notice.prove_posting": NOTHING,
    "notice.publish": _by("notice.restart", "notice.withdraw"),
    "notice.record_document": NOTHING,
    "notice.restart": _by("notice.edit", "notice.withdraw"),
    "notice.take_down": _by("notice.restart"),
    "notice.view": NOTHING,
    "notice.withdraw": _by("notice.draft"),
    "objection.answer": NOTHING,
    "objection.decide_late": NOTHING,
    "objection.receive": _by("objection.withdraw"),
    "objection.record_document": NOTHING,
    "objection.reveal": NOTHING,
    "objection.withdraw": NOTHING,
    "person.create": _by("person.edit"),
    "person.declare": _by("person.declare"),
    "person.edit": _again("person.edit"),
    "person.leave": _by("person.return"),
    "person.return": _by("person.leave"),
    "policy.set": _by("policy.set"),
    "receipt.allocate": _by("receipt.reverse"),
    "receipt.enter": _by("receipt.reverse", "receipt.refund"),
    "receipt.import": _by("receipt.reverse"),
    "receipt.refund": _by("receipt.reverse"),
    "receipt.reverse": NOTHING,
    "recusal.record": _by("recusal.record"),
    "reminder.confirm_delivery": NOTHING,
    "reminder.send": NOTHING,
    "result.create": _by("result.edit", "result.exclude"),
    "result.delist": _RESULT,
    "result.edit": _RESULT,
    "result.exclude": _RESULT,
    "result.import": _by("result.edit", "result.exclude"),
    "result.include": _RESULT,
    "result.list": _RESULT,
    "result.record_use": _RESULT,
    "result.revert": _RESULT,
    "review.change_panel": _by("review.change_panel"),
    "review.decide": NOTHING,
    "review.find": _by("review.find"),
    "review.open": _by("review.change_panel"),
    "review.record_document": NOTHING,
    "rule.consult": NOTHING,
    "rule.create": _by("rule.edit"),
    "rule.decide": _by("decision.correct"),
    "rule.edit": _again("rule.edit"),
    "rule.effect": _by("rule.supersede"),
    "rule.supersede": _by("rule.create"),
    "statement.correct": _by("statement.correct"),
    "statement.enter": _by("statement.correct"),
    "support.change": _again("support.change"),
    "support.claim": _by("support.record_outcome"),
    "support.end": NOTHING,
    "support.enter": _by("support.change", "support.end"),
    "support.record_outcome": _by("support.change"),
    "unit.set": _by("unit.set"),
}
"""The remedy of every action."""


def remedy_of(action: str) -> Remedy:
    """Return what takes back an action; nothing for one that is not known."""
    return REMEDIES.get(action, NOTHING)
