"""Pages as lines: nothing is lost, nothing is too wide, and every block is found where it stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ttoffice.manual.blocks import Run, parse, runs
from ttoffice.manual.layout import lay_out

TEXT = """# 题目

> 说明一句。

1. 按 `F3`，**务必**核对。
2. 第二步。

| 键 | 用途 |
|---|---|
| `F3` | 筛选 |

- 一项

```sh
ttoffice demo
```
"""


def shown(text: str, width: int) -> list[str]:
    return ["".join(run.text for run in line) for line in lay_out(parse(text), width, cell_len).lines]


def test_a_page_is_read_into_blocks() -> None:
    kinds = [block.kind for block in parse(TEXT)]
    assert kinds == ["title", "remark", "step", "step", "table", "entry", "commands"]
    assert parse(TEXT)[4].rows == (("键", "用途"), ("`F3`", "筛选"))


def test_styles_are_read_within_a_line() -> None:
    assert runs("按 `F3`，**务必**核对") == (
        Run("按 "), Run("F3", "code"), Run("，"), Run("务必", "strong"), Run("核对"),
    )  # fmt: skip


def test_what_does_not_fit_goes_on_behind_the_mark() -> None:
    assert shown("1. 一二三四五六七八九十", 13) == ["1. 一二三四五", "   六七八九十"]


def test_the_last_column_of_a_table_is_broken() -> None:
    assert shown("| 键 | 用途 |\n|---|---|\n| F3 | 一二三四五六七 |", 16) == [
        "  键  用途", "  F3  一二三四五", "      六七",
    ]  # fmt: skip


def test_every_block_is_found_on_its_line() -> None:
    laid = lay_out(parse(TEXT), 40, cell_len)
    lines = ["".join(run.text for run in line) for line in laid.lines]
    assert [lines[start].strip()[:4] for start in laid.starts] == [
        "题目", "| 说明", "1. 按", "2. 第", "键  用", "- 一项", "ttof",
    ]  # fmt: skip


@given(st.text(alphabet="一二三，。（）ab 12`*", max_size=120), st.integers(20, 60))
def test_no_letter_is_lost_and_no_line_too_wide(text: str, width: int) -> None:
    blocks = parse(f"1. 前{text}".replace("\n", " "))
    wanted = "".join(run.text for run in runs(blocks[0].text)).replace(" ", "")
    lines = shown(f"1. 前{text}", width)
    assert "".join(line[3:] for line in lines).replace(" ", "") == wanted
    assert all(cell_len(line.rstrip()) <= width for line in lines)
