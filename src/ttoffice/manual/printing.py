"""The manual on paper: all pages, or one of them, as one Word file or one page to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from ttoffice.documents.paper import Block as Part
from ttoffice.documents.paper import Grid, NewPage, Paper, Para
from ttoffice.manual.blocks import Block, runs
from ttoffice.manual.book import Page

TITLE = "操作手册"
PROGRAM = "ttoffice"
Shape = Literal["docx", "html"]


def paper_of(pages: Sequence[Page]) -> Paper:
    """Return pages as a document; the contents stand first where there are several."""
    blocks: list[Part] = [*_contents(pages)] if len(pages) > 1 else []
    for page in pages:
        if len(pages) > 1:
            blocks += [NewPage(), Para(page.title, strong=True, plain=True, size="subtitle", level=1)]
        for block in page.blocks[1:]:
            blocks += _parts(block)
    return Paper(PROGRAM, TITLE if len(pages) > 1 else pages[0].title, tuple(blocks), form="sheet")


def written(pages: Sequence[Page], shape: Shape) -> bytes:
    """Return pages as the bytes of a file."""
    from ttoffice.documents.docx import as_docx
    from ttoffice.documents.html import as_html

    paper = paper_of(pages)
    return as_docx(paper) if shape == "docx" else as_html(paper).encode()


def _contents(pages: Sequence[Page]) -> Iterator[Para]:
    group = ""
    for place, page in enumerate(pages, start=1):
        if page.entry.group != group:
            group = page.entry.group
            yield Para(group, strong=True, plain=True, space=6, keep=True)
        yield Para(f"{place}. {page.title}", plain=True, sub=True)


def _parts(block: Block) -> Iterator[Part]:
    if block.kind == "table":
        count = max(map(len, block.rows))
        rows = tuple((*map(_plain, row), *[""] * (count - len(row))) for row in block.rows)
        yield Grid(rows[0], rows[1:], (1,) * (count - 1) + (2,)) if len(rows) > 1 else _as_line(rows[0])
    elif block.kind == "commands":
        yield from (Para(line, plain=True, sub=True) for (line,) in block.rows)
    elif block.kind == "heading":
        yield Para(block.text, strong=True, plain=True, space=6, level=2, keep=True)
    else:
        yield Para(block.mark + _plain(block.text), plain=block.kind in ("step", "entry"))


def _as_line(row: tuple[str, ...]) -> Para:
    return Para("　".join(row), plain=True)


def _plain(text: str) -> str:
    return "".join(run.text for run in runs(text))
