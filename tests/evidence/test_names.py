from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.evidence.names import MOST_BYTES, is_program, safe_name

NASTY = st.text(
    st.one_of(
        st.sampled_from('/\\:*?"<>|. -~\0\n\t\x1b\u202e\u200b\udcff\uffff'),
        st.characters(),
        st.sampled_from(["con", "nul", "COM1", ".pdf", "专利"]).map(lambda text: text[0]),
    )
)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("专利证书 [b].pdf", "专利证书 [b].pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\Windows\\x.txt", "C__Windows_x.txt"),
        ("a\x1b[2J\nb.txt", "a_[2J_b.txt"),
        ("fdp.\u202eexe.pdf", "fdp._exe.pdf"),
        ("-rf.txt", "_-rf.txt"),
        (".hidden", "hidden"),
        ("name. . ", "name"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("Com1 .tar.gz", "_Com1 .tar.gz"),
        ("console.txt", "console.txt"),
        ("", "_"),
        ("...", "_"),
        ("\udcff.pdf", "_.pdf"),
    ],
)
def test_a_name_becomes_one_plain_file_that_reads_as_it_is(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize("name", ["x" * 255 + ".pdf", "专利" * 200 + ".pdf", "x" * 251 + ".pdf"])
def test_a_long_name_is_shortened_and_keeps_its_ending(name: str) -> None:
    safe = safe_name(name)
    assert len(safe.encode()) <= MOST_BYTES
    assert safe.endswith(".pdf")
    assert safe.startswith(name[:40])


def test_an_ending_that_is_none_is_shortened_too() -> None:
    assert len(safe_name("a." + "x" * 300).encode()) <= MOST_BYTES


@given(NASTY)
def test_any_name_is_safe(name: str) -> None:
    safe = safe_name(name)
    assert 0 < len(safe.encode()) <= MOST_BYTES
    assert safe.isprintable()
    assert not set(safe) & set('/\\:*?"<>|')
    assert safe not in (".", "..")
    assert not safe.startswith("-")
    assert safe == safe.strip(" .")
    assert safe_name(safe) == safe


@pytest.mark.parametrize(
    ("name", "program"), [("a.pdf", False), ("a.EXE", True), ("a", False), ("a.pdf.lnk", True)]
)
def test_what_a_system_would_run_is_known_by_its_ending(name: str, program: bool) -> None:
    assert is_program(safe_name(name)) is program
