"""Words of ledgers mean codes; what could mean two things, or none, is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ttoffice import i18n
from ttoffice.results.codes import LABELS, Coded, LegalStatus, PaymentMode, ResultType, RightKind
from ttoffice.results.importing.amounts import read_payment_mode
from ttoffice.results.importing.funding import Funding, read_fiscal, read_funding
from ttoffice.results.importing.uses import Use, read_use
from ttoffice.results.importing.words import (
    read_answer,
    read_class,
    read_code,
    read_license_kind,
    read_maturity,
    read_result_type,
    read_right_kind,
    read_secrecy,
    read_trl,
)
from ttoffice.results.record import Implementation


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    yield
    i18n.use()


READ = [
    codes
    for codes in LABELS
    if codes.__name__ not in {"RoyaltyBase", "Consent", "Answer", "ResultType", "RightKind", "PaymentMode"}
]


@pytest.mark.parametrize("codes", READ, ids=lambda codes: codes.__name__)
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_what_the_program_prints_is_read_back(codes: type[Coded], language: str) -> None:
    i18n.use(language)
    for code in codes:
        assert read_code(code.label, codes).value == code.value
        assert read_code(code.value, codes).value == code.value


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_types_kinds_and_modes_are_read_back_as_printed(language: str) -> None:
    i18n.use(language)
    for result_type in ResultType:
        reading = read_result_type(result_type.label)
        assert reading.value is not None
        assert reading.value[0] == result_type.value
    for kind in RightKind:
        assert read_right_kind(kind.label).value == kind.value
    for mode in PaymentMode:
        assert read_payment_mode(mode.label).value == mode.value


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("发明专利", ("patent", "invention")),
        ("发明", ("patent", "invention")),
        ("实用新型", ("patent", "utility_model")),
        ("外观设计专利", ("patent", "design")),
        ("软著", ("software_copyright", "software")),
        ("集成电路布图设计", ("layout_design", "layout_design")),
        ("植物新品种权", ("plant_variety", "plant_variety")),
        ("新药临床批件", ("clinical_license", "clinical_license")),
        ("药品注册证书", ("drug_marketing_license", "drug_license")),
        ("专利申请权", ("patent_application", "patent_application")),
        ("申请权", ("patent_application", "patent_application")),
        ("技术秘密", ("know_how", "know_how")),
        ("非专利技术（技术秘密）", ("know_how", "know_how")),
    ],
)
def test_result_types(text: str, pair: tuple[str, str]) -> None:
    reading = read_result_type(text)
    assert (reading.value, reading.problem) == (pair, None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("论文", "type_outside"),
        ("标准", "type_outside"),
        ("发明专利、软著", "several_values"),
        ("非技术", "unknown_value"),
    ],
)
def test_types_that_no_license_can_be_about(text: str, code: str) -> None:
    reading = read_result_type(text)
    assert reading.value is None
    assert reading.problem is not None
    assert reading.problem.code == f"import.{code}"
    if code == "type_outside":
        assert reading.problem.basis == "pay-later:3"


@pytest.mark.parametrize("text", ["是", "√", "有", "Y", "1", "✓", "TRUE"])
def test_yes(text: str) -> None:
    assert read_answer(text).value == "yes"


@pytest.mark.parametrize("text", ["否", "×", "无", "N", "0"])
def test_no(text: str) -> None:
    assert read_answer(text).value == "no"


def test_a_bare_no_does_not_tell_the_nature() -> None:
    assert read_class("是").value == "applied"
    assert read_class("软科学").value == "soft"
    problem = read_class("否").problem
    assert problem is not None
    assert problem.code == "import.class_which"


@pytest.mark.parametrize(
    ("text", "kind"),
    [("独占", "exclusive"), ("排他许可", "sole"), ("普通许可", "ordinary"), ("普通实施许可", "ordinary")],
)
def test_license_kinds(text: str, kind: str) -> None:
    assert read_license_kind(text).value == kind


@pytest.mark.parametrize(
    ("text", "code"),
    [("转让或许可", "not_license_kind"), ("转让", "not_license_kind"), ("独家", "license_kind_which")],
)
def test_ways_of_transfer_are_no_license_kinds(text: str, code: str) -> None:
    problem = read_license_kind(text).problem
    assert problem is not None
    assert problem.code == f"import.{code}"


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("TRL6", (None, 6)),
        ("小试", ("lab", None)),
        ("通过中试", ("pilot", None)),
        ("产业化", ("production", None)),
        ("TRL6（中试）", ("pilot", 6)),
        ("中试(TRL 7)", ("pilot", 7)),
    ],
)
def test_maturity_and_readiness_are_two_scales(text: str, pair: tuple[str | None, int | None]) -> None:
    assert read_maturity(text).value == pair


def test_readiness_levels() -> None:
    assert [read_trl(text).value for text in ("6", "TRL 6", "六级", "TRL10", "0")] == [6, 6, 6, None, None]


def test_secrecy_none_means_open() -> None:
    assert read_secrecy("无").value == "open"
    assert read_secrecy("机密").value == "confidential"
    assert read_secrecy("是").problem is not None


def test_a_remark_in_brackets_is_told() -> None:
    reading = read_code("有效（已质押）", LegalStatus)
    assert reading.value == "in_force"
    assert reading.problem is not None


@pytest.mark.parametrize(
    ("text", "funding"),
    [
        ("√", Funding("", "yes")),
        ("是", Funding("", "yes")),
        ("否", Funding("", "no")),
        ("财政", Funding("财政", "yes")),
        ("省重大科技专项", Funding("省重大科技专项", "yes")),
        ("国家自然科学基金(52643710)", Funding("国家自然科学基金(52643710)", "yes", "52643710")),
        (
            "国家重点研发计划（项目编号：2020YFB0905900）",
            Funding("国家重点研发计划（项目编号：2020YFB0905900）", "yes", "2020YFB0905900"),
        ),
        ("云南省科技计划项目2024", Funding("云南省科技计划项目2024", "yes")),
        ("自筹", Funding("自筹", "no")),
        ("横向委托", Funding("横向委托", "no")),
        ("企业委托", Funding("企业委托", "no")),
    ],
)
def test_funding(text: str, funding: Funding) -> None:
    reading = read_funding(text)
    assert (reading.value, reading.problem) == (funding, None)


@pytest.mark.parametrize("text", ["校级项目", "自筹+省科技厅", "无"])
def test_unclear_money_is_kept_and_left_open(text: str) -> None:
    reading = read_funding(text)
    assert reading.value == Funding(text, None)
    assert reading.problem is not None
    assert reading.problem.basis == "pay-later:4"


@pytest.mark.parametrize(
    "text",
    [
        "无财政资金支持",
        "不属于财政资金",
        "非政府资金",
        "国家电网公司",
        "云南省烟草公司",
        "部分财政资金",
        "是（横向）",
    ],
)
def test_denied_shared_and_company_money_is_not_taken_for_fiscal(text: str) -> None:
    assert read_fiscal(text).value is None
    assert read_fiscal(text).problem is not None


def test_money_that_is_not_fiscal_is_read_as_such() -> None:
    assert read_fiscal("非财政资金").value == "no"
    assert read_fiscal("是（国家自然科学基金）").value == "yes"


def test_a_column_that_asks_for_fiscal_money_takes_none_for_no() -> None:
    assert read_fiscal("无").value == "no"
    assert read_fiscal("省级财政").value == "yes"
    assert read_fiscal("不清楚").problem is not None


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("未转化", Use("no")),
        ("否", Use("no")),
        ("已转化", Use("yes")),
        ("2022年已许可", Use("yes", (Implementation("license", "2022", "2022年已许可"),))),
        ("2024.6转让", Use("yes", (Implementation("assign", "2024-06", "2024.6转让"),))),
        ("作价入股", Use("yes", (Implementation("equity", "", "作价入股"),))),
        (
            "2023年许可给甲公司；2024年3月转让",
            Use(
                "yes",
                (
                    Implementation("license", "2023", "2023年许可给甲公司"),
                    Implementation("assign", "2024-03", "2024年3月转让"),
                ),
            ),
        ),
    ],
)
def test_uses(text: str, use: Use) -> None:
    assert read_use(text).value == use


@pytest.mark.parametrize(
    "text",
    [
        *("拟许可", "洽谈中", "也许", "2022-2023年许可", "部分转化", "尚未完成转让"),
        *(
            "先使用后付费",
            "可转化",
            "可许可",
            "希望转让",
            "寻求合作",
            "推广应用前景广阔",
            "转化中",
            "已挂牌转让",
        ),
        *(
            "2024年转化失败",
            "许可合同已解除",
            "已终止转化",
            "转化难度大",
            "已转化？",
            "应用于农业生产",
            "否（自用）",
        ),
    ],
)
def test_plans_and_unknown_words_are_no_use(text: str) -> None:
    reading = read_use(text)
    assert reading.value is None
    assert reading.problem is not None


@pytest.mark.parametrize(
    "text", ["(" * 10_000, " " * 5_000 + "x", "零" * 10_000, "、" * 10_000, "[/b]" * 2_500]
)
def test_endless_texts_are_told_and_not_pondered(text: str) -> None:
    for reader in (
        read_result_type,
        read_license_kind,
        read_maturity,
        read_payment_mode,
        read_funding,
        read_use,
    ):
        reading = reader(text)
        assert reading.problem is not None or reading.value is not None
