"""Amending a signed license: the terms as they hold now in the form of a draft, of which what is changed is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from ttoffice.i18n import gettext as _
from ttoffice.screens.base import Command
from ttoffice.screens.kit.area import FormSpec
from ttoffice.screens.kit.reading import NOW, Moment, Reading
from ttoffice.screens.kit.verbs import Verb
from ttoffice.screens.licensing.area import LicensesArea
from ttoffice.screens.licensing.draft_data import flat_terms, terms_of
from ttoffice.screens.licensing.draft_fields import AMENDMENT
from ttoffice.screens.licensing.drafting import DraftingScreen
from ttoffice.widgets.fields import blank
from ttoffice.widgets.text import one_line

if TYPE_CHECKING:
    from ttoffice.action.office import Office

PAPER = ("effective_on", "signed_on", "reason", "decision", "proof")


class AmendingArea(LicensesArea):
    """A license as an amendment takes it: with the terms as they hold today."""

    edit = "license.amend"
    create = ""

    def form(self) -> FormSpec:
        """Return the form of an amendment."""
        from ttoffice.screens.licensing.drafting_fields import amendment_form

        return amendment_form(self.library)

    def read(self, office: Office, number: str, moment: Moment = NOW) -> Reading:
        """Return a license laid out for the form, with the terms of today."""
        from ttoffice.licenses.reading import load, terms_document, terms_on

        reading = super().read(office, number, moment)
        with office.reader() as reader:
            license_ = load(reader, number)
            terms = terms_document(terms_on(reader, license_, office.today)) if license_ else {}
        return reading._replace(document=flat_terms(terms, self.library.parameters))


class AmendingScreen(DraftingScreen):
    """The form of an amendment."""

    def _heading(self) -> str:
        reading = self._reading
        assert reading is not None
        return one_line(
            _("Amend %(number)s  %(title)s") % {"number": reading.number, "title": reading.title}, 400
        )

    def step_label(self, name: str) -> str:
        """Return what a step is called."""
        return _("Amendment") if name == AMENDMENT else super().step_label(name)

    def more_commands(self) -> Iterable[Command]:
        """Offer the agreement that would be signed, as soon as all that stands here can be read."""
        from ttoffice.screens.licensing.agreements import proposed_commands

        yield from super().more_commands()
        if self.number is not None and not self.form.problems():
            yield from proposed_commands(self, self.number, self._input(self.form.changes()))

    def _input(self, values: Mapping[str, Any]) -> dict[str, Any]:
        paper = {key: values[key] for key in PAPER if not blank(values.get(key))}
        title = {"title": values["amendment_title"]} if values.get("amendment_title") else {}
        return {**paper, **title, "terms": terms_of(values, self.worded)}


def amend(office: Office, number: str) -> Screen[str]:
    """Return the screen on which a license is amended."""
    area = AmendingArea()
    area.home = office.home
    return AmendingScreen(area, area.read(office, number))


AMEND_VERBS: tuple[Verb, ...] = (
    Verb(
        "license.amend",
        probe={"terms": {}, "effective_on": "2026-01-01", "reason": "-"},
        bulk=False,
        opens=amend,
    ),
)
