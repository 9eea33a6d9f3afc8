from __future__ import annotations

import json
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.findings.documents.conftest import made_archived, made_decided, made_final, made_investigated
from tests.findings.staging import CLOSED, NUMBER, Stage, copied
from tests.office_fixtures import blank_store
from ttoffice.evidence.dossier import verifier
from ttoffice.evidence.dossier.making import make_dossier
from ttoffice.store.canonical import canonical

__all__ = ["blank_store", "made_archived", "made_decided", "made_final", "made_investigated"]
OBJECTOR = "欧阳锋"


def opened(stage: Stage, target: Path, audience: str = "internal", number: str = NUMBER) -> dict[str, bytes]:
    """Make a dossier, check it without the program, and return its files by path."""
    made = make_dossier(stage.office, number, target, audience=audience)
    report = verifier.check(str(made.path), made.code)
    assert report.findings == []
    with zipfile.ZipFile(made.path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def manifest(files: dict[str, bytes]) -> Any:
    return json.loads(files["manifest.json"])


def page(files: dict[str, bytes], ending: str) -> str:
    """Return the one page whose name ends so."""
    (found,) = (content.decode() for name, content in files.items() if name.endswith(ending))
    return found


@pytest.fixture(scope="module")
def whole(made_archived: Stage, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the dossier of an archived finding with a certificate, for the unit itself."""
    stage = copied(made_archived, tmp_path_factory.mktemp("whole"))
    stage.do("finding.certify", person="李明", recipient="云南省审计厅", what="经济责任审计")
    return opened(stage, tmp_path_factory.mktemp("zips") / "卷宗.zip")


def test_a_finding_is_followed_to_all_that_belongs_to_it(whole: dict[str, bytes]) -> None:
    records = {file["record"][:2] for file in manifest(whole)["files"]}
    assert {"MZ", "TQ", "DQ", "RD", "JL", "YJ", "JY", "HB", "GS", "ZJ", "QX"} <= records
    assert {"CG", "GZ"} <= records, "the matter and the rule that it rests on"


def test_its_papers_stand_in_it_as_pages(whole: dict[str, bytes]) -> None:
    assert "查明的事实" in page(whole, f"{NUMBER}_调查报告.html")
    assert "予以免责" in page(whole, f"{NUMBER}_认定结论文本.html")
    assert "集体审议通过" in page(whole, f"{NUMBER}_认定决定书_李明.html")
    assert "形成对职务科技成果价值的一致判断" in page(whole, "RD-2026-0001_认定建议表_李明.html")
    assert "技术交易市场" in page(whole, f"{NUMBER}_听取意见和调取材料登记表.html")
    assert "第十三条" in page(whole, f"{NUMBER}_认定过程一览表.html")
    assert "特此证明" in page(whole, "_尽职免责认定结论证明.html")
    listed = page(whole, f"{NUMBER}_证据材料目录.html")
    for file in manifest(whole)["files"]:
        if file["record"].startswith("ZJ-") and "/" in file["path"]:
            assert file["sha256"] in listed


def test_the_hash_of_each_record_taken_as_proof_can_be_computed_from_the_dossier_alone(
    made_investigated: Stage, tmp_path: Path
) -> None:
    stage = copied(made_investigated, tmp_path)
    with stage.office.reader() as reader:
        (checked,) = reader.one("SELECT number FROM recusal ORDER BY id") or ("",)
    answer = {
        "item": "criterion:supervision",
        "verdict": "met",
        "reasoning": "经回避审查",
        "proofs": [checked],
    }
    notes = {
        "item": "criterion:reasonable_care",
        "verdict": "met",
        "reasoning": "合同在卷",
        "proofs": ["GZ-2026-0001"],
    }
    stage.do("finding.assess", person="李明", answers=[answer, notes])
    files = opened(stage, tmp_path / "卷宗.zip")
    with stage.office.reader() as reader:
        (answers,) = reader.one("SELECT answers FROM assessment") or ("[]",)
    proofs = [proof for one in json.loads(answers) for proof in one["proofs"] if proof["version"]]
    assert {proof["number"] for proof in proofs} == {checked, "GZ-2026-0001"}
    records = {
        found["number"]: found
        for found in (
            json.loads(content)
            for name, content in files.items()
            if name.startswith("记录/") and name.endswith(".json")
        )
    }
    for proof in proofs:
        past = {one["version"]: one["document"] for one in records[proof["number"]]["history"]}
        assert sha256(canonical(past[proof["version"]]).encode()).hexdigest() == proof["sha256"]


def test_the_dossier_of_the_matter_does_not_hold_the_finding(made_archived: Stage, tmp_path: Path) -> None:
    stage = copied(made_archived, tmp_path)
    told = {}
    for audience in ("internal", "audit", "parties"):
        files = opened(stage, tmp_path / f"{audience}.zip", audience, "CG-2026-0001")
        assert not any("MZ-" in name or "RD-" in name for name in files)
        told[audience] = [item["record"] for item in manifest(files)["left_out"]]
        assert (b"MZ-2026" in b"".join(files.values())) == (audience != "parties")
    assert NUMBER in told["internal"]
    assert NUMBER in told["audit"]
    assert NUMBER not in told["parties"]


def test_those_concerned_do_not_get_what_others_said_when_they_were_heard(
    made_final: Stage, tmp_path: Path
) -> None:
    stage = copied(made_final, tmp_path)
    files = {name: opened(stage, tmp_path / f"{name}.zip", name) for name in ("internal", "audit", "parties")}
    said = "陈述决策经过"
    holding = {
        name: any(said in content.decode(errors="ignore") for content in found.values())
        for name, found in files.items()
    }
    assert holding == {"internal": True, "audit": True, "parties": False}
    left = [item for item in manifest(files["parties"])["left_out"] if item["record"].startswith("TQ-")]
    assert len(left) == 2
    assert "TQ-2026-0001" in page(files["parties"], "听取意见和调取材料登记表.html")


def test_exhibits_that_a_reader_does_not_get_are_not_listed_to_them_either(
    made_final: Stage, tmp_path: Path
) -> None:
    stage = copied(made_final, tmp_path)
    number = stage.exhibit("某人病历.pdf")
    stage.do("exhibit.describe", number, confidentiality="personal")
    files = {name: opened(stage, tmp_path / f"{name}.zip", name) for name in ("internal", "parties")}
    assert "某人病历.pdf" in page(files["internal"], f"{NUMBER}_证据材料目录.html")
    assert "某人病历.pdf".encode() not in b"".join(files["parties"].values())


def objected(stage: Stage, who: str, folder: Path, audience: str) -> dict[str, bytes]:
    """Let somebody object to the conclusion, review and answer it, make the finding final; return its dossier."""
    notice = stage.posted()
    content = f"{who}认为损失不清"
    letter = {"objector": who, "contact": "13812345678", "channel": "来信", "content": content}
    objection = stage.do("objection.receive", notice, **letter)
    panel = [stage.people[name] for name in ("周五", "吴六", "郑七")]
    review = str(stage.do("review.open", notice, panel=panel))
    proof = [stage.exhibit(f"{who}异议核实.txt", review)]
    stage.do("review.find", review, question=f"{who}所提损失数额", found="有台账佐证", exhibits=proof)
    stage.do("review.decide", review, outcome="upheld", reasons="台账清楚")
    receipt = stage.exhibit(f"{who}签收.jpg", str(objection))
    stage.do("objection.answer", objection, channel="当面", receipt=receipt)
    after = stage.on(CLOSED)
    after.close(notice)
    after.do("finding.finalise")
    return opened(after, folder / "卷宗.zip", audience)


@pytest.mark.parametrize("audience", ["audit", "parties"])
def test_nobody_outside_learns_who_objected_to_a_finding(
    made_decided: Stage, tmp_path: Path, audience: str
) -> None:
    files = objected(copied(made_decided, tmp_path), OBJECTOR, tmp_path, audience)
    everything = b"".join(files.values())
    assert OBJECTOR.encode() not in everything
    assert b"13812345678" not in everything
    assert {"YY", "FH"} <= {file["record"][:2] for file in manifest(files)["files"]}


def test_that_the_person_concerned_objected_is_told_nowhere_and_takes_nothing_else_out(
    made_decided: Stage, tmp_path: Path
) -> None:
    files = objected(copied(made_decided, tmp_path), "李明", tmp_path, "audit")
    told = manifest(files)
    assert "李明" in page(files, f"{NUMBER}_认定决定书_李明.html")
    assert "李明" in page(files, f"{NUMBER}_调查报告.html")
    for file in told["files"]:
        if file["record"][:2] in ("YY", "FH"):
            content = files[file["path"]].decode()
            assert "李明" not in content.replace("<td>李明</td>", ""), file["path"]
    entries = [json.loads(line) for line in files["日志/日志摘录.jsonl"].decode().splitlines()]
    spoken = [one for one in entries if "李明认为" in json.dumps(one, ensure_ascii=False)]
    assert spoken == []
    kept = (NUMBER, "RD-2026-0001", "JL-2026-0001", "TQ-2026-0001", "JY-2026-0001")
    gone = [item["what"] for item in told["left_out"] if item["record"] in kept]
    assert [what for what in gone if "日志" not in what] == []
