from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.parties.offices import do, exhibit, person, refusal, result, warnings
from ttoffice.action import Context, Office, core, perform
from ttoffice.action.core import Action, Subject
from ttoffice.action.inputs import Input
from ttoffice.errors import RefusedError
from ttoffice.parties import publicity
from ttoffice.parties.internal_rules import (
    RULES,
    RuleRecord,
    RuleTopic,
    in_force,
    missing_rule,
    publicity_closed,
)

TEXT = "第一条　为规范尽职免责工作，制定本办法。\n第二条　本办法自公示期满后施行。"
NOTICES: dict[str, dict[str, str]] = {}


class CloseNotice(Input):
    rule: str
    notice: str
    closed_on: date


def _close(ctx: Context, data: CloseNotice) -> str:
    return publicity_closed(ctx, data.rule, data.notice, data.closed_on)


@pytest.fixture(autouse=True)
def _notices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notices as their area will hand them over, and a verb that closes one."""
    NOTICES.clear()
    monkeypatch.setattr(publicity, "notice_document", lambda _reader, number: NOTICES.get(number))
    monkeypatch.setitem(core._ACTIONS, "notice.closing", Action("notice.closing", CloseNotice, _close, "x"))


def notice(rule: str, text: str = f"公示\n{TEXT}\n特此公示。") -> str:
    number = f"GS-2026-{len(NOTICES) + 1:04d}"
    NOTICES[number] = {"subject": rule, "text": text}
    return number


@pytest.fixture
def minutes(office: Office) -> str:
    for name in ("张三", "李四", "王五"):
        person(office, name)
    return exhibit(office, result(office))


def draft(office: Office, **more: Any) -> str:
    return do(office, "rule.create", **{"title": "尽职免责实施办法", "text": TEXT, "edition": "试行", **more})


def consult(office: Office, rule: str, **more: Any) -> str:
    given = {
        "consulted_from": "2026-04-01",
        "consulted_until": "2026-04-15",
        "scope": "全校教职工",
        "opinions": [{"opinion": "应明确调查期限", "source": "化工学院", "answer": "已采纳"}],
    }
    return do(office, "rule.consult", rule, **{**given, **more})


def adopt(office: Office, rule: str, minutes: str, **more: Any) -> str:
    given = {
        "title": "审议尽职免责实施办法",
        "subject": rule,
        "body": "校长办公会",
        "members": ["张三", "李四", "王五"],
        "decided_on": "2026-04-20",
        "minutes": minutes,
    }
    return do(office, "decision.record", **{**given, **more})


def publish(office: Office, rule: str, closed_on: str = "2026-04-28", **more: Any) -> str:
    return do(office, "notice.closing", rule=rule, notice=notice(rule, **more), closed_on=closed_on)


def published(office: Office, minutes: str, **more: Any) -> str:
    rule = draft(office, **more)
    consult(office, rule)
    do(office, "rule.decide", rule, decision=adopt(office, rule, minutes))
    text = more.get("text", TEXT)
    return publish(office, rule, text=f"公示\n{text}")


def load(office: Office, number: str) -> Subject[RuleRecord]:
    with office.reader() as reader:
        found = RULES.load(reader, number)
    assert found is not None
    return found


def at(office: Office, day: str, topic: RuleTopic = RuleTopic.EXEMPTION) -> str | None:
    with office.reader() as reader:
        found = in_force(reader, date.fromisoformat(day), topic)
    return found.number if found else None


def test_a_rule_takes_every_step_and_is_in_force_from_its_day(office: Office, minutes: str) -> None:
    rule = published(office, minutes)
    assert at(office, "2026-06-01") is None
    do(office, "rule.effect", rule, effective_on="2026-05-01")
    assert (at(office, "2026-04-30"), at(office, "2026-05-01")) == (None, rule)
    record = load(office, rule).record
    assert (record.decision, record.notice) == ("JY-2026-0001", "GS-2026-0001")
    assert record.text_sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_each_missing_step_is_named_with_the_article(office: Office, minutes: str) -> None:
    rule = draft(office)
    with pytest.raises(RefusedError) as raised:
        perform(office, "rule.effect", {}, subject=rule)
    assert [reason.code for reason in raised.value.reasons] == [
        "rule.not_consulted",
        "rule.not_decided",
        "rule.not_published",
    ]
    assert {reason.basis for reason in raised.value.reasons} == {"exemption:11"}
    decision = adopt(office, rule, minutes)
    assert refusal(office, "rule.decide", rule, decision=decision) == {"rule.not_consulted"}
    assert refusal(office, "notice.closing", rule=rule, notice=notice(rule), closed_on="2026-05-01") == {
        "rule.not_consulted",
        "rule.not_decided",
    }


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({"scope": ""}, {"rule.no_scope"}),
        ({"consulted_from": None}, {"rule.no_consulted_from"}),
        ({"consulted_until": None}, {"rule.no_consulted_until"}),
        ({"consulted_until": "2026-03-31"}, {"rule.consultation_order"}),
        ({"consulted_until": "2026-06-02"}, {"rule.consultation_open"}),
        ({"opinions": [{"opinion": "太长"}]}, {"rule.no_answer"}),
        ({"papers": ["ZJ-2026-0009"]}, {"exhibit.unknown"}),
        ({"opinions": [{"opinion": "请打 13812345678", "answer": "好"}]}, {"personal.number"}),
    ],
)
def test_a_consultation_that_lacks_something_has_not_ended(
    office: Office, more: dict[str, Any], codes: set[str]
) -> None:
    rule = draft(office)
    with pytest.raises(RefusedError) as raised:
        consult(office, rule, **more)
    assert {reason.code for reason in raised.value.reasons if not reason.warning} == codes


def test_a_consultation_kept_bit_by_bit_need_not_be_typed_again(office: Office) -> None:
    rule = draft(office)
    do(office, "rule.edit", rule, consulted_from="2026-04-01", scope="全校")
    do(office, "rule.edit", rule, opinions=[{"opinion": "好", "answer": "谢谢"}])
    do(office, "rule.consult", rule, consulted_until="2026-04-10")
    assert load(office, rule).record.scope == "全校"


def test_a_consultation_without_an_opinion_is_told(office: Office) -> None:
    rule = draft(office)
    given = {"consulted_from": "2026-04-01", "consulted_until": "2026-04-02", "scope": "全校"}
    assert warnings(office, "rule.consult", rule, **given) == {"rule.no_opinions"}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"text": TEXT + "改"}, "rule.other_text"),
        ({"subject": "CG-2026-0001", "text": TEXT}, "rule.other_matter"),
        ({"decided_on": "2026-04-14"}, "rule.decided_early"),
        ({"against": ["张三", "李四"]}, "rule.not_adopted"),
    ],
)
def test_only_an_adopted_decision_about_exactly_this_text_counts(
    office: Office, minutes: str, more: dict[str, Any], code: str
) -> None:
    rule = draft(office)
    consult(office, rule)
    decision = adopt(office, rule, minutes, **more)
    assert refusal(office, "rule.decide", rule, decision=decision) == {code}


def test_a_corrected_decision_no_longer_adopts(office: Office, minutes: str) -> None:
    rule = draft(office)
    consult(office, rule)
    first = adopt(office, rule, minutes)
    again = do(office, "decision.correct", first, why="笔误")
    do(office, "decision.decide", again, minutes=minutes, decided_on="2026-04-21")
    assert refusal(office, "rule.decide", rule, decision=first) == {"rule.corrected"}
    do(office, "rule.decide", rule, decision=again)


@pytest.mark.parametrize(
    ("text", "closed_on", "code"),
    [
        (TEXT.replace("规范", "规整"), "2026-04-28", "rule.published_other_text"),
        (TEXT, "2026-04-19", "rule.published_early"),
        (TEXT, "2026-06-02", "rule.publicity_open"),
    ],
)
def test_what_is_published_is_what_was_decided_after_it_was(
    office: Office, minutes: str, text: str, closed_on: str, code: str
) -> None:
    rule = draft(office)
    consult(office, rule)
    do(office, "rule.decide", rule, decision=adopt(office, rule, minutes))
    given = {"rule": rule, "notice": notice(rule, text), "closed_on": closed_on}
    assert refusal(office, "notice.closing", **given) == {code}
    given["notice"] = notice("GZ-2026-0099")
    assert "rule.other_notice" in refusal(office, "notice.closing", **given)
    assert "rule.no_notice" in refusal(office, "notice.closing", **{**given, "notice": "GS-2026-0099"})


def test_blank_lines_that_a_layout_adds_are_no_other_text(office: Office, minutes: str) -> None:
    rule = draft(office)
    consult(office, rule)
    do(office, "rule.decide", rule, decision=adopt(office, rule, minutes))
    publish(office, rule, text="公示\r\n\r\n" + TEXT.replace("\n", " \r\n\r\n") + "\r\n")
    assert load(office, rule).record.state.value == "published"


def test_a_rule_cannot_be_in_force_before_its_publicity_closed(office: Office, minutes: str) -> None:
    rule = published(office, minutes)
    assert refusal(office, "rule.effect", rule, effective_on="2026-04-27") == {"rule.effect_early"}


def test_a_newer_version_ends_the_older_and_the_older_case_is_judged_by_the_older(
    office: Office, minutes: str
) -> None:
    old = published(office, minutes)
    do(office, "rule.effect", old, effective_on="2026-05-01")
    new = published(office, minutes, text=TEXT + "\n第三条　修订。", edition="修订", replaces=old.lower())
    assert refusal(office, "rule.effect", new, effective_on="2026-05-01") == {"rule.older_is_later"}
    do(office, "rule.effect", new, effective_on="2026-07-01")
    assert [at(office, day) for day in ("2026-05-01", "2026-06-30", "2026-07-01")] == [old, old, new]
    assert load(office, old).record.superseded_by == new


def test_a_version_that_forgets_the_older_is_told(office: Office, minutes: str) -> None:
    old = published(office, minutes)
    do(office, "rule.effect", old, effective_on="2026-05-01")
    new = published(office, minutes)
    assert warnings(office, "rule.effect", new, effective_on="2026-06-01") == {"rule.beside_another"}
    assert at(office, "2026-06-01") == new


def test_a_rule_that_nothing_replaces_ends_on_a_day_with_a_reason(office: Office, minutes: str) -> None:
    rule = published(office, minutes)
    given = {"ended_on": "2026-05-01", "reason": "上位法修改"}
    assert refusal(office, "rule.supersede", rule, **given) == {"rule.not_in_force"}
    do(office, "rule.effect", rule, effective_on="2026-05-01")
    assert refusal(office, "rule.supersede", rule, **given) == {"rule.ends_before"}
    do(office, "rule.supersede", rule, **{**given, "ended_on": "2026-05-31"})
    assert (at(office, "2026-05-30"), at(office, "2026-05-31")) == (rule, None)


def test_the_agenda_is_told_which_rules_are_missing(office: Office, minutes: str) -> None:
    def missing(day: str) -> dict[str, str | None]:
        with office.reader() as reader:
            return {reason.code: reason.basis for reason in missing_rule(reader, date.fromisoformat(day))}

    assert missing("2026-06-01") == {
        "rule.missing_exemption": "exemption:11",
        "rule.missing_process": "exemption:5",
        "rule.missing_decision": "exemption:5",
        "rule.missing_reward": "exemption:5",
    }
    do(
        office,
        "rule.effect",
        published(office, minutes, topics=["exemption", "reward"]),
        effective_on="2026-05-01",
    )
    assert set(missing("2026-06-01")) == {"rule.missing_process", "rule.missing_decision"}
    assert len(missing("2026-04-30")) == 4


def test_a_decided_text_stands_for_actions_and_for_the_database(office: Office, minutes: str) -> None:
    rule = published(office, minutes)
    assert refusal(office, "rule.edit", rule, text="别的") == {"rule.stands"}
    office.lender.close()
    with sqlite3.connect(office.home.store) as db:
        for statement in (
            "UPDATE rule SET text = '改'",
            "UPDATE rule SET state = 'superseded'",
            "UPDATE rule SET state = 'draft'",
            "DELETE FROM rule",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="rule"):
                db.execute(statement)


# --- Article 11, said a second time --------------------------------------------------------------------


def breaks_article_11(office: Office, rule: str) -> list[str]:
    """Return what Article 11 misses of a rule, read from the tables alone: consulted, adopted, published, in this order."""
    with sqlite3.connect(office.home.store) as db:
        db.row_factory = sqlite3.Row
        row = dict(db.execute("SELECT * FROM rule WHERE number = ?", (rule,)).fetchone())
        decision = db.execute("SELECT * FROM decision WHERE number = ?", (row["decision"],)).fetchone()
    broken = []
    if not (row["consulted_from"] and row["consulted_until"] and row["scope"]):
        broken.append("征求意见")
    text_hash = hashlib.sha256(row["text"].encode()).hexdigest()
    if decision is None or decision["state"] != "adopted" or not decision["minutes"]:
        broken.append("集体民主决策程序审议通过")
    elif hashlib.sha256(decision["text"].encode()).hexdigest() != text_hash or decision["subject"] != rule:
        broken.append("审议的不是这份文本")
    published = NOTICES.get(row["notice"])
    if published is None or published["subject"] != rule or row["text"] not in published["text"]:
        broken.append("公示")
    days = [row[name] or "" for name in ("consulted_until", "decided_on", "published_on", "effective_on")]
    if "" in days or days != sorted(days):
        broken.append("次序")
    return broken


STEPS = ("edit", "consult", "hold", "hold_other", "decide", "publish", "publish_other", "effect", "supersede")


def take(office: Office, minutes: str, rule: str, name: str, day: str) -> None:
    """Try one step of a sequence on a day; what is refused leaves everything as it was."""
    with sqlite3.connect(office.home.store) as db:
        newest = db.execute("SELECT number FROM decision ORDER BY id DESC").fetchone()
    text = load(office, rule).record.text
    tries: dict[str, Callable[[], str]] = {
        "edit": lambda: do(office, "rule.edit", rule, text=f"{text}改"),
        "consult": lambda: consult(office, rule, consulted_until=day),
        "hold": lambda: adopt(office, rule, minutes, decided_on=day),
        "hold_other": lambda: adopt(office, rule, minutes, decided_on=day, against=["张三", "李四"]),
        "decide": lambda: do(office, "rule.decide", rule, decision=newest[0] if newest else "JY-2026-9999"),
        "publish": lambda: publish(office, rule, day, text=text),
        "publish_other": lambda: publish(office, rule, day, text="另一份文本"),
        "effect": lambda: do(office, "rule.effect", rule, effective_on=day),
        "supersede": lambda: do(office, "rule.supersede", rule, ended_on=day, reason="废止"),
    }
    with suppress(RefusedError):
        tries[name]()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(-45, 3)), max_size=9),
    right=st.integers(0, 5),
)
def test_no_sequence_of_actions_brings_a_rule_into_force_with_a_step_missing(
    office: Office, minutes: str, steps: list[tuple[str, int]], right: int
) -> None:
    rule = draft(office)
    # Many sequences go the right way for some steps first, so that the end is reached at all.
    begun = [(name, -20) for name in ("consult", "hold", "decide", "publish", "effect")[:right]]
    for name, shift in begun + steps:
        take(office, minutes, rule, name, (office.today + timedelta(days=shift)).isoformat())
        record = load(office, rule).record
        if record.effective_on is not None or record.state.value in ("in_force", "superseded"):
            assert breaks_article_11(office, rule) == []
    assert right < 5 or load(office, rule).record.effective_on is not None


def test_the_second_statement_of_the_article_notices_a_missing_step(office: Office) -> None:
    assert breaks_article_11(office, draft(office)) == [
        "征求意见",
        "集体民主决策程序审议通过",
        "公示",
        "次序",
    ]
