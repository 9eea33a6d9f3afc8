"""What is relied on and what is proposed of a person: dialogs over the matrix."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from ttoffice.errors import RefusedError
from ttoffice.findings.codes import OUTCOME_LABELS
from ttoffice.findings.kinds import ASSESSMENT
from ttoffice.findings.matrix import articles_of, circumstances_open
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.rulebook.citing import basis_text
from ttoffice.screens.findings.matrix_rows import Column, circumstance_label
from ttoffice.screens.kit.verbs import sent
from ttoffice.widgets.fields import Field

if TYPE_CHECKING:
    from ttoffice.action.performing import Outcome
    from ttoffice.screens.base import BaseScreen
    from ttoffice.screens.findings.matrix_screen import MatrixScreen


def choose_circumstances(screen: MatrixScreen, number: str, column: Column) -> None:
    """Offer the circumstances open to a person's roles, and take those that are chosen into the matrix."""
    from ttoffice.screens.modals.choice import PickModal

    facts = screen.office.rulebook.facts
    open_ = circumstances_open(facts, column.assessment.roles)
    options = [(entry.code, circumstance_label(entry)) for entry in open_]

    def picked(chosen: tuple[str, ...] | None) -> None:
        if chosen is not None and set(chosen) != set(column.assessment.circumstances):
            _take_circumstances(screen, number, column, chosen)

    title = _("Circumstances relied on for %(name)s") % {"name": column.name}
    screen.app.push_screen(PickModal(title, options, column.assessment.circumstances), picked)


def _take_circumstances(screen: MatrixScreen, number: str, column: Column, chosen: tuple[str, ...]) -> None:
    """Write which circumstances are relied on; where answers would be taken out, ask first."""
    from ttoffice.screens.kit.acting import when_sure

    data = {"person": column.person, "circumstances": list(chosen), "seen": column.version}
    lost = [answer.item for answer in column.assessment.answers if _goes(answer.item, chosen)]
    run = partial(perform_on, screen, "finding.assess", number, data)
    question = _("%(count)d answers about circumstances no longer relied on are taken out of the matrix.")
    when_sure(screen, "ask" if lost else "plain", question % {"count": len(lost)}, number, run)


def _goes(item: str, chosen: Iterable[str]) -> bool:
    sort, _colon, code = item.partition(":")
    return sort == "element" and code.partition(".")[0] not in chosen


def perform_on(screen: MatrixScreen, action: str, number: str, data: dict[str, Any]) -> None:
    """Perform an action about a finding behind the screen, and read the matrix again."""
    from ttoffice.action import perform

    def refused(error: BaseException) -> bool:
        from ttoffice.screens.modals.message import ReasonsModal

        if not isinstance(error, RefusedError):
            return False
        screen.app.push_screen(ReasonsModal(_("This cannot be done"), error.reasons, error.advice))
        return True

    work = partial(perform, screen.office, action, data, subject=number)
    screen.in_thread("perform", work, lambda _outcome: screen.reload(), refused)


# --- the proposal ----------------------------------------------------------------------------------------


def propose(screen: MatrixScreen, number: str, column: Column) -> None:
    """Ask what is proposed of a person; the dialog says what the matrix shows and carries."""
    from ttoffice.screens.modals.entry import VerbModal
    from ttoffice.screens.twins import asked

    held, fields = column.assessment, proposal_fields()
    facts = screen.office.rulebook.facts
    usual = articles_of(facts, held, held.outcome) if held.outcome else held.articles
    begun = {
        "outcome": held.outcome.value if held.outcome else None,
        "articles": [] if held.articles == usual else list(held.articles),
        "reasons": held.reasons,
        "part": held.part,
        "correction": held.correction,
        "correct_by": held.correct_by.isoformat() if held.correct_by else None,
        "authority": held.authority,
    }

    def perform(values: dict[str, Any]) -> Outcome:
        from ttoffice.action import perform as act

        data = {"person": column.person, **sent(fields, values), "seen": column.version}
        return act(screen.office, "finding.propose", data, subject=number)

    def proposed(outcome: Outcome | None) -> None:
        if outcome is not None:
            _tell(screen, column, outcome)
            screen.reload()

    title = _("Propose: %(name)s") % {"name": column.name}
    kept = f"finding.propose {number} {column.person}"
    told, twin = shown_in_short(screen, column), asked(screen.office, perform)
    screen.app.push_screen(VerbModal(title, perform, fields, begun, told, twin=twin, kept=kept), proposed)


def _tell(screen: MatrixScreen, column: Column, outcome: Outcome) -> None:
    lines = [_("Proposed: %(name)s") % {"name": column.name}]
    lines += [warning.message for warning in outcome.warnings]
    screen.notify("\n".join(lines), timeout=12 if outcome.warnings else None)


def proposal_fields() -> tuple[Field, ...]:
    """Return what a proposal asks for."""
    label = ASSESSMENT.label_of
    outcomes = tuple((code, _(name)) for code, name in OUTCOME_LABELS.items())
    drafted = _("worked out from what is shown where left empty")
    return (
        Field("outcome", label("outcome"), "code", options=outcomes, basis="exemption:12"),
        Field("reasons", label("reasons"), "text"),
        Field("articles", label("articles"), "words", hint=drafted),
        Field("part", label("part"), "text", hint=_("of an exemption in part")),
        Field("correction", label("correction"), "text", hint=_("of a correction"), basis="exemption:9"),
        Field("correct_by", label("correct_by"), "date", hint="2026-03-31"),
        Field("authority", label("authority"), "line", hint=_("of a referral"), basis="exemption:10"),
    )


def shown_in_short(screen: BaseScreen[Any], column: Column) -> str:
    """Return what a person's matrix shows: what it carries, what is open, which bars apply."""
    found, rulebook = column.shown, screen.office.rulebook
    lines = []
    if found.unanswered:
        told = {"count": len(found.unanswered), "rows": listed(item.label for item in found.unanswered[:4])}
        lines.append(_("%(count)d rows are not answered: %(rows)s …") % told)
    if found.unproved:
        lines.append(_("Not shown: %(rows)s") % {"rows": listed(item.label for item in found.unproved)})
    if found.barred:
        bars = listed(basis_text(rulebook, item.basis) for item in found.barred)
        lines.append(_("Bars that apply: %(bars)s; no exemption.") % {"bars": bars})
    if found.shown:
        codes = listed(basis_text(rulebook, one.basis) for one in found.shown)
        lines.append(_("Wholly shown: %(codes)s") % {"codes": codes})
    carried = [_(OUTCOME_LABELS[code.value]) for code in sorted(found.carries)]
    lines.append(
        _("The matrix carries: %(outcomes)s") % {"outcomes": listed(carried)}
        if carried
        else _("The matrix carries no favourable conclusion as it stands.")
    )
    return "\n".join(lines)
