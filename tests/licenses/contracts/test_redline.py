from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.licenses.contracts.cases import PLANS, ROYALTY, STAGES, case, choosing, drafted
from ttoffice.documents.docx import as_docx
from ttoffice.documents.html import as_html
from ttoffice.documents.paper import Piece
from ttoffice.licenses.contracts.papers import redline_paper
from ttoffice.licenses.contracts.redline import (
    Compared,
    Line,
    _pieces,
    changes_only,
    compare,
    marked,
    row_pieces,
)
from ttoffice.licenses.contracts.text import ContractText, lines_of
from ttoffice.licenses.terms import ClauseChoice
from ttoffice.results.codes import LicenseKind

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OLD = drafted(case()).text
NEW = drafted(
    case(
        kind=LicenseKind.EXCLUSIVE,
        territory="云南省、贵州省",
        plan=replace(PLANS["stages_royalty"], threshold_fen=2_000_000, threshold_days=30, stages=STAGES[1:]),
        clauses=(
            ClauseChoice("dispute", "arbitration"),
            ClauseChoice("law", wording="适用中国法 <A&B> {{x}} [/b]。"),
        ),
    )
).text


def side(pieces: Sequence[Piece], gone: str) -> str:
    return "".join(piece.text for piece in pieces if piece.change != gone)


def lines_on(compared: Sequence[Compared], gone: str) -> list[str]:
    """The lines of one side: what is left when all changes are accepted (gone: del) or refused (gone: ins)."""
    found = []
    for item in compared:
        if isinstance(item, Line):
            found.append(side(item.pieces, gone))
        else:
            found.append("\t".join(item.heads))
            found += [
                "\t".join(row) for row, change in zip(item.rows, item.changes, strict=True) if change != gone
            ]
    return [line for line in found if line]


def plain(text: ContractText) -> list[str]:
    pairs = [f"{label}：{value}" for label, value in (*text.cover, *text.signing)]
    found = list(lines_of(text))
    found[2 : 2 + len(text.cover)] = pairs[: len(text.cover)]
    return [*found[: -len(text.signing)], *pairs[len(text.cover) :]]


def test_accepting_all_changes_gives_the_newer_text_and_refusing_them_the_older() -> None:
    compared = compare(OLD, NEW)
    assert lines_on(compared, "del") == plain(NEW)
    assert lines_on(compared, "ins") == plain(OLD)


def test_nothing_differs_of_a_text_from_itself() -> None:
    assert changes_only(compare(OLD, OLD)) == []


def told(old: ContractText, new: ContractText) -> list[str]:
    found = []
    for item in changes_only(compare(old, new)):
        if isinstance(item, Line):
            found.append(marked(item.pieces))
        else:
            found += [
                marked(row_pieces(*pair)) for pair in zip(item.rows, item.changes, strict=True) if pair[1]
            ]
    return found


def test_changes_are_told_in_words_that_people_read() -> None:
    lines = told(OLD, choosing(ClauseChoice("delivery_days", wording="20")).text)
    assert lines[0] == "第六条　技术资料的交付与验收"
    assert [line[:30] for line in lines[1:]] == ["6.1　甲方应当自本合同生效之日起[-15-]{+20+}日内"[:30]]


def test_a_sentence_of_which_little_is_left_is_told_as_a_whole() -> None:
    (line,) = [line for line in told(OLD, NEW) if "仲裁委员会" in line and "{+" in line]
    assert line.count("{+") == 1


def test_a_new_sentence_does_not_make_all_that_follow_look_changed() -> None:
    more = drafted(case(plan=replace(PLANS["stages_royalty"], royalty=replace(ROYALTY, cap_fen=10**8)))).text
    lines = told(OLD, more)
    assert [line[:12] for line in lines] == ["第八条　先使用后付费安排", "{+8.13　封顶：依照"]


def test_the_word_file_has_real_tracked_changes_of_their_author() -> None:
    paper = redline_paper(compare(OLD, NEW), "XK-2026-0001", ("HT-1", "HT-2"), "李明<&>", date(2026, 11, 26))
    content = as_docx(paper)
    assert content == as_docx(paper)
    body = docx.Document(io.BytesIO(content)).element.body
    marks = [*body.iter(f"{W}ins"), *body.iter(f"{W}del")]
    assert {mark.get(f"{W}author") for mark in marks} == {"李明<&>"}
    assert {mark.get(f"{W}date") for mark in marks} == {"2026-11-26T00:00:00Z"}
    assert len({mark.get(f"{W}id") for mark in marks}) == len(marks)
    assert all(text.getparent().getparent().tag == f"{W}del" for text in body.iter(f"{W}delText"))
    assert not [text for gone in body.iter(f"{W}del") for text in gone.iter(f"{W}t")]
    new = "".join(text.text or "" for text in body.iter(f"{W}t"))
    assert "适用中国法 <A&B> {{x}} [/b]。" in new
    assert body.findall(f".//{W}trPr/{W}del")
    assert "<ins>" in as_html(paper)


TEXTS = st.text(alphabet="甲乙丙付款，。1234.5%A<", max_size=24)


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_any_two_sentences_are_compared_without_loss(old: str, new: str) -> None:
    pieces = _pieces(old, new)
    assert side(pieces, "ins") == old
    assert side(pieces, "del") == new
    changes = [piece.change for piece in pieces]
    assert all(one != other for one, other in pairwise(changes))
