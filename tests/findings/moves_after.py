"""Moves from the report on: decision, publicity, objections and reviews, effects; and what changes around a case."""

from __future__ import annotations

from collections.abc import Iterator

from tests.findings.moving import OTHER_TEXT, TEXT, Move, bad, good
from tests.findings.scene import BODY, DAY, REVIEWERS, Scene

# --- report and decision ---------------------------------------------------------------------------------


def deciding(scene: Scene) -> Iterator[Move]:
    """Report, decisions of every kind about it, going back and on."""
    number, paper = scene.number, scene.paper(4)
    yield good("report", "finding.report", number, report="调查报告全文", text=TEXT, paper=paper)
    yield good("report as drafted", "finding.report", number, paper=paper)
    yield good("report unsigned", "finding.report", number, report="调查报告全文", text=TEXT)
    yield bad(
        "report too early", "finding.report", number, report="全文", text=TEXT, paper=paper, on="2026-04-01"
    )
    yield good("send back", "finding.send_back", number, reason="补充调查")
    yield bad("send back without reason", "finding.send_back", number)
    text = scene.finding["text"] if scene.finding and scene.finding["text"] else TEXT
    item = {
        "title": "审议认定结论", "subject": number, "body": "校长办公会", "members": scene.persons(*BODY),
        "decided_on": scene.today.isoformat(), "minutes": paper, "text": text,
    }  # fmt: skip
    yield good("vote", "decision.record", **item)
    yield good("vote on another text", "decision.record", **{**item, "text": OTHER_TEXT})
    yield good("vote it down", "decision.record", **item, against=scene.persons(*BODY[:3]))
    yield good("vote about another matter", "decision.record", **{**item, "subject": scene.prepared.license})
    yield good("vote before the report", "decision.record", **{**item, "decided_on": "2026-05-06"})
    yield bad("vote below quorum", "decision.record", **item, absent=scene.persons(*BODY[:2]))
    yield bad("vote without minutes", "decision.record", **{**item, "minutes": ""})
    yield bad("vote with kin", "decision.record", **{**item, "members": scene.persons(*BODY, "冯涛")})
    yield bad(
        "vote with the person concerned",
        "decision.record",
        **{**item, "members": scene.persons(*BODY, "赵敏")},
    )
    adopted = scene.newest("decision", state="adopted")
    yield good("decide", "finding.decide", number, decision=adopted)
    oldest = next((row["number"] for row in scene.of("decision")), adopted)
    yield good("decide by an older one", "finding.decide", number, decision=oldest)
    for name, found in (
        ("a rejected one", scene.newest("decision", state="rejected")),
        ("one about another matter", scene.newest("decision", of=scene.prepared.license)),
    ):
        yield bad(f"decide by {name}", "finding.decide", number, decision=found)
    yield good("correct the decision", "decision.correct", adopted, why="文字有误", text=OTHER_TEXT)
    prepared = scene.newest("decision", state="prepared")
    yield good("vote on the correction", "decision.decide", prepared, minutes=paper)
    review = _last_review(scene)
    yield good("revisit", "finding.revisit", number, review=review, reason="复核变更")
    yield bad("revisit without reason", "finding.revisit", number, review=review)
    yield good("revisit by itself", "finding.revisit", number, reason="自行调整")
    yield good("finalise", "finding.finalise", number)
    yield bad("finalise early", "finding.finalise", number, on="2026-05-06")
    yield bad("finalise tomorrow", "finding.finalise", number, on=(scene.today + DAY).isoformat())


def _last_review(scene: Scene) -> str:
    notices = {row["number"] for row in scene.of("notice")}
    found = [row["number"] for row in scene.books.table("review").values() if row["subject"] in notices]
    return found[-1] if found else "FH-2026-0099"


# --- publicity -----------------------------------------------------------------------------------------


def publicity(scene: Scene) -> Iterator[Move]:
    """The notice and its rounds."""
    notice, paper = scene.notice, scene.paper(5)
    form = {"place": "行政楼公示栏", "office": "科技处", "channel": "电话 0871-65920000"}
    about = {"kind": "finding", "subject": scene.number, **form}
    yield good("draft the notice", "notice.draft", **about)
    yield good("draft a notice of another text", "notice.draft", **about, text=OTHER_TEXT)
    yield good("draft a notice for one day", "notice.draft", **about, period="1d")
    yield good("draft a notice for everybody", "notice.draft", **about, scope="public")
    yield good("draft anew", "notice.edit", notice, redraft=True)
    yield good("write another text", "notice.edit", notice, text=OTHER_TEXT)
    yield good("approve", "notice.approve", notice)
    yield bad("approve too early", "notice.approve", notice, on="2026-05-05")
    yield good("publish", "notice.publish", notice, exhibits=[paper])
    yield good("publish without photo", "notice.publish", notice)
    yield bad("publish tomorrow", "notice.publish", notice, on=(scene.today + DAY).isoformat())
    yield good("take down", "notice.take_down", notice, exhibits=[paper])
    yield good("close", "notice.close", notice)
    yield bad("close tomorrow", "notice.close", notice, on=(scene.today + DAY).isoformat())
    yield good("withdraw the notice", "notice.withdraw", notice, reason="文字有误")
    yield good("next round", "notice.restart", notice, reason="重新公示", redraft=True)
    yield good("next round with the old text", "notice.restart", notice, reason="重新公示")


def objecting(scene: Scene) -> Iterator[Move]:
    """Objections, their review by others, feedback."""
    notice, paper = scene.notice, scene.paper(6)
    yield good("object", "objection.receive", notice, anonymous=True, channel="来信", content="认为程序有误")
    shen = {"objector": "沈洁", "person": scene.person("沈洁")}
    yield good(
        "a reviewer objects", "objection.receive", notice, **shen, channel="来信", content="不同意结论"
    )
    against = {
        "anonymous": True,
        "channel": "来信",
        "content": "不服复核结果",
        "against": _last_review(scene),
    }
    yield good("object to the review", "objection.receive", notice, **against)
    objections = [row for row in scene.books.table("objection").values() if row["subject"] == notice]
    newest = objections[-1]["number"] if objections else "YY-2026-0099"
    yield good("accept late", "objection.decide_late", newest, accept=True, reason="有新事实")
    yield good("refuse late", "objection.decide_late", newest, accept=False, reason="逾期")
    yield bad("refuse late without reason", "objection.decide_late", newest, accept=False)
    yield good("answer", "objection.answer", newest, channel="书面", receipt=paper)
    yield bad("answer without receipt", "objection.answer", newest, channel="书面")
    yield good("take the objection back", "objection.withdraw", newest, exhibit=paper)
    yield bad("take back without paper", "objection.withdraw", newest)
    yield good("open a review", "review.open", notice, panel=scene.persons(*REVIEWERS))
    yield good("open a review by others", "review.open", notice, panel=scene.persons("朱琳", "何静"))
    yield bad("review by the panel", "review.open", notice, panel=scene.persons("周正", *REVIEWERS[:2]))
    yield bad("review by voters", "review.open", notice, panel=scene.persons("陈静", *REVIEWERS[:2]))
    yield bad("review by kin", "review.open", notice, panel=scene.persons("冯涛", *REVIEWERS[:2]))
    review = _last_review(scene)
    yield good(
        "change the reviewers",
        "review.change_panel",
        review,
        panel=scene.persons("朱琳", "杨帆"),
        reason="回避",
    )
    yield bad(
        "change the reviewers to voters",
        "review.change_panel",
        review,
        panel=scene.persons("陈静"),
        reason="换",
    )
    yield good("find", "review.find", review, question="程序", found="已核", exhibits=[paper])
    yield bad("find without exhibit", "review.find", review, question="程序", found="已核")
    for outcome in ("upheld", "changed", "revoked"):
        yield good(f"review {outcome}", "review.decide", review, outcome=outcome, reasons="经复核")
    yield bad("review without reasons", "review.decide", review, outcome="upheld")


# --- effects -------------------------------------------------------------------------------------------


def effects(scene: Scene) -> Iterator[Move]:
    """What follows, the archive, reopening."""
    number, paper, who = scene.number, scene.paper(7), scene.person("赵敏")
    yield good(
        "serve", "finding.record_effect", number, kind="service", person=who, recipient="赵敏", proof=[paper]
    )
    for kind in ("personnel", "discipline", "audit"):
        yield good(f"tell {kind}", "finding.record_effect", number, kind=kind, recipient=kind, proof=[paper])
    yield good(
        "refer",
        "finding.record_effect",
        number,
        kind="referral",
        person=who,
        recipient="驻校纪检组",
        proof=[paper],
    )
    yield bad(
        "put right what was not to be",
        "finding.record_effect",
        number,
        kind="correction",
        person=who,
        what="已补签",
        proof=[paper],
    )
    yield good(
        "relied on",
        "finding.record_effect",
        number,
        kind="reliance",
        recipient="省审计厅",
        what="审计",
        proof=[paper],
    )
    yield bad(
        "serve without receipt", "finding.record_effect", number, kind="service", person=who, recipient="赵敏"
    )
    yield bad(
        "serve too early", "finding.record_effect", number, kind="service", person=who, recipient="赵敏",
        proof=[paper], done_on="2026-05-05",
    )  # fmt: skip
    code = "a" * 64
    if scene.finding is not None:
        made = {"number": number, "code": code, "files": 9}
        yield good("make the dossier", "dossier.make", **made, audience="internal")
    yield good("archive", "finding.archive", number, code=code)
    yield bad("archive under another code", "finding.archive", number, code="b" * 64)
    yield good("certify", "finding.certify", number, person=who, recipient="省审计厅", what="审计")
    yield bad(
        "certify for nobody",
        "finding.certify",
        number,
        person=scene.person("沈洁"),
        recipient="省审计厅",
        what="审计",
    )
    facts = {"new_facts": "发现新证据", "proof": [paper], "applicant": who}
    yield good("reopen", "finding.reopen", number, **facts)
    yield bad("reopen without facts", "finding.reopen", number, **{**facts, "new_facts": ""})
    yield bad("reopen without proof", "finding.reopen", number, **{**facts, "proof": []})


def around(scene: Scene) -> Iterator[Move]:
    """What changes around a case while it goes on: settings of the unit, its rule, clocks, people."""
    today = scene.today.isoformat()
    for code, value in (("quorum", "1/1"), ("finding_publicity", "10wd"), ("smallest_panel", "4")):
        yield good(
            f"set {code}", "policy.set", code=code, value=value, effective_from=today, source="校办文件"
        )
    rule = scene.prepared.rule
    yield good("end the rule", "rule.supersede", rule, ended_on=today, reason="停止执行")
    for matter in ("investigation", "finding_publicity"):
        running = [
            row["number"]
            for row in scene.books.table("deadline").values()
            if row["matter"] == matter and row["subject"] in (scene.number, scene.notice)
        ]
        number = running[-1] if running else "QX-2026-0099"
        yield good(f"stop the clock of {matter}", "deadline.stop", number, reason="等待材料")
        yield good(f"let the clock of {matter} run", "deadline.resume", number, reason="材料到齐")
        yield good(f"void the clock of {matter}", "deadline.void", number, reason="误设")
        yield good(f"finish the clock of {matter}", "deadline.finish", number)
    yield good("a member leaves the unit", "person.leave", scene.person("周正"))


def waiting(scene: Scene) -> Iterator[Move]:
    """Days go by; who sets the day back works on an earlier one."""
    yield Move("the next day", days=1)
    yield Move("ten days on", days=10)
    yield Move("three days back", days=-3)
