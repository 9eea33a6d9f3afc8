"""What is typed into a form is kept in a file while it is typed, so that it survives a killed program."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ttoffice.action.office import shown_moment
from ttoffice.errors import StoreError
from ttoffice.i18n import gettext as _
from ttoffice.screens.base import BaseScreen, office_app

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.store.drafts import Draft, Drafts, OpenDraft

FORM, BEGUN, NUMBER, ENTRY = "form", "begun", "number", "entry"
"""What a draft file holds: what was typed, the document it began with where it is a copy, the record, and the
entry of a list that was open over the form.
"""


def drafts_of(office: Office) -> Drafts:
    """Return the drafts of an office."""
    from ttoffice.store.drafts import Drafts

    return Drafts(office.home.drafts)


class Keeper:
    """Keeps what stands in one form; safe to call from threads, the newest text wins."""

    def __init__(self, office: Office, key: str) -> None:
        self._office, self._key = office, key
        self._guard = threading.Lock()
        self._open: OpenDraft | None = None
        self._asked = 0
        self._closed = False

    def adopt(self, draft: OpenDraft) -> None:
        """Go on in a draft that was waiting."""
        with self._guard:
            self._open = draft

    def asked(self) -> int:
        """Return the place of a text in the order of texts; a later place wins."""
        self._asked += 1
        return self._asked

    def keep(self, place: int, content: Mapping[str, Any], version: int | None, title: str) -> bool:
        """Write what stands in the form, unless something newer was written or the form is done.

        Returns whether it is kept. Raises StoreError the first time that the folder cannot be written.
        """
        with self._guard:
            if self._closed or place < self._asked:
                return True
            if self._open is None:
                office = self._office
                drafts = drafts_of(office)
                self._open = drafts.begin(self._key, operator=office.operator, clock=office.clock)
            return self._open.save(dict(content), version, title)

    def discard(self) -> None:
        """Throw the draft away: it was saved, or is not wanted."""
        with self._guard:
            self._closed = True
            if self._open is not None:
                self._open.discard()
                self._open = None

    def keep_and_leave(self, content: Mapping[str, Any], version: int | None, title: str) -> None:
        """Write what stands in the form and leave it for later; raise StoreError where it cannot be kept."""
        if not self.keep(self.asked(), content, version, title):
            raise StoreError(
                _("What you typed cannot be kept as a draft, so the form stays open."),
                advice=_("Save it, or make the folder of drafts writable and leave again."),
            )
        self.leave()

    def leave(self) -> None:
        """Leave the draft for later."""
        with self._guard:
            self._closed = True
            if self._open is not None:
                self._open.keep()
                self._open = None


def held_by(draft: Draft) -> dict[str, dict[str, Any]]:
    """Return what a draft holds for a form, without what no form wrote: the file may have been changed by hand."""
    return {
        name: draft.typed[name] for name in (FORM, BEGUN, ENTRY) if isinstance(draft.typed.get(name), dict)
    }


def draft_label(draft: Draft) -> str:
    """Return when a draft was typed, by whom, and of what."""
    return f"{shown_moment(draft.at)[:16]}  {draft.operator}  {draft.title}"


def offer_draft(screen: BaseScreen[Any], found: list[Draft], take: Callable[[Draft], object]) -> None:
    """Offer the drafts that wait for a form: take one up, leave them, or throw them away."""
    from ttoffice.screens.modals.choice import ChoiceModal
    from ttoffice.screens.modals.message import ConfirmModal

    if not found:
        return
    options = [
        (str(place), _("Go on with %(draft)s") % {"draft": draft_label(item)})
        for place, item in enumerate(found)
    ]
    options += [("leave", _("Begin anew and leave the draft for later")), ("drop", _("Throw the draft away"))]

    def dropped(sure: bool | None) -> None:
        if sure:
            for item in found:
                drafts_of(office_app(screen).office).drop(item)

    def chosen(answer: str | None) -> None:
        if answer == "drop":
            listed = "\n".join(map(draft_label, found))
            question = ConfirmModal(_("Throw the draft away"), yes=_("Do it"), detail=listed)
            screen.app.push_screen(question, dropped)
        elif answer is not None and answer.isdecimal():
            take(found[int(answer)])

    screen.app.push_screen(ChoiceModal(_("Something typed here was not saved"), options, "0"), chosen)
