"""Entering a receipt: which sums it pays is shown before it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer

from ttoffice.action.kinds import code_of
from ttoffice.errors import RefusedError, TTOfficeError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses.dues.money_rows import newly_paid, still_open
from ttoffice.money import shown_yuan
from ttoffice.screens.kit.verbs import Verb, sent
from ttoffice.screens.modals.entry import VerbModal
from ttoffice.screens.twins import asked
from ttoffice.widgets.editors import LineEditor
from ttoffice.widgets.fields import Field
from ttoffice.widgets.form import Form
from ttoffice.widgets.prose import Prose, labelled
from ttoffice.widgets.text import plain

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.action.performing import Outcome
    from ttoffice.screens.base import BaseScreen

LOOKING_PAUSE = 0.3
"""Seconds without typing after which the allocation is shown again."""
ACTION = "receipt.enter"
TYPE_IT = N_("Type the amount: what it pays is shown here before anything is saved.")


def receipt_fields(number: str) -> tuple[Field, ...]:
    """Return what a receipt asks for; the license as well where none is at hand."""
    from ttoffice.action import find_action
    from ttoffice.licenses.kinds import RECEIPT
    from ttoffice.screens.kit.asked import fields_of
    from ttoffice.screens.licensing.words import WORDS

    found = {field.key: field for field in fields_of(find_action(ACTION).input, RECEIPT, WORDS)}
    first = ("amount_fen", "received_on", "kind", "payer", "reference")
    order = (*(() if number else ("license",)), *first)
    return tuple(found[key] for key in (*order, *(key for key in found if key not in (*order, "license"))))


class ReceivingModal(VerbModal):
    """The dialog of a receipt; under its fields stands what the money pays as things are."""

    def __init__(self, office: Office, number: str) -> None:
        fields = receipt_fields(number)
        title = _("Enter a receipt  %(number)s") % {"number": number}
        enter = partial(_enter, office, number, fields)
        begun = proposed(office, number) if number else {}
        twin, kept = asked(office, enter), f"{ACTION} {number}".strip()
        super().__init__(title.strip(), enter, fields, begun, twin=twin, kept=kept)
        self._number, self._begun = number, begun
        self._told = Prose(indent=2, classes="paragraph")
        self._soon: Timer | None = None

    def below(self) -> ComposeResult:
        """Lay out what the money pays."""
        yield self._told

    def on_mount(self) -> None:
        """Say what will stand here; of an amount that is proposed what it pays, and the first key types over it."""
        super().on_mount()
        self._say_nothing()
        if self._begun.get("amount_fen"):
            amount = self.form.editor("amount_fen")
            assert isinstance(amount, LineEditor)
            amount.select_on_focus = True
            self._look()

    def _say_nothing(self) -> None:
        """Say what will stand here; what was said of another amount is no longer true."""
        self._show([_(TYPE_IT)])

    @on(Form.Changed)
    def _typed(self, event: Form.Changed) -> None:
        event.stop()
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(LOOKING_PAUSE, self._look)

    def _look(self) -> None:
        if self.closing:
            return
        values = {} if self.form.problems() else self.form.values()
        work = partial(preview, self.office, self._number, self.form.fields, values)
        self.in_thread("preview", work, self._show, self._not_told)

    def _not_told(self, error: BaseException) -> bool:
        self._say_nothing()
        return isinstance(error, TTOfficeError)

    def _show(self, lines: list[str]) -> None:
        self._told.say(Content("\n").join(map(plain, lines)))


def proposed(office: Office, number: str) -> dict[str, Any]:
    """Return what a receipt under a license most likely is: the sum that is to be paid first, from the licensee.

    Nothing is proposed where nothing is payable; the sum is the one that the order of the law pays first.
    """
    from ttoffice.action.records import document
    from ttoffice.licenses.kinds import LICENSE
    from ttoffice.licenses.receipts.allocating import owed_by
    from ttoffice.licenses.receipts.order import in_turn

    with office.reader() as reader:
        first = next(iter(in_turn(owed_by(reader, number), office.today)), None)
        if first is None:
            return {}
        payer = document(reader, LICENSE, number)["licensee_name"]
    return {"amount_fen": first.open_fen, "payer": payer}


def _enter(office: Office, number: str, fields: tuple[Field, ...], values: dict[str, Any]) -> Outcome:
    return _perform(office, number, fields, values, dry_run=False)


def _perform(
    office: Office, number: str, fields: tuple[Field, ...], values: dict[str, Any], *, dry_run: bool
) -> Outcome:
    from ttoffice.action import perform

    data = sent(fields, values)
    return perform(office, ACTION, {**data, "license": number or data.get("license", "")}, dry_run=dry_run)


def preview(office: Office, number: str, fields: tuple[Field, ...], values: dict[str, Any]) -> list[str]:
    """Return what a receipt would pay, and what is to be said of it, without entering it."""
    if not values.get("amount_fen"):
        return [_(TYPE_IT)]
    try:
        outcome = _perform(office, number, fields, values, dry_run=True)
    except RefusedError as refused:
        return [
            f"{labelled(_('Missing'))}{reason.message}" for reason in refused.reasons if not reason.warning
        ]
    paid = list(_paid(outcome))
    lines = [f"{labelled(_('It pays'))}", *paid] if paid else [_("It pays nothing yet.")]
    return [*lines, *(f"{labelled(_('Note'))}{reason.message}" for reason in outcome.warnings)]


def _paid(outcome: Outcome) -> Iterator[str]:
    for number, before, after in outcome.changes:
        if code_of(number) != "due":
            continue
        part = newly_paid(before, after)
        if part:
            left = still_open(after)
            rest = _("%(amount)s stays open") % {"amount": shown_yuan(left)} if left else _("paid in full")
            yield f"  {number}  {after['title']}  {shown_yuan(part)}  {rest}"


def enter_receipt(screen: BaseScreen[Any], number: str) -> None:
    """Ask for a receipt under a license, or under one that is typed; then show the list anew."""
    from ttoffice.screens.base import office_app

    def entered(outcome: Outcome | None) -> None:
        if outcome is None:
            return
        told = _("Enter %(number)s") % {"number": outcome.value}
        office_app(screen).steps.did(told, [outcome])
        screen.notify("\n".join((_("Saved: %(number)s") % {"number": outcome.value}, *_paid(outcome))))
        screen.written()

    screen.app.push_screen(ReceivingModal(screen.office, number), entered)


def receiving(office: Office, number: str) -> Screen[Any]:
    """Return the dialog of a receipt under a license."""
    return ReceivingModal(office, number)


RECEIPT_VERBS: tuple[Verb, ...] = (
    Verb(ACTION, probe={"amount_fen": 1}, bulk=False, about="license", opens=receiving),
)
