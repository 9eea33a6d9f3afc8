"""The matrix as a tab: what stands in it, and beside each row the answers of everybody with their proof."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.findings.codes import VERDICT_LABELS
from ttoffice.findings.matrix import BAR
from ttoffice.findings.record import Answer
from ttoffice.i18n import gettext as _
from ttoffice.i18n import language, listed
from ttoffice.rulebook import Rulebook
from ttoffice.rulebook.citing import basis_text
from ttoffice.rulebook.facts import Facts
from ttoffice.screens.findings.matrix_rows import PROPOSAL, Column, Matrix, Row, read_matrix
from ttoffice.screens.findings.states import outcome_state, verdict_state
from ttoffice.screens.kit.reading import Section, Shown
from ttoffice.screens.kit.tabs import TabContent, TabRow, View
from ttoffice.widgets import columns as laid
from ttoffice.widgets.text import cells_of


def person_width() -> int:
    """Return the cells of a person's column: the longest verdict and its mark."""
    return 1 + max(cells_of(_(label)) for label in VERDICT_LABELS.values())


def matrix_tab(view: View) -> TabContent:
    """Return the matrix of the present round, or of the round that the finding was in then."""
    facts = view.office.rulebook.facts
    matrix = read_matrix(view.reader, facts, view.number, int(view.document["round"]))
    rows = tuple(
        TabRow(
            row.code,
            row_cells(matrix, row),
            tuple(row_sections(matrix, row, view.office.rulebook)),
            basis=row.basis,
        )
        for row in matrix.rows
    )
    head = _("Enter, or F8, answers; w shows the article") if rows else ""
    return TabContent(
        (), matrix_columns(matrix), rows, _("Nobody is named yet whom the finding is about."), head
    )


def matrix_columns(matrix: Matrix, current: int = -1) -> tuple[laid.Column, ...]:
    """Return the columns; that of the current person stands in brackets and is the last to be left out."""
    width = person_width()
    persons = (
        laid.Column(
            column.person,
            f"[{column.name}]" if place == current else column.name,
            width,
            drop=abs(place - max(current, 0)),
        )
        for place, column in enumerate(matrix.columns)
    )
    return (laid.Column("item", _("Asked"), 20, grow=1), *persons)


def row_cells(matrix: Matrix, row: Row) -> tuple[Shown, ...]:
    """Return a row as it stands in its columns."""
    return (row.label, *(matrix.cell(row, column) for column in matrix.columns))


def row_sections(matrix: Matrix, row: Row, rulebook: Rulebook, current: int = -1) -> Iterator[Section]:
    """Yield what is asked in the guideline's words, then what was found of each person; of one where one is current."""
    yield Section(row.label.strip(), tuple(_asked(row, rulebook)))
    for place, column in enumerate(matrix.columns):
        if current in (-1, place):
            yield Section(column.name, tuple(found_lines(matrix, row, column, rulebook)))


def _asked(row: Row, rulebook: Rulebook) -> Iterator[tuple[str, Shown]]:
    from ttoffice.rulebook.citing import place_of

    yield _("Article"), basis_text(rulebook, row.basis)
    if row.item is not None and row.item.text != row.label.strip():
        yield _("In the text"), row.item.text
    found = place_of(rulebook, row.basis)
    if found is not None:
        yield _("Text"), found[1].text


def found_lines(matrix: Matrix, row: Row, column: Column, rulebook: Rulebook) -> Iterator[tuple[str, Shown]]:
    """Yield what was found of a person."""
    if row.sort == PROPOSAL:
        yield from _proposed(column, rulebook)
        return
    answer = column.answer(row.code)
    if answer is None:
        yield _("Verdict"), matrix.cell(row, column)
        return
    yield from answer_lines(answer, rulebook.facts)


def answer_lines(answer: Answer, facts: Facts) -> Iterator[tuple[str, Shown]]:
    """Yield an answer: verdict, reasoning, proof, and what else it says."""
    yield _("Verdict"), verdict_state(answer.verdict)
    for label, text in (
        (_("Reasoning"), answer.reasoning),
        (_("Proof"), listed(proof.number for proof in answer.proofs)),
        (_("Acts"), listed(_acts(answer, facts))),
        (_("Law"), answer.law),
    ):
        if text:
            yield label, text


def _acts(answer: Answer, facts: Facts) -> Iterator[str]:
    """Yield the acts that were found, in the guideline's words."""
    bar = facts.bar(answer.item.removeprefix(f"{BAR}:"))
    known = {act.code: act for act in bar.acts} if bar is not None else {}
    for code in answer.acts:
        act = known.get(code)
        yield code if act is None else (act.gloss if language() == "en" and act.gloss else act.text)


def _proposed(column: Column, rulebook: Rulebook) -> Iterator[tuple[str, Shown]]:
    found = column.assessment
    yield _("Proposed"), outcome_state(found.outcome)
    by = found.correct_by.isoformat() if found.correct_by else ""
    for label, text in (
        (_("Articles"), listed(basis_text(rulebook, article) for article in found.articles)),
        (_("Reasons"), found.reasons),
        (_("What the exemption covers"), found.part),
        (_("What is to be put right"), "  ".join(filter(None, (found.correction, by)))),
        (_("Referred to"), found.authority),
    ):
        if text:
            yield label, text
