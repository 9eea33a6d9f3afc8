from __future__ import annotations

import gettext
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.po import Entry, PoError, compile_locales, merge, mo_bytes, parse, quote

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40)


def po_file(folder: Path, text: str, name: str = "a.po") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_header_comments_flags_and_continued_strings_are_read(tmp_path: Path) -> None:
    path = po_file(
        tmp_path,
        'msgid ""\nmsgstr ""\n"Language: zh_CN\\n"\n\n'
        '#: x.py:3\n#, python-format\nmsgid "Row %(row)d "\n"has \\"no\\" title"\nmsgstr "第 %(row)d 行"\n"没有“标题”"\n'
        '#, fuzzy\nmsgid "b"\nmsgstr "乙"\n#~ msgid "c"\n#~ msgstr "丙"\n',
    )
    header, row, fuzzy, obsolete = parse(path)
    assert header.msgid == ""
    assert row == Entry('Row %(row)d has "no" title', "第 %(row)d 行没有“标题”", path, 7)
    assert (fuzzy.fuzzy, fuzzy.obsolete) == (True, False)
    assert (obsolete.msgid, obsolete.fuzzy, obsolete.obsolete) == ("c", False, True)
    assert [entry.usable for entry in (header, row, fuzzy, obsolete)] == [False, True, False, False]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "a"\nmsgstr "b', 2),
        ('msgctxt "x"\nmsgid "a"\nmsgstr "b"\n', 1),
        ('msgid "a"\n\nmsgstr "b"\n', 2),
        ('msgstr "b"\n', 1),
        ('"b"\n', 1),
        ('msgid "a\\q"\nmsgstr "b"\n', 1),
        ('msgid "a"b"\nmsgstr "b"\n', 1),
        ('msgid "a"\nmsgstr "b\\"\n', 2),
    ],
)
def test_anything_but_plain_po_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = po_file(tmp_path, text)
    with pytest.raises(PoError, match=f"a.po:{line}: "):
        parse(path)


def test_other_encodings_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes('msgid "a"\nmsgstr "成果"\n'.encode("gb18030"))
    with pytest.raises(PoError, match="not UTF-8"):
        parse(path)


@given(TEXTS)
def test_a_quoted_text_is_read_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = po_file(tmp_path_factory.mktemp("po"), f'msgid {quote(text)}\nmsgstr "x"\n')
    assert [entry.msgid for entry in parse(path)] == [text]


@given(st.dictionaries(TEXTS, TEXTS, max_size=8))
def test_the_standard_library_reads_what_is_compiled(messages: dict[str, str]) -> None:
    catalog = gettext.GNUTranslations(io.BytesIO(mo_bytes(messages, "zh_CN")))
    assert {key: catalog.gettext(key) for key in messages} == messages
    assert catalog.info()["language"] == "zh_CN"


def test_two_fragments_may_repeat_a_message_but_not_contradict(tmp_path: Path) -> None:
    first = parse(po_file(tmp_path, 'msgid "a"\nmsgstr "甲"\n'))
    same = parse(po_file(tmp_path, 'msgid "a"\nmsgstr "甲"\n', "b.po"))
    other = parse(po_file(tmp_path, '\nmsgid "a"\nmsgstr "乙"\n', "c.po"))
    assert merge([*first, *same]) == {"a": "甲"}
    with pytest.raises(PoError, match=r"c\.po:2: .*a\.po:1"):
        merge([*first, *other])


def test_compiling_joins_the_fragments_and_leaves_a_current_catalog_alone(tmp_path: Path) -> None:
    po_file(tmp_path / "zh_CN", 'msgid "a"\nmsgstr "甲"\n', "a.po")
    po_file(tmp_path / "zh_CN", 'msgid "b"\nmsgstr "乙"\n\n#, fuzzy\nmsgid "c"\nmsgstr "丙"\n', "b.po")
    [target] = compile_locales(tmp_path)
    before = target.stat()
    assert target == tmp_path / "zh_CN" / "LC_MESSAGES" / "ttoffice.mo"
    assert gettext.translation("ttoffice", tmp_path, ["zh_CN"]).gettext("b") == "乙"
    assert gettext.translation("ttoffice", tmp_path, ["zh_CN"]).gettext("c") == "c"
    compile_locales(tmp_path)
    assert target.stat() == before
    assert [path.name for path in target.parent.iterdir()] == ["ttoffice.mo"]
