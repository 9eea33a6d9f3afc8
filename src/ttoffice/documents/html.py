"""A document as one HTML page that prints on A4 and needs nothing from elsewhere: no script, no link, no picture."""

from __future__ import annotations

from html import escape
from itertools import pairwise

from ttoffice.documents.paper import (
    FORM_WIDTH,
    Block,
    Change,
    Form,
    FormCell,
    Grid,
    NewPage,
    Paper,
    Para,
    Piece,
    Signatures,
    Table,
    clean,
    lines,
)

STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "— " counter(page) " —"; font: 14pt 宋体, SimSun, "Noto Serif CJK SC", serif } }
@page sheet { margin: 25mm 20mm 22mm 25mm; @bottom-center { content: "第 " counter(page) " 页　共 " counter(pages) " 页"; font: 9pt 宋体, SimSun, "Noto Serif CJK SC", serif } }
@page contract { margin: 30mm 25mm 25mm 28mm; @bottom-center { content: "第 " counter(page) " 页　共 " counter(pages) " 页"; font: 9pt 宋体, SimSun, "Noto Serif CJK SC", serif } }
* { box-sizing: border-box }
body { margin: 0; color: #000; background: #fff; font: 16pt/28pt "Times New Roman", 仿宋_GB2312, 仿宋, FangSong, STFangsong, "Noto Serif CJK SC", serif; overflow-wrap: anywhere }
main { max-width: 156mm; margin: 0 auto; position: relative }
header { text-align: center; color: #c00000; font: 26pt/40pt 方正小标宋简体, "FZXiaoBiaoSong-B05S", 华文中宋, STZhongsong, "Noto Serif CJK SC", 宋体, SimSun, serif; border-bottom: 1.5pt solid #c00000; padding-bottom: 6pt }
h1 { text-align: center; white-space: pre-line; font: normal 22pt/36pt 方正小标宋简体, "FZXiaoBiaoSong-B05S", 华文中宋, STZhongsong, "Noto Serif CJK SC", 宋体, SimSun, serif; margin: 22pt 0 18pt }
p { margin: 0; text-indent: 2em; text-align: justify }
p.plain { text-indent: 0; text-align: left }
p.strong { font-family: 黑体, SimHei, "Noto Sans CJK SC", sans-serif }
table { width: 100%; border-collapse: collapse; font-size: 14pt; line-height: 24pt; margin: 6pt 0 }
th, td { border: .75pt solid #000; padding: 2pt 6pt; text-align: left; vertical-align: top; white-space: pre-wrap }
th { width: 40mm; font-weight: normal; font-family: 黑体, SimHei, "Noto Sans CJK SC", sans-serif }
.signed { margin-top: 56pt; padding-right: 4em; text-align: right; break-inside: avoid }
.signed p { text-indent: 0; text-align: right }
footer { margin-top: 24pt; text-align: center; font: 9pt/14pt 宋体, SimSun, "Noto Serif CJK SC", serif; color: #444 }
.mark { text-align: center; color: #c00000; font-family: 黑体, SimHei, "Noto Sans CJK SC", sans-serif }
.across { position: fixed; inset: 0; display: flex; align-items: center; justify-content: center; transform: rotate(-35deg); font: 120pt 黑体, SimHei, "Noto Sans CJK SC", sans-serif; color: rgba(192, 0, 0, .12); pointer-events: none }
.page { break-before: page }
.centred { text-align: center }
.sub { padding-left: 2em }
.running { text-align: right; font: 9pt/14pt 宋体, SimSun, "Noto Serif CJK SC", serif; border-bottom: .5pt solid #808080; padding-bottom: 6pt; margin-bottom: 12pt }
.contract { page: contract; font-size: 12pt; line-height: 22pt }
.contract p.title { font: 26pt/44pt 方正小标宋简体, "FZXiaoBiaoSong-B05S", 华文中宋, STZhongsong, "Noto Serif CJK SC", 宋体, SimSun, serif; margin-top: 90pt }
.contract p.subtitle { font-size: 16pt; line-height: 34pt; margin-bottom: 90pt }
.contract p.cover { font-size: 16pt; line-height: 34pt; padding-left: 14mm }
.contract p.strong { margin-top: 8pt; break-after: avoid }
table.grid { table-layout: fixed; font-size: 10.5pt; line-height: 17pt }
table.grid th { width: auto }
table.grid tr { break-inside: avoid }
.sheet { page: sheet; font-size: 12pt; line-height: 22pt }
.sheet header { color: #000; border: 0; font-size: 16pt; line-height: 26pt; padding: 0 }
.sheet h1 { margin: 2pt 0 8pt }
.sheet h1 + p.centred { text-align: left; font-size: 12pt }
.sheet main { max-width: 165mm }
.sheet .signed { margin-top: 24pt }
table.form { table-layout: fixed; font-size: 12pt; line-height: 20pt }
table.form th { width: auto; text-align: center; vertical-align: middle }
table.form td { vertical-align: middle }
table.form p { text-indent: 0; text-align: right; padding-right: 2em }
table.form p.first { margin-top: 20pt }
thead { display: table-header-group }
ins { color: #00701a; text-decoration: underline }
del { color: #b00000; text-decoration: line-through }
.sides { display: flex; break-inside: avoid; margin-top: 8pt }
.sides div { width: 50% }
.sides p { text-indent: 0; line-height: 30pt }
@media screen { body { background: #ddd; padding: 8mm 0 } main { background: #fff; max-width: 210mm; min-height: 297mm; padding: 37mm 26mm 35mm 28mm; box-shadow: 0 0 4mm #999 } }
"""
SAFE = "default-src 'none'; style-src 'unsafe-inline'"


def as_html(paper: Paper) -> str:
    """Return a paper as a page of its own."""
    mark = f'<p class="plain mark">{_text(paper.mark)}</p>' if paper.mark else ""
    across = paper.watermark or ("草稿" if paper.mark else "")
    mark += f'<div class="across">{_text(across)}</div>' if across else ""
    signed = "".join(f"<p>{_text(line)}</p>" for line in paper.signed)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{SAFE}">'
        f"<title>{_text(paper.title or paper.head)}</title><style>{STYLE}</style></head>\n"
        f'<body class="{paper.form}"><main>{mark}{_head(paper)}'
        f"{''.join(_block(block) for block in paper.blocks)}"
        f'<div class="signed">{signed}</div>\n<footer>{_text(paper.footer)}</footer></main></body></html>\n'
    )


def _head(paper: Paper) -> str:
    if paper.form == "contract":
        return f'<p class="plain running">{_text(paper.head)}</p>\n'
    subtitle = f'<p class="plain centred">{_text(paper.subtitle)}</p>\n' if paper.subtitle else ""
    return f"<header>{_text(paper.unit)}</header>\n<h1>{_text(paper.title)}</h1>\n{subtitle}"


def _text(text: str) -> str:
    return escape(clean(text))


def _block(block: Block) -> str:
    if isinstance(block, NewPage):
        return '<div class="page"></div>\n'
    if isinstance(block, Table):
        rows = (f"<tr><th>{_text(label)}</th><td>{_cell(value)}</td></tr>" for label, value in block.rows)
        return f"<table>{''.join(rows)}</table>\n"
    if isinstance(block, Grid):
        return _grid(block)
    if isinstance(block, Form):
        return _form(block)
    if isinstance(block, Signatures):
        sides = (block.left, block.right)
        cells = ("".join(f"<p>{_text(line) or '&nbsp;'}</p>" for line in side) for side in sides)
        return f'<div class="sides">{"".join(f"<div>{cell}</div>" for cell in cells)}</div>\n'
    assert isinstance(block, Para)
    return _paragraph(block)


def _paragraph(block: Para) -> str:
    told = (("plain", block.plain), ("strong", block.strong), ("centred", block.centred), ("sub", block.sub))
    names = " ".join((*(name for name, on in told if on), *((block.size,) if block.size else ())))
    inner = "".join(_piece(piece) for piece in block.pieces) if block.pieces else _text(block.text)
    return f'<p class="{names}">{inner}</p>\n' if names else f"<p>{inner}</p>\n"


def _piece(piece: Piece) -> str:
    text = _text(piece.text)
    return f"<{piece.change}>{text}</{piece.change}>" if piece.change else text


def _grid(block: Grid) -> str:
    whole = sum(block.widths)
    columns = "".join(f'<col style="width:{share * 100 / whole:.1f}%">' for share in block.widths)
    heads = "".join(f"<th>{_cell(head)}</th>" for head in block.heads)
    rows = "".join(
        f"<tr{f' class={change}' if change else ''}>"
        f"{''.join(f'<td>{_changed(cell, change)}</td>' for cell in row)}</tr>"
        for row, change in block.marked_rows
    )
    return (
        f'<table class="grid"><colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead>{rows}</table>\n'
    )


def _form(block: Form) -> str:
    edges = [0, *block.edges]
    columns = "".join(
        f'<col style="width:{(right - left) * 100 / FORM_WIDTH:.1f}%">' for left, right in pairwise(edges)
    )
    rows = "".join(f"<tr>{''.join(map(_form_cell, row, block.spans(row)))}</tr>\n" for row in block.rows)
    return f'<table class="form"><colgroup>{columns}</colgroup>{rows}</table>\n'


def _form_cell(cell: FormCell, span: int) -> str:
    name = "th" if cell.label else "td"
    top = "" if cell.label else ";vertical-align:top"
    height = f' style="height:{cell.tall}mm{top}"' if cell.tall else ""
    signed = "".join(
        f'<p class="first">{_text(line)}</p>' if count == 0 else f"<p>{_text(line)}</p>"
        for count, line in enumerate(cell.signed)
    )
    return f'<{name} colspan="{span}"{height}>{_cell(cell.text)}{signed}</{name}>'


def _changed(text: str, change: Change) -> str:
    return f"<{change}>{_cell(text)}</{change}>" if change else _cell(text)


def _cell(text: str) -> str:
    return "<br>".join(_text(line) for line in lines(text))
