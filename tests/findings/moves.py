"""Every verb about findings with a bounded set of inputs: one that is good, and several that must be refused.

A move is made for the newest finding as it stands; where there is nothing to act on it names a number nobody has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.findings.scene import BODY, CONCERNED, DAY, PANEL, REVIEWERS, SECOND_PANEL, Scene

TEXT = "经调查，赵敏在本次成果许可决策中勤勉尽责，依据有关规定予以免责。"
OTHER_TEXT = "经调查，另作结论。"


@dataclass(frozen=True)
class Move:
    """One action with its input.

    Attributes:
        name: what it is, the same in every state.
        bad: whether it must be refused in every state, whatever stands.
        days: so many days go by instead of an action.
    """

    name: str
    verb: str = ""
    subject: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    bad: bool = False
    days: int = 0


def moves(scene: Scene) -> Iterator[Move]:
    """Yield every move there is in a scene."""
    for part in (
        opening,
        panels,
        hearings,
        matrices,
        deciding,
        publicity,
        objecting,
        effects,
        around,
        waiting,
    ):
        yield from part(scene)


def good(name: str, verb: str, subject: str | None = None, /, **data: Any) -> Move:
    """Return a move that is right in some state."""
    return Move(name, verb, subject, data)


def bad(name: str, verb: str, subject: str | None = None, /, **data: Any) -> Move:
    """Return a move that is right in no state."""
    return Move(name, verb, subject, data, bad=True)


# --- opening -------------------------------------------------------------------------------------------


def case(scene: Scene, **more: Any) -> dict[str, Any]:
    """Return the input of a new case about a leader."""
    return {
        "title": "咖啡脱胶工艺许可损失",
        "origin": "application",
        "applicant": scene.person("赵敏"),
        "lead": "申请尽职免责认定",
        "application": [scene.paper(0)],
        "subject": scene.prepared.license,
        "matter_kind": "license",
        "matter_text": "2025年12月许可企业使用",
        "loss_fen": "30万元",
        "loss": "许可费未能收回",
        "cause": "企业停业",
        "parties": [{"person": scene.person("赵敏"), "roles": ["leader"], "post": "副校长"}],
        **more,
    }


def opening(scene: Scene) -> Iterator[Move]:
    """Application, acceptance, refusal, withdrawal."""
    number, paper = scene.number, scene.paper(1)
    tomorrow = (scene.today + DAY).isoformat()
    if scene.finding is None:
        yield good("open", "finding.open", **case(scene))
        yield good("open as a lead", "finding.open", **case(scene, origin="audit", applicant="省审计厅"))
    elif len(scene.books.table("finding")) == 1:
        yield good("open the same case again", "finding.open", **case(scene))
    yield bad("open about nobody known", "finding.open", **case(scene, parties=[{"person": "RY-2020-0001"}]))
    yield bad("open tomorrow", "finding.open", **case(scene, received_on=tomorrow))
    yield good("edit the loss", "finding.edit", number, loss="许可费及利息未能收回")
    yield good("edit the cause", "finding.edit", number, cause="企业破产")
    yield good(
        "edit parties",
        "finding.edit",
        number,
        parties=[{"person": scene.person("钱伟"), "roles": ["manager"]}],
    )
    both = [("赵敏", "leader"), ("钱伟", "manager")]
    more = [{"person": scene.person(name), "roles": [role]} for name, role in both]
    yield good("add a party", "finding.edit", number, parties=more)
    yield good("a member applies", "finding.edit", number, applicant=scene.person("吴岚"))
    yield good("accept", "finding.accept", number, reasons="符合受理条件", paper=paper)
    yield bad("accept without reasons", "finding.accept", number, paper=paper)
    yield bad("accept without paper", "finding.accept", number, reasons="符合受理条件")
    yield bad("accept with no such paper", "finding.accept", number, reasons="符合", paper="ZJ-2026-0999")
    yield bad("accept before it came", "finding.accept", number, reasons="符合", paper=paper, on="2026-04-01")
    yield bad("accept tomorrow", "finding.accept", number, reasons="符合", paper=paper, on=tomorrow)
    yield good("refuse", "finding.refuse", number, reasons="不属于适用范围", paper=paper)
    yield bad("refuse without reasons", "finding.refuse", number, paper=paper)
    yield bad("refuse without paper", "finding.refuse", number, reasons="不属于适用范围")
    yield good("withdraw", "finding.withdraw", number, reason="申请人撤回", paper=paper)
    yield bad("withdraw without paper", "finding.withdraw", number, reason="申请人撤回")
    yield bad("withdraw without reason", "finding.withdraw", number, paper=paper)


# --- panel and plan ------------------------------------------------------------------------------------


def checks(scene: Scene) -> Iterator[Move]:
    """Recusal checks about the finding, and a tie that is declared in the middle of it."""
    for name in (*PANEL, *SECOND_PANEL):
        yield good(
            f"check {name}",
            "recusal.record",
            person=scene.person(name),
            subject=scene.number,
            outcome="none_found",
        )
    yield good(
        "a member withdraws", "recusal.record", person=scene.person("吴岚"), subject=scene.number,
        outcome="withdrawn", reasons="与当事人有利害关系",
    )  # fmt: skip
    yield good(
        "a body decides about a member", "recusal.record", person=scene.person("吴岚"), subject=scene.number,
        outcome="decided_none", reasons="亲属关系较远，不影响公正", decided_by="校长办公会",
    )  # fmt: skip
    kin = {"kind": "kin", "person": scene.person("赵敏"), "relation": "表亲"}
    yield good("a member declares kin", "person.declare", scene.person("吴岚"), ties=[kin])
    yield good("a voter declares kin", "person.declare", scene.person("陈静"), ties=[kin])
    yield good("a reviewer declares kin", "person.declare", scene.person("韩雪"), ties=[kin])


def panels(scene: Scene) -> Iterator[Move]:
    """The panel and its changes, the plan, the extension."""
    number, seats = scene.number, scene.seats
    yield from checks(scene)
    yield good("form the panel", "finding.form_panel", number, members=seats(*PANEL))
    wrong = {
        "two": seats(*PANEL[:2]),
        "without lead": seats(*PANEL, lead=0),
        "two leads": seats(*PANEL, lead=2),
        "with kin": seats(*PANEL[:2], "冯涛"),
        "with the person concerned": seats(*PANEL[:2], "赵敏"),
        "with an author": seats(*PANEL[:2], "孙丽"),
        "with a shareholder": seats(*PANEL[:2], "秦朗"),
        "unchecked": seats(*PANEL[:2], "沈洁"),
        "unqualified": [{**one, "qualification": ""} for one in seats(*PANEL)],
    }
    for name, members in wrong.items():
        yield bad(f"form a panel {name}", "finding.form_panel", number, members=members)
        yield bad(f"change to a panel {name}", "finding.change_panel", number, members=members, reason="调整")
    other = seats("周正", "王芳", "郑毅")
    yield good("change the panel", "finding.change_panel", number, members=other, reason="成员回避")
    second = seats(*SECOND_PANEL)
    yield good("change the whole panel", "finding.change_panel", number, members=second, reason="重新调查")
    yield bad("change the panel without reason", "finding.change_panel", number, members=other)
    sides = [{"side": "acquirer", "who": "云南某某咖啡有限公司"}]
    yield good("begin", "finding.begin", number, plan="查阅资料，听取各方意见", sides=sides)
    yield bad("begin without plan", "finding.begin", number, sides=sides)
    yield bad("begin too early", "finding.begin", number, plan="查阅资料", sides=sides, on="2026-04-01")
    yield good(
        "change the plan", "finding.change_plan", number, plan="增加现场核查", sides=sides, reason="需要"
    )
    yield bad("change the plan without reason", "finding.change_plan", number, plan="再查", sides=sides)
    yield good("extend", "finding.extend", number, reason="案情复杂", paper=scene.paper(2))
    yield bad("extend without paper", "finding.extend", number, reason="案情复杂")
    yield bad("extend without reason", "finding.extend", number, paper=scene.paper(2))


# --- hearings and inquiries ------------------------------------------------------------------------------


def hearings(scene: Scene) -> Iterator[Move]:
    """Whoever is heard, or was invited and did not come; what was asked for."""
    number, paper = scene.number, scene.paper(3)
    by = scene.persons("周正", "郑毅")
    own = {"side": "concerned", "person": scene.person(CONCERNED["leader"]), "content": "陈述与申辩"}
    yield good("hear the person concerned", "hearing.record", number, **own, interviewers=by, place="会议室")
    yield bad(
        "hear tomorrow",
        "hearing.record",
        number,
        **own,
        interviewers=by,
        held_on=(scene.today + DAY).isoformat(),
    )
    yield bad("hear before it began", "hearing.record", number, **own, interviewers=by, held_on="2026-04-01")
    yield bad("hear by others", "hearing.record", number, **own, interviewers=scene.persons("沈洁", "韩雪"))
    yield bad("hear without content", "hearing.record", number, **{**own, "content": ""}, interviewers=by)
    for side in ("concerned", "acquirer"):
        hearing = scene.newest("hearing", state="recorded", side=side)
        yield good(f"confirm {side}", "hearing.confirm", hearing, confirmation=paper)
        yield bad(f"confirm {side} unsigned", "hearing.confirm", hearing)
        yield bad(
            f"confirm {side} too early", "hearing.confirm", hearing, confirmation=paper, on="2026-04-01"
        )
    other = {"side": "acquirer", "name": "云南某某咖啡有限公司"}
    yield good(
        "hear the other side", "hearing.record", number, **other, content="说明经营情况", interviewers=by
    )
    expert = {"side": "expert", "person": scene.person("郑毅"), "content": "专业意见", "interviewers": by[:1]}
    yield bad("hear a member as an expert", "hearing.record", number, **expert)
    voter = {"side": "decider", "person": scene.person("褚亮"), "content": "当时的决策", "interviewers": by}
    yield good("hear a voter", "hearing.record", number, **voter)
    heard = scene.newest("hearing", state="recorded", side="decider")
    yield good("confirm decider", "hearing.confirm", heard, confirmation=paper)
    invited = {"invited_on": scene.today.isoformat(), "invitation": paper}
    yield good("other side absent", "hearing.absent", number, **other, **invited, absence="未到场")
    yield bad("absent without invitation", "hearing.absent", number, **other, absence="未到场")
    yield bad("absent without why", "hearing.absent", number, **other, **invited)
    yield good("ask", "inquiry.ask", number, title="经营账目", asked_of="云南某某咖啡有限公司", paper=paper)
    inquiry = scene.newest("inquiry", state="open")
    yield good("not delivered", "inquiry.settle", inquiry, outcome="not_delivered", reason="已停业")
    yield good("delivered", "inquiry.settle", inquiry, outcome="delivered", delivered=[paper])
    yield bad("delivered nothing", "inquiry.settle", inquiry, outcome="delivered")
    yield bad("not delivered without why", "inquiry.settle", inquiry, outcome="not_delivered")


# --- matrix --------------------------------------------------------------------------------------------


def matrices(scene: Scene) -> Iterator[Move]:
    """Answers and proposals for the leader, good and spoilt in one place each."""
    number, who = scene.number, scene.person(CONCERNED["leader"])

    def assess(name: str, answers: list[dict[str, Any]], *circumstances: str) -> Move:
        data = {"person": who, "answers": answers, "circumstances": list(circumstances)}
        return Move(name, "finding.assess", number, data)

    whole = scene.whole(["leader"], "L6")
    yield assess("assess all", whole, "L6")
    yield assess("assess barred", scene.whole(["leader"], "L6", B4="barred"), "L6")
    yield assess("assess care not met", scene.whole(["leader"], "L6", reasonable_care="not_met"), "L6")
    yield assess("assess reform not shown", scene.whole(["leader"], "L6", reform="not_shown"), "L6")
    yield assess("assess intent open", [one for one in whole if one["item"] != "premise:no_intent"], "L6")
    yield assess("assess but one bar", [one for one in whole if one["item"] != "bar:B5"], "L6")
    unproved = [{**one, "proofs": []} for one in whole if "proofs" in one]
    yield Move(
        "assess without proof", "finding.assess", number, {"person": who, "answers": unproved}, bad=True
    )
    yield Move(
        "assess for another role", "finding.assess", number,
        {"person": who, "answers": scene.whole(["manager"], "M8"), "circumstances": ["M8"]}, bad=True,
    )  # fmt: skip
    mute = [{**one, "reasoning": ""} for one in whole]
    yield Move(
        "assess without reasoning", "finding.assess", number, {"person": who, "answers": mute}, bad=True
    )
    yield Move(
        "assess a stranger", "finding.assess", number,
        {"person": scene.person("沈洁"), "answers": whole, "circumstances": ["L6"]}, bad=True,
    )  # fmt: skip
    more = {
        "part": "许可决策部分", "correction": "补签材料", "correct_by": (scene.today + DAY).isoformat(),
        "authority": "驻校纪检组", "reasons": "综合认定",
    }  # fmt: skip
    for outcome in ("exempt", "in_part", "not_exempt", "referred"):
        yield good(f"propose {outcome}", "finding.propose", number, person=who, outcome=outcome, **more)
    yield bad(
        "propose corrected for a leader", "finding.propose", number, person=who, outcome="corrected", **more
    )
    # what was said of an earlier proposal stays, so these are refused where nothing was said before
    for outcome in ("in_part", "corrected", "referred"):
        yield good(
            f"propose {outcome} barely",
            "finding.propose",
            number,
            person=who,
            outcome=outcome,
            reasons="综合",
        )


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
