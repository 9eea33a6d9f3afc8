"""The first thing that is asked: set up this office, look at a demo office, bring back a backup, open another folder."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ttoffice import i18n
from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.paths import Home
from ttoffice.screens.base import office_app
from ttoffice.screens.first_start.program import Begun, FirstScreen, FirstStart
from ttoffice.screens.first_start.ways import Ways
from ttoffice.screens.kit.styles import SCREEN_CSS, Styles
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.prose import Prose
from ttoffice.widgets.text import one_line, plain


class _Way(NamedTuple):
    """One way to begin: what it is called, what it means, and what it does."""

    label: str
    more: str
    go: Callable[[], object]


class WelcomeScreen(FirstScreen):
    """Offers the ways to begin; a digit takes one at once."""

    CSS_PATH: ClassVar[Styles] = SCREEN_CSS

    def compose(self) -> ComposeResult:
        """Lay out a greeting and the ways."""
        with Vertical(id="welcome"):
            yield Static("", id="greeting", classes="screen-title", markup=False)
            yield Prose(classes="outcome")
            yield Ways(id="ways")
        yield KeyBar()

    def on_mount(self) -> None:
        """Say it in the language at hand."""
        self._say()
        self.query_one(Ways).focus()

    def on_screen_resume(self) -> None:
        """Say it anew: the form may have changed the language."""
        if self.is_mounted:
            self._say(at=self.query_one(Ways).highlighted or 0)

    def _ways(self) -> tuple[_Way, ...]:
        return (
            _Way(_("Set up this office"), _("unit, operator, folder, language: a minute"), self._set_up),
            _Way(
                _("Look at a demo office"),
                _("made up, in a folder of its own; nothing of yours is touched"),
                self._demo,
            ),
            _Way(_("Bring back a backup"), _("from a file written by ttoffice backup"), self._restore),
            _Way(_("Open another folder"), _("in which an office stands already"), self._open),
            _Way("English / 中文", _("the language of the screens"), self._other_language),
        )

    def _say(self, at: int = 0) -> None:
        self.query_one("#greeting", Static).update(plain(_("Welcome to ttoffice")))
        told = _(
            "There is no office in this folder yet: %(folder)s. Nothing is written before you choose."
        ) % {"folder": office_app(self).office.home.root}
        self.query_one(Prose).say(plain(told))
        lines = [
            Content.assemble((f"{place} {way.label}", "bold"), "\n  ", (one_line(way.more), "$text-muted"))
            for place, way in enumerate(self._ways(), 1)
        ]
        self.query_one(Ways).set_lines(lines, at)
        self.refresh_bindings()

    @on(Ways.OptionSelected)
    def _chosen(self, event: Ways.OptionSelected) -> None:
        event.stop()
        self._ways()[event.option_index].go()

    # --- the ways --------------------------------------------------------------------------------------

    @property
    def _program(self) -> FirstStart:
        program = self.app
        assert isinstance(program, FirstStart)
        return program

    def _set_up(self) -> None:
        from ttoffice.screens.first_start.setting_up import SetUpScreen

        self.app.push_screen(SetUpScreen())

    def _demo(self) -> None:
        from ttoffice.screens.first_start.demo import DemoScreen

        self.app.push_screen(DemoScreen())

    def _restore(self) -> None:
        from ttoffice.screens.modals.files import FileModal

        self.app.push_screen(FileModal(_("The file of the backup"), (".zip",)), self._restored_from)

    def _restored_from(self, source: Path | None) -> None:
        from ttoffice.store.archive import restore_archive

        home = self._program.office.home
        if source is not None and not self.busy("restore"):
            self.notify(_("The backup is being checked and brought back."))
            self.in_thread(
                "restore",
                partial(restore_archive, home, source),
                lambda _kept: self._program.begin(Begun(home)),
            )

    def _open(self) -> None:
        from ttoffice.screens.modals.files import FolderModal

        self.app.push_screen(FolderModal(_("The folder of the office")), self._opened)

    def _opened(self, folder: Path | None) -> None:
        if folder is None:
            return
        home = Home(folder if folder.is_dir() else folder.parent)
        if home.store.is_file():
            self._program.begin(Begun(home))
            return
        office_app(self).report(
            UsageError(
                _("There is no office in %(folder)s.") % {"folder": home.root},
                advice=_("Nothing was written. Choose the folder that holds ttoffice.db."),
            )
        )

    def _other_language(self) -> None:
        """Speak the other language from now on; it is kept once the office is set up."""
        i18n.use("en" if i18n.language() == "zh_CN" else "zh_CN")
        self._say(at=4)
