"""Writing the papers of a finding from its screens: which there are, what each lacks, where the file goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseScreen, Command
from ttoffice.widgets.fields import Field

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.findings.documents.making import Listed
    from ttoffice.screens.modals.choice import Choice

SHAPES = (("docx", "Word (docx)"), ("html", "HTML (A4)"))
BY_HAND = frozenset({"paper.missing", "paper.no_target"})
"""Reasons that leaving blanks lifts; what others forbid cannot be made at all."""


def paper_commands(screen: BaseScreen[Any], number: str) -> Iterable[Command]:
    """Yield what writes a paper of a finding."""
    yield Command(
        f"{_('Write a paper of the finding')}  {number}",
        partial(choose_paper, screen, number),
        id="finding.papers",
    )


def choose_paper(screen: BaseScreen[Any], number: str) -> None:
    """Offer every paper of a finding with what it lacks, then ask for form and folder and write it."""
    from ttoffice.findings.documents.making import papers_of

    work = partial(papers_of, screen.office, number)
    screen.in_thread("papers", work, partial(_offer, screen, number))


def _offer(screen: BaseScreen[Any], number: str, found: Sequence[Listed]) -> None:
    from ttoffice.screens.modals.choice import ChoiceModal

    def chosen(place: str | None) -> None:
        if place is not None:
            ask_paper(screen, number, found[int(place)])

    options = [_choice(str(place), one) for place, one in enumerate(found)]
    screen.app.push_screen(ChoiceModal(_("Papers of %(number)s") % {"number": number}, options), chosen)


def _choice(value: str, one: Listed) -> Choice:
    """Return a paper as it is offered: what it is, of whom, how much is missing; why not, where it must not be."""
    from ttoffice.screens.modals.choice import Choice

    forbidden = [reason.message for reason in one.reasons if reason.code not in BY_HAND]
    label = "  ".join(filter(None, (one.title, one.name or one.target)))
    missing = sum(reason.code == "paper.missing" for reason in one.reasons)
    if missing:
        label += "  " + _("(missing: %(count)d)") % {"count": missing}
    elif one.reasons and not forbidden:
        label += "  " + _("(to fill in by hand)")
    return Choice(value, label, " ".join(forbidden))


def paper_fields(one: Listed) -> tuple[Field, ...]:
    """Return what a paper asks for: each place that is empty, whether blanks may stay, form and folder."""
    places = tuple(
        Field(reason.field, _place_title(reason.field), "line", hint=_("left empty: a blank"))
        for reason in one.reasons
        if reason.code == "paper.missing" and reason.field
    )
    return (
        *places,
        Field("shape", _("Form"), "code", options=SHAPES),
        Field("folder", _("Folder"), "line"),
    )


def _place_title(name: str) -> str:
    from ttoffice.findings.documents.places import PLACES

    return _(PLACES[name].title)


def ask_paper(screen: BaseScreen[Any], number: str, one: Listed) -> None:
    """Ask for what is missing, form and folder; write the paper and say where it is."""
    from ttoffice.screens.modals.entry import VerbModal

    usual = {"shape": "docx", "folder": str(Path.cwd())}

    def write(values: dict[str, Any]) -> Any:
        chosen = {**usual, **{key: value for key, value in values.items() if value}}
        return write_paper(screen.office, number, one, chosen)

    def written(place: Any) -> None:
        if place is not None:
            screen.notify(_("Written: %(path)s") % {"path": place})
            screen.written()

    title = "  ".join(filter(None, (one.title, one.name or one.target)))
    screen.app.push_screen(VerbModal(title, write, paper_fields(one), usual), written)


def write_paper(office: Office, number: str, one: Listed, chosen: dict[str, str]) -> Path:
    """Make a paper and write it; the log keeps who took it out. An earlier file is never replaced from here."""
    from ttoffice.findings.documents.making import make
    from ttoffice.screens.licensing.contract_files import put
    from ttoffice.sheets.atomic import check_folder

    folder = Path(chosen["folder"]).expanduser()
    check_folder(folder)
    given = {key: text for key, text in chosen.items() if key not in ("shape", "folder")}
    made = make(
        office,
        number,
        one.form,
        "html" if chosen["shape"] == "html" else "docx",
        target=one.target,
        blank=bool(one.reasons),
        given=given,
    )
    return put(made, folder)
