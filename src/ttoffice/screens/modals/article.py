"""The text of an article, wherever a reason rests on one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from ttoffice.i18n import gettext as _
from ttoffice.i18n import language
from ttoffice.screens.base import BaseModal, BaseScreen
from ttoffice.widgets.bars import KeyBar
from ttoffice.widgets.prose import Prose
from ttoffice.widgets.text import plain
from ttoffice.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from ttoffice.rulebook import Article, Item, Rulebook


class ArticleModal(BaseModal[None]):
    """Shows an article or an item exactly as issued."""

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        with Vertical(classes="dialog"):
            yield Prose(plain(self._title), classes="dialog-title")
            with TextPane(classes="dialog-body"):
                yield Prose(self._text)
        yield KeyBar()

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(TextPane).focus()


def show_article(screen: BaseScreen[Any] | BaseModal[Any], basis: str) -> None:
    """Open the text that a basis such as `pay-later:6(1)` means."""
    office = screen.office

    def show(found: tuple[str, Content]) -> None:
        screen.app.push_screen(ArticleModal(*found))

    screen.in_thread("article", lambda: article_text(office.rulebook, basis), show)


def article_text(rulebook: Rulebook, basis: str) -> tuple[str, Content]:
    """Return how an article or item is cited, and its text; of an item the whole article after it.

    Raises RulebookError where the basis means no article.
    """
    from ttoffice.rulebook.citing import article_of, basis_text

    place, article = rulebook.find(basis), article_of(rulebook, basis)
    parts = [Content.styled(plain(_source(rulebook, basis)).plain, "dim"), Content("")]
    if article is not None and place != article:
        parts += [*_lines(place), Content(""), Content.styled(_("The whole article:"), "dim")]
    parts += _lines(place if article is None else article)
    return basis_text(rulebook, basis), Content("\n").join(parts)


def _source(rulebook: Rulebook, basis: str) -> str:
    held = _("In force from %(first)s to %(last)s.") % {
        "first": rulebook.in_force_from.isoformat(),
        "last": rulebook.in_force_to.isoformat(),
    }
    return f"{rulebook.cite(basis)}\n{rulebook.document}  {held}"


def _lines(place: Article | Item) -> list[Content]:
    """Return a place's number on a line of its own, its text, and its gloss for those who read English."""
    lines = [Content.styled(place.label, "bold"), plain(place.text)]
    if place.gloss and language() == "en":
        lines.append(Content.styled(plain(place.gloss).plain, "italic"))
    for item in getattr(place, "items", ()):
        lines += [plain(item.full_text)]
        if item.gloss and language() == "en":
            lines.append(Content.styled(plain(item.gloss).plain, "italic"))
    return lines
