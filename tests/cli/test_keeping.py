from __future__ import annotations

from pathlib import Path

from tests.cli.calls import Call


def test_a_backup_by_plan_is_dated_and_the_oldest_dated_ones_go(
    call: Call, store_home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "备份"
    folder.mkdir()
    old = [f"ttoffice-2026010{day}-120000.zip" for day in range(1, 5)]
    for name in (*old, "ttoffice-年底.zip", "ttoffice-20260101-120000.zip.bak", "笔记.txt"):
        (folder / name).write_text("", encoding="utf-8")
    answer = call("backup", "--to", folder, "--keep", 2)
    assert answer.code == 0, answer.err
    written = Path(answer.out.strip())
    assert {path.name for path in folder.iterdir()} == {
        written.name, old[-1], "ttoffice-年底.zip", "ttoffice-20260101-120000.zip.bak", "笔记.txt"
    }  # fmt: skip
    assert "已删除 3 份" in answer.err
    assert call("--home", tmp_path / "新机", "restore", written).code == 0


def test_a_backup_needs_one_target(call: Call, store_home: Path, tmp_path: Path) -> None:
    for words in ((), (tmp_path / "a.zip", "--to", tmp_path), (tmp_path / "a.zip", "--keep", 3)):
        answer = call("backup", *words)
        assert (answer.code, answer.out) == (2, "")
        assert "--keep" in answer.err
    assert not list(tmp_path.glob("*.zip"))
