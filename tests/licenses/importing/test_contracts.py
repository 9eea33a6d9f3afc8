from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.licenses.importing.ledgers import (
    CODE,
    CONTRACT_HEADER,
    OTHER_CODE,
    STAGES,
    book,
    contract,
    contracts,
    table,
)
from tests.offices import contents, files_below, problems
from ttoffice.action import Office, perform
from ttoffice.errors import InputFileError, UsageError
from ttoffice.licenses.importing.run import run_import
from ttoffice.licenses.importing.targets import CONTRACTS
from ttoffice.licenses.record import LicenseRecord
from ttoffice.licenses.shelves import DUES, LICENSES
from ttoffice.parties.enterprises import ENTERPRISES, EnterpriseRecord
from ttoffice.results.importing import ImportReport, load_mapping, save_mapping

RESULT = {
    "title": "咖啡果皮干燥方法",
    "rights": [{"kind": "invention", "number": "ZL202310000001.5", "acquired_on": "2024-02-29"}],
    "completers": [{"name": "李"}],
}


@pytest.fixture
def stocked(office: Office) -> Office:
    perform(office, "result.create", RESULT)
    return office


def run(office: Office, path: Path, **how: Any) -> ImportReport:
    return run_import(office, path, verb="license.import", **how)


def licenses(office: Office) -> list[LicenseRecord]:
    with office.reader() as reader:
        return [found.record for found in LICENSES.where(reader)]


def enterprises(office: Office) -> list[EnterpriseRecord]:
    with office.reader() as reader:
        return [found.record for found in ENTERPRISES.where(reader)]


def told(report: ImportReport) -> set[str]:
    return {problem.code.removeprefix("import.") for problem in report.problems}


def test_a_row_becomes_a_signed_license_and_its_licensee_is_entered(stocked: Office, tmp_path: Path) -> None:
    report = run(stocked, contracts(tmp_path / "台账.xlsx", contract()))
    assert (report.created, report.skipped) == (1, 0)
    (found,) = licenses(stocked)
    assert (found.reference, found.state.value, found.outside) == ("许可2024-01", "in_force", True)
    assert (found.signed_on, found.effective_on, found.registered_on) == (
        date(2026, 1, 15), date(2026, 1, 20), date(2026, 2, 10)
    )  # fmt: skip
    assert found.terms.ends_on == date(2031, 1, 19)
    assert [grant.result for grant in found.terms.grants] == ["CG-2026-0001"]
    assert found.terms.plan.threshold_fen == 0
    assert [stage.amount_fen for stage in found.terms.plan.stages] == [5_000_000, 10_000_000, 15_000_000]
    assert "2026530100000123" in found.note
    (enterprise,) = enterprises(stocked)
    assert (enterprise.name, enterprise.credit_code) == ("云南滇红茶业有限公司", OTHER_CODE)
    with stocked.reader() as reader:
        assert len(DUES.where(reader)) == 3
    assert problems(stocked) == ()


def test_a_royalty_is_put_together_from_its_columns(stocked: Office, tmp_path: Path) -> None:
    row = contract(
        付款节点=None,
        **{
            "门槛费（万元）": 1.5,
            "提成比例": "3%",
            "提成基数": "净销售额",
            "结算周期": "每半年",
            "提成起始日": "2026-01-20",
            "提成截止日": "2030-12-31",
            "报告期限（天）": 30,
            "付款期限（天）": "15天",
        },
    )
    run(stocked, contracts(tmp_path / "台账.xlsx", row))
    plan = licenses(stocked)[0].terms.plan
    assert (plan.mode, plan.threshold_fen, plan.threshold_days) == ("royalty", 1_500_000, 15)
    assert plan.royalty is not None
    assert (plan.royalty.steps[0].rate, plan.royalty.base, plan.royalty.period) == (
        "3",
        "net_sales",
        "half_year",
    )
    assert (plan.royalty.report_days, plan.royalty.payment_days) == (30, 15)


def test_a_dry_run_says_what_an_import_does_and_writes_nothing(stocked: Office, tmp_path: Path) -> None:
    path = contracts(tmp_path / "台账.xlsx", contract(), contract(合同编号="二", 签订日期="去年"))
    before = contents(stocked.home.store), files_below(stocked.home.vault)
    tried = run(stocked, path, dry_run=True)
    assert (contents(stocked.home.store), files_below(stocked.home.vault)) == before
    real = run(stocked, path)
    assert (tried.dry_run, real.dry_run) == (True, False)
    assert tried.counts() == real.counts()
    assert tried.problems == real.problems


def test_a_second_run_changes_nothing(stocked: Office, tmp_path: Path) -> None:
    path = contracts(
        tmp_path / "台账.xlsx", contract(), contract(合同编号=None, 被许可方="乙公司", 统一社会信用代码=CODE)
    )
    assert run(stocked, path).created == 2
    before = licenses(stocked), enterprises(stocked)
    again = run(stocked, path)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    assert (licenses(stocked), enterprises(stocked)) == before
    other = run(stocked, contracts(tmp_path / "改.xlsx", contract(合同名称="改了名", 签订日期="2026-01-16")))
    assert (other.unchanged, told(other) & {"stands"}) == (1, {"stands"})


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"签订日期": "去年"}, "date_unknown"),
        ({"签订日期": None}, "no_day"),
        ({"被许可方": None}, "licensee_missing"),
        ({"付款节点": "以后再说"}, "stage_unknown"),
        ({"许可期限": "长期"}, "no_term"),
        ({"生效日期": "2026年"}, "date_incomplete"),
    ],
)
def test_a_refused_row_leaves_nothing_behind(
    stocked: Office, tmp_path: Path, changed: dict[str, Any], code: str
) -> None:
    report = run(stocked, contracts(tmp_path / "台账.xlsx", contract(**changed)))
    assert (report.created, report.skipped) == (0, 1)
    assert any(one.code.endswith(code) or code == "date_unknown" for one in report.problems)
    assert licenses(stocked) == []
    assert enterprises(stocked) == []
    assert report.report_file


def test_a_row_that_the_verb_refuses_enters_no_licensee_either(stocked: Office, tmp_path: Path) -> None:
    late = contract(登记日期=date(2026, 6, 2))
    report = run(stocked, contracts(tmp_path / "台账.xlsx", late))
    assert (report.created, report.skipped) == (0, 1)
    assert enterprises(stocked) == []
    assert run(stocked, contracts(tmp_path / "好.xlsx", contract())).created == 1
    with stocked.reader() as reader:
        assert ENTERPRISES.where(reader)[0].number == "QY-2026-0001"
    assert problems(stocked) == ()


def test_rows_of_one_contract_number_are_one_contract(stocked: Office, tmp_path: Path) -> None:
    perform(stocked, "result.create", {"title": "另一成果", "completers": [{"name": "李"}]})
    column = "许可成果（编号或专利号）"
    rows = contract(), contract(**{column: "另一成果"}), contract(), contract(许可地域="全国")
    report = run(stocked, contracts(tmp_path / "台账.xlsx", *rows))
    assert (report.rows, report.created, report.skipped) == (4, 1, 3)
    assert {"same_contract", "duplicate_differs"} <= told(report)
    assert [grant.result for grant in licenses(stocked)[0].terms.grants] == ["CG-2026-0001", "CG-2026-0002"]


def test_what_is_licensed_is_found_by_right_and_title_and_kept_where_unknown(
    stocked: Office, tmp_path: Path
) -> None:
    column = "许可成果（编号或专利号）"
    rows = (
        contract(**{column: "ZL202310000001.5"}),
        contract(合同编号="二", **{column: "咖啡果皮干燥方法、无此成果"}),
    )
    report = run(stocked, contracts(tmp_path / "台账.xlsx", *rows))
    assert "result_unknown" in told(report)
    first, second = licenses(stocked)
    assert [grant.result for grant in (*first.terms.grants, *second.terms.grants)] == ["CG-2026-0001"] * 2
    assert "无此成果" in second.note


def test_a_licensee_is_known_by_its_code_and_doubt_about_it_is_told(stocked: Office, tmp_path: Path) -> None:
    perform(stocked, "enterprise.enter", {"name": "云南滇红茶业有限公司", "credit_code": OTHER_CODE})
    wrong = OTHER_CODE[:-1] + "7"
    report = run(
        stocked,
        contracts(
            tmp_path / "台账.xlsx",
            contract(),
            contract(合同编号="二", 被许可方="滇红茶业"),
            contract(合同编号="三", 统一社会信用代码=CODE),
            contract(合同编号="四", 被许可方="丁公司", 统一社会信用代码=wrong),
            contract(合同编号="五", 被许可方="某某农民专业合作社", 统一社会信用代码=None),
        ),
    )
    assert (report.created, report.skipped) == (4, 1)
    assert {"licensee_named_otherwise", "licensee_other_code", "credit_code"} <= told(report)
    first, fourth, fifth = enterprises(stocked)
    assert first.credit_code == OTHER_CODE
    assert (fourth.credit_code, wrong in fourth.code_reason) == ("", True)
    assert fifth.entity.value == "cooperative"


def test_the_figures_of_a_row_stand_with_its_licensee(stocked: Office, tmp_path: Path) -> None:
    header = (*CONTRACT_HEADER, "从业人员", "营业收入（万元）", "划型行业")
    row = contract(从业人员="400人", **{"营业收入（万元）": 3000, "划型行业": "工业"})
    report = run(stocked, book(tmp_path / "台账.xlsx", 合同=table(header, [row])))
    assert "figures_year" in told(report)
    (figures,) = enterprises(stocked)[0].figures
    assert (figures.year, figures.employees, figures.revenue_fen) == (2025, 400, 3_000_000_000)


def test_a_period_from_signature_is_counted_from_signature(stocked: Office, tmp_path: Path) -> None:
    row = contract(付款节点="合同签订后10日内支付5万元；合同生效后1个月内支付5万元")
    run(stocked, contracts(tmp_path / "台账.xlsx", row))
    first, second = licenses(stocked)[0].terms.plan.stages
    assert (first.on, first.after) == (date(2026, 1, 25), "")
    assert (second.on, second.after) == (None, "1m")


def test_a_contract_that_has_ended_is_ended_and_a_terminated_one_told(
    stocked: Office, tmp_path: Path
) -> None:
    header = (*CONTRACT_HEADER, "合同状态")
    over = contract(
        签订日期="2024-01-15",
        生效日期="2024-01-15",
        登记日期="2024-02-01",
        许可期限="1年",
        合同状态="履行完毕",
    )
    rows = over, contract(合同编号="二", 合同状态="履行完毕"), contract(合同编号="三", 合同状态="已解除")
    report = run(stocked, book(tmp_path / "台账.xlsx", 合同=table(header, rows)))
    assert report.created == 3
    assert [(one.state.value, one.ended_on) for one in licenses(stocked)] == [
        ("ended", date(2025, 1, 14)), ("in_force", None), ("in_force", None)
    ]  # fmt: skip
    assert {"not_ended", "terminated"} <= told(report)
    assert problems(stocked) == ()


def test_a_contract_number_of_another_licensee_is_refused(stocked: Office, tmp_path: Path) -> None:
    run(stocked, contracts(tmp_path / "台账.xlsx", contract()))
    report = run(stocked, contracts(tmp_path / "二.xlsx", contract(被许可方="乙公司", 统一社会信用代码=CODE)))
    assert told(report) == {"reference_taken"}
    assert len(enterprises(stocked)) == 1


def test_titles_totals_and_a_repeated_header_are_no_contracts(stocked: Office, tmp_path: Path) -> None:
    rows = [
        ["合同台账（单位：万元）"],
        *table(CONTRACT_HEADER, [contract()]),
        list(CONTRACT_HEADER),
        ["合计"],
        ["备注：无"],
    ]
    report = run(stocked, book(tmp_path / "台账.xlsx", 说明=[["本表说明"]], 合同=rows))
    assert (report.sheet, report.created, report.skipped) == ("合同", 1, 3)
    assert {"header_row", "total_row", "remark_row"} <= told(report)


def test_a_file_without_the_columns_needed_is_refused_with_what_is_needed(
    stocked: Office, tmp_path: Path
) -> None:
    with pytest.raises(InputFileError, match="被许可方"):
        run(stocked, book(tmp_path / "x.xlsx", 表=[["合同编号", "合同名称"], ["1", "2"]]))


def test_a_mapping_is_saved_used_again_and_refused_where_it_is_wrong(stocked: Office, tmp_path: Path) -> None:
    header = ["号", "对方", "何日签", "名目"]
    path = book(tmp_path / "台账.xlsx", 表=[header, ["A1", "甲公司", "2026-01-01", "某许可"]])
    saved = tmp_path / "map.toml"
    text = '[columns]\n"号" = "reference"\n"对方" = "licensee"\n"何日签" = "signed_on"\n"名目" = "title"\n'
    saved.write_text(text, encoding="utf-8")
    report = run(stocked, path, mapping=saved)
    assert (report.created, licenses(stocked)[0].reference) == (1, "A1")
    save_mapping(report.mapping, saved)
    assert load_mapping(saved, CONTRACTS).targets == report.mapping.targets
    saved.write_text('[columns]\n"号" = "fiscal"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="2"):
        run(stocked, path, mapping=saved)


def test_columns_without_a_target_are_kept_where_the_mapping_asks_for_it(
    stocked: Office, tmp_path: Path
) -> None:
    header = ["合同编号", "被许可方", "签订日期", "档案柜"]
    path = book(tmp_path / "台账.xlsx", 表=[header, ["A1", "甲公司", "2026-01-01", "三号柜"]])
    saved = tmp_path / "map.toml"
    save_mapping(run(stocked, path, dry_run=True).mapping, saved)
    saved.write_text(
        saved.read_text(encoding="utf-8").replace("keep_unmapped = false", "keep_unmapped = true"),
        encoding="utf-8",
    )
    run(stocked, path, mapping=saved)
    assert "档案柜：三号柜" in licenses(stocked)[0].note


def test_the_usual_stages_are_those_of_the_sample(stocked: Office) -> None:
    assert STAGES.count("；") == 2


def test_a_ledger_that_calls_the_licensee_the_partner_is_read(stocked: Office, tmp_path: Path) -> None:
    header = ["项目名称", "合作方", "合作方地区", "签订日期", "许可期限至"]
    rows = [header, ["咖啡果皮干燥方法许可", "云南滇红茶业有限公司", "昆明市", "2026-01-15", "2031-12-31"]]
    report = run(stocked, book(tmp_path / "台账.xlsx", 表=rows))
    assert report.created == 1
    (license_,) = licenses(stocked)
    assert (license_.licensee_name, license_.terms.ends_on) == ("云南滇红茶业有限公司", date(2031, 12, 31))
    assert enterprises(stocked)[0].region == "kunming"
