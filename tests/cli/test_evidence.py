from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calls import Call

NUMBER, EXHIBIT = "CG-2026-0001", "ZJ-2026-0001"


@pytest.fixture
def attached(call: Call, store_home: Path, tmp_path: Path) -> Call:
    (tmp_path / "证书\x1b.pdf").write_bytes(b"%PDF")
    assert call("do", "result.create", "--data", '{"title": "甲"}').code == 0
    data = f'{{"subject": "{NUMBER}", "path": "{tmp_path}/证书\\u001b.pdf", "source": "科研处", "proves": "权属"}}'
    added = call("do", "exhibit.add", "--data", data)
    assert added.out == f"{EXHIBIT}\n", added.err
    return call


def test_the_exhibits_of_a_record_are_listed(attached: Call) -> None:
    (document,) = attached("exhibits", "cg2026-1", "--json").json
    assert {
        key: document[key] for key in ("number", "size", "collected_on", "source", "collector", "proves")
    } == {
        "number": EXHIBIT,
        "size": 4,
        "collected_on": "2026-06-01",
        "source": "科研处",
        "collector": "李明",
        "proves": "权属",
    }
    plain = attached("exhibits", NUMBER).out
    assert EXHIBIT in plain
    assert "\x1b" not in plain
    assert attached("exhibits", "CG-2026-0099").code == 2


def test_an_exhibit_is_shown_and_copied_out(attached: Call, tmp_path: Path) -> None:
    assert "权属" in attached("exhibit", EXHIBIT).out
    target = tmp_path / "复制.pdf"
    copied = attached("exhibit", "zj-2026-1", "-o", target, "--json")
    assert (copied.code, copied.json["file"], target.read_bytes()) == (0, str(target), b"%PDF")
    assert copied.json["sha256"] in copied.err
    assert attached("exhibit", EXHIBIT, "-o", target).code == 2
    assert attached("exhibit", EXHIBIT, "-o", target, "--force").out == f"{target}\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((EXHIBIT, "-o", "x.pdf", "--open"), 2),
        (("ZJ-2026-0099",), 2),
        (("frog", "--open"), 2),
        ((EXHIBIT, "-o", "missing/x.pdf"), 1),
    ],
)
def test_a_wrong_call_is_told(
    attached: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    answer = attached("exhibit", *words)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err
    assert sorted(tmp_path.iterdir()) == before


def test_the_store_is_not_written_over(attached: Call, store_home: Path) -> None:
    assert attached("exhibit", EXHIBIT, "-o", store_home / "ttoffice.db", "--force").code == 2
    assert attached("verify").code == 0


def test_an_exhibit_is_opened_or_it_is_told_where_its_copy_lies(
    attached: Call, store_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ttoffice.evidence.opening.shutil.which", lambda _name: None)
    monkeypatch.setattr("sys.platform", "linux")
    answer = attached("exhibit", EXHIBIT, "--open")
    assert (answer.code, answer.out) == (1, "")
    (folder,) = (store_home / "opened").iterdir()
    assert str(folder) in answer.err
    monkeypatch.setattr("ttoffice.evidence.opening.open_with_system", lambda _path: None)
    opened = attached("exhibit", EXHIBIT, "--open")
    assert (opened.code, opened.out) == (0, f"{folder / '证书_.pdf'}\n")
