"""What next steps open that no dialog of a verb asks for: forms that begin with the record, exhibits, the dossier."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ttoffice.action.kinds import code_of
from ttoffice.i18n import N_, chinese
from ttoffice.i18n import gettext as _
from ttoffice.screens.agenda_acting import area_of

if TYPE_CHECKING:
    from ttoffice.screens.kit.records import RecordScreenBase

Back = Callable[[Any], None]
Opener = Callable[["RecordScreenBase", str, Back], object]
"""Opens what an act asks for about a record, and is told when it was left."""
AGREED = N_("The license is granted on the terms that lay before the meeting.")
"""What a decision about a license begins with; its text is a paper, and so Chinese."""
NOTICES = {"license": "price", "finding": "finding", "rule": "rule"}
"""The kind of notice about each kind of record."""


def edit(screen: RecordScreenBase, number: str, back: Back) -> None:
    """Open the form of a record."""
    area = area_of(code_of(number))
    assert area is not None
    reading = area.read(screen.office, number)
    screen.app.push_screen(area.form_screen(screen.office, reading, None), back)


def prepare_decision(screen: RecordScreenBase, number: str, back: Back) -> None:
    """Open the form of the collective decision about a record, its text in it."""
    from ttoffice.screens.decisions import DecisionsArea
    from ttoffice.screens.findings import beside
    from ttoffice.screens.kit.forming import FormScreen

    code = code_of(number)
    if code == "finding":
        beside.prepare_decision(screen, number)
        return
    area = area_of(code)
    assert area is not None
    reading = area.read(screen.office, number)
    begun = {
        **DecisionsArea().form().empty,
        "title": _("Deliberation on “%(title)s”") % {"title": reading.title},
        "subject": number,
        "text": reading.document.get("text") or (chinese(AGREED) if code == "license" else ""),
    }
    screen.app.push_screen(FormScreen(DecisionsArea(), begun=begun), back)


def draft_notice(screen: RecordScreenBase, number: str, back: Back) -> None:
    """Open the form of the notice about a record; its text is drafted from the record."""
    from ttoffice.screens.licensing.begun import notice_about

    kind = NOTICES.get(code_of(number) or "", "price")
    screen.app.push_screen(notice_about(screen.office, number, kind), back)


def check_recusal(screen: RecordScreenBase, number: str, _back: Back) -> None:
    """Ask whom, and look for conflicts."""
    from ttoffice.screens.findings.beside import check_somebody

    check_somebody(screen, number)


def attach(screen: RecordScreenBase, number: str, back: Back) -> None:
    """Open the exhibits of a record."""
    from ttoffice.screens.kit.exhibits import ExhibitsScreen

    area = area_of(code_of(number))
    assert area is not None
    screen.app.push_screen(ExhibitsScreen(area, number), back)


def make_dossier(screen: RecordScreenBase, number: str, back: Back) -> None:
    """Open the making of a record's dossier."""
    from ttoffice.screens.kit.dossiers import DossierScreen

    screen.app.push_screen(DossierScreen(number), back)


OPENERS: dict[str, Opener] = {
    "result.edit": edit,
    "person.edit": edit,
    "enterprise.change": edit,
    "decision.prepare": prepare_decision,
    "notice.draft": draft_notice,
    "recusal.record": check_recusal,
    "exhibit.add": attach,
    "dossier.make": make_dossier,
}
"""By the action."""
