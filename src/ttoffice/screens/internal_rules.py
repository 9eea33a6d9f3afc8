"""The internal rules: their list, the draft's form, the steps of Art. 11 as verbs, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.parties.internal_rules import RULES, RuleRecord, missing_rule
from ttoffice.parties.kinds import RULE
from ttoffice.reasons import Reason
from ttoffice.screens.kit.area import FormSpec
from ttoffice.screens.kit.reading import NOW, Moment, Reading, Section
from ttoffice.screens.kit.shelved import ShelvedArea
from ttoffice.screens.kit.verbs import Verb
from ttoffice.screens.people import own_reasons
from ttoffice.screens.side_list import SideList
from ttoffice.store.connection import Reader
from ttoffice.widgets.columns import Column
from ttoffice.widgets.keys import bind

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.screens.modals.why import WhySection

COPIED = ("title", "edition", "topics", "text", "note")


class RulesArea(ShelvedArea):
    """The internal rules."""

    name = "rules"
    none_yet = N_("No internal rules yet.")
    record_kind = RULE
    orders = ("number", "title", "effective_on")
    create, edit = "rule.create", "rule.edit"
    acts = exhibits = True

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """The steps of a rule."""
        from ttoffice.screens.decision_fields import RULE_VERBS

        return RULE_VERBS

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        label = self.label_of
        return (
            Column("number", _("Number"), 12),
            Column("title", label("title"), 20, grow=5),
            Column("edition", label("edition"), 8, grow=1, drop=3),
            Column("topics", label("topics"), 14, grow=1, drop=2),
            Column("state", label("state"), 10),
            Column("effective_on", label("effective_on"), 10, drop=1),
        )

    def form(self) -> FormSpec:
        """Return the form of a draft."""
        from ttoffice.screens.decision_fields import rule_fields, rule_groups

        return FormSpec(rule_fields(), rule_groups(), RULES.document(RuleRecord("")))

    def read(self, office: Office, number: str, moment: Moment = NOW) -> Reading:
        """Return a rule; the form shows topics by what they are called."""
        reading = super().read(office, number, moment)
        topics = [self.readable("topics", topic) for topic in reading.document["topics"]]
        return reading._replace(document={**reading.document, "topics": topics})

    def sections(
        self, reader: Reader, number: str, document: Mapping[str, Any], today: date
    ) -> Iterator[Section]:
        """Yield the rule without its hashes, which are for programs: `ttoffice show` has them."""
        kept = {key: value for key, value in document.items() if not key.endswith("_sha256")}
        yield from super().sections(reader, number, kept, today)

    def copied(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a new version takes over; it replaces the one that it was made from."""
        return {key: document[key] for key in COPIED} | {"replaces": document["number"]}

    def verb_reasons(self, office: Office, number: str) -> dict[str, tuple[Reason, ...]]:
        """Return what the rule itself has against each step."""
        return own_reasons(self, office, number)

    def standing(self, office: Office, number: str) -> Iterator[WhySection]:
        """Yield which rules are missing today."""
        from ttoffice.screens.modals.why import WhySection

        with office.reader() as reader:
            missing = missing_rule(reader, office.today)
        if missing:
            yield WhySection(_("Rules that the guideline asks for"), _("some are missing"), (), missing)


class RulesScreen(SideList):
    """The list of internal rules, opened from the decisions."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("rules.prepare", "prepare", show=True)]

    def __init__(self) -> None:
        super().__init__(RulesArea())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the decision only about a rule."""
        if action == "prepare":
            return self.current_number() is not None
        return super().check_action(action, parameters)

    def action_prepare(self) -> None:
        """Open the form of the collective decision about the current rule, its text in it."""
        from ttoffice.screens.decisions import DecisionsArea
        from ttoffice.screens.kit.forming import FormScreen

        reading = self._read_now()
        if reading is None:
            return
        begun = {
            **DecisionsArea().form().empty,
            "title": _("Deliberation on “%(title)s”") % {"title": reading.title},
            "subject": reading.number,
            "text": reading.document["text"],
        }
        self.app.push_screen(FormScreen(DecisionsArea(), begun=begun), lambda _number: self.reload())
