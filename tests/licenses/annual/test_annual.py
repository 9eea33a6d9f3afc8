from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.licenses.awards.acts import decided, draft, result
from tests.licenses.seeding import license_, receipt, seed
from tests.offices import problems
from ttoffice.action import Office, check, perform
from ttoffice.agenda.from_annual import SOURCES
from ttoffice.agenda.items import Item
from ttoffice.agenda.sources import Sight
from ttoffice.deadlines.policy import read_value
from ttoffice.errors import RefusedError, UsageError
from ttoffice.i18n import N_, chinese
from ttoffice.licenses.annual.exporting import export_annual
from ttoffice.licenses.annual.gathering import facts_of
from ttoffice.licenses.annual.record import ANNUALS
from ttoffice.licenses.annual.rows import Facts, Missing
from ttoffice.licenses.annual.summaries import tables
from ttoffice.licenses.codes import LicenseState, PricingMethod, ReceiptKind, Trigger
from ttoffice.licenses.fees import FeePlan, Stage
from ttoffice.licenses.record import AmendmentRecord, Change, Licensee
from ttoffice.licenses.shelves import AMENDMENTS
from ttoffice.licenses.terms import Grant, Terms
from ttoffice.reasons import refusing
from ttoffice.results.codes import TransferMode
from ttoffice.sheets.xlsx_read import open_workbook

PLAN = FeePlan(
    100_000, 30, stages=(Stage("s1", "一年", Trigger.DATE, after="1y", amount_fen=400_000, days_to_pay=0),)
)
COMPLETE = {
    "signed_licensee": Licensee("云南某某咖啡有限公司", "", "small"),
    "pricing": PricingMethod.AGREEMENT,
    "related": "none",
}


def facts(office: Office, year: int = 2026) -> Facts:
    with office.reader() as reader:
        return facts_of(reader, year)


def plan_license(office: Office, *numbers: str, **more: Any) -> str:
    terms = Terms(tuple(Grant(number, "咖啡脱胶") for number in numbers), plan=PLAN)
    return license_(office, *numbers, **{"terms": terms, "signed_on": date(2026, 2, 1), **COMPLETE, **more})


def rows(office: Office, name: str, year: int = 2026) -> list[tuple[Any, ...]]:
    return next(list(table.rows) for table in tables(facts(office, year)) if table.name == name)


def agenda(office: Office, *, past: bool = False) -> list[Item]:
    with office.reader() as reader:
        return [
            item for _k, source in SOURCES for item in source(Sight(office, reader, office.today, 400, past))
        ]


def test_a_contract_is_one_row_with_what_was_agreed_received_and_distributed(office: Office) -> None:
    res = result(office, result_type="patent", fiscal="yes")
    lic = plan_license(office, res)
    receipt(office, lic, 100_000, date(2026, 3, 1))
    wrong = receipt(office, lic, 5_000, date(2026, 3, 2))
    receipt(office, lic, 5_000, date(2026, 3, 3), reverses=wrong)
    receipt(office, lic, 2_000, date(2026, 4, 1), kind=ReceiptKind.REFUND)
    receipt(office, lic, 400_000, date(2027, 2, 1))
    later = decided(office, draft(office, lic, receipts=["DZ-2026-0001"]))
    perform(later, "award.pay", {"lines": ["王敏"]}, subject="FP-2026-0001")
    (row,) = facts(later).contracts
    assert (row.agreed_fen, row.received_fen, row.received_total_fen) == (500_000, 98_000, 98_000)
    assert (row.net_fen, row.pool_fen, row.retained_fen, row.main_fen, row.people) == (
        100_000, 50_000, 50_000, 50_000, 2,
    )  # fmt: skip
    assert (row.types, row.sources, row.licensee_class) == (("专利权",), ("财政资金支持",), "小型企业")
    assert (row.pricing, row.related) == ("协议定价", "否")
    assert facts(later).paid_fen == 30_000
    (next_year,) = facts(later, 2027).contracts
    assert (next_year.received_fen, next_year.received_total_fen, next_year.net_fen) == (400_000, 498_000, 0)
    assert facts(later, 2025).contracts == ()


def test_terms_are_those_at_the_end_of_the_year_and_events_those_of_the_year(office: Office) -> None:
    lic = plan_license(
        office,
        result(office),
        state=LicenseState.TERMINATED,
        ended_on=date(2028, 6, 30),
        end_reason="逾期未付",
    )
    after = {"threshold_fen": 300_000}
    change = AmendmentRecord(
        lic, "补充协议一", 1, (Change("plan", {}, after),), date(2027, 1, 1), date(2026, 12, 20), "提高门槛费"
    )
    seed(office, lambda ctx: AMENDMENTS.enter(ctx, change))
    (first,) = facts(office, 2026).contracts
    (second,) = facts(office, 2027).contracts
    assert (first.agreed_fen, second.agreed_fen) == (500_000, 300_000)
    assert [what for _day, what in first.events] == ["签订", "变更（提高门槛费）"]
    assert second.events == ()
    assert [what for _day, what in facts(office, 2028).contracts[0].events] == ["解除（逾期未付）"]
    assert facts(office, 2029).contracts == ()


def test_what_is_secret_is_left_out_and_only_counted(office: Office) -> None:
    plan_license(office, result(office, secrecy="confidential"))
    plan_license(office, result(office, title="公开成果", secrecy="internal"))
    found = facts(office)
    assert [one.number for one in found.contracts] == ["XK-2026-0002"]
    assert (found.secret_contracts, found.secret_results) == (1, 1)
    assert sum(one.registered for one in found.results) == 1
    assert any("1份合同、1项成果因涉密未列入" in str(row[0]) for row in rows(office, "说明"))
    assert not any("XK-2026-0001" in str(table.rows) for table in tables(found))


def test_classes_add_up_to_all_contracts_in_every_way_of_telling_them_apart(office: Office) -> None:
    res = result(office, result_type="patent", fiscal="no")
    plan_license(office, res)
    plan_license(office, res, pricing=None, related="declared", signed_licensee=None)
    receipt(office, "XK-2026-0002", 700, date(2026, 5, 1))
    found = rows(office, "分类汇总")
    total = found[-1]
    assert total[2] == 2
    for name in {row[0] for row in found[:-1]}:
        group = [row for row in found if row[0] == name]
        assert sum(row[2] for row in group) == 2
        assert sum(row[5].fen for row in group) == total[5].fen == 700
    assert rows(office, "成果类型和来源") == [("专利权", "非财政资金", 1, 0, 1), ("合计", "", 1, 0, 1)]


def test_what_is_missing_is_said_with_what_to_do(office: Office) -> None:
    lic = license_(office, signed_on=date(2026, 2, 1), registered_on=None)
    receipt(office, lic, 500, date(2026, 5, 1))
    whats = {one.told(chinese)[0] for one in facts(office).missing if one.number == lic}
    assert whats == {
        "许可的成果", "被许可方的规模类型", "被许可方所在地", "定价方式", "是否关联交易", "技术合同认定登记",
        "当年到账DZ-2026-0001尚未分配",
    }  # fmt: skip
    assert "Name of the own unit" in {one.what for one in facts(office).missing}
    perform(office, "unit.set", {"name": "滇中科技大学"})
    assert "Name of the own unit" not in {one.what for one in facts(office).missing}


def test_what_is_missing_is_told_in_the_language_asked_for() -> None:
    what = N_("%(numbers)s of the year not distributed")
    one = Missing("XK-2026-0001", "甲", what, "Draft it.", ("DZ-2026-0001", "DZ-2026-0002"))
    assert one.told(chinese)[0] == "当年到账DZ-2026-0001、DZ-2026-0002尚未分配"
    assert one.told(str)[0] == "DZ-2026-0001, DZ-2026-0002 of the year not distributed"


def test_uses_of_the_register_are_counted_by_the_way(office: Office) -> None:
    uses = [{"mode": "equity", "since": "2026-05"}, {"mode": "license", "since": "2025"}]
    result(office, implementations=uses)
    counts = {one.mode: one.results for one in facts(office).uses}
    assert counts[TransferMode.EQUITY.label] == 1
    assert sum(counts.values()) == 1


def test_an_export_is_written_and_recorded_or_neither(office: Office, tmp_path: Path) -> None:
    perform(office, "unit.set", {"name": "滇中科技大学"})
    plan_license(office, result(office), title="=1+1")
    path = tmp_path / "年报.xlsx"
    done = export_annual(office, 2026, path)
    assert done.outcome.value == "NB-2026-0001"
    assert {one.code for one in done.outcome.warnings} == {"annual.running"}
    with open_workbook(path) as book:
        assert [sheet.name for sheet in book.sheets] == [
            "转化方式", "合同明细", "合同变动", "成果类型和来源", "分类汇总", "收益分配", "缺项", "说明",
        ]  # fmt: skip
        body = [list(row.cells) for row in book.iter_rows(book.sheet("合同明细"))]
    assert body[1][1] == "=1+1"
    assert body[1][11] == 5_000
    with pytest.raises(RefusedError):
        export_annual(office, 2027, tmp_path / "2027.xlsx")
    assert not (tmp_path / "2027.xlsx").exists()
    for year, name in ((2026, "a.csv"), (12, "a.xlsx")):
        with pytest.raises(UsageError):
            export_annual(office, year, tmp_path / name)
    assert problems(office) == ()


def test_a_report_is_due_on_the_units_day_until_it_is_handed_in(office: Office, tmp_path: Path) -> None:
    plan_license(office, result(office), signed_on=date(2025, 12, 1))
    (item,) = agenda(office)
    assert (item.key, item.day) == ("annual:2025", date(2026, 3, 30))
    perform(
        office, "policy.set",
        {"code": "annual_report_day", "value": "5月22日", "source": "主管部门通知", "effective_from": "2026-06-01"},
    )  # fmt: skip
    number = str(export_annual(office, 2025, tmp_path / "2025.xlsx").outcome.value)
    (item,) = agenda(office)
    assert (item.day, item.command) == (date(2026, 5, 22), f"ttoffice do annual.hand_in {number}")
    assert agenda(office, past=True) == [item]
    data = {"handed_to": "省科技厅"}
    early = {
        one.code
        for one in refusing(check(office, "annual.hand_in", {**data, "on": "2026-05-01"}, subject=number))
    }
    assert early == {"annual.day"}
    perform(office, "annual.hand_in", data, subject=number)
    assert agenda(office) == []
    again = {one.code for one in refusing(check(office, "annual.hand_in", data, subject=number))}
    assert again == {"annual.handed_in"}
    with office.reader() as reader:
        record = ANNUALS.load(reader, number)
    assert record is not None
    assert (record.record.handed_in_on, record.record.handed_to) == (date(2026, 6, 1), "省科技厅")
    assert [item.key for item in agenda(office.on(date(2027, 1, 2)))] == ["annual:2026"]


@pytest.mark.parametrize(("text", "value"), [("3-30", "03-30"), ("05/22", "05-22"), ("4月30日", "04-30")])
def test_a_day_of_the_year_is_written_in_several_ways(text: str, value: str) -> None:
    assert read_value("annual_report_day", text) == value


@pytest.mark.parametrize("text", ["", "13-01", "02-29", "04-31", "30"])
def test_what_is_no_day_of_every_year_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        read_value("annual_report_day", text)
