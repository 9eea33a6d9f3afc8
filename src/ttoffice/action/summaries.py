"""What each action does in one phrase, for reading commands that cannot wait for the register of actions."""

from __future__ import annotations

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _

SUMMARIES = {
    "agenda.snooze": N_("Postpone a thing on the agenda, with the reason"),
    "agenda.unsnooze": N_("Call a postponed thing back to the agenda"),
    "decision.correct": N_("Prepare a further decision that corrects one"),
    "decision.decide": N_("Record how a collective decision was taken"),
    "decision.edit": N_("Change an item that is not decided yet"),
    "decision.prepare": N_("Prepare an item for a collective decision"),
    "decision.record": N_("Record a collective decision from its minutes"),
    "calendar.end_closure": N_("End a closure of the unit earlier, or withdraw it"),
    "calendar.load_year": N_("Load a year of the working calendar"),
    "calendar.set_closure": N_("Record days on which the unit is closed"),
    "deadline.extend": N_("Extend a deadline, once"),
    "deadline.finish": N_("Record that what a deadline waits for is done"),
    "deadline.resume": N_("Let the clock of a deadline run on"),
    "deadline.start": N_("Begin a deadline on a record"),
    "deadline.stop": N_("Stop the clock of a deadline"),
    "deadline.void": N_("Record that a deadline no longer matters"),
    "demo.fill": N_("Fill an empty office with made-up results"),
    "exhibit.add": N_("Attach a file to a record"),
    "exhibit.describe": N_("Correct what is said of an exhibit"),
    "exhibit.record_check": N_("Record what a check of exhibits found"),
    "exhibit.relate": N_("Say what an exhibit proves"),
    "exhibit.unrelate": N_("Take back what an exhibit proves"),
    "listing.export": N_("Record an exported listing"),
    "listing.mark_uploaded": N_("Mark an exported listing as uploaded to the platform"),
    "listing.record_number": N_("Record the platform's numbers of results"),
    "person.create": N_("Enter a person"),
    "person.declare": N_("Record what a person declares of kin and interests"),
    "person.edit": N_("Change a person"),
    "person.leave": N_("Record that a person leaves the unit"),
    "person.return": N_("Record that a person is with the unit again"),
    "recusal.record": N_("Record a recusal check and what came of it"),
    "policy.set": N_("Change a setting of the unit from a day on"),
    "result.create": N_("Enter a new result"),
    "result.delist": N_("Take a result off the pay-later list"),
    "result.edit": N_("Change a result"),
    "result.exclude": N_("Leave a result off the pay-later list, with the reason"),
    "result.import": N_("Import a ledger of results"),
    "result.include": N_("Take back the exclusion from the pay-later list"),
    "result.list": N_("Enter a result in the pay-later list"),
    "result.record_use": N_("Record that a result was put to use"),
    "result.revert": N_("Put a result back as it stood at an earlier version"),
    "rule.consult": N_("Record that the consultation on an internal rule has ended"),
    "rule.create": N_("Draft an internal rule"),
    "rule.decide": N_("Link an internal rule to the collective decision that adopted it"),
    "rule.edit": N_("Change an internal rule that is not decided yet"),
    "rule.effect": N_("Set the day an internal rule comes into force"),
    "rule.supersede": N_("End an internal rule that no newer version replaces"),
    "unit.set": N_("Name the own unit and its office"),
}
"""The summaries as the actions declare them, by name."""


def summary_of(name: str) -> str:
    """Return what an action does, in the user's language; the name itself for one that is not known."""
    return _(SUMMARIES[name]) if name in SUMMARIES else name
