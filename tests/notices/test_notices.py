from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.notices.acts import (
    FIRST,
    LAST,
    codes,
    do,
    exhibit,
    notice,
    price_notice,
    published,
    result,
    taken_down,
)
from tests.offices import problems
from ttoffice.action import Office
from ttoffice.errors import RefusedError
from ttoffice.notices import views
from ttoffice.notices.judging import NoticeFacts, text_hash
from ttoffice.notices.record import NoticeKind, NoticeRecord
from ttoffice.notices.rules import reasons_of


def test_the_text_is_drafted_from_the_facts_and_says_how_to_object(office: Office) -> None:
    record = notice(office, price_notice(office))
    assert record.title == "关于“咖啡果皮低温干燥方法”拟以协议定价方式转化的公示"
    for word in (
        "咖啡果皮低温干燥方法",
        "李明、王芳",
        "零门槛费+销售额5%提成",
        "15日",
        "科技处",
        "不存在关联关系",
    ):
        assert word in record.text
    assert record.text_sha256 == ""


def test_a_removed_field_is_nowhere_in_the_text_and_cannot_come_back_by_hand(office: Office) -> None:
    number = price_notice(office, removed=["completers"])
    record = notice(office, number)
    assert "李明" not in record.text
    assert "*" not in record.text
    do(office, "notice.edit", number, text=f"{record.text}\n完成人为李明。")
    assert "notice.removed_shows" in codes(office, "notice.approve", number)


def test_the_text_follows_the_facts_until_it_is_written_by_hand(office: Office) -> None:
    number = price_notice(office)
    do(office, "notice.edit", number, facts=[{"key": "acquirer", "value": "云滇食品有限公司"}])
    assert "云滇食品有限公司" in notice(office, number).text
    do(office, "notice.edit", number, text="自己写的公示。")
    do(office, "notice.edit", number, place="图书馆")
    assert notice(office, number).text == "自己写的公示。"
    do(office, "notice.edit", number, redraft=True)
    text = notice(office, number).text
    assert "图书馆" in text
    assert "云滇食品有限公司" in text


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("text", "联系人手机13812345678", "notice.leak_mobile"),
        ("channel", "１３８ 1234 5678", "notice.leak_mobile"),
        ("text", "身份证530102199001011234", "notice.leak_identity"),
        ("text", "账号：53001234567890", "notice.leak_bank"),
        ("place", "家住昆明市盘龙区北京路123号翠湖花园3栋2单元501室", "notice.leak_address"),
    ],
)
def test_what_identifies_a_person_is_not_approved(office: Office, field: str, value: str, code: str) -> None:
    number = price_notice(office)
    do(office, "notice.edit", number, **{field: value})
    assert code in codes(office, "notice.approve", number)


def test_the_units_own_address_may_stand(office: Office) -> None:
    do(office, "unit.set", address="昆明市呈贡区景明南路727号行政楼2单元203室")
    number = price_notice(office, place="昆明市呈贡区景明南路727号行政楼2单元203室门口")
    do(office, "notice.approve", number)


def test_a_finding_is_published_inside_the_unit_only() -> None:
    record = NoticeRecord(
        kind="finding",
        subject="MZ-2026-0001",
        title="关于张三尽职免责认定结论的公示",
        text="予以免责",
        place="公示栏",
        channel="纪检室",
        office="科技处",
        scope="public",
    )
    facts = NoticeFacts(record, today=FIRST, on=FIRST)
    assert {reason.code for reason in reasons_of("approve", facts)} == {"notice.scope"}
    assert reasons_of("approve", replace(facts, record=replace(record, scope="unit"))) == []


def test_a_provisional_last_day_keeps_a_finding_on_display_and_is_warned_of_elsewhere() -> None:
    day = LAST + timedelta(days=1)
    kinds: dict[NoticeKind, bool] = {"finding": False, "rule": True}
    for kind, warned in kinds.items():
        record = NoticeRecord(kind=kind, state="published", published_on=FIRST)
        facts = NoticeFacts(record, today=day, on=day, ends_on=LAST, provisional=True)
        (reason,) = [one for one in reasons_of("close", facts) if one.code == "notice.provisional"]
        assert reason.warning is warned


def test_a_notice_is_about_a_record_that_exists(office: Office) -> None:
    for kind, subject in (("finding", "MZ-2026-0001"), ("rule", "GZ-2026-0001"), ("price", "CG-2026-0009")):
        with pytest.raises(RefusedError) as refused:
            do(office, "notice.draft", kind=kind, subject=subject)
        assert {reason.code for reason in refused.value.reasons} == {"notice.no_subject"}


def test_a_price_notice_says_whether_the_acquirer_is_related(office: Office) -> None:
    number = price_notice(office, related="unknown")
    assert codes(office, "notice.approve", number) == {"notice.related_unknown"}
    do(office, "notice.edit", number, related="yes")
    assert codes(office, "notice.approve", number) == {"notice.related_note"}
    do(office, "notice.edit", number, related_note="受让方股东王芳为完成人")
    assert "存在关联关系：受让方股东王芳为完成人" in notice(office, number).text
    do(office, "notice.approve", number)


def test_a_period_shorter_than_the_policy_is_refused_a_longer_one_is_not(office: Office) -> None:
    number = price_notice(office, period="14d")
    assert codes(office, "notice.approve", number) == {"notice.period_short"}
    do(office, "notice.edit", number, period="20wd")
    do(office, "notice.approve", number)


def test_the_approved_text_stands_and_a_change_is_a_further_round(office: Office) -> None:
    number = price_notice(office)
    do(office, "notice.approve", number)
    before = notice(office, number)
    assert before.text_sha256 == text_hash(before.text)
    with pytest.raises(RefusedError):
        do(office, "notice.edit", number, text="改")
    do(office, "notice.publish", number)
    second = do(
        office, "notice.restart", number, reason="价格有误", facts=[{"key": "price", "value": "10万元"}]
    )
    old, new = notice(office, number), notice(office, second)
    assert (old.state, old.withdrawn_reason, old.text) == ("withdrawn", "价格有误", before.text)
    assert (new.state, new.round, new.follows) == ("draft", 2, number)
    assert "10万元" in new.text
    assert codes(office, "notice.restart", number, reason="再来") == {"notice.followed"}
    later = office.on(date(2026, 6, 9))
    do(later, "notice.approve", second)
    do(later, "notice.publish", second)
    with later.reader() as reader:
        (found,) = views.standing(reader, new.subject, "price")
    assert found.clock.ends_on == date(2026, 6, 24)
    assert found.notice.number == second


def test_the_database_itself_keeps_text_days_and_states(office: Office) -> None:
    number = published(office)
    for change in (
        "text = 'x'",
        "title = 'x'",
        "text_sha256 = 'x'",
        "published_on = '2026-01-01'",
        "deadline = ''",
        "state = 'draft'",
    ):
        with closing(sqlite3.connect(office.home.store)) as db, pytest.raises(sqlite3.IntegrityError):
            db.execute(f"UPDATE notice SET {change} WHERE number = ?", (number,))
    with closing(sqlite3.connect(office.home.store)) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute("DELETE FROM notice")


def test_publicity_closes_after_the_whole_last_day_with_proof_only(office: Office, tmp_path: Path) -> None:
    number = published(office)
    assert "notice.too_early" in codes(office.on(LAST), "notice.take_down", number)
    after = office.on(LAST + timedelta(days=1))
    assert codes(after, "notice.close", number) == {
        "notice.no_proof_of_posting",
        "notice.not_taken_down",
        "notice.no_proof_of_taking_down",
    }
    assert codes(after, "notice.take_down", number, exhibits=["ZJ-2026-0099"]) == {"notice.no_exhibit"}
    taken_down(after, tmp_path, number)
    assert codes(after, "notice.close", number, on=LAST.isoformat()) >= {"notice.too_early"}
    do(after, "notice.close", number)
    with after.reader() as reader:
        newest = views.standing(reader, notice(office, number).subject, "price")[0]
    assert (newest.notice.number, newest.clean) == (number, True)
    assert problems(after) == ()


def test_a_stopped_clock_does_not_let_a_notice_close() -> None:
    record = NoticeRecord(state="published", published_on=FIRST, deadline="QX-2026-0001")
    facts = NoticeFacts(record, LAST, LAST, None, paused=True)
    assert "notice.paused" in {reason.code for reason in reasons_of("close", facts)}


def test_nothing_is_recorded_before_it_happened(office: Office) -> None:
    number = price_notice(office)
    tomorrow = (FIRST + timedelta(days=1)).isoformat()
    assert "notice.future" in codes(office, "notice.approve", number, on=tomorrow)
    do(office, "notice.approve", number)
    assert "notice.order" in codes(office, "notice.publish", number, on="2026-05-31")


def test_one_notice_of_a_kind_is_under_way_about_a_record(office: Office) -> None:
    about = result(office)
    price_notice(office, subject=about)
    with pytest.raises(RefusedError) as refused:
        price_notice(office, subject=about)
    assert [reason.code for reason in refused.value.reasons] == ["notice.under_way"]


@pytest.mark.parametrize(
    ("kind", "subject"), [("finding", "CG-2026-0001"), ("price", "CG-2026-0099"), ("rule", "")]
)
def test_a_notice_is_about_a_record_that_fits_its_kind(office: Office, kind: str, subject: str) -> None:
    with pytest.raises(RefusedError):
        do(office, "notice.draft", kind=kind, subject=subject)


def test_who_saw_the_draft_is_recorded(office: Office) -> None:
    number = price_notice(office)
    do(office, "notice.view", number, who="赵敏", note="分管副校长")
    (seen,) = notice(office, number).viewers
    assert (seen.who, seen.on, seen.note) == ("赵敏", FIRST, "分管副校长")


def test_proof_of_posting_may_follow(office: Office, tmp_path: Path) -> None:
    number = published(office)
    photo = exhibit(office, tmp_path, number)
    do(office, "notice.prove_posting", number, exhibits=[photo, photo])
    assert notice(office, number).posted == (photo,)
