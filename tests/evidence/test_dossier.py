from __future__ import annotations

import ast
import io
import json
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.evidence.dossiers import NUMBER, ODD_NAMES, attach, made
from tests.offices import contents, files_below, open_at, posix_only, problems
from ttoffice import i18n
from ttoffice.action import Office, perform
from ttoffice.errors import DamageError, RefusedError, TTOfficeError, UsageError
from ttoffice.evidence.dossier import layout, verifier
from ttoffice.evidence.dossier.actions import logged_as
from ttoffice.evidence.dossier.layout import code_file, local_header
from ttoffice.evidence.dossier.making import make_dossier
from ttoffice.evidence.dossier.standalone import script

SAMPLE = 400
"""So many bytes are flipped in the usual run; all of them in the exhaustive one."""


@pytest.fixture
def case(office: Office, tmp_path: Path) -> Office:
    perform(office, "result.create", {"title": "咖啡 <b>烘焙</b> & 冷萃", "department": "食品学院"})
    perform(office, "result.create", {"title": "乙"})
    attach(office, tmp_path, "纪要.txt", "同意公示".encode(), links=[{"code": "step:deliberation"}])
    perform(office, "result.edit", {"department": "农学院"}, subject=NUMBER)
    return office


@pytest.fixture
def dossier(case: Office, tmp_path: Path) -> Path:
    return made(case, tmp_path / "卷宗.zip").path


def findings(path: Path) -> list[tuple[str, str]]:
    return [(sort, where) for sort, where, _detail in verifier.check(str(path)).findings]


def check_bytes(content: bytes) -> verifier.Report:
    report = verifier.Report()
    verifier.check_zip(io.BytesIO(content), report)
    return report


# --- what is in it -------------------------------------------------------------------------------------


def test_a_dossier_holds_the_record_its_exhibits_and_its_log(dossier: Path) -> None:
    assert findings(dossier) == []
    with zipfile.ZipFile(dossier) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert names[:6] == ["manifest.json", "验证码.txt", "目录.html", "目录.csv", "说明.txt", "校验.py"]
        assert {name.split("/")[0] for name in names if "/" in name} == {"记录", "证据", "日志"}
        exhibit = next(name for name in names if name.endswith("纪要.txt"))
        assert archive.read(exhibit).decode() == "同意公示"
        page = next(archive.read(name).decode() for name in names if name.startswith("记录/001"))
        assert "农学院" in page
        assert "食品学院" not in page
        assert "<b>烘焙" not in page
        record = json.loads(
            archive.read(next(name for name in names if name.endswith(".json") and "记录" in name))
        )
        assert [item["document"]["department"] for item in record["history"]] == ["食品学院", "农学院"]
        manifest = json.loads(archive.read("manifest.json"))
        assert [item["path"] for item in manifest["files"]] == names[2:]
        entries = [json.loads(line) for line in archive.read("日志/日志摘录.jsonl").splitlines()]
    assert [entry["action"] for entry in entries] == ["result.create", "exhibit.add", "result.edit"]


def test_the_same_record_gives_the_same_bytes(case: Office, tmp_path: Path) -> None:
    first = made(case, tmp_path / "a.zip")
    later = open_at(case.home.root, case.today.replace(day=9))
    second = made(later, tmp_path / "b.zip")
    assert first.code == second.code
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    perform(case, "result.edit", {"department": "理学院"}, subject="CG-2026-0002")
    assert made(case, tmp_path / "c.zip").code != first.code


def test_the_making_is_logged_with_its_code(case: Office, tmp_path: Path) -> None:
    told = made(case, tmp_path / "a.zip", "audit")
    with case.reader() as reader:
        entry = logged_as(reader, told.code)
        assert entry is not None
        row = reader.one("SELECT action, subject, input FROM log WHERE id = ?", (entry,))
    assert row is not None
    assert row[:2] == ("dossier.make", NUMBER)
    assert json.loads(row[2])["audience"] == "audit"
    assert problems(case) == ()


def test_exhibits_that_prove_something_of_the_record_come_along(case: Office, tmp_path: Path) -> None:
    number = attach(case, tmp_path, "别处.txt", b"elsewhere", subject="CG-2026-0002")
    perform(case, "exhibit.relate", {"target": NUMBER, "code": "criterion:supervision"}, subject=number)
    with zipfile.ZipFile(made(case, tmp_path / "a.zip").path) as archive:
        assert any(number in name for name in archive.namelist())


def test_odd_names_become_plain_files_on_every_system(case: Office, tmp_path: Path) -> None:
    folder = tmp_path / "names"
    folder.mkdir()
    for place, name in enumerate(ODD_NAMES):
        try:
            attach(case, folder, name, f"{place}".encode())
        except OSError:
            assert os.name == "nt"
    path = made(case, tmp_path / "a.zip").path
    assert findings(path) == []
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "unpacked")
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(part.encode()) <= 255 and part.isprintable() for name in names for part in name.split("/"))
    assert findings(tmp_path / "unpacked") == []


def test_a_dossier_in_english_says_so(case: Office, tmp_path: Path) -> None:
    i18n.use("en")
    try:
        path = made(case, tmp_path / "a.zip").path
    finally:
        i18n.use()
    with zipfile.ZipFile(path) as archive:
        assert json.loads(archive.read("manifest.json"))["language"] == "en"
    assert findings(path) == []


# --- every byte ----------------------------------------------------------------------------------------


def flips(size: int, *, every: bool) -> list[int]:
    return list(range(size)) if every else sorted(random.Random(7).sample(range(size), SAMPLE))


def assert_each_flip_is_named(content: bytes, places: list[int]) -> None:
    assert check_bytes(content).findings == []
    for place in places:
        for bit in (1, 0x80):
            changed = bytearray(content)
            changed[place] ^= bit
            assert check_bytes(bytes(changed)).findings, place


def test_a_flipped_byte_anywhere_is_named(dossier: Path) -> None:
    content = dossier.read_bytes()
    ends = [*range(60), *range(len(content) - 1200, len(content))]
    assert_each_flip_is_named(content, sorted({*ends, *flips(len(content), every=False)}))


@pytest.mark.exhaustive
def test_every_flipped_byte_is_named(dossier: Path) -> None:
    content = dossier.read_bytes()
    assert_each_flip_is_named(content, flips(len(content), every=True))


def test_the_file_whose_byte_was_flipped_is_the_one_named(dossier: Path) -> None:
    content = dossier.read_bytes()
    with zipfile.ZipFile(dossier) as archive:
        for item in archive.infolist():
            start = item.header_offset + len(local_header(item.filename, 0, item.file_size))
            data = bytearray(content)
            data[start + item.file_size // 2] ^= 1
            assert [(s, w) for s, w, _d in check_bytes(bytes(data)).findings] == [("changed", item.filename)]
            header = bytearray(content)
            header[item.header_offset + 10] ^= 1
            (found,) = check_bytes(bytes(header)).findings
            assert found[:2] == ("structure", item.filename)


@pytest.mark.parametrize("change", ["cut", "longer", "empty", "not a dossier"])
def test_what_is_no_whole_dossier_is_named(dossier: Path, change: str) -> None:
    content = dossier.read_bytes()
    changed = {
        "cut": content[: len(content) // 2],
        "longer": content + b"\0",
        "empty": b"",
        "not a dossier": b"PK\x03\x04" + bytes(200),
    }[change]
    assert check_bytes(changed).findings


def test_a_dossier_made_anew_by_somebody_else_has_another_code(
    case: Office, dossier: Path, tmp_path: Path
) -> None:
    true = verifier.check(str(dossier))
    perform(case, "result.edit", {"department": "别的"}, subject=NUMBER)
    forged = made(case, tmp_path / "b.zip")
    report = verifier.check(str(forged.path), true.code)
    assert [sort for sort, _where, _detail in report.findings] == ["code"]
    assert verifier.check(str(dossier), true.code.upper()).findings == []


# --- the unpacked folder, without the program ----------------------------------------------------------


@pytest.fixture
def unpacked(dossier: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "送审" / "卷宗"
    with zipfile.ZipFile(dossier) as archive:
        archive.extractall(folder)
    return folder


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "-S", str(folder / "校验.py"), *words],
        cwd=folder.parent,
        env={"PATH": "", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_the_verifier_is_written_for_python_3_8() -> None:
    text = script().decode()
    ast.parse(text, feature_version=(3, 8))
    assert "ttoffice." not in text


def test_the_verifier_runs_without_the_program(unpacked: Path, dossier: Path) -> None:
    folder = run(unpacked)
    assert (folder.returncode, folder.stderr) == (0, "")
    assert NUMBER in folder.stdout
    zipped = run(unpacked, str(dossier), "--json")
    assert zipped.returncode == 0
    assert json.loads(zipped.stdout)["ok"] is True
    assert json.loads(zipped.stdout)["code"] in folder.stdout
    assert run(unpacked, "missing.zip").returncode == 2


def test_changed_missing_and_extra_files_are_named(unpacked: Path) -> None:
    exhibit = next((unpacked / "证据").glob("*纪要.txt"))
    exhibit.write_bytes(b"other")
    (unpacked / "目录.csv").unlink()
    (unpacked / "证据" / "多.txt").touch()
    answer = run(unpacked, "--json")
    assert answer.returncode == 1
    found = {(item["sort"], item["where"]) for item in json.loads(answer.stdout)["findings"]}
    assert found == {("changed", f"证据/{exhibit.name}"), ("missing", "目录.csv"), ("extra", "证据/多.txt")}


@pytest.mark.parametrize("name", ["manifest.json", "验证码.txt"])
def test_a_changed_manifest_or_code_is_named(unpacked: Path, name: str) -> None:
    path = unpacked / name
    path.write_bytes(path.read_bytes().replace(b"a", b"b", 1))
    assert any(name in where for _sort, where in findings(unpacked))
    path.unlink()
    assert ("missing", name) in findings(unpacked)


def forge(folder: Path, name: str, content: bytes) -> None:
    """Change a file and make manifest and code fit it, as somebody would who knows how."""
    import hashlib

    (folder / name).write_bytes(content)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    for item in manifest["files"]:
        if item["path"] == name:
            item.update(size=len(content), sha256=hashlib.sha256(content).hexdigest())
    raw = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1).encode()
    (folder / "manifest.json").write_bytes(raw)
    (folder / "验证码.txt").write_bytes(code_file(hashlib.sha256(raw).hexdigest()))


@pytest.mark.parametrize("field", ["operator", "after", "prev_hash", "hash", "digest"])
def test_a_broken_link_of_the_log_is_named(unpacked: Path, field: str) -> None:
    name = "日志/日志摘录.jsonl"
    lines = [json.loads(line) for line in (unpacked / name).read_bytes().splitlines()]
    lines[1][field] = "f" * 64
    forge(unpacked, name, "".join(json.dumps(line) + "\n" for line in lines).encode())
    found = findings(unpacked)
    assert found
    assert {sort for sort, _where in found} == {"chain"}


def test_a_history_that_the_log_does_not_know_is_named(unpacked: Path) -> None:
    name = "日志/修订.jsonl"
    lines = [json.loads(line) for line in (unpacked / name).read_bytes().splitlines()]
    lines[0]["document"] = lines[0]["document"].replace("食品学院", "法学院")
    forge(unpacked, name, "".join(json.dumps(line) + "\n" for line in lines).encode())
    assert [sort for sort, _where in findings(unpacked)] == ["chain"]


def test_another_head_or_a_gap_of_the_chain_is_named(unpacked: Path) -> None:
    name = "日志/哈希链.txt"
    lines = (unpacked / name).read_bytes().splitlines(keepends=True)
    forge(unpacked, name, b"".join(lines[:1] + lines[2:-1]))
    assert {sort for sort, _where in findings(unpacked)} == {"chain"}


# --- what cannot be made -------------------------------------------------------------------------------


def nothing_made(office: Office, folder: Path, before: dict[str, list[tuple[object, ...]]]) -> None:
    assert contents(office.home.store) == before
    assert files_below(folder) == {}


def test_a_damaged_exhibit_is_named_and_no_dossier_made(case: Office, tmp_path: Path) -> None:
    for path in case.home.vault.rglob("*"):
        if path.is_file():
            path.write_bytes(b"x")
    before = contents(case.home.store)
    (tmp_path / "out").mkdir()
    with pytest.raises(DamageError, match="ZJ-2026-0001"):
        made(case, tmp_path / "out" / "a.zip")
    nothing_made(case, tmp_path / "out", before)


def test_a_dossier_that_is_stopped_or_refused_leaves_nothing(
    case: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(case.home.store)
    out = tmp_path / "out"
    out.mkdir()

    def stop(done: int, total: int | None) -> None:
        if total is not None and done > total // 2:
            raise TTOfficeError("stopped")

    with pytest.raises(TTOfficeError):
        make_dossier(case, NUMBER, out / "a.zip", progress=stop)
    nothing_made(case, out, before)
    for number, audience in (("CG-2026-0099", "internal"), (NUMBER, "frog"), ("ZJ-2026-0001", "audit")):
        with pytest.raises(UsageError):
            make_dossier(case, number, out / "a.zip", audience=audience)
    with pytest.raises(UsageError):
        made(case, case.home.store)
    with pytest.raises(UsageError):
        made(case, case.home.vault / "a.zip")
    nothing_made(case, out, before)


@posix_only
def test_a_full_disk_leaves_nothing(case: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(case.home.store)
    (tmp_path / "out").mkdir()

    def full(*_details: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TTOfficeError):
        made(case, tmp_path / "out" / "a.zip")
    assert files_below(tmp_path / "out") == {}
    assert len(contents(case.home.store)["log"]) <= len(before["log"]) + 1


def test_the_making_of_nothing_is_not_recorded(case: Office) -> None:
    data = {"number": "CG-2026-0099", "audience": "frog", "code": "0" * 64, "files": 3}
    with pytest.raises(RefusedError) as raised:
        perform(case, "dossier.make", data)
    assert [reason.code for reason in raised.value.reasons] == ["dossier.no_record", "dossier.no_audience"]


# --- large zips ----------------------------------------------------------------------------------------


def test_a_dossier_of_more_than_four_gigabytes_has_the_larger_form(
    case: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach(case, tmp_path, "影像.bin", bytes(30_000))
    monkeypatch.setattr(layout, "LIMIT", 20_000)
    path = made(case, tmp_path / "a.zip").path
    content = path.read_bytes()
    assert_each_flip_is_named(content, list(range(len(content) - 1500, len(content))))
