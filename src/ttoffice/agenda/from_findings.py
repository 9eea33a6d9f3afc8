"""What is to be done about findings beside their deadlines: the next step, records to be confirmed, material, effects.

A finding is called by its number alone here: whom it is about is told in its own area.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ttoffice.agenda.findings_then import Entry, by_subject, entries
from ttoffice.agenda.items import Item
from ttoffice.agenda.sources import Sight, Source
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _

INVESTIGATION, PUBLICITY, EFFECT, LIGHT = "exemption:12", "exemption:13", "exemption:14", "exemption:9"
UNDER_WAY = ("received", "accepted", "investigating", "reported", "decided", "final")
Step = tuple[str, str, str]
"""The verb that is next, why, and the article."""

FORM = (
    "finding.form_panel",
    N_("It is accepted and has no panel: check who may sit, and form it."),
    INVESTIGATION,
)
BEGIN = ("finding.begin", N_("The panel is formed: begin the investigation with its plan."), INVESTIGATION)
ANSWER = ("finding.accept", N_("Accept it or refuse it, in writing and with reasons."), INVESTIGATION)
REPORT = (
    "finding.report",
    N_("It is investigated and no deadline runs: complete the matrix and report."),
    INVESTIGATION,
)
DECIDE = (
    "finding.decide",
    N_("It is reported: the collective decision on the conclusion is next."),
    "exemption:6",
)
DRAFT = ("notice.draft", N_("The conclusion is decided: publish it inside the unit."), PUBLICITY)
RESTART = ("notice.restart", N_("The notice was withdrawn: begin its next round."), PUBLICITY)
APPROVE = ("notice.approve", N_("The notice of the conclusion is drafted: have it approved."), PUBLICITY)
PUBLISH = ("notice.publish", N_("The notice of the conclusion is approved: publish it."), PUBLICITY)
REVISIT = ("finding.revisit", N_("A review did not uphold the conclusion: find it anew."), PUBLICITY)
FINALISE = (
    "finding.finalise",
    N_("Publicity is closed: make the finding final once nothing is open."),
    PUBLICITY,
)
SERVE = ("finding.record_effect", N_("It is final: still to be recorded: %(missing)s."), EFFECT)
ARCHIVE = (
    "finding.archive",
    N_("Everything is served and notified: make the dossier and archive the finding."),
    EFFECT,
)
CHANGE = (
    "finding.change_panel",
    N_("A member of the panel has an open conflict: look at the panel and change it."),
    "exemption:10(5)",
)


# --- the next step ---------------------------------------------------------------------------------------


def steps(sight: Sight) -> Iterator[Item]:
    """Yield the findings whose next step no deadline counts; the guideline names no day for it."""
    if sight.quick:
        return
    found = entries(sight, "finding", state=UNDER_WAY)
    if not found:
        return
    known = _Beside(sight, tuple(one.number for one in found))
    for one in found:
        step = known.conflict(one) or _next(one, known)
        if step is not None:
            yield _item(one, *step)


def _item(one: Entry, verb: str, why: str, basis: str, about: str = "") -> Item:
    return Item(
        f"finding:{one.number}",
        None,
        one.number,
        _("Exemption finding %(number)s") % {"number": one.number},
        why,
        basis,
        f"ttoffice do {verb} {about or one.number}".strip(),
        sequence=one.version - 1,
    )


def _told(step: Step, **told: str) -> Step:
    verb, why, basis = step
    return verb, _(why) % told if told else _(why), basis


def _next(one: Entry, known: _Beside) -> tuple[str, ...] | None:
    """Return the next step of a finding: verb, why, article, and the number it is about where that is another."""
    state = one.document["state"]
    if state in ("received", "investigating"):
        step = ANSWER if state == "received" else REPORT
        return None if known.runs(one) else _told(step)
    if state == "accepted":
        return _told(BEGIN if one.document["panel"] else FORM)
    if state == "reported":
        return _told(DECIDE)
    return _published(one, known) if state == "decided" else _last(one, known)


def _published(one: Entry, known: _Beside) -> tuple[str, ...] | None:
    """Return the step of the publicity; a notice that is published has its own deadline."""
    if known.changed(one):
        return _told(REVISIT)
    notice = next(reversed(known.notices(one)), None)
    if notice is None:
        return (*_told(DRAFT), f'--data \'{{"kind": "finding", "subject": "{one.number}"}}\'')
    state = notice.document["state"]
    about = {"withdrawn": RESTART, "draft": APPROVE, "approved": PUBLISH}.get(state)
    if about is not None:
        return (*_told(about), notice.number)
    return _told(FINALISE) if state == "closed" else None


def _last(one: Entry, known: _Beside) -> tuple[str, ...] | None:
    """Return what is left of a final finding; what is to be put right first stands on the agenda by its own day."""
    missing = known.missing(one)
    if missing:
        return _told(SERVE, missing="、".join(missing))
    return None if known.uncorrected(one) else _told(ARCHIVE)


class _Beside:
    """What stands beside the findings of a sight, each read once when it is asked for."""

    def __init__(self, sight: Sight, numbers: tuple[str, ...]) -> None:
        self._sight = sight
        self._numbers = numbers
        self._read: dict[str, dict[str, list[Entry]]] = {}

    def _of(self, kind: str, number: str, /, **wanted: tuple[str, ...]) -> list[Entry]:
        """Return the records of a kind that belong to a number, oldest first; those of all numbers are read at once."""
        if kind not in self._read:
            subjects = {"subject": self._numbers} | wanted
            self._read[kind] = by_subject(entries(self._sight, kind, **subjects))
        return self._read[kind].get(number, [])

    def runs(self, one: Entry) -> bool:
        """Return whether a deadline runs on a finding, which then stands on the agenda by itself."""
        return bool(self._of("deadline", one.number, state=("open", "paused")))

    def notices(self, one: Entry) -> list[Entry]:
        """Return the notices of a finding, oldest first."""
        return self._of("notice", one.number, kind=("finding",))

    def changed(self, one: Entry) -> bool:
        """Return whether a review changed or revoked what is decided, and nothing was reopened over it yet."""
        done = {back["review"] for back in one.document["sent_back"]}
        asked = tuple(notice.number for notice in self.notices(one))
        reviews = entries(self._sight, "review", subject=asked, outcome=("changed", "revoked"))
        return any(review.number not in done for review in reviews)

    def missing(self, one: Entry) -> list[str]:
        """Return what of the effects of a final finding is not recorded, by what it is called."""
        from ttoffice.findings.codes import EFFECT_LABELS

        done = _standing(self._of("effect", one.number))
        kinds = {effect["kind"] for effect in done}
        wanted = [kind for kind in ("personnel", "discipline", "audit") if kind not in kinds]
        served = {effect["person"] for effect in done if effect["kind"] == "service"}
        if any(person not in served for person in one.document["persons"]):
            wanted.insert(0, "service")
        referred = {effect["person"] for effect in done if effect["kind"] == "referral"}
        if any(
            conclusion["outcome"] == "referred" and conclusion["person"] not in referred
            for conclusion in self.concluded(one)
        ):
            wanted.append("referral")
        return [_(EFFECT_LABELS[kind]) for kind in wanted]

    def uncorrected(self, one: Entry) -> bool:
        """Return whether somebody has not put right yet what was decided."""
        done = _standing(self._of("effect", one.number))
        corrected = {effect["person"] for effect in done if effect["kind"] == "correction"}
        return any(
            conclusion["outcome"] == "corrected" and conclusion["person"] not in corrected
            for conclusion in self.concluded(one)
        )

    def concluded(self, one: Entry) -> list[Mapping[str, Any]]:
        """Return the conclusions of the present round of a finding."""
        found = [item.document for item in self._of("conclusion", one.number)]
        return [conclusion for conclusion in found if conclusion["round"] == one.document["round"]]

    def conflict(self, one: Entry) -> tuple[str, ...] | None:
        """Return the step where a member cannot sit on the panel; asked of today only, as people declared until now."""
        sitting = any(seat["until"] is None for seat in one.document["panel"])
        if self._sight.past or not sitting or one.document["state"] not in ("accepted", "investigating"):
            return None
        from ttoffice.findings.gathering import panel_conflicts
        from ttoffice.findings.reading import load

        found = load(self._sight.reader, one.number)
        barred = found is not None and panel_conflicts(self._sight.reader, one.number, found.record)
        return _told(CHANGE) if barred else None


def _standing(found: list[Entry]) -> list[Mapping[str, Any]]:
    """Return the effects that no further one corrects."""
    corrected = {item.document["corrects"] for item in found}
    return [item.document for item in found if item.number not in corrected]


# --- hearings and material -------------------------------------------------------------------------------


def hearings(sight: Sight) -> Iterator[Item]:
    """Yield the records of hearings that nobody confirmed yet, while the case is investigated."""
    if sight.quick:
        return
    waiting = entries(sight, "hearing", state=("recorded",))
    running = _investigated(sight) if waiting else frozenset()
    corrected = {one.document["corrects"] for one in entries(sight, "hearing", subject=running)}
    for one in waiting:
        if one.document["subject"] in running and one.number not in corrected:
            told = {"number": one.document["subject"], "day": one.document["held_on"] or ""}
            yield Item(
                f"hearing:{one.number}",
                None,
                one.number,
                _("Hearing of %(day)s in %(number)s") % told,
                _("Who was heard has not confirmed the record: have it signed, and name the exhibit."),
                INVESTIGATION,
                f"ttoffice do hearing.confirm {one.number}",
                sequence=one.version - 1,
            )


def inquiries(sight: Sight) -> Iterator[Item]:
    """Yield the material that was asked for and is not settled, on the day by which it was wanted."""
    if sight.quick:
        return
    waiting = entries(sight, "inquiry", state=("open",))
    running = _investigated(sight) if waiting else frozenset()
    for one in waiting:
        if one.document["subject"] in running:
            told = {"number": one.document["subject"], "day": one.document["asked_on"]}
            due = one.document["due_on"]
            yield Item(
                f"inquiry:{one.number}",
                date.fromisoformat(due) if due else None,
                one.number,
                _("Material asked for in %(number)s") % told,
                _("It was asked for on %(day)s: record what came, or why it did not come.") % told,
                INVESTIGATION,
                f"ttoffice do inquiry.settle {one.number}",
                sequence=one.version - 1,
            )


def _investigated(sight: Sight) -> frozenset[str]:
    return frozenset(one.number for one in entries(sight, "finding", state=("investigating",)))


# --- what is to be put right -----------------------------------------------------------------------------


def corrections(sight: Sight) -> Iterator[Item]:
    """Yield what was to be put right by a day (exemption Art. 9) and is not recorded as done."""
    if sight.quick:
        return
    owed = [one for one in entries(sight, "conclusion", outcome=("corrected",)) if one.document["correct_by"]]
    if not owed:
        return
    final = {one.number: one for one in entries(sight, "finding", state=("final", "archived"))}
    done = by_subject(entries(sight, "effect", kind=("correction",)))
    for one in owed:
        finding = final.get(one.document["subject"])
        if finding is not None and one.document["round"] == finding.document["round"]:
            put_right = {effect["person"] for effect in _standing(done.get(finding.number, []))}
            if one.document["person"] not in put_right:
                yield _correction(one, finding)


def _correction(one: Entry, finding: Entry) -> Item:
    return Item(
        f"correction:{one.number}",
        date.fromisoformat(one.document["correct_by"]),
        finding.number,
        _("To be put right after %(number)s") % {"number": finding.number},
        _("Corrected without liability: see that it is put right by this day, and record it with its proof."),
        LIGHT,
        f"ttoffice do finding.record_effect {finding.number}",
        sequence=one.version - 1,
    )


SOURCES: tuple[tuple[str, Source], ...] = (
    ("finding", steps),
    ("hearing", hearings),
    ("inquiry", inquiries),
    ("correction", corrections),
)
