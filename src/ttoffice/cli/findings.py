"""Commands about one exemption finding: how it stands, what is missing, what happened when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from ttoffice.cli.common import JSON, cited, office, say, show, show_json, show_table
from ttoffice.errors import UsageError
from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from datetime import date

    from ttoffice.action.office import Office
    from ttoffice.findings.outlook import Seen
    from ttoffice.findings.reading import Finding
    from ttoffice.findings.record import AssessmentRecord
    from ttoffice.store.connection import Reader

GROUP_HELP = N_("Work on exemption findings, and write their papers.")
NUMBER = typer.Argument(..., help=_("The finding's number, such as MZ-2026-0001."))
MARKS = {"done": "+", "broken": "x", "here": "*", "ahead": "-", "never": "-"}
"""The mark of a stage, as the screen draws it."""


# --- what is missing -------------------------------------------------------------------------------------


def check(number: str = NUMBER, json: bool = JSON) -> None:
    """Print every stage of a finding, and what each that is not done lacks, with the articles that ask for it."""
    from ttoffice.findings.gathering import gather
    from ttoffice.findings.outlook import missing, outlook
    from ttoffice.findings.views import next_of

    opened = office()
    with opened.reader() as reader:
        found = known(reader, number)
        facts = gather(reader, opened.rulebook, found.number, found.record, opened.today)
        following = next_of(reader, facts)
    seen = outlook(facts)
    if json:
        show_json([_seen_document(one) for one in seen])
        return
    lacking = {one.stage.code: reasons for one, reasons in missing(seen)}
    for place, one in enumerate(seen, 1):
        day = f" {one.day.isoformat()}" if one.day is not None else ""
        show(f"{MARKS[one.standing]} {place:>2} {_(one.stage.label)}{day}")
        for reason in lacking.get(one.stage.code, ()):
            mark = _("Note: %(message)s") if reason.warning else "%(message)s"
            basis = f" [{cited(reason.basis)}]" if reason.basis else ""
            show(f"     {mark % {'message': reason.message}}{basis}")
    if following is not None:
        step = _(following.stage.label)
        say(_("Next: %(step)s (%(verb)s)") % {"step": step, "verb": following.act})


def known(reader: Reader, number: str) -> Finding:
    """Return a finding as its number is typed; raise UsageError where there is none."""
    from ttoffice.findings.reading import load
    from ttoffice.numbering import read_number

    found = load(reader, read_number(number) or number)
    if found is None:
        raise UsageError(
            _("There is no record numbered %(number)s.") % {"number": number},
            advice=_("Look it up: ttoffice list findings --search WORD."),
        )
    return found


def _seen_document(one: Seen) -> dict[str, Any]:
    return {
        "stage": one.stage.code,
        "standing": one.standing,
        "day": one.day.isoformat() if one.day is not None else None,
        "basis": one.stage.basis,
        "acts": list(one.stage.acts),
        "missing": [reason.as_json() for reason in one.missing],
    }


# --- what happened ---------------------------------------------------------------------------------------


def timeline(number: str = NUMBER, json: bool = JSON) -> None:
    """Print everything that happened in a finding by its day, and what is still to be done by a day."""
    from ttoffice.findings import timeline as course

    opened = office()
    with opened.reader() as reader:
        events = course.timeline(reader, known(reader, number).number)
    if json:
        show_json([event.as_document() for event in events])
        return
    show_table(
        (_("Day"), _("What happened"), _("Record"), _("Article")),
        (
            (
                f"{event.day.isoformat()}{' ...' if event.ahead else ''}",
                event.what,
                event.number,
                cited(event.basis),
            )
            for event in events
        ),
        widest=60,
    )


# --- one finding -----------------------------------------------------------------------------------------


def show_finding(number: str, as_of: date | None, *, json: bool) -> None:
    """Print a finding as it stands with its clocks, panel, matrices and conclusions; of an earlier day its record."""
    from ttoffice.action import records
    from ttoffice.findings.kinds import FINDING

    opened = office()
    with opened.reader() as reader:
        document = records.document(reader, FINDING, number, day=as_of)
        beside = {} if as_of is not None else _beside(opened, reader, number, int(document["round"]))
    if json:
        show_json({**document, **beside})
        return
    show(f"{_(FINDING.title)} {number}")
    headings = ((_("Clocks"), "clocks"), (_("Matrix"), "matrix"), (_("Conclusions"), "concluded"))
    for heading, key in headings:
        if beside.get(key):
            show(_("%(label)s: %(value)s") % {"label": heading, "value": ""})
            for line in beside[key]:
                show(f"  {line.get('said') or line['text']}")
    for label, value in records.readable_lines(FINDING, document):
        show(_("%(label)s: %(value)s") % {"label": label, "value": value})


def _beside(opened: Office, reader: Reader, number: str, turn: int) -> dict[str, Any]:
    """Return what other records say of a finding."""
    from ttoffice.findings import clocks, reading

    matrices = [
        _in_short(opened, one.number, one.record) for one in reading.assessments(reader, number, turn)
    ]
    concluded = [
        {
            "number": one.number,
            "person": one.record.person,
            "outcome": one.record.outcome.value,
            "said": _said(one.number, one.record.name, one.record.outcome, one.record.articles),
        }
        for one in reading.conclusions(reader, number)
    ]
    running = clocks.clocks(reader, number, opened.today)
    return {"clocks": [one.as_json() for one in running], "matrix": matrices, "concluded": concluded}


def _said(number: str, name: str, outcome: Any, articles: tuple[str, ...]) -> str:
    from ttoffice.findings.codes import OUTCOME_LABELS

    word = _(OUTCOME_LABELS[outcome.value]) if outcome is not None else _("nothing proposed yet")
    basis = f" [{listed(map(cited, articles))}]" if articles else ""
    return f"{number} {_('%(label)s: %(value)s') % {'label': name, 'value': word}}{basis}"


def _in_short(opened: Office, number: str, record: AssessmentRecord) -> dict[str, Any]:
    """Return a person's matrix in short: criteria met, circumstances shown, bars that apply, what is open."""
    from ttoffice.findings.matrix import CRITERION, items_of, standing

    facts = opened.rulebook.facts
    found = standing(facts, record)
    criteria = sum(item.sort == CRITERION for item in items_of(facts, record.roles, record.circumstances))
    missing = sum(item.sort == CRITERION for item in found.unanswered) + len(found.unproved)
    parts = [
        _("criteria met %(met)d of %(all)d") % {"met": criteria - missing, "all": criteria},
        _("shown: %(codes)s") % {"codes": listed(one.code for one in found.shown) or _("(none)")},
        _("bars that apply: %(codes)s")
        % {"codes": listed(item.code.partition(":")[2] for item in found.barred) or _("(none)")},
        _("%(count)d rows open") % {"count": len(found.unanswered)},
    ]
    said = _said(number, record.title, record.outcome, record.articles)
    return {
        "number": number,
        "person": record.person,
        "outcome": record.outcome.value if record.outcome else None,
        "criteria_met": criteria - missing,
        "criteria": criteria,
        "shown": [one.code for one in found.shown],
        "barred": [item.code.partition(":")[2] for item in found.barred],
        "open": [item.code for item in found.unanswered],
        "said": "  ".join((said, *parts)),
    }
