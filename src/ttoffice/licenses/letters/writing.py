"""Writing a letter: what it lacks is listed first; then its paper, and the paper as a Word file or a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ttoffice.documents import filling
from ttoffice.documents.paper import Block, Paper, Para
from ttoffice.errors import RefusedError
from ttoffice.i18n import gettext as _
from ttoffice.licenses.letters.letter import TITLES, Letter, LetterKind
from ttoffice.licenses.letters.templates import LetterTemplate, load_template
from ttoffice.licenses.letters.wording import FACTS, PLACES, TABLES
from ttoffice.notices.texts import chinese_day
from ttoffice.reasons import Reason, refusing

if TYPE_CHECKING:
    from ttoffice.paths import Home

ASKING = (LetterKind.REMINDER, LetterKind.DEMAND)
"""The letters that are about sums due and nothing else."""


@dataclass
class _Written:
    """The blocks of a letter, and the names of the places that stayed empty."""

    blocks: list[Block] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)


def letter_reasons(letter: Letter, home: Home | None = None) -> list[Reason]:
    """Return what a letter lacks, before anything is written; an empty list means go."""
    return _all_reasons(letter, _composed(letter, load_template(letter.kind, home)).empty)


def letter_paper(letter: Letter, home: Home | None = None, *, mark: str = "") -> Paper:
    """Return the paper of a letter; raise RefusedError with what it lacks."""
    template = load_template(letter.kind, home)
    written = _composed(letter, template)
    reasons = refusing(_all_reasons(letter, written.empty))
    if reasons:
        raise RefusedError(reasons, advice=_("Nothing was made. Enter what is missing first."))
    unit = letter.licensor.name
    return Paper(
        unit,
        template.title,
        tuple(written.blocks),
        () if letter.kind is LetterKind.SERVICE else (unit, "（盖章）", chinese_day(letter.on)),
        f"{letter.number}　合同编号 {letter.license}",
        mark,
        letter.on,
        subtitle=f"编号：{letter.number}",
    )


def letter_docx(letter: Letter, home: Home | None = None, *, mark: str = "") -> bytes:
    """Return a letter as a Word file; raise RefusedError with what it lacks. The same letter gives the same bytes."""
    from ttoffice.documents.docx import as_docx

    return as_docx(letter_paper(letter, home, mark=mark))


def letter_name(letter: Letter, form: str = "docx") -> str:
    """Return the name that a letter is usually saved under."""
    return f"{letter.number}-{TITLES[letter.kind]}.{form}"


def _composed(letter: Letter, template: LetterTemplate) -> _Written:
    true = frozenset(name for name, holds in FACTS.items() if holds(letter))
    found = _Written()

    def value(name: str) -> str:
        place = PLACES[name]
        text = place.read(letter).strip()
        if not text and not place.may_be_empty:
            found.empty.append(name)
        return text

    for passage in template.passages:
        if passage.when is not None and not passage.when.holds(true):
            continue
        if passage.text is not None:
            text = filling.fill(passage.text, value)
            found.blocks.append(Para(text, passage.plain, passage.strong, keep=text.endswith("：")))
        elif passage.table != "service" or letter.service is not None:
            found.blocks.append(TABLES[passage.table](letter))
    return found


def _all_reasons(letter: Letter, empty: list[str]) -> list[Reason]:
    return [*_own_reasons(letter), *_missing(empty)]


def _missing(empty: list[str]) -> Iterator[Reason]:
    for name in dict.fromkeys(empty):
        yield Reason(
            "letter.missing",
            _("Missing: %(what)s. The letter cannot be written without it.")
            % {"what": _(PLACES[name].title)},
            field=name,
        )


def _own_reasons(letter: Letter) -> Iterator[Reason]:
    if letter.kind in ASKING and not letter.dues:
        yield Reason("letter.dues", _("The letter asks for no sum; name the sums due."), "民法典 577", "dues")
    if letter.kind is LetterKind.DEMAND and letter.dues and letter.days_overdue == 0:
        yield Reason(
            "letter.not_overdue",
            _("Nothing is overdue yet; a demand would have no effect. Send a reminder."),
            "民法典 563",
            "dues",
        )
    if letter.kind is LetterKind.DEFAULT and not letter.breach.strip() and not letter.dues:
        yield Reason("letter.breach", _("Say what was not done as agreed."), "民法典 577", "breach")
    if letter.kind is LetterKind.TERMINATION and not letter.breach.strip() and not letter.dues:
        yield Reason("letter.ground", _("Say why the contract is terminated."), "民法典 563", "breach")
    if letter.kind is LetterKind.SERVICE and letter.service is None:
        yield Reason("letter.service", _("Say which paper is served and how."), None, "service")
    if letter.interest_fen and not letter.late_rate:
        yield Reason(
            "letter.interest",
            _("Late interest is asked for, but none is agreed; leave it out or claim damages."),
            "民法典 585",
            "late_rate",
        )
