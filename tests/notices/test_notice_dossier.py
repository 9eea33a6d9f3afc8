from __future__ import annotations

import json
import zipfile
from pathlib import Path

from tests.notices.acts import do, exhibit, person, published, result
from tests.offices import problems
from ttoffice.action import Office
from ttoffice.evidence.dossier import verifier
from ttoffice.evidence.dossier.making import make_dossier

OBJECTOR, CONTACT = "欧阳锋", "13812345678"


def settled_case(office: Office, folder: Path) -> str:
    """Bring a price notice through an objection, its review and the feedback; return the result's number."""
    number = result(office)
    notice = published(office, subject=number)
    do(office, "notice.prove_posting", notice, exhibits=[exhibit(office, folder, notice, "张贴.jpg")])
    letter = {"objector": OBJECTOR, "contact": CONTACT, "channel": "来信"}
    objected = {"passage": "拟交易价格", "content": "价格偏低"}
    objection = str(do(office, "objection.receive", notice, **letter, **objected))
    exhibit(office, folder, objection, f"{OBJECTOR}来信.pdf")
    panel = [person(office, name) for name in ("赵一", "钱二", "孙三")]
    review = str(do(office, "review.open", notice, objections=[objection], panel=panel))
    proof = exhibit(office, folder, review, "询价.pdf")
    do(office, "review.find", review, question="价格是否合理", found="有询价记录佐证", exhibits=[proof])
    do(office, "review.decide", review, outcome="upheld", reasons="询价记录可证价格合理。")
    receipt = exhibit(office, folder, objection, "回执.pdf")
    do(office, "objection.answer", objection, channel="当面送达", receipt=receipt)
    return number


def test_a_dossier_holds_the_whole_publicity_and_names_the_objector_to_nobody_else(
    office: Office, tmp_path: Path
) -> None:
    number = settled_case(office, tmp_path)
    held = {}
    for audience in ("internal", "audit", "parties"):
        path = make_dossier(office, number, tmp_path / f"{audience}.zip", audience=audience).path
        assert verifier.check(str(path)).findings == []
        held[audience] = path.read_bytes()
        with zipfile.ZipFile(path) as archive:
            names = "\n".join(archive.namelist())
            left = json.loads(archive.read("manifest.json"))["left_out"]
            proofs = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".csv")]
        for word in (
            "公示公告.html",
            "异议处理结果反馈书.html",
            "异议复核报告.html",
            "GS-2026",
            "YY-2026",
            "FH-2026",
            "QX-2026",
        ):
            assert word in names, (audience, word)
        assert any("2026-06-16,是," in text and "weekend" not in text for text in proofs)
        assert ("来信.pdf" in names) == (audience == "internal")
        assert bool(left) == (audience != "internal")
    for text in (OBJECTOR, CONTACT):
        for audience in ("audit", "parties"):
            for form in (text.encode(), text.encode("gb18030"), json.dumps(text).strip('"').encode()):
                assert form not in held[audience]
    assert problems(office) == ()
