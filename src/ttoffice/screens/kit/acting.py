"""Doing a verb with one record: what it asks for, how sure one must be, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from ttoffice.errors import RefusedError, TTOfficeError
from ttoffice.i18n import gettext as _
from ttoffice.screens.base import office_app
from ttoffice.screens.kit.area import Area
from ttoffice.screens.kit.verbs import Ladder, Verb, sent
from ttoffice.screens.twins import asked, twin_of
from ttoffice.widgets.prose import labelled

if TYPE_CHECKING:
    from ttoffice.action.performing import Outcome
    from ttoffice.screens.base import BaseScreen
    from ttoffice.twin import Twin

Done = Callable[["Outcome | None"], object]
"""Told that a verb was done; without its outcome where a screen of its own did it."""


def begin_verb(screen: BaseScreen[Any], area: Area, verb: Verb, number: str, then: Done) -> None:
    """Ask what a verb asks for, or whether one is sure; then do it with a record."""
    fields = verb.fields()
    office = screen.office
    if verb.opens is not None:
        _open(screen, verb, number, then)
        return

    def perform(data: dict[str, Any]) -> Outcome:
        return verb.perform(office, number, data)

    def finished(outcome: Outcome | None) -> None:
        if outcome is not None:
            _tell(screen, verb, area.called(number), outcome)
            then(outcome)

    if fields:
        from ttoffice.screens.kit.proving import ProvingModal

        title, begun = f"{verb.label}  {number}", verb.begins(office, number)

        def run_with(values: dict[str, Any]) -> Outcome:
            return perform(sent(fields, values))

        modal = ProvingModal(
            title,
            run_with,
            fields,
            begun,
            number=number,
            twin=asked(office, run_with),
            kept=f"{verb.name} {number}",
        )
        screen.app.push_screen(modal, finished)
        return
    run = partial(screen.in_thread, "verb", partial(perform, {}), finished, partial(_refused, screen, verb))
    twin = twin_of(office, partial(perform, {})) if verb.ladder != "plain" else None
    when_sure(screen, verb.ladder, f"{verb.label}  {number}", number, run, twin=twin)


def _open(screen: BaseScreen[Any], verb: Verb, number: str, then: Done) -> None:
    """Open the screen on which a verb is done; what keeps it from being opened is told."""
    assert verb.opens is not None
    try:
        opened = verb.opens(screen.office, number)
    except TTOfficeError as error:
        office_app(screen).report(error)
        return
    follows = verb.follows
    screen.app.push_screen(opened, lambda answer: _left(screen, then, answer if follows else None))


def _left(screen: BaseScreen[Any], then: Done, made: object) -> None:
    """Tell that a screen of a verb's own was left; open the record that was made there, to go on with it."""
    from ttoffice.action.kinds import code_of
    from ttoffice.screens.agenda_acting import area_of

    then(None)
    area = area_of(code_of(made) or "") if isinstance(made, str) else None
    if area is not None:
        screen.app.push_screen(area.record_screen(str(made)), lambda _nothing: screen.written())


def when_sure(
    screen: BaseScreen[Any],
    ladder: Ladder,
    question: str,
    word: str,
    run: Callable[[], object],
    detail: str = "",
    twin: Twin | None = None,
) -> None:
    """Do something at once, after a question whose default is no, or after a word was typed."""
    from ttoffice.screens.modals.message import ConfirmModal, TypedConfirmModal

    def answered(sure: bool | None) -> None:
        if sure:
            run()

    if ladder == "plain":
        run()
    elif ladder == "ask":
        screen.app.push_screen(
            ConfirmModal(question, yes=_("Do it"), no=_("Cancel"), detail=detail, twin=twin), answered
        )
    else:
        screen.app.push_screen(
            TypedConfirmModal(question, word, yes=_("Do it"), detail=detail, twin=twin), answered
        )


def _refused(screen: BaseScreen[Any], verb: Verb, error: BaseException) -> bool:
    from ttoffice.screens.modals.message import ReasonsModal

    if not isinstance(error, RefusedError):
        return False
    screen.app.push_screen(ReasonsModal(verb.label, error.reasons, error.advice))
    return True


def _tell(screen: BaseScreen[Any], verb: Verb, called: str, outcome: Outcome) -> None:
    sentence = f"{verb.label} {called}"
    office_app(screen).steps.did(sentence, [outcome])
    lines = [_("Done: %(what)s (%(number)s)") % {"what": verb.label, "number": called}]
    lines += [f"{labelled(_('Note'))}{warning.message}" for warning in outcome.warnings]
    screen.notify("\n".join(lines))
