"""What a careful office does next in a case, whoever it is about: the move that brings a finding on.

Chance decides what the case is like: whom it is about, what is found of them, who objects, what a review comes to.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from tests.findings.books import Row
from tests.findings.moving import Move, case, good
from tests.findings.scene import BODY, CIRCUMSTANCE, CONCERNED, DAY, PANEL, REVIEWERS, SECOND_PANEL, Scene

SECOND_REVIEWERS = ("朱琳", "秦朗")
SIDES: tuple[dict[str, Any], ...] = (
    {"side": "acquirer", "who": "云南某某咖啡有限公司"},
    {"side": "department", "who": "资产管理处"},
    {"side": "expert", "who": "外聘专家"},
)


def next_move(scene: Scene, chance: Random) -> Move:
    """Return what brings the newest finding on; where it is over, a new case."""
    if chance.random() < 0.08:
        return Move("the next day", days=1)
    steps = {
        "received": _received,
        "accepted": _accepted,
        "investigating": _investigating,
        "reported": _reported,
        "decided": _decided,
        "final": _final,
        "archived": _archived,
    }
    return next(steps.get(scene.state, _opened)(scene, chance))


def _opened(scene: Scene, chance: Random) -> Iterator[Move]:
    roles = chance.choice(
        (["leader"], ["manager"], ["researcher"], ["leader", "manager"], ["manager", "researcher"])
    )
    parties = [{"person": scene.person(CONCERNED[role]), "roles": [role]} for role in roles]
    if chance.random() < 0.2:
        parties.append({"person": "unit", "roles": ["unit"]})
    origin = chance.choice(("application", "audit", "superior"))
    applicant = scene.person("赵敏") if origin == "application" else "省审计厅"
    about = {} if scene.finding is None else {"subject": "", "matter_text": f"第 {scene.number} 号之后的许可"}
    data = case(scene, parties=parties, origin=origin, applicant=applicant, **about)
    yield good("open", "finding.open", **data)


def _received(scene: Scene, chance: Random) -> Iterator[Move]:
    assert scene.finding is not None
    others = [row for row in scene.books.table("finding").values() if row["number"] != scene.number]
    if not scene.finding["follows"] and any(row["subject"] == scene.finding["subject"] for row in others):
        yield good("refuse", "finding.refuse", scene.number, reasons="本事项已在认定", paper=scene.paper(1))
    yield good("accept", "finding.accept", scene.number, reasons="符合受理条件", paper=scene.paper(1))


# --- Art. 12 -------------------------------------------------------------------------------------------


def _checked(scene: Scene, names: tuple[str, ...]) -> Iterator[Move]:
    checked = {one["person"] for one in scene.of("recusal")}
    for name in names:
        if scene.person(name) not in checked:
            data = {"person": scene.person(name), "subject": scene.number, "outcome": "none_found"}
            yield good("check", "recusal.record", **data)


def _panel(scene: Scene) -> tuple[str, ...]:
    """Return the panel whose turn it is: another in each round and in each finding of one matter."""
    turn = len(scene.books.table("finding")) + (scene.finding["round"] if scene.finding else 1)
    return PANEL if turn % 2 == 0 else SECOND_PANEL


def _accepted(scene: Scene, chance: Random) -> Iterator[Move]:
    assert scene.finding is not None
    names = _panel(scene)
    yield from _checked(scene, names)
    if not scene.finding["panel"]:
        yield good("form the panel", "finding.form_panel", scene.number, members=scene.seats(*names))
    sides = list(SIDES[: chance.randrange(1, 4)])
    yield good("begin", "finding.begin", scene.number, plan="查阅资料，听取意见", sides=sides)


def _investigating(scene: Scene, chance: Random) -> Iterator[Move]:
    assert scene.finding is not None
    names = _panel(scene)
    sits = {seat["person"] for seat in scene.finding["panel"] if seat["until"] is None}
    if scene.finding["round"] > 1 and not sits <= {*scene.persons(*names)}:
        if scene.today.isoformat() <= scene.finding["sent_back"][-1]["on"]:
            yield Move("the next day", days=1)
        yield from _checked(scene, names)
        data = {"members": scene.seats(*names), "reason": "重新调查"}
        yield good("change the panel", "finding.change_panel", scene.number, **data)
    yield from _heard(scene, sorted(sits))
    for inquiry in scene.of("inquiry"):
        if inquiry["state"] == "open":
            yield good(
                "settle", "inquiry.settle", inquiry["number"], outcome="not_delivered", reason="已停业"
            )
    yield from _assessed(scene, chance)
    yield good("report", "finding.report", scene.number, paper=scene.paper(4))


def _heard(scene: Scene, sits: list[str]) -> Iterator[Move]:
    assert scene.finding is not None
    hearings = scene.of("hearing")
    for one in hearings:
        if one["state"] == "recorded":
            yield good("confirm", "hearing.confirm", one["number"], confirmation=scene.paper(3))
    by = {"interviewers": sits[:2], "content": "陈述与申辩"}
    for person in scene.parties:
        if person != "unit" and not any(
            (one["side"], one["person"]) == ("concerned", person) for one in hearings
        ):
            yield good("hear", "hearing.record", scene.number, side="concerned", person=person, **by)
    for side in scene.finding["sides"]:
        if not any((one["side"], one["name"]) == (side["side"], side["who"]) for one in hearings):
            named = {"side": side["side"], "name": side["who"]}
            if side["side"] == "acquirer":
                paper = {"invitation": scene.paper(3), "invited_on": scene.today.isoformat()}
                yield good("absent", "hearing.absent", scene.number, **named, **paper, absence="未到场")
            yield good("hear a side", "hearing.record", scene.number, **named, **by)


def _assessed(scene: Scene, chance: Random) -> Iterator[Move]:
    assert scene.finding is not None
    again = scene.finding["round"] > 1
    for party in scene.finding["parties"]:
        found = [
            one
            for one in scene.of("assessment")
            if (one["person"], one["round"]) == (party["person"], scene.finding["round"])
        ]
        roles, who = party["roles"], party["person"]
        data = {"person": who, "circumstances": [CIRCUMSTANCE[roles[0]]]}
        changed = again and found and _is_favourable(found[0]) and chance.random() < 0.5
        if not found or changed:
            barred = (changed or chance.random() < 0.2) and who != "unit"
            answers = scene.whole(roles, *data["circumstances"], **({"B4": "barred"} if barred else {}))
            yield good("assess", "finding.assess", scene.number, answers=answers, **data)
        elif found[0]["outcome"] is None:
            yield good(
                "propose", "finding.propose", scene.number, person=who, **_proposal(scene, found[0], chance)
            )


def _is_favourable(matrix: Row) -> bool:
    return matrix["outcome"] in ("exempt", "in_part", "corrected")


def _proposal(scene: Scene, matrix: Row, chance: Random) -> dict[str, Any]:
    barred = any(answer["verdict"] == "barred" for answer in matrix["answers"])
    if barred:
        outcome = chance.choice(("not_exempt", "referred"))
    else:
        outcome = (
            "corrected"
            if matrix["roles"] == ["researcher"]
            else chance.choice(("exempt", "exempt", "in_part"))
        )
    by = (scene.today + 30 * DAY).isoformat()
    more: dict[str, dict[str, Any]] = {
        "in_part": {"part": "许可决策部分"},
        "corrected": {"correction": "补签材料", "correct_by": by},
        "referred": {"authority": "纪检组"},
    }
    return {"outcome": outcome, "reasons": "综合全案材料认定", **more.get(outcome, {})}


# --- decision and Art. 13 ------------------------------------------------------------------------------


def _reported(scene: Scene, chance: Random) -> Iterator[Move]:
    assert scene.finding is not None
    since = scene.finding["reported_on"]
    for one in reversed(scene.of("decision")):
        if one["state"] == "adopted" and one["text"] == scene.finding["text"] and one["decided_on"] >= since:
            yield good("decide", "finding.decide", scene.number, decision=one["number"])
    yield good(
        "vote",
        "decision.record",
        title="审议认定结论",
        subject=scene.number,
        body="校长办公会",
        members=scene.persons(*BODY),
        decided_on=scene.today.isoformat(),
        minutes=scene.paper(4),
        text=scene.finding["text"],
        absent=scene.persons(*BODY[3:]) if chance.random() < 0.3 else [],
    )


def _decided(scene: Scene, chance: Random) -> Iterator[Move]:
    assert scene.finding is not None
    yield from _reviewing(scene, chance)
    notices = scene.of("notice")
    newest = notices[-1] if notices else None
    if newest is None:
        form = {"place": "行政楼公示栏", "office": "科技处", "channel": "电话 0871-65920000"}
        yield good("draft", "notice.draft", kind="finding", subject=scene.number, **form)
        return
    yield from _noticed(scene, newest)
    if newest["state"] == "published":
        yield from _displayed(scene, chance, newest)
    yield good("finalise", "finding.finalise", scene.number)


def _noticed(scene: Scene, newest: Row) -> Iterator[Move]:
    """Bring the notice of the decided text before everybody's eyes."""
    assert scene.finding is not None
    number, holds = newest["number"], scene.finding["text"] in newest["text"]
    if newest["state"] == "draft" and (newest["scope"], newest["period"]) != ("unit", "5wd"):
        yield good("put right", "notice.edit", number, scope="unit", period="5wd")
    if newest["state"] == "draft" and not holds:
        yield good("draft anew", "notice.edit", number, redraft=True)
    if newest["state"] == "withdrawn" or not holds:
        yield good("next round", "notice.restart", number, reason="重新公示", redraft=True)
    if newest["state"] == "draft":
        yield good("approve", "notice.approve", number)
    if newest["state"] == "approved":
        yield good("publish", "notice.publish", number, exhibits=[scene.paper(5)])


def _displayed(scene: Scene, chance: Random, newest: Row) -> Iterator[Move]:
    """Let the period go by, with an objection now and then, and take the notice down."""
    number, paper = newest["number"], [scene.paper(5)]
    if chance.random() < 0.15:
        told = {"anonymous": True, "channel": "来信", "content": "认为程序有误"}
        yield good("object", "objection.receive", number, **told)
    if newest["taken_down"] == []:
        ends = scene.ends(newest)
        if ends is not None and scene.today <= ends:
            yield Move("the period goes by", days=(ends - scene.today + DAY).days)
        yield good("take down", "notice.take_down", number, exhibits=paper)
    if newest["posted"] == []:
        yield good("prove", "notice.prove_posting", number, exhibits=paper)
    yield good("close", "notice.close", number)


def _reviewing(scene: Scene, chance: Random) -> Iterator[Move]:
    """Take up what was objected, by those who have not judged yet; what a review changed is decided again."""
    assert scene.finding is not None
    notices = {row["number"] for row in scene.of("notice")}
    reviews = [row for row in scene.books.table("review").values() if row["subject"] in notices]
    for review in reviews:
        if not review["outcome"]:
            if not review["findings"]:
                found = {"question": "程序", "found": "已核", "exhibits": [scene.paper(6)]}
                yield good("find", "review.find", review["number"], **found)
            outcome = chance.choice(("upheld", "changed", "revoked"))
            yield good("review", "review.decide", review["number"], outcome=outcome, reasons="经复核")
    for one in scene.books.table("objection").values():
        if one["subject"] in notices:
            yield from _objected(scene, chance, one, SECOND_REVIEWERS if reviews else REVIEWERS)
    done = {back["review"] for back in scene.finding["sent_back"]}
    for review in reviews:
        if review["outcome"] in ("changed", "revoked") and review["number"] not in done:
            yield good("revisit", "finding.revisit", scene.number, review=review["number"], reason="复核变更")


def _objected(scene: Scene, chance: Random, one: Row, judges: tuple[str, ...]) -> Iterator[Move]:
    if one["state"] == "in_review":
        yield good("answer", "objection.answer", one["number"], channel="书面", receipt=scene.paper(6))
    if one["state"] == "received" and one["admission"] == "undecided":
        accept = chance.random() < 0.5
        yield good("late", "objection.decide_late", one["number"], accept=accept, reason="已审查")
    if one["state"] == "received":
        yield good("open a review", "review.open", one["subject"], panel=scene.persons(*judges))


# --- Art. 14 -------------------------------------------------------------------------------------------


def _final(scene: Scene, chance: Random) -> Iterator[Move]:
    assert scene.finding is not None
    done = {(one["kind"], one["person"]) for one in scene.of("effect")}
    paper = [scene.paper(7)]
    for one in scene.of("conclusion"):
        if one["round"] != scene.finding["round"] or one["person"] == "unit":
            continue
        wanted = ["service", *{"referred": ["referral"], "corrected": ["correction"]}.get(one["outcome"], [])]
        for kind in wanted:
            if (kind, one["person"]) not in done:
                data = {"person": one["person"], "recipient": one["name"], "what": "办理", "proof": paper}
                yield good(kind, "finding.record_effect", scene.number, kind=kind, **data)
    for kind in ("personnel", "discipline", "audit"):
        if (kind, "") not in done:
            yield good(kind, "finding.record_effect", scene.number, kind=kind, recipient=kind, proof=paper)
    code = f"{chance.getrandbits(256):064x}"
    logged = scene.books.ask(
        "SELECT json_extract(input, '$.code') FROM log WHERE action = 'dossier.make' AND"
        f" json_extract(input, '$.number') = '{scene.number}' AND json_extract(input, '$.audience') = 'internal'"
        " ORDER BY id"
    ).fetchall()
    if logged and chance.random() < 0.8:
        yield good("archive", "finding.archive", scene.number, code=logged[-1][0])
    made = {"number": scene.number, "code": code, "files": 9, "audience": "internal"}
    yield good("dossier", "dossier.make", **made)


def _archived(scene: Scene, chance: Random) -> Iterator[Move]:
    assert scene.finding is not None
    who = next(person for person in scene.parties)
    if chance.random() < 0.3:
        data = {"person": who, "recipient": "省审计厅", "what": "审计"}
        yield good("certify", "finding.certify", scene.number, **data)
    if chance.random() < 0.7:
        facts = {"new_facts": "发现新证据", "proof": [scene.paper(7)], "applicant": scene.person("赵敏")}
        yield good("reopen", "finding.reopen", scene.number, **facts)
    yield from _opened(scene, chance)
