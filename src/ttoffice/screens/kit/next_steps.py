"""The next step of a record on its screens: told in one line with its key, and begun by that key."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.content import Content

from ttoffice.action.kinds import code_of
from ttoffice.errors import TTOfficeError
from ttoffice.i18n import gettext as _
from ttoffice.screens.base import OfficeApp
from ttoffice.widgets.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ttoffice.action.office import Office
    from ttoffice.agenda.next_steps.model import NextStep
    from ttoffice.screens.kit.records import RecordScreenBase
    from ttoffice.screens.kit.verbs import Verb

KEY = "record.next_step"
LONGEST = 400
"""Cells of the line at most; the whole is told when the key is pressed."""


def tell_step(screen: RecordScreenBase, number: str, then: Callable[[NextStep | None], object]) -> None:
    """Find out in a thread what comes next with a record, once the record itself is shown; then tell it.

    What hinders that hinders nobody who reads: it is told when the key is pressed.
    """
    work = partial(screen.area.next_step, screen.office, number)

    def failed(error: BaseException) -> bool:
        return isinstance(error, TTOfficeError)

    screen.in_thread("step", work, then, failed)


# --- the line --------------------------------------------------------------------------------------------


def step_line(app: OfficeApp, step: NextStep | None) -> Content:
    """Return the line that tells a next step and its key; empty where the kind of record knows none."""
    if step is None:
        return Content("")
    if not step.act:
        return Content.assemble((_("Next: nothing waits"), "$text-muted"))
    key = app.shown_key(KEY)
    head = _("Next (%(key)s): ") % {"key": key} if key else _("Next: ")
    what = "  ".join(filter(None, (step.label, step.elsewhere)))
    parts: list[Content | str | tuple[str, str]] = [
        (head, "bold"),
        (one_line(what, LONGEST), "bold $text-accent"),
    ]
    if step.missing:
        parts.append(one_line(_missing(app, step), LONGEST))
    return Content.assemble(*parts)


def _missing(app: OfficeApp, step: NextStep) -> str:
    from ttoffice.rulebook.citing import basis_text
    from ttoffice.widgets.reasons import bracketed

    reason = step.missing[0]
    basis = bracketed(basis_text(app.office.rulebook, reason.basis)) if reason.basis else ""
    told = {"reason": f"{reason.message}{basis}", "more": len(step.missing) - 1}
    if len(step.missing) > 1:
        return _(". Missing first: %(reason)s and %(more)d more") % told
    return _(". Missing first: %(reason)s") % told


# --- doing it --------------------------------------------------------------------------------------------


def begin_next_step(screen: RecordScreenBase, number: str) -> None:
    """Ask for the next step of a record anew, then begin it, or say what is missing first."""
    work = partial(screen.area.next_step, screen.office, number)
    screen.in_thread("next_step", work, partial(_begin, screen, number))


def _begin(screen: RecordScreenBase, number: str, step: NextStep | None) -> None:
    if step is None or not step.act:
        screen.notify(_("Nothing waits to be done with %(number)s.") % {"number": number})
    elif step.missing:
        from ttoffice.screens.modals.message import ReasonsModal

        title = f"{step.label}  {step.about}"
        screen.app.push_screen(ReasonsModal(title, step.missing))
    else:
        begin_act(screen, step)


def begin_act(screen: RecordScreenBase, step: NextStep) -> None:
    """Open what an act asks for: its dialog, its form or its screen; else the record that it is about."""
    from ttoffice.screens.agenda_acting import area_of
    from ttoffice.screens.kit.acting import begin_verb
    from ttoffice.screens.kit.step_forms import OPENERS

    def back(_answer: Any = None) -> None:
        screen.reload()

    opener = OPENERS.get(step.act)
    if opener is not None:
        opener(screen, step.about, back)
        return
    area = area_of(code_of(step.about))
    if area is None:
        return
    verb = next((verb for verb in area.verbs if verb.name == step.act), None)
    if verb is not None:
        begin_verb(screen, area, _beginning_with(verb, step.data), step.about, back)
    else:
        screen.app.push_screen(area.record_screen(step.about), back)


def _beginning_with(verb: Verb, known: Mapping[str, Any]) -> Verb:
    """Return a verb whose dialog begins with what is known; what it does not ask for is sent all the same."""
    if not known:
        return verb
    asked = {field.key for field in verb.fields()}
    shown = {key: value for key, value in known.items() if key in asked}
    unasked = {key: value for key, value in known.items() if key not in asked}

    def begins(office: Office, number: str) -> Mapping[str, Any]:
        return {**verb.begins(office, number), **shown}

    def shape(typed: dict[str, Any]) -> dict[str, Any]:
        return {**unasked, **verb.shape(typed)}

    return replace(verb, begins=begins, shape=shape)
