"""Moves up to the report: opening, panel and plan, hearings and inquiries, the matrix."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.findings.moving import Move, bad, case, good
from tests.findings.scene import CONCERNED, DAY, PANEL, SECOND_PANEL, Scene

# --- opening -------------------------------------------------------------------------------------------


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
        "unqualified": [{**one, "qualification": ""} for one in seats("周正", "王芳", "郑毅")],
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
    yield good("hear a former member as an expert", "hearing.record", number, **expert)
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
