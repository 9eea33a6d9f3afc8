"""What is not undone is corrected: undo offers the actions that correct it, each with the record it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from ttoffice.action.remedies import remedy_of
from ttoffice.i18n import gettext as _
from ttoffice.reasons import Reason, refusing
from ttoffice.screens.base import BaseScreen, Command, office_app

if TYPE_CHECKING:
    from ttoffice.screens.kit.area import Area
    from ttoffice.screens.kit.undoing import Step


def offer_correction(screen: BaseScreen[Any], step: Step, refused: str = "") -> None:
    """Say that a step is not undone, and why; offer what corrects it, and to pass over it.

    `refused` is what a guard said against undoing it.
    """
    from ttoffice.screens.modals.palette import PaletteModal

    why = refused or _why(step)
    corrections = list(_corrections(step))
    commands = [_command(screen, *found) for found in corrections]
    title = _("%(what)s is not undone: %(why)s") % {"what": step.sentence, "why": why}
    before = office_app(screen).steps
    if before.next_undo is step:
        label = _("Leave it as it is; undo takes what was done before it next")
        commands.append(Command(label, partial(before.leave, step)))
    if not commands:
        screen.notify(title, severity="warning")
        return
    screen.app.push_screen(
        PaletteModal(title, commands, _reasons(screen, corrections)), partial(_run, screen)
    )


def _why(step: Step) -> str:
    if step.made:
        return _("a number once given stays. It is corrected by a further entry.")
    if remedy_of(step.action).corrected:
        return _("what was recorded stands. It is corrected by a further entry.")
    return _("it records what was done; no further entry takes that back.")


def _corrections(step: Step) -> Iterator[tuple[str, str]]:
    """Yield the actions that correct a step, each with the number of the record it is about, or none."""
    from ttoffice.action import find_action

    for name in remedy_of(step.action).corrected:
        kind = find_action(name).kind
        number = "" if kind is None else _number_of(step, kind.code)
        if (kind is None or number) and _area(name) is not None:
            yield name, number


def _area(name: str) -> Area | None:
    """Return the area in which an action is done, None where it has none."""
    from ttoffice.action import find_action
    from ttoffice.screens.agenda_acting import area_of

    kind = find_action(name).kind
    area = area_of(kind.code if kind is not None else name.partition(".")[0])
    if area is None:
        return None
    known = {area.edit, area.create, *(verb.name for verb in area.verbs)}
    return area if name in known else None


def _number_of(step: Step, kind: str) -> str:
    """Return the record of a kind that a step is about: one it changed, else one that such a record names."""
    from ttoffice.action.kinds import code_of

    for item in step.touched:
        if item.kind == kind:
            return item.number
    named = (value for item in step.touched for value in item.document.values() if isinstance(value, str))
    return next((value for value in named if code_of(value) == kind), "")


def _command(screen: BaseScreen[Any], name: str, number: str) -> Command:
    from ttoffice.action import find_action

    label = f"{_(find_action(name).summary)}  {number}".rstrip()
    return Command(label, partial(_begin, screen, name, number), id=f"{number} {name}")


def _begin(screen: BaseScreen[Any], name: str, number: str) -> None:
    """Open the form of an action, or ask what it asks for."""
    from ttoffice.screens.kit.acting import begin_verb

    area = _area(name)
    assert area is not None
    verb = next((verb for verb in area.verbs if verb.name == name), None)
    if verb is not None:
        begin_verb(screen, area, verb, number, lambda _outcome: screen.written())
        return
    reading = area.read(screen.office, number) if number else None
    form = area.form_screen(screen.office, reading, None)
    screen.app.push_screen(form, lambda _number: screen.written())


def _reasons(
    screen: BaseScreen[Any], corrections: list[tuple[str, str]]
) -> Callable[[], dict[str, tuple[Reason, ...]]]:
    """Return what asks the guards of the corrections about their records."""
    office = screen.office

    def found() -> dict[str, tuple[Reason, ...]]:
        told = {}
        for name, number in corrections:
            area = _area(name)
            verbs = area.verbs if area is not None else ()
            for verb in verbs:
                if verb.name == name and number:
                    told[f"{number} {name}"] = tuple(refusing(verb.reasons(office, number)))
        return told

    return found


def _run(screen: BaseScreen[Any], command: Command | None) -> None:
    if command is None:
        return
    if command.reasons:
        from ttoffice.screens.modals.message import ReasonsModal

        screen.app.push_screen(ReasonsModal(command.label, command.reasons))
    else:
        command.run()
