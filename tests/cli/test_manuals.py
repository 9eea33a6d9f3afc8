from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.calls import SOURCES, Call
from ttoffice.manual.book import index


def test_the_pages_are_listed(call: Call, home: Path) -> None:
    listed = call("manual", "--json").json
    assert [page["page"] for page in listed] == [entry.id for entry in index()]
    assert call("manual").out == call("manual", "--list").out
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("words", ["receipts", "到账核销与催告", "dzhx", "到账核销", "13"])
def test_a_page_is_read_by_name_number_title_or_pinyin(call: Call, home: Path, words: str) -> None:
    answer = call("manual", words)
    assert answer.code == 0
    assert answer.out.startswith("到账核销与催告\n")
    assert "Ins（登记到账）" in answer.out
    assert "`" not in answer.out


def test_commands_stay_whole_to_be_copied(call: Call, home: Path) -> None:
    lines = call("manual", "license").out.splitlines()
    (line,) = [line for line in lines if "ttoffice license draft" in line]
    assert line.endswith("--royalty-until 2036-06-30")
    assert all(cell_len(line) <= 80 for line in lines if not line.startswith("  ttoffice"))


def test_the_keys_are_those_of_this_machine(call: Call, home: Path) -> None:
    (home / "settings.toml").write_text('[keymap]\n"license.receipt" = "ctrl+x"\n', encoding="utf-8")
    assert "Ctrl+X（登记到账）" in call("manual", "receipts").out


def test_words_in_several_places_are_listed_titles_first(call: Call, home: Path) -> None:
    found = call("manual", "公示", "--json").json
    titles = [place["text"] == place["title"] for place in found]
    assert titles == sorted(titles, reverse=True)
    assert {place["page"] for place, title in zip(found, titles, strict=True) if title} == {
        "price",
        "finding-conclude",
    }
    assert len(found) > 10
    assert "定价与价格公示" in call("manual", "公示").out


def test_words_that_are_nowhere_are_told(call: Call, home: Path) -> None:
    answer = call("manual", "青蛙")
    assert (answer.code, answer.out) == (1, "")
    assert "青蛙" in answer.err


@pytest.mark.parametrize("name", ["手册.docx", "手册.html"])
def test_it_is_written_for_paper(call: Call, home: Path, tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    assert call("manual", "--to", place).code == 0
    content = place.read_bytes()
    assert content.startswith(b"PK" if name.endswith("docx") else b"<!")
    assert call("manual", "--to", place).code == 2
    assert call("manual", "start", "--to", place, "--force").code == 0
    assert len(place.read_bytes()) < len(content)


def test_into_a_folder_it_goes_under_its_title(call: Call, home: Path, tmp_path: Path) -> None:
    assert call("manual", "faq", "--to", tmp_path).code == 0
    assert "常见问题" in (tmp_path / "常见问题.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "told"), [(("青蛙", "--to", "x.docx"), "青蛙"), (("--to", "x.txt"), "x.txt")]
)
def test_what_cannot_be_written_is_told(
    call: Call, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = call("manual", *words)
    assert answer.code == 2
    assert told in answer.err


def test_english_readers_are_told_where_to_read(call: Call, home: Path) -> None:
    assert "README" in call("manual", "--list", "--lang", "en").err


def test_it_is_read_without_loading_the_screens(home: Path) -> None:
    probe = (
        "import sys\nfrom ttoffice.cli.running import run\nassert run(['manual', 'start', '--plain']) == 0\n"
        "loaded = {name.partition('.')[0] for name in sys.modules} & {'textual', 'sqlmodel'}\n"
        "print(sorted(loaded), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(SOURCES), "PYTHONUTF8": "1", "TTOFFICE_HOME": str(home)},
    )
    assert done.stderr == "[]\n"
