"""The usual values of a fee plan, put into the form of a draft where it is empty."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ttoffice.i18n import gettext as _
from ttoffice.licenses import usual
from ttoffice.screens.licensing.draft_data import PLAN
from ttoffice.widgets.editors import LineEditor

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.screens.licensing.drafting import DraftingScreen

LOOKED_AT = 200
"""So many of the newest licenses are looked through for one of the mode that was signed."""


def offer_usual(screen: DraftingScreen) -> None:
    """Ask for the mode, the one that the plan has now first; then fill in what is usual for it."""
    from ttoffice.results.codes import PaymentMode
    from ttoffice.screens.modals.choice import ChoiceModal

    problems = screen.form.problems()
    if problems:
        screen.tell(problems)
        return
    options = [(mode, PaymentMode(mode).label) for mode in usual.MODES]
    now = usual.mode_of({key: screen.form.editor(key).result() for key in PLAN})

    def chosen(mode: str | None) -> None:
        if mode is not None:
            work = partial(_usual, screen.office, mode)
            screen.in_thread("usual", work, partial(_fill, screen, mode))

    screen.app.push_screen(ChoiceModal(_("How is it paid?"), options, now or usual.MODES[-1]), chosen)


def _usual(office: Office, mode: str) -> usual.Usual:
    from ttoffice.action.records import page
    from ttoffice.licenses.kinds import LICENSE
    from ttoffice.store.asking import Filter

    with office.reader() as reader:
        found = page(reader, LICENSE, Filter(descending=True), office.today, LOOKED_AT)
    signed = ((line.number, line.document["terms"]["plan"]) for line in found if line.document["signed_on"])
    return usual.usual_of(signed, mode)


def _fill(screen: DraftingScreen, mode: str, found: usual.Usual) -> None:
    """Put the plan into the form as if it were typed, and go to what is still to be said."""
    if screen.closing:
        return
    form = screen.form
    plan = {key: form.editor(key).result() for key in PLAN}
    filled = usual.completed(plan, mode, found, form.editor("ends_on").result())
    for key in PLAN:
        if filled.get(key) != plan[key]:
            _put(screen, key, filled[key])
    form.go_to(usual.STAGES if usual.STAGES in mode else usual.ROYALTY)
    source = found.source or _("the values shipped with the program")
    screen.notify(
        _(
            "What was empty is filled in from %(source)s. Look it over: amounts, rates and days are yours to say."
        )
        % {"source": source}
    )


def _put(screen: DraftingScreen, key: str, value: Any) -> None:
    from ttoffice.widgets.fields import CODECS

    editor = screen.form.editor(key)
    if isinstance(editor, LineEditor):
        editor.value = CODECS[editor.field.kind].show(value)
    else:
        editor.restore(value if isinstance(value, list) else [value])
