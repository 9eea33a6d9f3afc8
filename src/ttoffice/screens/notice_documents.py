"""Dialogs beside the lists of publicity: which document to make and where, and who made an objection."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ttoffice.action.kinds import code_of
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.widgets.fields import Field

if TYPE_CHECKING:
    from ttoffice.screens.base import BaseScreen
    from ttoffice.twin import Twin

DOCUMENTS: dict[str, dict[str, str]] = {
    "notice": {"notice": N_("the notice to post"), "statement": N_("statement of publicity")},
    "objection": {"receipt": N_("receipt of the objection"), "feedback": N_("letter of feedback")},
    "review": {"review": N_("review report")},
}
"""What can be made of each kind of record; the first is usual."""
FORMS = (("docx", "Word (docx)"), ("html", "HTML (A4)"))


def document_fields(kind: str) -> tuple[Field, ...]:
    """Return what a document of a kind of record asks for."""
    options = tuple((code, _(label)) for code, label in DOCUMENTS[kind].items())
    naming = (Field("reveal", _("Name the objector, because"), "line", hint=_("left empty: not named")),)
    return (
        Field("document", _("Document"), "code", options=options),
        Field("form", _("Form"), "code", options=FORMS),
        Field("folder", _("Folder"), "line"),
        *(naming if kind == "objection" else ()),
    )


def ask_document(screen: BaseScreen[Any], number: str) -> None:
    """Ask which document of a record to make, and make it."""
    from ttoffice.screens.modals.entry import VerbModal
    from ttoffice.screens.twins import command_twin, options

    kind = code_of(number) or "notice"
    usual = {"document": next(iter(DOCUMENTS[kind])), "form": "docx", "folder": str(Path.cwd())}

    def make(values: dict[str, Any]) -> Any:
        return _make(screen, number, {**usual, **{key: value for key, value in values.items() if value}})

    def made(place: Any) -> None:
        if place is not None:
            screen.notify(_("Written: %(path)s") % {"path": place})
            screen.written()

    title = f"{_('Make a document')}  {number}"

    def twin(values: dict[str, Any]) -> Twin:
        told = {
            "--kind": values.get("document"),
            "--form": values.get("form"),
            "--output": Path(values.get("folder") or usual["folder"]),
            "--reveal": values.get("reveal"),
        }
        return command_twin(screen.office, "notice-document", number, *options(told))

    screen.app.push_screen(VerbModal(title, make, document_fields(kind), usual, twin=twin), made)


def _make(screen: BaseScreen[Any], number: str, values: dict[str, Any]) -> Path:
    from ttoffice.evidence.names import safe_name
    from ttoffice.notices.documents.making import make
    from ttoffice.sheets.atomic import atomic_write

    reveal = values.get("reveal") or ""
    made = make(screen.office, number, values["document"], values["form"], reveal=reveal)
    place = _free(Path(values["folder"]).expanduser() / safe_name(made.name))
    with atomic_write(place) as file:
        file.write(made.content)
    return place


def _free(place: Path) -> Path:
    """Return a place that no file holds yet: an earlier document is never replaced from here."""
    count, found = 2, place
    while found.exists():
        found = place.with_name(f"{place.stem}-{count}{place.suffix}")
        count += 1
    return found


def ask_reveal(screen: BaseScreen[Any], number: str) -> None:
    """Ask why somebody needs to know who objects, then show it; the log keeps who looked and why."""
    from ttoffice.action import perform
    from ttoffice.screens.modals.entry import VerbModal
    from ttoffice.screens.modals.message import MessageModal
    from ttoffice.screens.notice_fields import reveal_fields
    from ttoffice.screens.twins import asked

    def reveal(values: dict[str, Any]) -> Any:
        return perform(
            screen.office, "objection.reveal", {"reason": values.get("reason") or ""}, subject=number
        )

    def shown(outcome: Any) -> None:
        if outcome is not None:
            who = outcome.value
            lines = [who.name, who.contact, who.person]
            screen.app.push_screen(
                MessageModal(
                    f"{_('Objector')}  {number}",
                    "\n".join(filter(None, lines)),
                    _("The log keeps that you looked, and why. Tell nobody who need not know."),
                )
            )

    title = f"{_('Look who made an objection')}  {number}"
    twin = asked(screen.office, reveal)
    modal = VerbModal(title, reveal, reveal_fields(), twin=twin, kept=f"objection.reveal {number}")
    screen.app.push_screen(modal, shown)
