"""What is typed into a form is kept in a file while it is typed, so that it survives a killed program."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on
from textual.timer import Timer

from ttoffice.action.office import shown_moment
from ttoffice.errors import StoreError, TTOfficeError
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.screens.base import Background, office_app
from ttoffice.widgets.form import Form

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.screens.modals.entry import Typed
    from ttoffice.store.drafts import Draft, Drafts, OpenDraft

KEEPING_PAUSE = 0.3
"""Seconds without typing after which what was typed is kept in a file."""

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


def age_text(at: str, now: datetime) -> str:
    """Return how long ago a stored moment was, in the largest unit that is full."""
    minutes = int((now - datetime.fromisoformat(at)).total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return _("%(count)d min ago") % {"count": minutes}
    if minutes < 48 * 60:
        return _("%(count)d h ago") % {"count": minutes // 60}
    return _("%(count)d days ago") % {"count": minutes // (24 * 60)}


def draft_label(draft: Draft, now: datetime, labels: Mapping[str, str]) -> str:
    """Return how old a draft is, of what it is, which fields it holds, and who typed it when."""
    held = [labels[key] for key in held_by(draft).get(FORM, {}) if key in labels]
    holds = f"({listed(held)})" if held else ""
    parts = (age_text(draft.at, now), draft.title, holds, draft.operator, shown_moment(draft.at)[:16])
    return "  ".join(part for part in parts if part)


class KeepsTyped(Background):
    """A screen or dialog whose form is kept in a file while one types, and offered again when it was not sent.

    A class names it after the screen whose styles it is to have, gives `form`, `closing` and `unsaved`, and calls
    `begin_keeping` once it is mounted; `draft_discard` when what was typed has arrived.
    """

    form: Form
    _keeper: Keeper | None = None
    _entry: Typed | None = None
    _pending: Timer | None = None

    @property
    def keeps(self) -> bool:
        """Whether what is typed here is kept."""
        return self._keeper is not None

    def draft_title(self) -> str:
        """Return what a person calls what is typed here."""
        return ""

    def draft_version(self) -> int | None:
        """Return the version of the record that is changed."""
        return None

    def draft_content(self) -> dict[str, Any]:
        """Return what is to be kept."""
        return {FORM: self.form.typed(), ENTRY: self._entry}

    def begin_keeping(self, key: str) -> None:
        """Keep what is typed from now on under a key; look for what was typed under it and not sent."""
        office = office_app(self).office
        self._keeper = Keeper(office, key)
        self.in_thread("drafts", partial(drafts_of(office).waiting, key), self._offer_drafts)

    def on_unmount(self) -> None:
        """Leave what was not sent as a draft where the program ends without a word."""
        if self._keeper is not None:
            self._keeper.leave()

    def _offer_drafts(self, found: list[Draft]) -> None:
        if not getattr(self.screen, "closing", False):
            offer_draft(self, found, {field.key: field.label for field in self.form.fields}, self.take_draft)

    def take_draft(self, draft: Draft) -> None:
        """Go on with a draft: what was typed stands in the form again."""
        from ttoffice.screens.modals.entry import open_again

        opened = drafts_of(office_app(self).office).take(draft)
        if opened is None or self._keeper is None:
            self.notify(_("Another window has taken up this draft."), severity="warning")
            return
        self._keeper.adopt(opened)
        held = held_by(draft)
        self.draft_upon(draft, held)
        self.form.restore(held.get(FORM, {}))
        if held.get(ENTRY):
            open_again(self.screen, self.form, held[ENTRY], self._entry_typed)

    def draft_upon(self, draft: Draft, held: Mapping[str, dict[str, Any]]) -> None:
        """Make ready what a draft was typed upon."""

    def _entry_typed(self, typed: Typed | None) -> None:
        """Take note of what is typed into an entry that is open."""
        self._entry = typed
        self._keep_soon()

    @on(Form.Changed)
    def _form_changed(self, event: Form.Changed) -> None:
        event.stop()
        self._keep_soon()

    def _keep_soon(self) -> None:
        if self._pending is not None:
            self._pending.stop()
        if self._keeper is not None:
            self._pending = self.set_timer(KEEPING_PAUSE, self.keep)

    def keep(self) -> None:
        """Keep what stands in the form in a file, behind the screen's back."""
        keeper = self._keeper
        if keeper is None or not (self.form.dirty or self._entry):
            return
        asked, content = keeper.asked(), self.draft_content()
        work = partial(keeper.keep, asked, content, self.draft_version(), self.draft_title())
        self.in_thread("draft", work, lambda _nothing: None, self._not_kept)

    def _not_kept(self, error: BaseException) -> bool:
        if not isinstance(error, TTOfficeError):
            return False
        self.notify(f"{error.message} {error.advice}", severity="warning")
        return True

    def draft_discard(self) -> None:
        """Throw the draft away: what was typed has arrived, or is not wanted."""
        if self._keeper is not None:
            self._keeper.discard()

    def leave(self, then: Callable[[], object]) -> None:
        """Leave what is typed: ask whether to stay, to keep it as a draft, or to throw it away."""
        from ttoffice.screens.modals.message import LeaveModal

        if not self.form.dirty:
            self.draft_discard()
            then()
            return

        def answered(answer: str | None) -> None:
            if answer == "draft":
                self._leave_draft(then)
            elif answer == "discard":
                self.draft_discard()
                then()

        self.app.push_screen(LeaveModal(), answered)

    def _leave_draft(self, then: Callable[[], object]) -> None:
        keeper = self._keeper
        if keeper is None:
            return
        content = self.draft_content()
        work = partial(keeper.keep_and_leave, content, self.draft_version(), self.draft_title())
        self.in_thread("draft", work, lambda _nothing: then(), self._not_kept)


def offer_draft(
    screen: Background, found: list[Draft], labels: Mapping[str, str], take: Callable[[Draft], object]
) -> None:
    """Offer the drafts that wait for a form: take one up, leave them, or throw them away."""
    from ttoffice.screens.modals.choice import ChoiceModal
    from ttoffice.screens.modals.message import ConfirmModal

    if not found:
        return
    office = office_app(screen).office
    told = [draft_label(item, office.clock(), labels) for item in found]
    options = [(str(place), _("Go on with %(draft)s") % {"draft": text}) for place, text in enumerate(told)]
    options += [("leave", _("Begin anew and leave the draft for later")), ("drop", _("Throw the draft away"))]

    def dropped(sure: bool | None) -> None:
        if sure:
            for item in found:
                drafts_of(office).drop(item)

    def chosen(answer: str | None) -> None:
        if answer == "drop":
            question = ConfirmModal(_("Throw the draft away"), yes=_("Do it"), detail="\n".join(told))
            screen.app.push_screen(question, dropped)
        elif answer is not None and answer.isdecimal():
            take(found[int(answer)])

    screen.app.push_screen(ChoiceModal(_("Something typed here was not saved"), options, "0"), chosen)
