"""The office in which the stories of findings happen: rules in force, people, and two licenses with what became of them.

It is made once by the command line and copied for each story. By 10 October 2026:

* the rule on transfer and the rule on exemption are in force since 1 June (exemption Art. 5, 11);
* COFFEE was licensed for a low royalty after appraisal, by a vote without a voice against, its price publicised;
* ROOT was licensed for stages against the recorded opinion of one leader; the first stage was never paid, was
  reminded of, demanded and talked about, the license was terminated, and the licensee is bankrupt.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import time
from functools import cache
from pathlib import Path

import pytest

from tests.cli.calls import Answer, Call
from tests.scenarios import licensing
from tests.scenarios.licensing import Desk
from ttoffice.cli import main
from ttoffice.rulebook.reading import read_rulebook

COFFEE, ROOT = "XK-2026-0001", "XK-2026-0002"
COFFEE_TITLE, ROOT_TITLE = "咖啡果皮低温干燥方法", "三七皂苷低温提取方法"
COFFEE_LICENSEE, ROOT_LICENSEE = "云南云岭咖啡科技有限公司", "云南滇玉生物制药有限公司"
DISSENTER = "冯四"
DISSENT = "被许可方成立不满一年，应先核查偿付能力，不宜采用后付费方式。"
RULE = (
    "第一条 认定由科技处受理，调查组调查。\n第二条 认定结论由尽职免责认定委员会集体审议。\n"
    "第三条 认定结论在校内公示，异议由未参加调查的人员复核。"
)
PANEL = {"林岚": "审计处", "唐正": "纪检监察室", "宋理": "法律事务室", "何科": "科学技术处"}
COMMITTEE = ("高远", "石坚", "方圆", "温良", "沈静")
"""Who decides about findings."""
REVIEWERS = ("江平", "陆明", "丁一")
RESEARCHER = "王敏"
"""A completer of both results."""
ENTERPRISES = {
    COFFEE_LICENSEE: ("91530102MA7KPQ3R86", {"employees": 85, "revenue_fen": 1_200_000_000}),
    ROOT_LICENSEE: ("91530402MA6N5T3P0F", {"employees": 42, "revenue_fen": 500_000_000}),
}

READ_ONCE = cache(read_rulebook)
"""Each call of the command line reads the rulebook; here the first does."""


def make(root: Path) -> None:
    """Make the office in an empty home."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TTOFFICE_OPERATOR", licensing.OFFICER)
        patch.setenv("TTOFFICE_HOME", str(root / "home"))
        patch.setattr("ttoffice.rulebook.read_rulebook", READ_ONCE)
        papers = root / "papers"
        papers.mkdir(parents=True)
        desk = Desk(called, patch, papers)
        licensing.open_office(desk)
        licensing.adopt_rule(desk, "科技成果转化尽职免责实施办法", ("exemption",), RULE)
        for name, department in {**PANEL, **dict.fromkeys((*COMMITTEE, *REVIEWERS), "各部门")}.items():
            desk.do("person.create", name=name, roles=["manager"], department=department)
        desk.do("person.create", name=RESEARCHER, roles=["researcher"], department="农学院")
        license_coffee(desk)
        license_root(desk)
        fail(desk)


def called(*words: object) -> Answer:
    """Call the command line in this process, outside of any test."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _stream in range(2))
    code: object = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main([str(word) for word in words])
        except SystemExit as ended:
            code = ended.code
    told = [stream.seek(0) or stream.read() for stream in (out, err)]
    return Answer(code if isinstance(code, int) else -1, *map(str, told))


def license_coffee(desk: Desk) -> None:
    """License the first result by an agreed price without valuation: appraised, publicised, decided by all."""
    desk.on("2026-06-01")
    result = licensing.enter_result(
        desk, COFFEE_TITLE, licensing.patent("ZL202310000001.5"), license_kind="ordinary"
    )
    enter(desk, COFFEE_LICENSEE)
    number = desk.says(
        "license", "draft", "--result", result, "--licensee", COFFEE_LICENSEE, "--responsible",
        licensing.OFFICER, "--until", "2031-06-30", "--territory", "云南省", "--field", "咖啡加工",
        "--threshold", "0", "--royalty", "2%", "--base", "净销售额", "--base-note", "开票金额扣除退货",
        "--period", "half_year", "--report-days", "30", "--payment-days", "30", "--royalty-from", "2026-07-01",
        "--royalty-until", "2031-06-30", "--late-rate", "万分之三",
    ).strip()  # fmt: skip
    assert number == COFFEE
    sign(desk, number, ())


def license_root(desk: Desk) -> None:
    """License the second result for stages, one leader against it."""
    desk.on("2026-06-01")
    result = licensing.enter_result(
        desk, ROOT_TITLE, licensing.patent("ZL202310000002.X"), license_kind="ordinary"
    )
    enter(desk, ROOT_LICENSEE)
    number = desk.says(
        "license", "draft", "--result", result, "--licensee", ROOT_LICENSEE, "--responsible", licensing.OFFICER,
        "--until", "2030-06-30", "--territory", "云南省", "--field", "中药提取", "--threshold", "0",
        "--total", "60万元", "--stage", "2026-07-15=50%,10日", "--stage", "2027-07-15=50%,30日",
        "--late-rate", "万分之五",
    ).strip()  # fmt: skip
    assert number == ROOT
    sign(desk, number, (DISSENTER,))


def enter(desk: Desk, name: str) -> None:
    """Enter a licensee."""
    code, figures = ENTERPRISES[name]
    licensing.enter_licensee(desk, name, code, "industry", **figures, assets_fen=900_000_000)


def sign(desk: Desk, number: str, against: tuple[str, ...]) -> None:
    """Go through the whole procedure and begin: publicised on 1 June, decided on the 17th, in force on 1 July."""
    desk.do("license.negotiate", number)
    licensing.declare(desk, number)
    desk.paper(number, "专家论证意见", "circumstance:7(2)")
    notice = licensing.publish(desk, number)
    desk.on("2026-06-17")
    licensing.close_notice(desk, notice)
    voices = [{"person": name, "wording": DISSENT} for name in against]
    title = f"关于{desk.shown(number)['title']}的议题"
    meeting = {"text": "同意按所附条款许可，不进行资产评估。", "against": against, "dissents": voices}
    licensing.decide(desk, title, number, "2026-06-17", **meeting)
    desk.do("license.decide", number)
    desk.on("2026-06-22")
    version = desk.do("contract.draft", number)
    signed = {"contract": version, "proof": desk.paper(number, "盖章合同", "step:contract")}
    desk.do("license.sign", number, **signed, effective_on="2026-07-01")
    desk.on("2026-07-01")
    desk.do("license.begin", number)


def fail(desk: Desk) -> None:
    """The first stage is never paid: reminded, demanded, talked about, terminated; the licensee goes bankrupt."""
    (due,) = [title for title, sums in desk.sums(ROOT).items() if sums[2] == "2026-07-27"]
    desk.on("2026-07-29")
    desk.do("reminder.send", license=ROOT, channel="email")
    licensing.demand(desk, ROOT, "2026-08-12", "2026-08-14")
    desk.on("2026-08-20")
    visit = "到厂走访，产线停工，负责人承认无力付款。"
    seen = [desk.paper(ROOT, "走访记录")]
    desk.do("mitigation.record", license=ROOT, kind="site_visit", what=visit, proof=seen)
    desk.on("2026-09-16")
    decision = licensing.decide(
        desk, "关于解除许可合同的议题", ROOT, "2026-09-16", text="同意解除，追索欠款。"
    )
    breach = {"breach": f"{due}经催告三十日仍未支付", "clause": "第十八条"}
    notice = desk.do("reminder.send", license=ROOT, channel="express", rung="termination", **breach)
    desk.on("2026-09-18")
    arrived = [desk.paper(ROOT, "解除通知妥投证明")]
    desk.do("reminder.confirm_delivery", notice, delivered_on="2026-09-18", proof=arrived)
    ground = {"ground": "nonpayment", "reason": "经催告三十日仍未支付首期款"}
    desk.do("license.terminate", ROOT, **ground, notice=notice, decision=decision)
    desk.on("2026-10-09")
    licensee = desk.shown(ROOT)["licensee"]
    end = {"state": "bankrupt", "on": "2026-09-28", "source": "法院公告（2026）云01破12号"}
    desk.do("enterprise.close", licensee, **end)


# --- one office for all stories of a run -----------------------------------------------------------------


@pytest.fixture(scope="session")
def finding_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the office, made once a run: the other workers wait for the one that makes it."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    base = tmp_path_factory.getbasetemp()
    root = (base if alone else base.parent) / "finding-office"
    try:
        root.mkdir()
    except FileExistsError:
        _wait_for(root / "ready")
    else:
        make(root)
        (root / "ready").touch()
    return root / "home"


def _wait_for(path: Path) -> None:
    for _try in range(1200):
        if path.exists():
            return
        time.sleep(0.1)
    raise TimeoutError(f"{path} was not made")


@pytest.fixture
def desk(
    finding_office: Path,
    call: Call,
    home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:
    """Someone at the command line in a copy of the office."""
    monkeypatch.setattr("ttoffice.rulebook.read_rulebook", READ_ONCE)
    shutil.copytree(finding_office, home, dirs_exist_ok=True)
    papers = tmp_path / "papers"
    papers.mkdir()
    return Desk(call, monkeypatch, papers)
