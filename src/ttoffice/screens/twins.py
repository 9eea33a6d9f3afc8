"""The command-line twin of what a screen or dialog would do: shown in one line, in full, and copied."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import on
from textual.binding import BindingType
from textual.screen import Screen
from textual.timer import Timer

from ttoffice.errors import StoreError, TTOfficeError, os_reason
from ttoffice.i18n import gettext as _
from ttoffice.screens.base import office_app
from ttoffice.twin import Shell, Twin, action_twin, shell_of
from ttoffice.widgets.form import Form
from ttoffice.widgets.keys import bind
from ttoffice.widgets.twin_line import TwinLine

if TYPE_CHECKING:
    from ttoffice.action.office import Office

R = TypeVar("R")
FOLLOWING_PAUSE = 0.2
"""Seconds without typing after which the line follows."""
TwinOf = Callable[[dict[str, Any]], "Twin | None"]
"""Makes the twin of a dialog of the values that stand in it; None where it would do nothing yet."""


def tail_of(office: Office) -> tuple[str, ...]:
    """Return the options without which another window of the shell would work in another home, or as somebody else."""
    from ttoffice.action.office import usual_operator
    from ttoffice.paths import find_home

    root = office.home.root
    home = () if find_home(None).root == root else ("--home", str(root))
    same = usual_operator(office.settings) == office.operator
    return (*home, *(() if same else ("--operator", office.operator)))


def twin_of(office: Office, work: Callable[[], object]) -> Twin | None:
    """Return the twin of a piece of work that performs an action; nothing is performed."""
    from ttoffice.action import request_of

    request = request_of(work)
    if request is None:
        return None
    subjects = (request.subject,) if request.subject is not None else ()
    return action_twin(request.name, request.data, subjects, tail_of(office))


def command_twin(office: Office, *words: str) -> Twin:
    """Return the twin of a command that is no action."""
    return Twin(tuple(words), tail=tail_of(office))


RECORDINGS = frozenset(
    {
        "annual.record_export", "contract.redline", "demo.fill", "dossier.make", "finding.take_out",
        "finding.take_out_list", "notice.record_document", "objection.record_document", "review.record_document",
    }
)  # fmt: skip
"""What commands of their own record of files that they make: by itself it would make none, and the log would lie."""


def entry_twin(office: Office, name: str, subject: str | None, data: Mapping[str, Any]) -> Twin | None:
    """Return the call that does again what an entry of the log tells of; None where the log does not hold all of it."""
    from ttoffice.action import registered
    from ttoffice.notices.inputs import HIDDEN

    action = registered().get(name)
    if action is None or name in RECORDINGS or HIDDEN in data.values():
        return None
    subjects = (subject,) if action.kind is not None and subject else ()
    return action_twin(name, data, subjects, tail_of(office))


def shell_here(office: Office) -> Shell:
    """Return the shell of this machine that lines are written for."""
    return shell_of(office.settings.shell, os.environ)


def line_of(office: Office, twin: Twin | None) -> str:
    """Return the line of a twin as this machine's shell takes it; empty for none."""
    return twin.line(shell_here(office)) if twin is not None else ""


def kept_line(office: Office, twin: Twin) -> str:
    """Return a line that a prompt takes: data that is too long for one is written into a file of the home.

    Raises StoreError where the file cannot be written.
    """
    shell = shell_here(office)
    try:
        return twin.kept_in(office.home.exports, shell).line(shell)
    except OSError as error:
        raise StoreError(
            _("The data of the command cannot be written to %(path)s: %(error)s.")
            % {"path": office.home.exports, "error": os_reason(error)},
            advice=_("Nothing was copied. See that there is room, and that you may write there."),
        ) from error


class Twinned(Screen[R]):
    """A screen or dialog with a line that tells its twin; `twins` says whether there is one.

    A class names it after BaseScreen or BaseModal, whose styles it is to have.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "twin.copy", "copy_twin", show=True, priority=True
        ),  # a terminal sends a letter with it: no field
        bind("twin.show", "show_twin", priority=True),  # is to take that for typing
    ]
    twins: bool = False
    _following: Timer | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the twin only where there may be one."""
        if action in ("copy_twin", "show_twin"):
            return self.twins
        return super().check_action(action, parameters)

    def made_twin(self) -> Twin | None:
        """Return the twin of what stands here now; raise ValueError where it cannot be read; overridden."""
        return None

    def twin(self) -> Twin | None:
        """Return the twin of what stands here now; None where something cannot be read yet."""
        try:
            return self.made_twin() if self.twins else None
        except (ValueError, LookupError, TTOfficeError):
            return None

    def follow(self) -> None:
        """Show the twin of what stands here now."""
        line = self.query_one_optional(TwinLine)
        if line is not None:
            line.say(line_of(office_app(self).office, self.twin()))

    @on(Form.Changed)
    def follow_soon(self) -> None:
        """Show it once no more is typed for a moment."""
        if self._following is not None:
            self._following.stop()
        if self.twins:
            self._following = self.set_timer(FOLLOWING_PAUSE, self.follow)

    def action_copy_twin(self) -> None:
        """Put the whole line on the clipboard."""
        self._with_line(office_app(self).copy)

    def action_show_twin(self) -> None:
        """Show the whole line."""
        from ttoffice.screens.modals.message import MessageModal

        def show(line: str) -> None:
            self.app.push_screen(MessageModal(_("Command line"), line))

        self._with_line(show)

    def _with_line(self, told: Callable[[str], Any]) -> None:
        twin = self.twin()
        if twin is None:
            self.notify(_("There is no command line for what stands here yet."))
            return
        try:
            told(kept_line(office_app(self).office, twin))
        except StoreError as error:
            office_app(self).report(error)


def asked(office: Office, perform: Callable[[dict[str, Any]], object]) -> TwinOf:
    """Return what makes the twin of a dialog that does nothing but perform its values."""
    return lambda values: twin_of(office, partial(perform, values))


def options(given: Mapping[str, object]) -> tuple[str, ...]:
    """Return the options of a call that have a value, each in one word; files whole, so that they are found anywhere.

    A list gives an option for each of its values; true gives the bare option.
    """
    words = []
    for name, value in given.items():
        for one in value if isinstance(value, list | tuple) else (value,):
            if one is True:
                words.append(name)
            elif one not in (None, False, ""):
                words.append(f"{name}={file_word(one) if isinstance(one, Path) else one}")
    return tuple(words)


def file_word(path: Path) -> str:
    """Return a file as a word of a call: whole, so that it is found from any folder."""
    return str(path.expanduser().absolute())
