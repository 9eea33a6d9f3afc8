"""The form of the first start: unit, operator, folder, language and theme; what is typed survives leaving midway."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Button, Static

from ttoffice import i18n
from ttoffice.errors import RefusedError, TTOfficeError
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.paths import Home
from ttoffice.reasons import Reason, refusing
from ttoffice.screens.base import office_app
from ttoffice.screens.first_start.program import FirstScreen, FirstStart
from ttoffice.screens.kit.drafting import FORM, Keeper, drafts_of, held_by
from ttoffice.screens.kit.styles import FORM_CSS, Styles
from ttoffice.screens.modals.entry import open_choice
from ttoffice.widgets import themes
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.editors import ChoiceEditor
from ttoffice.widgets.fields import Field
from ttoffice.widgets.file_picker import clean
from ttoffice.widgets.form import Form
from ttoffice.widgets.keys import bind
from ttoffice.widgets.prose import Prose
from ttoffice.widgets.text import plain

if TYPE_CHECKING:
    from ttoffice.parties.setting_up import SetUp
    from ttoffice.store.drafts import Draft

KEY = "setup"
"""Under this key what is typed is kept."""
KEEPING_PAUSE = 0.3
"""Seconds without a key after which it is kept."""
THEMES = ((themes.DARK, "dark"), (themes.LIGHT, "light"), (themes.CONTRAST, "high contrast"))


def fields() -> tuple[Field, ...]:
    """Return what is asked for."""
    languages = (("zh_CN", "中文"), ("en", "English"))
    return (
        Field("name", _("Unit"), "line", "unit", hint=_("as on its seal; may be named later"), max_length=300),
        Field("office", _("Office"), "line", "unit", hint=_("who does the work, such as 科技处"), max_length=300),
        Field("credit_code", _("Unified social credit code"), "line", "unit", hint=_("18 characters; may follow later"), max_length=18),
        Field("operator", _("Your name"), "line", "work", hint=_("the log names you so"), max_length=40),
        Field("folder", _("Data folder"), "line", "work", hint=_("on this machine, not on a network share")),
        Field("language", _("Language"), "code", "screen", options=languages),
        Field("theme", _("Theme"), "code", "screen", options=tuple((name, _(label)) for name, label in THEMES)),
    )  # fmt: skip


def groups() -> dict[str, str]:
    """Return the headings of the form."""
    return {"unit": _("The own unit"), "work": _("Where and by whom"), "screen": _("The screen")}


class SetUpScreen(FirstScreen):
    """The form; Ctrl+S makes the office."""

    CSS_PATH: ClassVar[Styles] = FORM_CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("form.save", "save", show=True),
        bind("screen.leave", "leave", show=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._keeper: Keeper | None = None
        self._pending: Timer | None = None
        self._warned: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        """Lay out the form, and below it what is to be known of calendars and of safety."""
        yield Static(plain(_("Set up this office")), classes="screen-title")
        yield Form(fields(), self._defaults(), groups=groups())
        yield Prose(classes="outcome")
        with Horizontal(id="form-buttons"):
            yield Button(Content(f"{_('Set up')} ^S"), variant="primary", id="save", compact=True)
            yield Button(Content(f"{_('Back')} Esc"), id="back", compact=True)
        yield KeyBar()

    def _defaults(self) -> dict[str, Any]:
        office = self.office
        return {
            "operator": office.operator,
            "folder": str(office.home.root),
            "language": i18n.language(),
            "theme": self.app.theme,
        }

    @property
    def form(self) -> Form:
        """The form."""
        return self.query_one(Form)

    def on_mount(self) -> None:
        """Begin at the unit, with what was typed here before and not finished."""
        self._keeper = Keeper(self.office, KEY)
        self._say_known()
        self.form.focus_first()
        self.in_thread("drafts", partial(drafts_of(self.office).waiting, KEY), self._take)

    def _say_known(self) -> None:
        self.query_one(Prose).say(plain(f"{calendars(self.office.today.year)}\n{safety()}"))

    def on_unmount(self) -> None:
        """Leave what was typed for the next time."""
        if self._keeper is not None:
            self._keeper.leave()

    def _take(self, found: list[Draft]) -> None:
        opened = drafts_of(self.office).take(found[0]) if found else None
        if opened is not None and self._keeper is not None:
            self._keeper.adopt(opened)
            self.form.restore(held_by(found[0]).get(FORM, {}))

    @on(Form.Changed)
    def _changed(self, event: Form.Changed) -> None:
        event.stop()
        if self._pending is not None:
            self._pending.stop()
        self._pending = self.set_timer(KEEPING_PAUSE, self._keep)

    def _keep(self) -> None:
        if self._keeper is not None and self.form.dirty:
            content = {FORM: self.form.typed()}
            work = partial(self._keeper.keep, self._keeper.asked(), content, None, _("Set up this office"))
            self.in_thread(
                "draft", work, lambda _nothing: None, lambda error: isinstance(error, TTOfficeError)
            )

    @on(ChoiceEditor.Opened)
    def _choice_opened(self, event: ChoiceEditor.Opened) -> None:
        open_choice(self, event)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.action_save() if event.button.id == "save" else self.action_leave()

    def action_leave(self) -> None:
        """Go back; what was typed comes back with the form."""
        self._keep_now()
        self.dismiss(None)

    def _keep_now(self) -> None:
        if self._keeper is not None and self.form.dirty:
            try:
                self._keeper.keep_and_leave({FORM: self.form.typed()}, None, _("Set up this office"))
            except TTOfficeError as error:
                self.notify(error.message, severity="warning")

    # --- making it -------------------------------------------------------------------------------------

    def action_save(self) -> None:
        """Make the office; what is doubtful is said once, and done when asked again."""
        from ttoffice.parties.setting_up import set_up_reasons

        if self.busy("set up"):
            return
        home, wanted = self._wanted()
        reasons = [*self.form.problems(), *set_up_reasons(home.root, wanted)]
        self.form.tell(reasons)
        doubtful = frozenset(reason.code for reason in reasons if reason.warning)
        if refusing(reasons):
            self._go_to(refusing(reasons)[0])
        elif doubtful - self._warned:
            self._warned = doubtful
            self._go_to(next(reason for reason in reasons if reason.warning))
            self.notify(_("Look at the hint; ctrl+s once more goes on."), severity="warning")
        else:
            self.freeze(self.form)
            self.query_one(Prose).say(plain(_("The store is being made.")))
            self.in_thread("set up", partial(_made, home, wanted), self._done, self._failed)

    def _go_to(self, reason: Reason) -> None:
        if reason.field:
            self.form.go_to(reason.field)

    def _wanted(self) -> tuple[Home, SetUp]:
        from ttoffice.parties.setting_up import SetUp

        values = {key: str(value or "").strip() for key, value in self.form.values().items()}
        folder = values.pop("folder")
        root = Path(clean(folder)).expanduser().absolute() if folder else self.office.home.root
        return Home(root), SetUp(**{**values, "credit_code": values["credit_code"].upper()})

    def _done(self, made: Home) -> None:
        from ttoffice.screens.first_start.done import DoneScreen

        program = office_app(self)
        assert isinstance(program, FirstStart)
        values = self.form.values()
        if self._keeper is not None:
            self._keeper.discard()
            self._keeper = None
        i18n.use(values["language"] or None)
        program.theme = values["theme"] or program.theme
        self.app.switch_screen(DoneScreen(made, str(values["name"] or ""), str(values["operator"] or "")))

    def _failed(self, error: BaseException) -> bool:
        self.thaw()
        self._say_known()
        if not isinstance(error, RefusedError):
            return False
        self.form.tell(error.reasons)
        return True


def _made(home: Home, wanted: SetUp) -> Home:
    """Make an office; of a folder in which one stands nothing is changed."""
    from ttoffice.action.office import untouched
    from ttoffice.parties.setting_up import set_up

    if untouched(home):
        set_up(home, wanted).lender.close()
    return home


def calendars(year: int) -> str:
    """Return which years' rest days are known, and what is done about the coming one."""
    from ttoffice.workdays.reading import shipped

    known = [one.year for one in shipped()]
    told = _("Working calendars known: %(years)s.") % {"years": listed(map(str, known))}
    if year + 1 in known:
        return told
    more = _(
        "Until the State Council announces %(year)d its days are provisional; load them then under Deadlines, Calendar."
    )
    return "\n".join((told, more % {"year": year + 1}))


def safety() -> str:
    """Return how the data are kept from strangers: by the disk's own encryption."""
    return _("The data are not encrypted by the program: turn on the disk's own encryption (BitLocker).")
