"""The report, the text that is decided and published, the decision, and what was concluded of each person, as a tab."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ttoffice.findings import reading
from ttoffice.findings.kinds import CONCLUSION, FINDING
from ttoffice.i18n import gettext as _
from ttoffice.parties.decisions import DECISIONS
from ttoffice.parties.kinds import DECISION
from ttoffice.screens.findings.states import outcome_state
from ttoffice.screens.kit.reading import Section
from ttoffice.screens.kit.tabs import TabContent, TabRow, View
from ttoffice.widgets.columns import Column
from ttoffice.widgets.states import Cell, state

DECISION_TONES = {"prepared": "info", "adopted": "good", "rejected": "bad"}


def conclusion_tab(view: View) -> TabContent:
    """Return what was proposed, reported, decided and concluded, of every round."""
    columns = (
        Column("what", _("What"), 12, grow=2),
        Column("title", _("Called"), 10, grow=4),
        Column("state", _("State"), 16, grow=1),
        Column("day", _("Day"), 10),
        Column("round", CONCLUSION.label_of("round"), 4, drop=2, align="right"),
        Column("number", _("Number"), 12, drop=1),
    )
    rows = (*_proposals(view), *_texts(view), *_decisions(view), *_conclusions(view))
    none = _("Nothing is proposed yet: the matrix comes first.")
    return TabContent((), columns, tuple(rows), none)


def _proposals(view: View) -> Iterator[TabRow]:
    """Yield what is proposed of each, while nothing is concluded in this round."""
    turn = view.document["round"]
    if reading.conclusions(view.reader, view.number, turn):
        return
    for one in reading.assessments(view.reader, view.number, turn):
        found = one.document
        shown = outcome_state(found["outcome"])
        yield TabRow(one.number, (_("Proposal"), found["title"], shown, "", str(turn), one.number))


def _texts(view: View) -> Iterator[TabRow]:
    document = view.document
    for key, label in (("report", FINDING.label_of("report")), ("text", FINDING.label_of("text"))):
        text = str(document[key] or "")
        if text:
            lines = [(f"{place}", line) for place, line in enumerate(text.split("\n"), 1) if line.strip()]
            section = Section(label, tuple(lines))
            first = next(line for line in text.split("\n") if line.strip())
            day = document["reported_on"] or ""
            shown = state("info", _("kept word for word"))
            yield TabRow("", (label, first, shown, day, str(document["round"]), ""), (section,))


def _decisions(view: View) -> Iterator[TabRow]:
    """Yield every collective decision about the finding, those that are only prepared among them."""
    for one in DECISIONS.where(view.reader, "subject = ?", (view.number,)):
        found = one.document
        word = DECISION.readable("state", found["state"])
        shown: Cell = state(_tone(found), word)
        cells = (_("Decision"), found["title"], shown, found["decided_on"] or "", "", one.number)
        yield TabRow(one.number, cells)


def _tone(found: dict[str, Any]) -> Any:
    return DECISION_TONES.get(found["state"], "muted")


def _conclusions(view: View) -> Iterator[TabRow]:
    for one in reading.conclusions(view.reader, view.number):
        found = one.document
        older = found["round"] != view.document["round"]
        shown = outcome_state(found["outcome"])
        kind = _("Earlier conclusion") if older else _("Conclusion")
        cells = (kind, found["name"], shown, found["decided_on"] or "", str(found["round"]), one.number)
        yield TabRow(one.number, cells)
