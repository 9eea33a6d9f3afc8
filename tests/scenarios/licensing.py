"""A desk in a technology-transfer office that works by the command line alone, and facts that its stories share."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.calls import Answer, Call

UNIT = "滇中科技大学"
LEADERS = ("周一", "吴二", "郑三", "冯四", "陈五")
OFFICER = "李明"
"""Who looks after the licenses."""
CO_OWNER = "滇西热区作物研究所"
RULE = (
    "第一条 许可由转化中心承办。\n第二条 拟许可事项经校长办公会审议。\n第三条 净收入的百分之六十奖励完成人。"
)
POSTING = {
    "place": "行政楼一楼公示栏",
    "channel": "科技成果转化中心 0871-65123456",
    "office": "科技成果转化中心",
}


@dataclass
class Desk:
    """Someone at the command line: what is called, and what must have come of it."""

    call: Call
    monkeypatch: pytest.MonkeyPatch
    folder: Path
    papers: int = 0

    def on(self, day: str) -> None:
        """Let it be another day."""
        self.monkeypatch.setenv("TTOFFICE_TODAY", day)

    def run(self, *words: object) -> Answer:
        """Call the program; it must succeed."""
        answer = self.call(*words)
        assert answer.code == 0, (words, answer.out, answer.err)
        return answer

    def says(self, *words: object) -> str:
        """Return what a call prints."""
        return self.run(*words).out

    def do(self, action: str, number: str = "", /, **data: Any) -> str:
        """Run an action and return what it came to."""
        subject = [number] if number else []
        given = as_json(data)
        return self.run("do", action, *subject, "--data", given).out.strip()

    def refused(self, action: str, number: str, *codes: str, **data: Any) -> str:
        """Run an action that must be refused for these reasons and no other; return their messages."""
        reasons = self._reasons(action, number, data)
        assert {one["code"] for one in reasons} == set(codes), reasons
        return "\n".join(one["message"] for one in reasons)

    def refused_among(self, action: str, number: str, *codes: str, **data: Any) -> str:
        """Run an action that must be refused for these reasons among others; return all messages."""
        reasons = self._reasons(action, number, data)
        assert {one["code"] for one in reasons} >= set(codes), reasons
        return "\n".join(one["message"] for one in reasons)

    def _reasons(self, action: str, number: str, data: Any) -> list[Any]:
        subject = [number] if number else []
        answer = self.call("do", action, *subject, "--json", "--data", as_json(data))
        assert answer.code == 1, (action, answer.out, answer.err)
        reasons = [one for one in answer.json["reasons"] if not one["warning"]]
        assert all(one["message"] for one in reasons)
        return reasons

    def paper(self, subject: str, name: str, *proves: str) -> str:
        """Attach a paper to a record, say what it proves, and return its number."""
        self.papers += 1
        path = self.folder / f"{self.papers:03}-{name}.txt"
        path.write_text(f"{subject} {name}", encoding="utf-8")
        codes = [word for code in proves for word in ("--proves", code)]
        (attached,) = self.run("attach", subject, path, *codes, "--json").json
        return str(attached["number"])

    def several(self, subject: str, *names: str) -> list[str]:
        """Attach several papers to a record at once, and return their numbers in the same order."""
        paths = []
        for name in names:
            self.papers += 1
            paths.append(self.folder / f"{self.papers:03}-{name}.txt")
            paths[-1].write_text(f"{subject} {name}", encoding="utf-8")
        attached = self.run("attach", subject, *paths, "--json").json if paths else []
        return [str(one["number"]) for one in attached]

    def shown(self, number: str) -> Any:
        """Return a record as it stands."""
        return self.run("show", number, "--json").json

    def listed(self, what: str, *words: object) -> list[Any]:
        """Return the rows of a list."""
        found: list[Any] = self.run("list", what, "--view", "all", *words, "--json").json["records"]
        return found

    def agenda(self) -> set[str]:
        """Return the keys of what is due within thirty days."""
        return {item["key"] for item in self.run("agenda", "--json").json["items"]}

    def sums(self, number: str) -> dict[str, tuple[int, int, str | None]]:
        """Return what is owed under a license, paid and payable by which day, by title; what is only expected left out."""
        rows = self.run("license", "schedule", number, "--json").json["dues"]
        owed = [row for row in rows if row["state"] in ("open", "settled")]
        return {row["title"]: (row["amount_fen"], row["paid_fen"], row["day"]) for row in owed}

    def balance(self, number: str) -> tuple[int, int, int, int, int]:
        """Return what is owed under a license, paid, open, overdue, and what came in and pays nothing, in fen."""
        sums = self.run("license", "schedule", number, "--json").json["balance"]
        return tuple(sums[f"{name}_fen"] for name in ("owed", "paid", "open", "overdue", "free"))

    def due(self, number: str, title: str) -> str:
        """Return the number of a sum due by its title."""
        rows = self.run("license", "schedule", number, "--json").json["dues"]
        return str(next(row["number"] for row in rows if row["title"] == title))

    def letter(self, number: str) -> str:
        """Return what the letter of a reminder says, without the marks of its file."""
        path = self.folder / f"{number}.docx"
        self.run("exhibit", self.shown(number)["proof"][0], "-o", path)
        with zipfile.ZipFile(path) as package:
            return re.sub("<[^>]+>", "", package.read("word/document.xml").decode())

    def receipt(self, number: str, amount: str, *words: str) -> str:
        """Enter a receipt by the plain command; return its number."""
        return self.says("license", "receipt", number, "--amount", amount, *words).split()[0]


def as_json(data: Any) -> str:
    """Return data as it is typed on the command line."""
    return json.dumps(data, ensure_ascii=False)


# --- the office ----------------------------------------------------------------------------------------


def open_office(desk: Desk) -> None:
    """Open an empty office on 2026-05-06: the unit, its leaders and officer, its rule on transfer adopted by June."""
    desk.on("2026-05-06")
    desk.run("init", "--unit", UNIT)
    desk.do(
        "unit.set",
        credit_code="125300004312345672",
        office="科技成果转化中心",
        representative="周一",
        contact_name=OFFICER,
        contact_phone="0871-65123456",
        address="云南省昆明市呈贡区大学城1号",
        bank="中国银行昆明呈贡支行",
        bank_account="135600000001",
    )
    for name in LEADERS:
        desk.do("person.create", name=name, roles=["leader"])
    desk.do("person.create", name=OFFICER, roles=["manager"], department="科技成果转化中心")
    adopt_rule(desk)


def adopt_rule(
    desk: Desk,
    title: str = "科技成果转化管理办法",
    topics: tuple[str, ...] = ("process", "decision", "reward"),
    text: str = RULE,
) -> None:
    """Adopt a rule, usually that on transfer and decisions: consulted, decided, publicised, in force from 1 June."""
    desk.on("2026-05-06")
    rule = desk.do("rule.create", title=title, topics=topics, text=text)
    consulted = {"consulted_from": "2026-05-06", "consulted_until": "2026-05-20", "scope": "全校各部门"}
    desk.on("2026-05-21")
    opinions = [{"opinion": "建议写明奖励比例", "source": "农学院", "answer": "已采纳"}]
    desk.do("rule.consult", rule, **consulted, opinions=opinions)
    decision = decide(desk, f"审议{title}", rule)
    desk.do("rule.decide", rule, decision=decision)
    notice = desk.do("notice.draft", kind="rule", subject=rule, **POSTING)
    desk.do("notice.approve", notice, by="周一", decision=decision)
    desk.do("notice.publish", notice, exhibits=[desk.paper(notice, "张贴")])
    desk.on("2026-05-29")
    close_notice(desk, notice)
    desk.do("rule.effect", rule, effective_on="2026-06-01")


def decide(desk: Desk, title: str, subject: str, day: str = "2026-05-21", **more: Any) -> str:
    """Record a decision of the leaders about a record, taken on a day; return its number."""
    minutes = desk.paper(subject, "校长办公会纪要")
    given = {"title": title, "subject": subject, "body": "校长办公会", "members": LEADERS, **more}
    return desk.do("decision.record", **given, decided_on=day, minutes=minutes)


def withdraw(desk: Desk, person: str, subject: str) -> None:
    """Record that a leader withdraws from a matter."""
    check = {"person": person, "subject": subject, "outcome": "withdrawn", "reasons": "亲属任被许可方监事"}
    desk.do("recusal.record", **check, decided_by="周一")


def close_notice(desk: Desk, notice: str) -> None:
    """Take a notice down, with a photograph, and close it."""
    desk.do("notice.take_down", notice, exhibits=[desk.paper(notice, "撤下")])
    desk.do("notice.close", notice)


# --- before signature ----------------------------------------------------------------------------------


def enter_licensee(desk: Desk, name: str, code: str, industry: str, **figures: Any) -> str:
    """Enter a licensee with the figures it declared and the report on it; return its number."""
    number = desk.do(
        "enterprise.enter",
        name=name,
        credit_code=code,
        industry=industry,
        region="kunming",
        representative="杨帆",
        contact_name="杨帆",
        contact_phone="0871-68001234",
        address="云南省昆明市盘龙区茨坝路2号",
        figures=[{"year": 2025, "source": "被许可方声明", "declared_on": "2026-05-29", **figures}],
    )
    desk.paper(number, "尽职调查报告", "step:due_diligence")
    return number


def patent(number: str, *holders: str) -> dict[str, Any]:
    """Return an invention patent in force that some hold, the own unit first."""
    return {
        "kind": "invention",
        "number": number,
        "applied_on": "2023-01-05",
        "acquired_on": "2024-02-29",
        "expires_on": "2043-01-05",
        "legal_status": "in_force",
        "holders": [{"name": name} for name in (UNIT, *holders)],
    }


def enter_result(desk: Desk, title: str, *rights: dict[str, Any], **more: Any) -> str:
    """Enter a result of two completers with its register extract, and put it on the list; return its number."""
    number = desk.do(
        "result.create",
        title=title,
        result_type="patent",
        brief=f"{title}，已完成中试。",
        secrecy="open",
        completers=[{"name": "王敏", "share": "60"}, {"name": "赵刚", "share": "40"}],
        rights=list(rights),
        fiscal="yes",
        technology_class="applied",
        implemented="no",
        **more,
    )
    desk.paper(number, "专利登记簿副本", "step:ownership")
    desk.do("result.list", number)
    return number


def declare(desk: Desk, number: str, **ties: Any) -> None:
    """Declare the ties, say how the price was found, inform the completers."""
    desk.do(
        "license.declare_ties",
        number,
        **(ties or {"related": "none"}),
        proof=desk.paper(number, "关联关系声明"),
    )
    desk.do(
        "license.price", number, method="协议定价", proof=[desk.paper(number, "询价记录", "step:pricing")]
    )
    desk.do("license.inform", number, proof=desk.paper(number, "告知完成人回执", "step:consent"))


def publish(desk: Desk, number: str) -> str:
    """Draft, approve and publish the price notice today, and record it; return its number."""
    notice = desk.do("notice.draft", kind="price", subject=number, **POSTING)
    desk.do("notice.approve", notice, by="周一")
    desk.do("notice.publish", notice, exhibits=[desk.paper(notice, "张贴")])
    desk.do("license.publish_price", number)
    return notice


def sign(desk: Desk, number: str, effective_on: str) -> str:
    """Write the contract and sign it today; return the version that was signed."""
    path = desk.folder / f"{number}-许可合同.docx"
    version = desk.says("license", "contract", number, "--out", path).split()[0]
    assert path.stat().st_size > 10_000
    signed = {"contract": version, "proof": desk.paper(number, "盖章合同", "step:contract")}
    desk.do("license.sign", number, **signed, effective_on=effective_on)
    return version


# --- registration --------------------------------------------------------------------------------------

REGISTERED = {
    "plan_type": "计划外",
    "tech_field": "农业技术",
    "buyer_industry": "制造业",
    "seller_type": "事业法人—高等院校",
    "buyer_type": "有限责任公司",
}
"""What the registration form asks for beside the records, in the form's own words."""


def register(desk: Desk, number: str, days: tuple[str, str], total: str, *, estimated: bool) -> None:
    """File the registration on one day and get the certificate on another; a filing that lacks something stays here."""
    desk.on(days[0])
    papers = {"contract": desk.paper(number, "合同副本"), "right": desk.paper(number, "专利证书")}
    given = {
        "license": number,
        "kind": "registration",
        "total": total,
        "estimated": estimated,
        "given": REGISTERED,
    }
    filing = desk.do("filing.prepare", **given)
    lacking = ("filing.paper", "filing.estimate") if estimated else ("filing.paper",)
    assert "合同文本" in desk.refused("filing.submit", filing, *lacking)
    if estimated:
        papers["estimate"] = desk.paper(number, "暂估说明")
    desk.do(
        "filing.change", filing, estimate_basis="按前三年预计销售测算" if estimated else "", papers=papers
    )
    desk.do("filing.submit", filing, reference="受理0708")
    desk.on(days[1])
    stated = {"certificate": "2026530100000123", "total": total, "technical": total}
    desk.do("filing.certify", filing, **stated, proof=desk.paper(filing, "登记证明", "step:registration"))
    assert desk.shown(number)["registered_on"] == days[1]


def record(desk: Desk, number: str, day: str) -> None:
    """Record the license with the patent office on a day."""
    desk.on(day)
    names = {
        "form": "备案申请表",
        "contract": "合同原件",
        "identity": "双方身份证明",
        "mandate": "共同委托书",
    }
    papers = {key: desk.paper(number, name) for key, name in names.items()}
    filing = desk.do("filing.prepare", license=number, kind="recordal", papers=papers)
    desk.do("filing.submit", filing)
    desk.do("filing.certify", filing, certificate="X2026530000099", proof=desk.paper(filing, "备案通知书"))


# --- performance ---------------------------------------------------------------------------------------


def demand(desk: Desk, number: str, sent: str, arrived: str) -> str:
    """Send a demand by express letter, and prove its arrival; return its number."""
    desk.on(sent)
    letter = desk.do("reminder.send", license=number, channel="express", rung="demand")
    desk.on(arrived)
    desk.do("reminder.confirm_delivery", letter, delivered_on=arrived, proof=[desk.paper(number, "妥投证明")])
    return letter


def reward(
    desk: Desk, number: str, receipt: str, days: tuple[str, str], without: str = "", **more: Any
) -> Any:
    """Distribute a receipt: drafted and publicised on one day, decided and paid on another; return it as it stands.

    `without` names a leader who withdraws.
    """
    desk.on(days[0])
    award = desk.do("award.draft", license=number, receipts=[receipt], **more)
    desk.do("award.publicise", award, place="行政楼一楼公示栏")
    desk.refused("award.close_publicity", award, "award.publicity_runs")
    desk.on(days[1])
    desk.do("award.close_publicity", award)
    if without:
        withdraw(desk, without, award)
    decision = decide(desk, "审议奖励分配方案", award, days[1], text="同意分配方案。")
    desk.do("award.decide", award, decision=decision)
    desk.do("award.pay", award, reference="工资系统")
    return desk.shown(award)


# --- the end -------------------------------------------------------------------------------------------


def close_the_books(desk: Desk, number: str, total_fen: int) -> None:
    """Check that the money adds up, that every proof is there, and that books and dossier hold."""
    assert desk.balance(number) == (total_fen, total_fen, 0, 0, 0)
    ready = desk.run("license", "readiness", number, "--json").json
    assert ready["there"] == ready["asked"], ready
    books = desk.folder / "应收账款.xlsx"
    desk.run("export", "receivables", books)
    assert _sum_of(books, number) == total_fen
    dossier = desk.folder / "卷宗.zip"
    desk.run("dossier", number, "-o", dossier)
    assert verified(dossier, desk.folder / "卷宗")
    desk.run("verify")


def _sum_of(books: Path, number: str) -> int:
    """Return what the workbook of receivables has as paid under a license, in fen."""
    sheet = openpyxl.load_workbook(books, read_only=True).worksheets[0]
    rows = [row for row in sheet.iter_rows(values_only=True) if number in row]
    owed, paid = (int(Decimal(str(row[place])) * 100) for row in rows for place in (3, 4))
    assert owed == paid
    return paid


def verified(dossier: Path, folder: Path) -> bool:
    """Unpack a dossier and let the verifier in it look at it, with nothing but Python."""
    with zipfile.ZipFile(dossier) as package:
        package.extractall(folder)
    verifier = next(folder.rglob("校验.py"))
    words = [sys.executable, "-I", "-S", str(verifier)]
    return subprocess.run(words, capture_output=True, check=False, timeout=60).returncode == 0
