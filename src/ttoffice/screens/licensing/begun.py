"""Forms that begin with what the record at hand knows: a license of a result, the price notice of a license."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ttoffice.errors import TTOfficeError
from ttoffice.i18n import N_
from ttoffice.screens.kit.verbs import Verb

if TYPE_CHECKING:
    from textual.screen import Screen

    from ttoffice.action.office import Office
    from ttoffice.screens.base import BaseScreen

DRAFT, NOTICE = "license.draft", "notice.draft"
WHERE = ("place", "scope", "channel", "office")
"""What one notice has from the last one of its kind."""
KNOWN = ("related", "related_note", "channel", "office", "period")
"""What a notice has from its license and the unit, to be looked over; title, facts and text follow when it is saved."""
LOOKED_AT = 50
"""So many of the newest notices are looked through for one of the kind."""


def license_of_result(office: Office, number: str) -> Screen[str]:
    """Return the form of a license of a result: with its rights, kind, territory and listed fee standard."""
    from ttoffice.screens.licensing.area import LicensesArea
    from ttoffice.screens.licensing.drafting import DraftingScreen

    area = LicensesArea()
    area.home = office.home
    drafted = _made(office, DRAFT, {"result": number}, "license")
    return DraftingScreen(area, begun={**area.shown(drafted), "title": ""}, proposed=True)


def _made(office: Office, action: str, data: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return the record that an action would make, by asking the action itself; nothing is written."""
    from ttoffice.action import perform
    from ttoffice.action.kinds import code_of

    outcome = perform(office, action, data, dry_run=True)
    return next(dict(after) for made, _before, after in outcome.changes if code_of(made) == kind)


def price_notice(office: Office, number: str) -> Screen[str]:
    """Return the form of the price notice of a license."""
    return notice_about(office, number, "price")


def notice_about(office: Office, number: str, kind: str) -> Screen[str]:
    """Return the form of a notice about a record, to be posted where the last one of its kind was."""
    from ttoffice.screens.kit.forming import FormScreen
    from ttoffice.screens.notices import NoticesArea

    area = NoticesArea()
    known = {"scope": "unit", **_as_known(office, number, kind), **_as_last(office, kind)}
    begun = {**area.form().empty, **known, "kind": kind, "subject": number}
    return FormScreen(area, begun=begun, proposed=True, begin_at="place")


def _as_known(office: Office, number: str, kind: str) -> dict[str, Any]:
    """Return what the action itself would take from the record and the unit; nothing where it would refuse."""
    try:
        drafted = _made(office, NOTICE, {"kind": kind, "subject": number}, "notice")
    except TTOfficeError:  # told in full when the form is saved
        return {}
    return {key: drafted[key] for key in KNOWN if drafted.get(key)}


def _as_last(office: Office, kind: str) -> dict[str, Any]:
    """Return where and by whom the last notice of a kind was published; empty where there was none."""
    from ttoffice.action.records import page
    from ttoffice.notices.kinds import NOTICE as NOTICES
    from ttoffice.store.asking import Filter

    with office.reader() as reader:
        found = page(reader, NOTICES, Filter(descending=True), office.today, LOOKED_AT)
    last = next((line.document for line in found if line.document["kind"] == kind), {})
    return {key: last[key] for key in WHERE if last.get(key)}


RESULT_VERBS: tuple[Verb, ...] = (
    Verb(DRAFT, N_("Draft a license"), about="result", bulk=False, opens=license_of_result, follows=True),
)
"""What leads from a result to a license."""
NOTICE_VERB = Verb(
    NOTICE,
    N_("Draft the price notice of a license"),
    probe={"kind": "price"},
    about="subject",
    bulk=False,
    opens=price_notice,
    follows=True,
)
"""What leads from a license to the notice of its price."""


def draft_license(screen: BaseScreen[Any], number: str) -> None:
    """Open the form of a license of a result, and the license once it is drafted."""
    from ttoffice.screens.kit.acting import begin_verb
    from ttoffice.screens.results import ResultsArea

    begin_verb(screen, ResultsArea(), RESULT_VERBS[0], number, partial(_back, screen))


def _back(screen: BaseScreen[Any], _outcome: object) -> None:
    screen.written()
