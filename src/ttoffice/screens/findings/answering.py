"""The answer to one item of the matrix: verdict, reasoning and proof, with what the office holds and what was found before.

Beside the form stand the exhibits and records that may prove the item, to be taken over with one key, the article,
and how earlier findings answered the same item, with nobody named.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from ttoffice.findings.codes import VERDICT_LABELS, Verdict
from ttoffice.findings.kinds import ASSESSMENT
from ttoffice.findings.matrix import BAR, Item
from ttoffice.i18n import gettext as _
from ttoffice.screens.findings.answer_reading import Beside, asked_sections, offer_sections, read_beside
from ttoffice.screens.findings.lists import AssessmentsArea
from ttoffice.screens.findings.matrix_rows import Column, Row, read_matrix
from ttoffice.screens.kit.area import FormSpec
from ttoffice.screens.kit.detail import DetailPane, text_of
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.kit.reading import Reading
from ttoffice.screens.kit.styles import FORM_CSS, Styles
from ttoffice.widgets.bars import OfficeBar
from ttoffice.widgets.columns import Column as Place
from ttoffice.widgets.editors import LineEditor
from ttoffice.widgets.fields import EMPTY, Field, read_words
from ttoffice.widgets.keys import bind
from ttoffice.widgets.paged_table import PagedTable
from ttoffice.widgets.states import Cells, state
from ttoffice.widgets.text import one_line
from ttoffice.widgets.value_table import ValueTable

if TYPE_CHECKING:
    from ttoffice.action.performing import Outcome
    from ttoffice.findings.assessing.offers import Offer
    from ttoffice.rulebook.facts import Facts

ACT = "act:"
"""Before the code of an act, the key of its field."""


def answer_fields(facts: Facts, item: Item) -> tuple[Field, ...]:
    """Return what an answer asks for: of a bar which acts were found, of a catch-all the law."""
    of_bar = item.sort == BAR
    verdicts = (
        (Verdict.CLEAR, Verdict.BARRED) if of_bar else (Verdict.MET, Verdict.NOT_MET, Verdict.NOT_SHOWN)
    )
    label = ASSESSMENT.label_of
    options = tuple((one.value, _(VERDICT_LABELS[one.value])) for one in verdicts)
    hint = _("F3 goes to what may prove it, F9 takes all of it")
    return (
        Field("verdict", label("verdict"), "code", options=options, basis=item.basis),
        Field("reasoning", label("reasoning"), "text"),
        Field("proofs", label("proofs"), "words", hint=hint),
        *(act_fields(facts, item) if of_bar else ()),
        *((Field("law", label("law"), "line", basis=item.basis),) if item.catch_all else ()),
    )


def act_fields(facts: Facts, item: Item) -> tuple[Field, ...]:
    """Return one field for each act of a bar: whether it was found."""
    from ttoffice.i18n import language

    bar = facts.bar(item.code.removeprefix(f"{BAR}:"))
    yes = ((True, _("yes")),)
    return tuple(
        Field(
            f"{ACT}{act.code}",
            act.gloss if language() == "en" and act.gloss else act.text,
            "choice",
            options=yes,
        )
        for act in (bar.acts if bar is not None else ())
    )


class AnswerArea(AssessmentsArea):
    """The answer to one item, as a form takes it."""

    create = edit = "finding.assess"

    def __init__(self, fields: tuple[Field, ...]) -> None:
        self._fields = fields

    def form(self) -> FormSpec:
        """Return the form of the answer."""
        return FormSpec(self._fields, {}, {field.key: EMPTY.get(field.kind) for field in self._fields})


class OffersTable(ValueTable):
    """What may prove the item; Enter or Space takes a row over, or leaves it again."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("offer.take", "open")]


class AnswerScreen(FormScreen):
    """The form of one answer."""

    CSS_PATH: ClassVar[Styles] = [*FORM_CSS, Path(__file__).with_name("findings.tcss")]
    FIRST_KEYS = ("form.save", "answer.offers", "answer.take_all", "answer.article")
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("answer.offers", "offers", show=True),
        bind("answer.take_all", "take_all", show=True),
        bind("answer.article", "article", show=True),
    ]

    def __init__(
        self, facts: Facts, finding: str, column: Column, row: Row, verdict: Verdict | None = None
    ) -> None:
        assert row.item is not None
        self._finding, self._column, self._row, self._item = finding, column, row, row.item
        self._found = Beside()
        super().__init__(AnswerArea(answer_fields(facts, row.item)), begun=begun_with(column, row.item))
        if verdict is not None:
            self.form.restore({"verdict": verdict.value})

    @property
    def _key(self) -> str:
        return f"{self.area.create} {self._finding} {self._column.person} {self._item.code}"

    def _heading(self) -> str:
        return one_line(f"{self._finding}  {self._column.name}  {self._item.label}", 400)

    def compose(self) -> ComposeResult:
        """Lay out the form, what may prove the item, and below that what the article and earlier findings say."""
        yield OfficeBar()
        yield Static(Content(self._heading()), classes="screen-title")
        yield self._elsewhere
        with Horizontal(id="answer-body"):
            yield self.form
            with Vertical(id="answer-side"):
                yield OffersTable(offer_columns(), empty=_("Looking for what may prove it ..."), id="offers")
                yield DetailPane(ruled=True, id="answer-beside")
        yield from self.compose_foot()

    def on_mount(self) -> None:
        """Look behind the screen's back for what may prove the item; what every form does follows."""
        work = partial(read_beside, self.office, self._finding, self._column.person, self._item)
        self.in_thread("beside", work, self._show_found)

    # --- what stands beside ----------------------------------------------------------------------------

    @property
    def offers(self) -> OffersTable:
        """What may prove the item."""
        return self.query_one("#offers", OffersTable)

    def _show_found(self, found: Beside) -> None:
        self._found = found
        self.offers.set_columns(
            offer_columns(), _("Nothing in the office is known to prove it; name exhibits.")
        )
        self._show_offers(0)

    def _show_offers(self, at: int) -> None:
        offers, taken = self._found.offers, set(self._taken())
        self.offers.show_rows(
            len(offers), lambda place: offer_cells(offers[place], offers[place].number in taken), at=at
        )
        self._show_beside()

    def _show_beside(self) -> None:
        sections = (*self._offer_sections(), *asked_sections(self.office, self._item, self._found))
        self.query_one(DetailPane).show(Reading(self._item.code, "", 1, {}, sections), head=False)

    def _offer_sections(self) -> tuple[Any, ...]:
        offers, at = self._found.offers, self.offers.cursor
        return offer_sections(offers[at]) if at < len(offers) and self.offers.has_focus else ()

    @on(PagedTable.Highlighted)
    def _offer_highlighted(self, event: PagedTable.Highlighted) -> None:
        event.stop()
        self._show_beside()

    def on_descendant_focus(self) -> None:
        """Show the offer at hand while one walks among them."""
        self._show_beside()

    @property
    def proofs(self) -> LineEditor:
        """The field of the proof."""
        editor = self.form.editor("proofs")
        assert isinstance(editor, LineEditor)
        return editor

    def _taken(self) -> list[str]:
        return read_words(self.proofs.value)

    @on(PagedTable.Opened)
    def _offer_taken(self, event: PagedTable.Opened) -> None:
        event.stop()
        offers, at = self._found.offers, self.offers.cursor
        if at < len(offers):
            number, taken = offers[at].number, self._taken()
            kept = [one for one in taken if one != number]
            self._take(kept if number in taken else [*taken, number], at)

    def _take(self, numbers: list[str], at: int) -> None:
        self.proofs.value = "\u3001".join(dict.fromkeys(numbers))
        self._show_offers(at)

    def action_take_all(self) -> None:
        """Take over everything that is offered."""
        self._take([*self._taken(), *(offer.number for offer in self._found.offers)], self.offers.cursor)

    def action_offers(self) -> None:
        """Go to the offers, or back to the form."""
        if self.offers.has_focus:
            self.form.go_to("proofs")
        else:
            self.offers.focus()

    def action_article(self) -> None:
        """Show the offer at hand, the article and the precedents in full, where there is little room for them."""
        from ttoffice.screens.modals.article import ArticleModal

        sections = (*self._offer_sections(), *asked_sections(self.office, self._item, self._found))
        text = text_of(Reading(self._item.code, "", 1, {}, sections), head=False)
        self.app.push_screen(ArticleModal(self._item.label, text))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Take nothing over while the answer is being sent."""
        if action in ("offers", "take_all"):
            return not self.closing and bool(self._found.offers)
        return super().check_action(action, parameters)

    # --- saving ----------------------------------------------------------------------------------------

    def _perform(self, data: dict[str, Any], version: int | None) -> Outcome:
        from ttoffice.action import perform

        answer = {key: value for key, value in data.items() if not key.startswith(ACT)}
        acts = [key.removeprefix(ACT) for key, value in data.items() if key.startswith(ACT) and value]
        given = {
            "person": self._column.person,
            "answers": [{"item": self._item.code, **answer, "acts": acts}],
            "seen": self._version_seen(),
        }
        return perform(self.office, self.area.create, given, subject=self._finding)

    def _version_seen(self) -> int:
        """Return the version of the matrix that the answer is made on.

        Others may answer other items of the same person meanwhile; only where this item was answered by somebody
        else does the version that was looked at count, and the answer is refused.
        """
        with self.office.reader() as reader:
            matrix = read_matrix(reader, self.office.rulebook.facts, self._finding)
        now = next((one for one in matrix.columns if one.person == self._column.person), None)
        if now is None or now.answer(self._item.code) != self._column.answer(self._item.code):
            return self._column.version
        return now.version

    def tell(self, reasons: Any) -> None:
        """Show reasons under their fields, by what the answer calls them."""
        from dataclasses import replace

        super().tell(replace(one, field=(one.field or "").rpartition(".")[2] or None) for one in reasons)


def begun_with(column: Column, item: Item) -> dict[str, Any]:
    """Return what the form begins with: the answer that stands, or nothing."""
    answer = column.answer(item.code)
    if answer is None:
        return {"verdict": None, "reasoning": "", "proofs": [], "law": ""}
    return {
        "verdict": answer.verdict.value,
        "reasoning": answer.reasoning,
        "proofs": [proof.number for proof in answer.proofs],
        "law": answer.law,
        **{f"{ACT}{code}": True for code in answer.acts},
    }


def offer_columns() -> tuple[Place, ...]:
    """Return the columns of the offers."""
    return (
        Place("taken", _("Taken"), 8),
        Place("what", _("May prove it"), 16, grow=4),
        Place("number", _("Number"), 12),
        Place("day", _("Day"), 10, drop=1),
    )


def offer_cells(offer: Offer, taken: bool) -> Cells:
    """Return an offer as it stands in its columns."""
    mark = state("good", _("taken")) if taken else state("muted", _("not taken"))
    return (mark, offer.what, offer.number, offer.day.isoformat() if offer.day else "")
