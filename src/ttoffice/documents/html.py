"""A document as one HTML page that prints on A4 and needs nothing from elsewhere: no script, no link, no picture."""

from __future__ import annotations

from html import escape

from ttoffice.documents.paper import Block, Grid, NewPage, Paper, Para, Table, clean, lines

STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: "— " counter(page) " —"; font: 14pt 宋体, SimSun, "Noto Serif CJK SC", serif } }
* { box-sizing: border-box }
body { margin: 0; color: #000; background: #fff; font: 16pt/28pt "Times New Roman", 仿宋_GB2312, 仿宋, FangSong, STFangsong, "Noto Serif CJK SC", serif; overflow-wrap: anywhere }
main { max-width: 156mm; margin: 0 auto; position: relative }
header { text-align: center; color: #c00000; font: 26pt/40pt 方正小标宋简体, "FZXiaoBiaoSong-B05S", 华文中宋, STZhongsong, "Noto Serif CJK SC", 宋体, SimSun, serif; border-bottom: 1.5pt solid #c00000; padding-bottom: 6pt }
h1 { text-align: center; font: normal 22pt/36pt 方正小标宋简体, "FZXiaoBiaoSong-B05S", 华文中宋, STZhongsong, "Noto Serif CJK SC", 宋体, SimSun, serif; margin: 22pt 0 18pt }
p { margin: 0; text-indent: 2em; text-align: justify }
p.plain { text-indent: 0; text-align: left }
p.strong { font-family: 黑体, SimHei, "Noto Sans CJK SC", sans-serif }
table { width: 100%; border-collapse: collapse; font-size: 14pt; line-height: 24pt; margin: 6pt 0 }
th, td { border: .75pt solid #000; padding: 2pt 6pt; text-align: left; vertical-align: top; white-space: pre-wrap }
th { width: 40mm; font-weight: normal; font-family: 黑体, SimHei, "Noto Sans CJK SC", sans-serif }
.grid th { width: auto }
.signed { margin-top: 56pt; padding-right: 4em; text-align: right; break-inside: avoid }
.signed p { text-indent: 0; text-align: right }
footer { margin-top: 24pt; text-align: center; font: 9pt/14pt 宋体, SimSun, "Noto Serif CJK SC", serif; color: #444 }
.mark { text-align: center; color: #c00000; font-family: 黑体, SimHei, "Noto Sans CJK SC", sans-serif }
.across { position: fixed; inset: 0; display: flex; align-items: center; justify-content: center; transform: rotate(-35deg); font: 120pt 黑体, SimHei, "Noto Sans CJK SC", sans-serif; color: rgba(192, 0, 0, .12); pointer-events: none }
.page { break-before: page }
@media screen { body { background: #ddd; padding: 8mm 0 } main { background: #fff; max-width: 210mm; min-height: 297mm; padding: 37mm 26mm 35mm 28mm; box-shadow: 0 0 4mm #999 } }
"""
SAFE = "default-src 'none'; style-src 'unsafe-inline'"


def as_html(paper: Paper) -> str:
    """Return a paper as a page of its own."""
    mark = (
        f'<p class="plain mark">{_text(paper.mark)}</p><div class="across">草稿</div>' if paper.mark else ""
    )
    signed = "".join(f"<p>{_text(line)}</p>" for line in paper.signed)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{SAFE}">'
        f"<title>{_text(paper.title)}</title><style>{STYLE}</style></head>\n<body><main>{mark}"
        f"<header>{_text(paper.unit)}</header>\n<h1>{_text(paper.title)}</h1>\n"
        f"{''.join(_block(block) for block in paper.blocks)}"
        f'<div class="signed">{signed}</div>\n<footer>{_text(paper.footer)}</footer></main></body></html>\n'
    )


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
    assert isinstance(block, Para)
    names = " ".join(name for name, on in (("plain", block.plain), ("strong", block.strong)) if on)
    return f'<p class="{names}">{_text(block.text)}</p>\n' if names else f"<p>{_text(block.text)}</p>\n"


def _grid(block: Grid) -> str:
    """Return a table whose head is repeated on every page that it runs over."""
    heads = "".join(f"<th>{_cell(head)}</th>" for head in block.heads)
    rows = "".join(f"<tr>{''.join(f'<td>{_cell(value)}</td>' for value in row)}</tr>" for row in block.rows)
    return f'<table class="grid"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>\n'


def _cell(text: str) -> str:
    return "<br>".join(_text(line) for line in lines(text))
