from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.licenses.importing.readers import CONTRACT_READERS, RECEIPT_READERS, Asked
from ttoffice.licenses.importing.stages import read_stages
from ttoffice.licenses.importing.targets import CONTRACTS, RECEIPTS
from ttoffice.results.importing.cells import Reading

TODAY = date(2026, 6, 1)


def read(target: str, text: str, *, header: str = "", unit: str | None = None) -> Reading[Any]:
    readers = CONTRACT_READERS if target in CONTRACT_READERS else RECEIPT_READERS
    return readers[target](text, text, Asked(TODAY, header, unit))


def stages(text: str, unit: str | None = None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] | None = read_stages(text, unit).value
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("target", "text", "value"),
    [
        ("threshold", "零门槛", 0),
        ("threshold", "12.5万元", 12_500_000),
        ("minimum", "3,000.50元", 300_050),
        ("rate", "3%", ("3", None)),
        ("rate", "百分之五", ("5", None)),
        ("rate", "按销售额的3%提成", ("3", "sales")),
        ("late_rate", "万分之五", "0.05"),
        ("term", "5年", (None, None, 60)),
        ("term", "自合同生效之日起十年", (None, None, 120)),
        ("term", "18个月", (None, None, 18)),
        ("term", "2026-01-01至2028年12月31日", (date(2026, 1, 1), date(2028, 12, 31), None)),
        ("report_days", "季度结束后30日内", 30),
        ("payment_days", "15", 15),
        ("employees", "1,200人", 1200),
        ("figures_year", "2025年度", 2025),
        ("kind", "普通许可", "ordinary"),
        ("base", "净销售额", "net_sales"),
        ("period", "每半年", "half_year"),
        ("sublicensing", "否", "none"),
        ("region", "大理白族自治州", "dali"),
        ("industry", "软件和信息技术服务业", "software"),
        ("credit_code", "９１53 0102ma7kpq3r86", "91530102MA7KPQ3R86"),
        ("number", "xk-2026-1", "XK-2026-0001"),
        ("received_on", "2026.3.1", date(2026, 3, 1)),
        ("amount", "¥50,000.00元", 5_000_000),
    ],
)
def test_what_offices_write_is_read(target: str, text: str, value: Any) -> None:
    reading = read(target, text)
    assert (reading.value, reading.problem) == (value, None)


@pytest.mark.parametrize(
    ("target", "text", "code"),
    [
        ("threshold", "12.5", "import.fee_unit"),
        ("threshold", "若干", "import.no_amount"),
        ("amount", "-500元", "import.negative"),
        ("rate", "面议后定", "import.no_percent"),
        ("term", "长期", "import.no_term"),
        ("report_days", "30个工作日", "import.no_days"),
        ("kind", "独家", "import.license_kind_which"),
        ("base", "收入", "import.no_code"),
        ("signed_on", "2026年", "import.date_incomplete"),
    ],
)
def test_what_is_in_doubt_is_not_guessed(target: str, text: str, code: str) -> None:
    reading = read(target, text)
    assert reading.value is None
    assert reading.problem is not None
    assert reading.problem.code == code


def test_a_share_of_one_is_read_as_percent_and_told_unless_the_header_says_percent() -> None:
    told = read("late_rate", "0.0005")
    assert told.value == "0.05"
    assert told.note is not None
    plain = read("late_rate", "0.5", header="违约金比例（%）")
    assert (plain.value, plain.note) == ("0.5", None)


def test_a_bare_amount_takes_the_unit_of_its_column() -> None:
    assert read("threshold", "12.5", unit="万元").value == 12_500_000


def test_stages_become_date_nodes_and_milestone_nodes() -> None:
    text = "1.合同生效后30日内付5万元；2.2026年12月31日前付款3,000元；中试完成后15日内付10万元；累计销售额达到100万元后支付20%"
    first, second, third, fourth = stages(text)
    assert first == {
        "key": "s1", "label": "合同生效后30日内", "trigger": "date", "after": "30d", "days_to_pay": 0, "amount": "5万元"
    }  # fmt: skip
    assert second["label"] == "2026年12月31日"
    assert (second["on"], second["amount"]) == (date(2026, 12, 31), "3000元")
    assert (third["label"], third["milestone"], third["days_to_pay"]) == ("中试完成", "pilot", 15)
    assert (fourth["label"], fourth["share"], fourth["milestone"]) == ("累计销售额达到100万元", "20", "sales")


def test_a_stage_takes_its_expected_day_and_its_proof() -> None:
    first, second = stages(
        "中试完成（预计2026年12月31日，凭中试报告）后15日内付10万元；投产后凭验收单30日内支付15万元"
    )
    assert (first["label"], first["planned_on"], first["proof"], first["days_to_pay"]) == (
        "中试完成", date(2026, 12, 31), "中试报告", 15
    )  # fmt: skip
    assert (second["label"], second["proof"], second["days_to_pay"]) == ("投产", "验收单", 30)


def test_stages_are_understood_as_a_whole_or_not_at_all() -> None:
    reading = read_stages("中试完成后15日内付10万元；以后再说", None)
    assert reading.value is None
    assert reading.problem is not None
    assert "以后再说" in reading.problem.message


def test_a_bare_amount_of_a_stage_takes_the_unit_of_its_column() -> None:
    (stage,) = stages("投产后30日内付15", "万元")
    assert (stage["amount"], stage["milestone"]) == ("15万元", "production")
    assert read_stages("投产后30日内付15", None).problem is not None


@given(st.sampled_from(sorted({*CONTRACT_READERS, *RECEIPT_READERS})), st.text(max_size=60))
def test_no_text_makes_a_reader_fail(target: str, text: str) -> None:
    reading = read(target, text, unit="万元")
    assert isinstance(reading, Reading)


@pytest.mark.parametrize(
    ("header", "target"),
    [
        ("合同编号", "reference"),
        ("被许可方（乙方）", "licensee"),
        ("签订\n日期", "signed_on"),
        ("门槛费（万元）", "threshold"),
        ("提成比例（%）", "rate"),
        ("技术合同登记编号", "registration_number"),
        ("合同到期日", "ends_on"),
    ],
)
def test_headers_of_contracts_are_known(header: str, target: str) -> None:
    found = CONTRACTS.match(header)
    assert found is not None
    assert (found.target, found.sure) == (target, True)


def test_headers_of_receipts_are_known_and_those_of_contracts_are_no_receipts() -> None:
    assert RECEIPTS.match("到账金额（元）").target == "amount"  # type: ignore[union-attr]  # it is known
    assert RECEIPTS.match("合同金额") is None
    contracts = {
        found.target
        for word in ("合同编号", "被许可方", "签订日期", "门槛费")
        if (found := RECEIPTS.match(word))
    }
    assert not RECEIPTS.is_header(contracts)
