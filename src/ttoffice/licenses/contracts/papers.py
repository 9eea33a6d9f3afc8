"""A contract as a paper: cover, articles, the place to sign, annexes; as a draft or as the copy for signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ttoffice.documents.paper import Block, Grid, NewPage, Paper, Para, Signatures
from ttoffice.licenses.contracts.redline import Compared, Rows
from ttoffice.licenses.contracts.text import ContractText, Part, Section

WATERMARK = "草稿"
BY_HAND = (
    "（盖章）",
    "",
    "法定代表人（负责人）",
    "或者授权代表（签字）：",
    "",
    "签订日期：　　　　年　　月　　日",
)
"""What is written by hand when the contract is signed."""


def contract_paper(text: ContractText, number: str, version: int, day: date, *, final: bool = False) -> Paper:
    """Return the paper of one version; a draft has the watermark, the copy for signature has none."""
    told = f"合同编号 {number}　第{version}版"
    return Paper(
        unit=text.signing[0][1],
        title="",
        blocks=tuple(contract_blocks(text)),
        footer="" if final else f"本文本为草稿，未经双方签字盖章不具有约束力。正文SHA-256 {text.sha256[:16]}",
        day=day,
        form="contract",
        head=told if final else f"草稿　{told}",
        watermark="" if final else WATERMARK,
    )


def contract_blocks(text: ContractText) -> Iterator[Block]:
    """Yield the contract block by block."""
    yield from cover_blocks(text.title, text.subtitle, text.cover)
    yield NewPage()
    for section in text.articles:
        yield from _section(section)
    yield Para("（以下为签字盖章处，附件附后）", plain=True, keep=True, space=8)
    sides = [(f"{side}：", name, *BY_HAND) for side, name in text.signing]
    yield Signatures(sides[0], sides[1])
    for section in text.annexes:
        yield NewPage()
        yield from _section(section)


def cover_blocks(title: str, subtitle: str, cover: tuple[tuple[str, str], ...]) -> Iterator[Block]:
    """Yield the first page: the title in its upper third, and below it what the contract is about."""
    yield Para("", plain=True, space=90)
    yield Para(title, centred=True, size="title")
    if subtitle:
        yield Para(subtitle, centred=True, size="subtitle")
    yield Para("", plain=True, space=90)
    for label, value in cover:
        yield Para(f"{label}：{value}", plain=True, size="cover")


def _section(section: Section) -> Iterator[Block]:
    yield Para(section.heading, plain=True, strong=True, keep=True, space=8, level=1)
    for part in section.parts:
        yield part_block(part)


def part_block(part: Part) -> Block:
    """Return one sentence or table."""
    if part.heads:
        return Grid(part.heads, part.rows, part.widths)
    return Para(part.line, sub=part.sub, keep=part.text.endswith("："))


def redline_paper(
    compared: Sequence[Compared], license_: str, versions: tuple[str, str], author: str, day: date
) -> Paper:
    """Return the paper of a comparison, its changes as tracked ones of their author."""
    old, new = versions
    return Paper(
        unit=author,
        title="",
        blocks=tuple(_compared(item) for item in compared),
        footer=f"{old}与{new}的对照；接受全部修订即为{new}，拒绝全部修订即为{old}",
        day=day,
        form="contract",
        head=f"修订对照　合同编号 {license_}　{old}→{new}",
        author=author,
    )


def _compared(item: Compared) -> Block:
    if isinstance(item, Rows):
        return Grid(item.heads, item.rows, item.widths, item.changes)
    if item.heading:
        return Para("", plain=True, strong=True, keep=True, space=8, level=1, pieces=item.pieces)
    return Para("", sub=item.sub, pieces=item.pieces)
