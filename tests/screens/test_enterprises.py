from __future__ import annotations

from tests.parties.offices import OTHER_CODE
from tests.screens.driving import NARROW, workbench
from tests.screens.test_people import type_into
from ttoffice.action import Office, perform
from ttoffice.parties.enterprises import ENTERPRISES, Industry
from ttoffice.screens.enterprises import EnterprisesScreen
from ttoffice.screens.kit.forming import FormScreen
from ttoffice.screens.kit.record import RecordScreen
from ttoffice.screens.modals.entry import VerbModal
from ttoffice.screens.modals.palette import PaletteModal
from ttoffice.widgets.editors import ChoiceEditor


async def test_an_enterprise_is_entered_where_its_code_is_right_and_its_class_follows_the_figures(
    office: Office,
) -> None:
    async with workbench(office, NARROW) as driver:
        await driver.press("0")
        await driver.on(EnterprisesScreen)
        await driver.sees("尚无企业")
        await driver.press("f2")
        form = await driver.on(FormScreen)
        type_into(form, name="滇红[/b]茶业", credit_code=OTHER_CODE[:-1] + "7")
        industry = form.form.editor("industry")
        assert isinstance(industry, ChoiceEditor)
        industry.value = "industry"
        await driver.press("ctrl+s")
        await driver.sees("统一社会信用代码", "有误")
        type_into(form, credit_code=OTHER_CODE.lower())
        await driver.press("ctrl+s")
        await driver.sees("所在地区按统一社会信用代码填入")
        await driver.press("escape")
        await driver.on(EnterprisesScreen)
        await driver.sees("滇红[/b]茶业", OTHER_CODE)
        await driver.press("f9")
        await driver.on(PaletteModal)
        await driver.press("enter")
        figures = await driver.on(VerbModal)
        type_into(figures, year="2025", employees="400", revenue_fen="3000万", source="年报")
        await driver.press("ctrl+s")
        await driver.on(EnterprisesScreen)
        await driver.sees("中型")
        await driver.press("enter")
        await driver.on(RecordScreen)
        await driver.press("end")
        await driver.sees("判定为中型")
    with office.reader() as reader:
        (found,) = ENTERPRISES.where(reader)
    assert found.record.industry is Industry.INDUSTRY
    assert found.record.figures[0].revenue_fen == 3_000_000_000


async def test_the_form_shows_the_country_by_name_and_leaves_it_alone(office: Office) -> None:
    perform(office, "enterprise.enter", {"name": "琅南塔公司", "country": "老挝"})
    async with workbench(office, NARROW) as driver:
        await driver.press("0")
        await driver.on(EnterprisesScreen)
        await driver.sees("琅南塔公司")
        await driver.press("f4")
        form = await driver.on(FormScreen)
        await driver.sees("老挝")
        type_into(form, note="跨境")
        await driver.press("ctrl+s")
        await driver.on(EnterprisesScreen)
    with office.reader() as reader:
        (found,) = ENTERPRISES.where(reader)
    assert (found.record.country, found.record.note) == ("LA", "跨境")
