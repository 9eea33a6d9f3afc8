from __future__ import annotations

import pytest

from tests.cli.calls import Call
from tests.licenses.procedure.acts import LICENSEE, enterprise, result
from ttoffice.action import Office
from ttoffice.action.office import open_office
from ttoffice.paths import find_home

pytestmark = pytest.mark.usefixtures("store_home")
DRAFT = (
    *("license", "draft", "--result", "cg-2026-1", "--licensee", LICENSEE, "--until", "2031/6/30"),
    *(
        "--threshold",
        "零",
        "--stage",
        "中试=30万元,30日",
        "--stage",
        "2027-12-31=10万,60天",
        "--stage",
        "6个月=300,000元",
    ),
    *("--royalty", "5%", "--base", "净销售额", "--period", "half_year", "--cap", "200万"),
)


@pytest.fixture(autouse=True)
def stocked(store_home: object) -> Office:
    office = open_office(find_home(None), operator="李明")
    result(office)
    enterprise(office)
    return office


def test_a_license_is_drafted_with_plain_options_and_read_as_sentences(call: Call) -> None:
    done = call(*DRAFT)
    assert (done.code, done.out[:3]) == (0, "XK-"), done.err
    number = done.out.strip()
    told = call("license", "terms", number.lower()).out
    assert "中试：里程碑节点，支付30万元，自节点达成之日起30日内支付" in told
    assert "2027年12月31日：一般节点，支付10万元" in told
    assert "合同生效后6个月：一般节点，支付30万元" in told
    assert "按净销售额的5%提成，按半年结算，累计封顶200万元" in told
    listed = call("list", "licenses", "--json").json
    assert [line["licensee_name"] for line in listed["records"]] == [LICENSEE]


def test_data_fills_what_options_do_not_say(call: Call) -> None:
    data = '{"terms": {"territory": "云南省", "plan": {"late_rate": "万分之三", "royalty": {"report_days": 30}}}}'
    number = call(*DRAFT, "--data", data).out.strip()
    terms = call("license", "terms", number, "--json").json["terms"]
    assert (terms["territory"], terms["plan"]["late_rate"]) == ("云南省", "0.03")
    assert (terms["plan"]["royalty"]["report_days"], terms["plan"]["royalty"]["base"]) == (30, "net_sales")


def test_what_stands_before_the_signature_is_told_with_its_articles(call: Call) -> None:
    number = call(*DRAFT).out.strip()
    call("do", "license.negotiate", number)
    told = call("license", "check", number)
    assert "促进科技成果转化法" in told.out or "促转法" in told.out
    codes = {reason["code"] for reason in call("license", "check", number, "--json").json}
    assert codes >= {"license.ties_unsaid", "license.no_pricing", "license.undecided"}


def test_readiness_is_told_by_criterion(call: Call) -> None:
    number = call(*DRAFT).out.strip()
    told = call("license", "readiness", number)
    assert told.code == 0
    assert "民主决策程序 0/1" in told.out
    found = call("license", "readiness", number, "--json").json
    assert found["criteria"][0]["criterion"] == "democratic_procedure"


@pytest.mark.parametrize(
    "words",
    [
        ("license", "draft", "--stage", "中试"),
        ("license", "terms", "XK-2026-0099"),
        ("license", "readiness", "XK-2026-0099"),
        ("license", "check", "CG-2026-0001"),
    ],
)
def test_what_cannot_be_done_ends_with_two_and_says_why(call: Call, words: tuple[str, ...]) -> None:
    done = call(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err


def test_a_refused_draft_tells_its_reasons_as_json(call: Call) -> None:
    done = call("license", "draft", "--result", "CG-2026-0099", "--json")
    assert (done.code, done.json["ok"], done.json["reasons"][0]["code"]) == (1, False, "license.no_result")


def test_a_draft_is_told_what_the_law_says_of_it_before_it_is_negotiated(call: Call) -> None:
    number = call("license", "draft", "--result", "CG-2026-0001", "--threshold", "3万元").out.strip()
    codes = {reason["code"] for reason in call("license", "check", number, "--json").json}
    assert codes >= {"plan.no_mode", "license.no_licensee"}


def test_a_refusal_tells_apart_what_refuses_and_what_is_only_to_be_noted(call: Call) -> None:
    number = call(*DRAFT).out.strip()
    lines = call("do", "license.declare_ties", number, "--data", '{"related": "declared"}').err.splitlines()
    told = [line for line in lines if line.startswith("- ")]
    assert [line.startswith("- 提示：") for line in told] == [False, True]
