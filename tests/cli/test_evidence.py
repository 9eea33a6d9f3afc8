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


def test_many_files_are_attached_and_each_outcome_is_told(
    attached: Call, store_home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "材料"
    folder.mkdir()
    for name in ("a.pdf", "b.pdf"):
        (folder / name).write_text(name)
    words = ("--source", "科研处", "--proves", "criterion:supervision", "--proves", "监督", "--pages", "2")
    answer = attached("attach", NUMBER, folder, tmp_path / "gone.pdf", *words, "--json")
    assert answer.code == 1
    assert [item["number"] for item in answer.json] == ["ZJ-2026-0002", "ZJ-2026-0003", None]
    assert "gone.pdf" in answer.json[2]["problem"]
    document = attached("exhibit", "ZJ-2026-0003", "--json").json
    assert (document["proves"], document["pages"]) == ("监督", 2)
    assert document["links"] == [{"target": NUMBER, "code": "criterion:supervision", "note": ""}]
    assert attached("show", "ZJ-2026-0003", "--json").json == document
    assert attached("show", "ZJ-2026-0003", "--as-of", "2026-05-31").code == 2
    assert attached("attach", "CG-2026-0099", folder).code == 2
    assert attached("attach", NUMBER, folder, "--proves", "criterion:frog").code == 1
    assert "supervision" in attached("exhibit", "ZJ-2026-0003", "--history").out


def test_files_are_checked_and_what_nothing_relies_on_is_listed(attached: Call, store_home: Path) -> None:
    assert attached("exhibits", "--unrelied", "--json").json == []
    assert attached("exhibits").code == 2
    assert attached("verify-exhibits", "--json").json == {"ok": True, "files": 1, "failing": []}
    (kept,) = (path for path in (store_home / "vault").rglob("*") if path.is_file())
    kept.write_bytes(b"other")
    answer = attached("verify-exhibits", "--record", NUMBER)
    assert answer.code == 1
    assert EXHIBIT in answer.out
    assert NUMBER in answer.out


def test_a_dossier_is_made_and_checked_against_the_log(
    attached: Call, store_home: Path, tmp_path: Path
) -> None:
    target = tmp_path / "卷宗.zip"
    made = attached("dossier", "cg2026-1", "-o", target, "--for", "audit", "--json")
    assert (made.code, made.json["number"], made.json["audience"]) == (0, NUMBER, "audit")
    assert made.json["code"] in made.err
    assert attached("dossier", NUMBER, "-o", target).code == 2
    assert attached("dossier", NUMBER, "-o", target, "--force", "--for", "frog").code == 2
    checked = attached("verify-dossier", target, "--code", made.json["code"], "--json")
    assert (checked.code, checked.json["ok"]) == (0, True)
    assert checked.json["log_entry"] == 3
    content = bytearray(target.read_bytes())
    content[len(content) // 2] ^= 1
    target.write_bytes(content)
    damaged = attached("verify-dossier", target)
    assert damaged.code == 1
    assert damaged.out
    assert attached("verify-dossier", tmp_path / "gone.zip").code == 1
    assert attached("dossier", NUMBER, "-o", target, "--force").out == f"{target}\n"
    assert attached("verify").code == 0
