"""The work area of publicity: notices, and the objections to them and reviews of them as lists of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from ttoffice.action import records
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.notices import reading
from ttoffice.notices.clock import period_words
from ttoffice.notices.kinds import NOTICE, OBJECTION, REVIEW
from ttoffice.screens.base import BaseScreen, Command
from ttoffice.screens.kit.area import FormSpec
from ttoffice.screens.kit.listing import ListScreen
from ttoffice.screens.kit.reading import Section
from ttoffice.screens.kit.shelved import ShelvedArea
from ttoffice.screens.side_list import SideList
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.widgets.columns import Column
from ttoffice.widgets.keys import bind
from ttoffice.widgets.prose import labelled
from ttoffice.widgets.states import Cells, State, Tone, state

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.reasons import Reason
    from ttoffice.screens.kit.verbs import Verb
    from ttoffice.screens.modals.why import WhySection

TONES: dict[str, Tone] = {
    "draft": "muted", "approved": "info", "published": "info", "closed": "good", "withdrawn": "muted",
    "received": "warn", "in_review": "info", "answered": "good", "refused": "muted",
    "": "info", "upheld": "good", "changed": "warn", "revoked": "bad",
}  # fmt: skip
"""The colour of each state; its word stands beside it."""


class PublicityArea(ShelvedArea):
    """What notices, objections and reviews share."""

    acts = exhibits = True

    def verb_reasons(self, office: Office, number: str) -> dict[str, tuple[Reason, ...]]:
        """Return the reasons about each verb; what its own dialog asks for does not hinder opening it."""
        from ttoffice.screens.notice_fields import NEEDS_TYPING

        found = super().verb_reasons(office, number)
        return {
            name: tuple(
                replace(reason, warning=True) if reason.code in NEEDS_TYPING else reason for reason in reasons
            )
            for name, reasons in found.items()
        }

    def coded(self, key: str, document: Mapping[str, Any]) -> State:
        """Return a coded field as a state with its word and colour."""
        code = document.get(key) or ""
        word = _(self.record_kind.codes[key][code])
        return state(TONES.get(code, "muted"), word)

    def commands(self, screen: BaseScreen[Any]) -> Iterable[Command]:
        """Offer the documents of the current record."""
        from ttoffice.screens.kit.records import RecordScreenBase
        from ttoffice.screens.notice_documents import ask_document

        if isinstance(screen, RecordScreenBase) and (number := screen.current_number()) is not None:
            yield Command(f"{_('Make a document')}  {number}", partial(ask_document, screen, number))


class NoticesArea(PublicityArea):
    """The notices."""

    name = "notices"
    none_yet = N_("No notices yet.")
    record_kind = NOTICE
    orders = ("number", "published_on", "subject")
    start: ClassVar[Filter] = Filter(descending=True)
    create, edit = "notice.draft", "notice.edit"

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """What can be done with a notice."""
        from ttoffice.screens.notice_fields import NOTICE_VERBS

        return NOTICE_VERBS

    def form(self) -> FormSpec:
        """Return the form of a draft."""
        from ttoffice.screens.notice_fields import notice_fields, notice_groups

        empty: dict[str, Any] = {field.key: None for field in notice_fields()}
        return FormSpec(notice_fields(), notice_groups(), {**empty, "facts": []})

    def copied(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a duplicate takes over: kind, place and office, not what it is about."""
        kept = ("kind", "place", "scope", "channel", "office")
        return {**self.form().empty, **{key: document.get(key) for key in kept}}

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        return (
            Column("number", _("Number"), 12),
            Column("title", NOTICE.label_of("title"), 16, grow=5),
            Column("kind", NOTICE.label_of("kind"), 10, grow=1, drop=3),
            Column("subject", NOTICE.label_of("subject"), 12, drop=2),
            Column("state", NOTICE.label_of("state"), 11, grow=1),
            Column("open", _("Objections"), 4, drop=1),
            Column("left", _("Days left"), 4, align="right"),
            Column("round", NOTICE.label_of("round"), 4, drop=5, align="right"),
            Column("published_on", NOTICE.label_of("published_on"), 10, drop=4),
        )

    def page(self, reader: Reader, chosen: Filter, today: date, limit: int) -> Mapping[int, Cells]:
        """Return the first rows of a list."""
        lines = records.page(reader, NOTICE, chosen, today, limit)
        return self._rows(reader, {line.id: line for line in lines}, today)

    def rows(self, reader: Reader, ids: Sequence[int], today: date) -> Mapping[int, Cells]:
        """Return rows by id."""
        return self._rows(reader, records.rows(reader, NOTICE, ids), today)

    def _rows(
        self, reader: Reader, lines: Mapping[int, records.RecordLine], today: date
    ) -> Mapping[int, Cells]:
        spans = reading.spans(reader, [line.number for line in lines.values()])
        return {row: self._cells(line, spans.get(line.number), today) for row, line in lines.items()}

    def _cells(self, line: records.RecordLine, span: reading.Span | None, today: date) -> Cells:
        document = line.document
        count = span.objections if span is not None else 0
        return (
            line.number,
            str(document["title"]),
            self.readable("kind", document["kind"]),
            str(document["subject"]),
            self.coded("state", document),
            state("warn", str(count)) if count else "",
            left(document, span, today),
            str(document["round"]),
            document["published_on"] or "",
        )

    def next_due(self, reader: Reader, chosen: Filter, today: date) -> frozenset[int] | None:
        """Return the notices whose period is over, and those with open objections."""
        found = set[int]()
        for view in ("over", "objections"):
            for ids in records.ids(reader, NOTICE, Filter(view=view), today):
                found.update(ids)
        return frozenset(found)

    def sections(
        self, reader: Reader, number: str, document: Mapping[str, Any], today: date
    ) -> Iterator[Section]:
        """Yield how the notice stands, what was objected and reviewed, its text, then its fields."""
        lines = [(label, text) for label, text in reading.standing_lines(reader, number, today)]
        yield Section(_("How it stands"), ((NOTICE.label_of("state"), self.coded("state", document)), *lines))
        shown = {key: value for key, value in document.items() if key not in ("text", "facts")}
        yield from super().sections(reader, number, shown, today)
        yield Section(
            NOTICE.label_of("facts"),
            tuple(fact_line(fact) for fact in document.get("facts") or () if fact["value"]),
        )
        text = str(document.get("text") or "")
        label = NOTICE.label_of("text")
        yield Section(
            label, tuple((f"{place}", line) for place, line in enumerate(text.split("\n"), 1) if line.strip())
        )

    def readable(self, key: str, value: Any) -> str:
        """Return a field's value as a person reads it; a period in words."""
        if key == "period" and value:
            return period_words(value)
        return super().readable(key, value)

    def standing(self, office: Office, number: str) -> Iterator[WhySection]:
        """Yield where the notice stands."""
        from ttoffice.screens.modals.why import WhySection

        with office.reader() as reader:
            standing = tuple(reading.standing_lines(reader, number, office.today))
            document = records.document(reader, NOTICE, number)
        lines = tuple(f"{labelled(label)}{text}" for label, text in standing)
        yield WhySection(_("How it stands"), NOTICE.readable("state", document["state"]), lines, ())

    def commands(self, screen: BaseScreen[Any]) -> Iterable[Command]:
        """Offer the objections and reviews of the current notice, and its documents."""
        from ttoffice.screens.kit.records import RecordScreenBase

        if isinstance(screen, RecordScreenBase):
            number = screen.current_number()
            yield Command(_("Objections to it"), partial(show_objections, screen, number))
            yield Command(_("Reviews of it"), partial(show_reviews, screen, number))
        yield from super().commands(screen)


def fact_line(fact: Mapping[str, Any]) -> tuple[str, str]:
    """Return a fact as its heading and content; one that is left out of the text says so."""
    value = str(fact["value"])
    return str(fact["label"]), f"({_('left out of the text')}) {value}" if fact["removed"] else value


def left(document: Mapping[str, Any], span: reading.Span | None, today: date) -> State | str:
    """Return how many days are left of a period that runs; what is over wants to be closed."""
    if document["state"] != "published" or span is None:
        return ""
    if span.ends_on is None:
        return state("warn", _("stopped")) if span.paused else ""
    days = (span.ends_on - today).days
    if days < 0:
        return state("warn", _("over"))
    return f"{days}{'?' if span.provisional else ''}"


class ObjectionsArea(PublicityArea):
    """The objections, without who made them."""

    name = "objections"
    none_yet = N_("No objections.")
    record_kind = OBJECTION
    orders = ("number", "received_on")

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """What can be done with an objection."""
        from ttoffice.screens.notice_fields import OBJECTION_VERBS

        return OBJECTION_VERBS

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        label = OBJECTION.label_of
        return (
            Column("number", _("Number"), 12),
            Column("content", label("content"), 16, grow=5),
            Column("subject", label("subject"), 12, drop=2),
            Column("state", label("state"), 10),
            Column("admission", label("admission"), 8, grow=1, drop=3),
            Column("received_on", label("received_on"), 10, drop=1),
            Column("named", label("named"), 4, drop=4),
        )

    def sections(
        self, reader: Reader, number: str, document: Mapping[str, Any], today: date
    ) -> Iterator[Section]:
        """Yield the objection's fields; the hash of who made it is for checks only."""
        shown = {key: value for key, value in document.items() if key != "identity"}
        yield from super().sections(reader, number, shown, today)

    def cells(self, line: records.RecordLine, today: date) -> Cells:
        """Return an objection as it stands in its columns."""
        document = line.document
        return (
            line.number,
            str(document["content"]),
            str(document["subject"]),
            self.coded("state", document),
            self.readable("admission", document["admission"]),
            document["received_on"] or "",
            self.readable("named", document["named"]),
        )

    def commands(self, screen: BaseScreen[Any]) -> Iterable[Command]:
        """Offer to look who objects, and the documents."""
        from ttoffice.screens.kit.records import RecordScreenBase
        from ttoffice.screens.notice_documents import ask_reveal

        if isinstance(screen, RecordScreenBase) and (number := screen.current_number()) is not None:
            yield Command(f"{_('Look who made an objection')}  {number}", partial(ask_reveal, screen, number))
        yield from super().commands(screen)


class ReviewsArea(PublicityArea):
    """The reviews."""

    name = "reviews"
    none_yet = N_("No reviews.")
    record_kind = REVIEW
    orders = ("number", "opened_on")

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """What can be done with a review."""
        from ttoffice.screens.notice_fields import REVIEW_VERBS

        return REVIEW_VERBS

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        label = REVIEW.label_of
        return (
            Column("number", _("Number"), 12),
            Column("subject", label("subject"), 12),
            Column("objections", label("objections"), 12, grow=2),
            Column("panel", label("panel"), 12, grow=3, drop=3),
            Column("outcome", label("outcome"), 8),
            Column("opened_on", label("opened_on"), 10, drop=1),
            Column("decided_on", label("decided_on"), 10, drop=2),
        )

    def cells(self, line: records.RecordLine, today: date) -> Cells:
        """Return a review as it stands in its columns."""
        document = line.document
        return (
            line.number,
            str(document["subject"]),
            self.readable("objections", document["objections"]),
            self.readable("panel", document["panel"]),
            self.coded("outcome", document),
            document["opened_on"] or "",
            document["decided_on"] or "",
        )

    def sections(
        self, reader: Reader, number: str, document: Mapping[str, Any], today: date
    ) -> Iterator[Section]:
        """Yield who reviews, by name, then the review's fields."""
        for key in ("panel", "former"):
            if document.get(key):
                yield Section(REVIEW.label_of(key), tuple(reading.named(reader, document[key])))
        yield from super().sections(reader, number, document, today)


# --- screens -------------------------------------------------------------------------------------------


def show_objections(screen: BaseScreen[Any], number: str | None) -> None:
    """Open the objections to a notice, or all open ones."""
    screen.app.push_screen(PublicityList(ObjectionsArea(), number or ""), lambda _nothing: screen.written())


def show_reviews(screen: BaseScreen[Any], number: str | None) -> None:
    """Open the reviews of a notice, or all running ones."""
    screen.app.push_screen(PublicityList(ReviewsArea(), number or ""), lambda _nothing: screen.written())


class NoticesScreen(ListScreen):
    """The list of notices, with the ways to what was objected and reviewed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("notices.objections", "objections", show=True),
        bind("notices.reviews", "reviews", show=True),
        bind("notices.document", "document", show=True),
    ]

    def __init__(self) -> None:
        super().__init__(NoticesArea())

    def action_objections(self) -> None:
        """Open the objections to the current notice."""
        show_objections(self, self.current_number())

    def action_reviews(self) -> None:
        """Open the reviews of the current notice."""
        show_reviews(self, self.current_number())

    def action_document(self) -> None:
        """Make a document of the current notice."""
        from ttoffice.screens.notice_documents import ask_document

        if (number := self.current_number()) is not None:
            ask_document(self, number)


class PublicityList(SideList):
    """Objections or reviews, opened from the notices: those of one notice, or all."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("notices.document", "document", show=True),
        bind("objections.reveal", "reveal", show=True),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to look who objects only among objections."""
        if action == "reveal" and self.area.kind != "objection":
            return False
        return super().check_action(action, parameters)

    def action_document(self) -> None:
        """Make a document of the current record."""
        from ttoffice.screens.notice_documents import ask_document

        if (number := self.current_number()) is not None:
            ask_document(self, number)

    def action_reveal(self) -> None:
        """Look who made the current objection; asked why first."""
        from ttoffice.screens.notice_documents import ask_reveal

        if (number := self.current_number()) is not None:
            ask_reveal(self, number)
