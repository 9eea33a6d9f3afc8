from __future__ import annotations

import itertools
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence.dossiers import NUMBER, OBJECTOR, attach, enter, made, set_up_shelves
from ttoffice.action import Office, perform
from ttoffice.evidence.dossier import verifier
from ttoffice.evidence.dossier.audiences import AUDIENCES, Eraser, texts_under, without

SECRET = "配方第七号"


@pytest.fixture
def case(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    perform(
        office, "result.create", {"title": "甲", "contact_name": "钱经办", "contact_phone": "0871-65000000"}
    )
    set_up_shelves(office, monkeypatch)
    notice = enter(
        office, "notice", subject=NUMBER, title="价格公示", text=f"经{OBJECTOR}提出", viewers=["孙"]
    )
    objection = enter(office, "objection", subject=notice, content="价格偏低", identity="a1b2c3")
    enter(
        office,
        "deadline",
        subject=notice,
        label="公示期",
        proof=[{"day": "2026-06-02", "counts": True, "why": "计入"}],
    )
    attach(office, tmp_path, f"{OBJECTOR}的来信.txt", b"letter", subject=objection)
    attach(office, tmp_path, "gb.txt", f"收到{OBJECTOR}电话".encode("gb18030"))
    attach(office, tmp_path, "utf16.txt", f"收到{OBJECTOR}电话".encode("utf-16-le"))
    attach(office, tmp_path, "记录.txt", b"plain", source=f"据{OBJECTOR}说")
    attach(office, tmp_path, "配方.txt", SECRET.encode(), confidentiality="confidential")
    attach(office, tmp_path, "名单.txt", b"names", confidentiality="personal", source="花名册")
    attach(office, tmp_path, "公开.txt", b"open", confidentiality="open")
    return office


def forms(text: str) -> list[bytes]:
    """Return how a text may stand in a file: in four encodings, as JSON escapes, as entities."""
    coded = [text.encode(codec) for codec in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")]
    return [*coded, json.dumps(text).strip('"').encode(), text.encode("ascii", "xmlcharrefreplace")]


def held(office: Office, tmp_path: Path, audience: str) -> tuple[bytes, zipfile.ZipFile]:
    path = made(office, tmp_path / f"{audience}.zip", audience).path
    assert verifier.check(str(path)).findings == []
    return path.read_bytes(), zipfile.ZipFile(path)


def names(archive: zipfile.ZipFile) -> str:
    return "\n".join(archive.namelist())


def test_the_unit_itself_gets_everything_in_its_folders(case: Office, tmp_path: Path) -> None:
    content, archive = held(case, tmp_path, "internal")
    with archive:
        assert all(word in names(archive) for word in ("公示/", "期限/", "记录/", "证据/", "日志/", OBJECTOR))
        assert "公示文本.txt" in names(archive)
        proof = next(
            name for name in archive.namelist() if name.startswith("期限/") and name.endswith(".csv")
        )
        assert "2026-06-02" in archive.read(proof).decode()
        assert json.loads(archive.read("manifest.json"))["left_out"] == []
    assert SECRET.encode() in content


@pytest.mark.parametrize("audience", ["audit", "parties"])
def test_who_objected_stands_in_no_byte_of_a_dossier_for_others(
    case: Office, tmp_path: Path, audience: str
) -> None:
    content, archive = held(case, tmp_path, audience)
    for form in (*forms(OBJECTOR), *forms("a1b2c3")):
        assert form not in content
    with archive:
        left = json.loads(archive.read("manifest.json"))["left_out"]
        assert "价格偏低" in "".join(
            archive.read(name).decode() for name in archive.namelist() if "YY-" in name
        )
        assert "公示文本.txt" in names(archive)
        page = next(
            archive.read(name).decode() for name in archive.namelist() if "GS-" in name and ".html" in name
        )
    assert "经提出" in page
    told = {item["record"]: item["why"] for item in left}
    assert {"YY-2026-0001", "GS-2026-0001", "ZJ-2026-0001", "ZJ-2026-0002", "ZJ-2026-0003"} <= set(told)
    assert all(item["what"] and item["why"] for item in left)


def test_audit_gets_secret_exhibits_and_those_concerned_do_not(case: Office, tmp_path: Path) -> None:
    audit, archive = held(case, tmp_path, "audit")
    archive.close()
    assert SECRET.encode() in audit
    parties, archive = held(case, tmp_path, "parties")
    with archive:
        assert "公开.txt" in names(archive)
    for text in (SECRET, "配方.txt", "花名册", "钱经办", "0871-65000000"):
        for form in forms(text):
            assert form not in parties, text


def test_entries_that_would_tell_are_given_by_their_hash_alone(case: Office, tmp_path: Path) -> None:
    _content, archive = held(case, tmp_path, "audit")
    with archive:
        entries = [json.loads(line) for line in archive.read(verifier.LOG_EXCERPT).splitlines()]
    withheld = [entry for entry in entries if "withheld" in entry]
    assert {tuple(sorted(entry)) for entry in withheld} == {("hash", "id", "prev_hash", "withheld")}
    assert 0 < len(withheld) < len(entries)


def test_the_dossier_of_a_record_about_another_holds_only_what_is_about_it(
    case: Office, tmp_path: Path
) -> None:
    from ttoffice.evidence.dossier.making import make_dossier

    path = make_dossier(case, "GS-2026-0001", tmp_path / "n.zip").path
    with zipfile.ZipFile(path) as archive:
        assert "CG-2026" not in names(archive)
        assert "YY-2026-0001" in names(archive)


@given(st.lists(st.text(max_size=6), max_size=4), st.text(max_size=60))
def test_what_is_erased_is_gone_even_where_a_gap_closes(texts: list[str], text: str) -> None:
    eraser = Eraser(texts)
    cleaned = eraser.clean(text + "".join(texts) + text)
    assert not any(gone in cleaned for gone in eraser.texts)


def test_fields_are_left_out_on_every_level() -> None:
    value = {"a": [{"phone": "123456", "b": 1}], "phone": ["x", "yy"], "c": "phone"}
    keys = frozenset({"phone"})
    assert without(value, keys) == {"a": [{"b": 1}], "c": "phone"}
    assert list(texts_under(value, keys)) == ["123456", "yy"]


def test_each_audience_gets_no_more_than_the_one_before() -> None:
    degrees = [item.confidentiality for item in AUDIENCES.values()]
    assert all(later <= earlier for earlier, later in itertools.pairwise(degrees))
    assert [item.objectors for item in AUDIENCES.values()] == [True, False, False]
