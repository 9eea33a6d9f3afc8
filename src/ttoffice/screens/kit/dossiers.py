"""Making the dossier of a record: for whom, where to, how far it is, and by which code it is known."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button

from ttoffice.i18n import gettext as _
from ttoffice.screens.kit.styles import FORM_CSS, Styles
from ttoffice.screens.kit.working import Work, WorkScreen
from ttoffice.screens.modals.entry import open_choice
from ttoffice.screens.twins import Twinned, command_twin, options
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.columns import Column
from ttoffice.widgets.editors import ChoiceEditor
from ttoffice.widgets.fields import Field
from ttoffice.widgets.form import Form
from ttoffice.widgets.keys import bind
from ttoffice.widgets.paged_table import PagedTable
from ttoffice.widgets.twin_line import TwinLine
from ttoffice.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.evidence.dossier.making import Made
    from ttoffice.twin import Twin


def dossier_fields() -> tuple[Field, ...]:
    """Return what is asked for: the reader and the place."""
    from ttoffice.evidence.dossier.audiences import AUDIENCES

    options = tuple((code, item.label) for code, item in AUDIENCES.items())
    return (
        Field("audience", _("For whom"), "code", options=options, basis="exemption:14"),
        Field("target", _("File"), "line", hint=_("the zip to write; one that is there is not replaced")),
    )


class DossierScreen(Twinned[Any], WorkScreen):
    """The dossier of one record."""

    CSS_PATH: ClassVar[Styles] = FORM_CSS
    BINDINGS: ClassVar[list[BindingType]] = [bind("dossier.make", "make", show=True)]
    twins = True

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number

    def compose(self) -> ComposeResult:
        """Lay out the choices, the outcome and what was left out."""
        yield from self.compose_head(_("Dossier of %(number)s") % {"number": self._number})
        place = Path.cwd() / f"{self._number}-{_('dossier')}.zip"
        form = Form(dossier_fields(), {"audience": "internal", "target": str(place)})
        form.id = "choices"
        form.styles.height = "auto"
        yield form
        yield from self.compose_outcome()
        columns = (
            Column("record", _("Left out of"), 12),
            Column("what", _("What"), 16, grow=3),
            Column("why", _("Why"), 16, grow=3),
        )
        yield ValueTable(columns, empty="", id="rows")
        with Horizontal(classes="buttons"):
            yield Button(Content(f"{_('Make')} ^S"), variant="primary", id="make", compact=True)
            yield Button(Content(f"{_('Back')} Esc"), id="back", compact=True)
            yield TwinLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the choices."""
        self.show_where()
        self.query_one(Form).focus_first()
        self.follow()
        self.say(_("The dossier carries its own verifier; an auditor needs no ttoffice to check it."))

    def made_twin(self) -> Twin | None:
        """Return the twin of making it with what is chosen."""
        from ttoffice.widgets.file_picker import clean

        values = self.query_one(Form).values()
        told = {"--output": Path(clean(values["target"] or "")), "--for": values["audience"]}
        return command_twin(self.office, "dossier", self._number, *options(told))

    def action_make(self) -> None:
        """Make it; what is there already is not replaced."""
        values = self.query_one(Form).values()
        work = partial(_make, self.office, self._number, values)
        self.start_work(_("Writing"), work, self._made)

    def _made(self, made: Made) -> None:
        self.say(
            _("Made: %(path)s, %(files)d files. Verification code (it stands in the log):\n%(code)s")
            % {"path": made.path, "files": made.files, "code": made.code}
        )
        rows = [(item.record, item.what, item.why) for item in made.left_out]
        self.query_one(ValueTable).show_rows(len(rows), rows.__getitem__)
        self.notify(_("Made: %(path)s") % {"path": made.path})

    @on(Button.Pressed, "#make")
    def _make_pressed(self) -> None:
        self.action_make()

    @on(PagedTable.Opened)
    def _row_opened(self, event: PagedTable.Opened) -> None:
        from ttoffice.screens.modals.message import show_row

        event.stop()
        show_row(self, event.table)

    @on(ChoiceEditor.Opened)
    def _choice_opened(self, event: ChoiceEditor.Opened) -> None:
        open_choice(self, event)


def _make(office: Office, number: str, values: dict[str, Any], work: Work) -> Made:
    from ttoffice.errors import UsageError
    from ttoffice.evidence.dossier.making import make_dossier
    from ttoffice.widgets.file_picker import clean

    target = Path(clean(values["target"] or ""))
    if not target.name:
        raise UsageError(_("Say which file to write."), advice=_("Nothing was written."))
    if target.exists():
        raise UsageError(
            _("The file %(path)s is there already.") % {"path": target},
            advice=_("Nothing was written. Choose another name."),
        )
    return make_dossier(office, number, target, audience=values["audience"] or "internal", progress=work.step)
