from __future__ import annotations

import pytest

from tests.parties.offices import CODE, do, exhibit, person, result
from tests.screens.driving import NARROW, Driver, workbench
from ttoffice.action import Office
from ttoffice.parties.decisions import DECISIONS
from ttoffice.parties.internal_rules import RULES
from ttoffice.parties.people import PEOPLE, Role
from ttoffice.parties.recusals import RECUSALS
from ttoffice.screens.decisions import DecisionsScreen
from ttoffice.screens.internal_rules import RulesScreen
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.modals.choice import ChoiceModal
from ttoffice.screens.modals.entry import EntryModal, VerbModal
from ttoffice.screens.modals.palette import PaletteModal
from ttoffice.screens.modals.why import WhyModal
from ttoffice.screens.people import PeopleScreen
from ttoffice.screens.side_list import SideList
from ttoffice.widgets.editors import AnyEditor, ChoiceEditor, LineEditor, TextEditor


def type_into(screen: FormScreen | EntryModal | VerbModal, **texts: str) -> None:
    for key, text in texts.items():
        editor: AnyEditor = screen.form.editor(key)
        assert isinstance(editor, LineEditor | TextEditor)
        editor.restore(text)


async def people(driver: Driver) -> PeopleScreen:
    await driver.press("7")
    screen = await driver.on(PeopleScreen)
    assert isinstance(screen, PeopleScreen)
    return screen


async def decisions(driver: Driver) -> DecisionsScreen:
    await driver.press("6")
    screen = await driver.on(DecisionsScreen)
    assert isinstance(screen, DecisionsScreen)
    return screen


async def test_a_person_is_entered_with_roles_by_their_names_and_a_post(office: Office) -> None:
    async with workbench(office) as driver:
        await people(driver)
        await driver.sees("尚无人员")
        await driver.press("c")
        form = await driver.on(FormScreen)
        type_into(form, name="张三", roles="领导人员、科研", department="校领导")
        form.form.editor("posts").focus()
        await driver.press("insert")
        entry = await driver.on(EntryModal)
        type_into(entry, title="副校长", body="校长办公会")
        await driver.press("ctrl+s")
        await driver.on(FormScreen)
        await driver.press("ctrl+s")
        await driver.on(PeopleScreen)
        await driver.sees("张三", "领导人员、科研人员", "校长办公会副校长")
    with office.reader() as reader:
        found = PEOPLE.load(reader, "RY-2026-0001")
    assert found is not None
    assert found.record.roles == (Role.LEADER, Role.RESEARCHER)


async def test_changing_a_person_keeps_roles_and_ties(office: Office) -> None:
    number = person(office, "张三", ties=[{"kind": "kin", "name": "王五", "relation": "配偶"}])
    async with workbench(office) as driver:
        await people(driver)
        await driver.sees("张三")
        await driver.press("e")
        form = await driver.on(FormScreen)
        type_into(form, department="科研处")
        await driver.press("ctrl+s")
        await driver.on(PeopleScreen)
        await driver.sees("科研处")
    with office.reader() as reader:
        found = PEOPLE.load(reader, number)
    assert found is not None
    assert (found.record.roles, len(found.record.ties)) == ((Role.MANAGER,), 1)


@pytest.mark.parametrize("size", [NARROW, (160, 48)])
async def test_a_recusal_check_shows_the_conflicts_and_records_what_came_of_them(
    office: Office, size: tuple[int, int]
) -> None:
    person(office, "张三", ties=[{"kind": "pay", "organisation": "甲[/b]公司", "credit_code": CODE}])
    matter = result(office, "李四")
    async with workbench(office, size) as driver:
        await people(driver)
        await driver.sees("张三")
        await driver.press("f7")
        asked = await driver.on(VerbModal)
        type_into(asked, subject="frog", organisations=CODE)
        await driver.press("ctrl+s")
        await driver.sees("没有编号为 frog 的记录")
        type_into(asked, subject="cg-2026-1")
        await driver.press("ctrl+s")
        await driver.until(lambda: driver.screen is not asked and isinstance(driver.screen, VerbModal))
        await driver.sees("甲[/b]公司", "领取报酬")
        shown = driver.screen
        assert isinstance(shown, VerbModal)
        outcome = shown.form.editor("outcome")
        assert isinstance(outcome, ChoiceEditor)
        outcome.value = "withdrawn"
        await driver.press("ctrl+s")
        await driver.on(PeopleScreen)
        await driver.press("f8")
        await driver.on(SideList)
        await driver.sees("HB-2026-0001", matter, "已回避")
        await driver.press("escape")
        await driver.on(PeopleScreen)
    with office.reader() as reader:
        (check,) = RECUSALS.where(reader)
    assert [one.kind.value for one in check.record.proposed] == ["pay"]


def item(office: Office, **more: object) -> str:
    for name in ("张三", "李四", "欧阳雪"):
        person(office, name)
    given = {"title": "许可甲", "body": "校长办公会", "text": "同意。", "members": ["张三", "李四", "欧阳雪"]}
    return do(office, "decision.prepare", **{**given, **more})


async def test_a_meeting_is_recorded_by_its_exceptions_and_its_dissent_found(office: Office) -> None:
    number = item(office)
    minutes = exhibit(office, result(office))
    async with workbench(office) as driver:
        await decisions(driver)
        await driver.sees("许可甲", "待决策")
        await driver.press("f9")
        await driver.on(PaletteModal)
        await driver.press("enter")
        meeting = await driver.on(VerbModal)
        await driver.press("ctrl+s")
        await driver.sees("缺少会议纪要")
        type_into(meeting, minutes=minutes, against="欧阳雪")
        meeting.form.editor("dissents").focus()
        await driver.press("insert")
        entry = await driver.on(EntryModal)
        type_into(entry, person="欧阳雪", wording="定价未经询价")
        await driver.press("ctrl+s")
        await driver.on(VerbModal)
        await driver.press("ctrl+s")
        await driver.on(DecisionsScreen)
        await driver.sees("通过", "定价未经询价")
        await driver.press("f8")
        await driver.on(SideList)
        await driver.sees("欧阳雪", "定价未经询价")
        await driver.press("slash")
        await driver.write("xunjia")
        await driver.sees("1/1")
    with office.reader() as reader:
        found = DECISIONS.load(reader, number)
    assert found is not None
    assert found.record.state.value == "adopted"


async def test_why_names_the_members_who_may_not_vote_yet(office: Office) -> None:
    item(office, organisations=[CODE])
    do(office, "person.declare", "RY-2026-0003", ties=[{"kind": "pay", "credit_code": CODE}])
    async with workbench(office) as driver:
        await decisions(driver)
        await driver.sees("许可甲")
        await driver.press("w")
        await driver.on(WhyModal)
        await driver.sees("欧阳雪", "回避审查之前不得表决")


async def test_changing_an_item_keeps_its_members(office: Office) -> None:
    number = item(office)
    async with workbench(office) as driver:
        await decisions(driver)
        await driver.sees("许可甲")
        await driver.press("e")
        form = await driver.on(FormScreen)
        members = form.form.editor("members")
        assert "张三(RY-2026-0001)" in str(members.typed())
        type_into(form, members=f"{members.typed()}", body="党委会")
        await driver.press("ctrl+s")
        await driver.on(DecisionsScreen)
        await driver.sees("党委会")
    with office.reader() as reader:
        found = DECISIONS.load(reader, number)
    assert found is not None
    assert [seat.name for seat in found.record.members] == ["张三", "李四", "欧阳雪"]


async def test_a_rule_is_drafted_and_its_decision_prepared_with_its_text(office: Office) -> None:
    async with workbench(office) as driver:
        await decisions(driver)
        await driver.press("f7")
        await driver.on(RulesScreen)
        await driver.press("c")
        form = await driver.on(FormScreen)
        type_into(form, title="尽职免责办法", text="第一条　为规范……", topics="尽职免责、奖酬")
        await driver.press("ctrl+s")
        await driver.on(RulesScreen)
        await driver.sees("尽职免责办法", "草案")
        await driver.press("f7")
        prepared = await driver.on(FormScreen)
        assert prepared.form.editor("subject").typed() == "GZ-2026-0001"
        await driver.press("ctrl+s")
        await driver.on(RulesScreen)
    with office.reader() as reader:
        rule, decision = RULES.load(reader, "GZ-2026-0001"), DECISIONS.load(reader, "JY-2026-0001")
    assert rule is not None
    assert decision is not None
    assert decision.record.text_sha256 == rule.record.text_sha256
    assert [topic.value for topic in rule.record.topics] == ["exemption", "reward"]


async def test_the_step_that_comes_next_is_possible_and_later_ones_say_what_is_missing(
    office: Office,
) -> None:
    do(office, "rule.create", title="尽职免责办法", text="第一条")
    async with workbench(office, (160, 48)) as driver:
        await decisions(driver)
        await driver.press("f7")
        await driver.on(RulesScreen)
        await driver.sees("尽职免责办法")
        await driver.press("w")
        await driver.on(WhyModal)
        await driver.sees("指引要求的制度", "尚未记录征求意见结束")


async def test_views_are_offered(office: Office) -> None:
    person(office, "张三")
    do(office, "person.leave", person(office, "李四"), on="2026-05-01")
    async with workbench(office) as driver:
        screen = await people(driver)
        await driver.sees("张三")
        assert "李四" not in driver.text()
        await driver.press("o")
        await driver.on(ChoiceModal)
        await driver.press("2")
        await driver.until(lambda: driver.screen is screen)
        await driver.sees("张三", "李四")
