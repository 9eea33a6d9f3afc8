from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

import pytest

from tests.offices import problems
from tests.parties.offices import CODE, OTHER_CODE, do, person, refusal, warnings
from ttoffice.action import Office
from ttoffice.parties.conflict_rules import MatterFacts
from ttoffice.parties.conflicts import conflicts
from ttoffice.parties.enterprises import ENTERPRISES, EnterpriseRecord, Industry, Region, find_enterprise
from ttoffice.parties.matters import known_facts
from ttoffice.parties.size_standards import size_of
from ttoffice.parties.sizes import SizeClass
from ttoffice.reasons import Reason


def enterprise(office: Office, name: str = "云南滇红茶业有限公司", **more: Any) -> str:
    return do(office, "enterprise.enter", name=name, **{"credit_code": OTHER_CODE, **more})


def record(office: Office, number: str) -> EnterpriseRecord:
    with office.reader() as reader:
        found = ENTERPRISES.load(reader, number)
    assert found is not None
    return found.record


def test_an_enterprise_is_kept_with_codes_typed_by_their_names(office: Office) -> None:
    number = enterprise(
        office,
        credit_code="９１530102 ma7kpq3r86",
        industry="软件和信息技术服务业",
        country="中国",
        marks=[{"kind": "高新技术企业", "number": "GR202653000001"}],
        insiders=[{"who": "张三", "position": "股东", "share": "12.5"}],
    )
    found = record(office, number)
    assert number == "QY-2026-0001"
    assert (found.credit_code, found.industry) == (OTHER_CODE, Industry.SOFTWARE)
    assert (found.country, found.region, found.abroad) == ("CN", Region.KUNMING, False)
    assert found.insiders[0].share == "12.5"
    assert problems(office) == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"credit_code": OTHER_CODE[:-1] + "7"}, "enterprise.credit_code"),
        ({"credit_code": ""}, "enterprise.no_code"),
        ({"contact_phone": "13812345678"}, "personal.number"),
        ({"note": "身份证 11010519491231002X"}, "personal.number"),
        ({"bank_account": "13812345678"}, "personal.number"),
        ({"bank_account": "账号：1"}, "enterprise.account_form"),
        (
            {"entity": "个体工商户", "bank_account": "6222021234567890123", "credit_code": CODE},
            "enterprise.personal_account",
        ),
        ({"country": "LA", "region": "kunming"}, "enterprise.region_abroad"),
        ({"country": "某国"}, "input.string_pattern_mismatch"),
        ({"figures": [{"year": 2025}]}, "figures.empty"),
        ({"figures": [{"year": 2027, "employees": 1}]}, "figures.future"),
        ({"figures": [{"year": 2026, "employees": 1}]}, "figures.year_runs"),
        (
            {"figures": [{"year": 2025, "employees": 1, "declared_on": "2024-12-31"}]},
            "figures.declared_before",
        ),
        (
            {"figures": [{"year": 2025, "employees": 1, "declared_on": "2026-06-02"}]},
            "figures.declared_later",
        ),
        ({"figures": [{"year": 2025, "employees": 1, "proof": "ZJ-2026-0009"}]}, "exhibit.unknown"),
        ({"insiders": [{"who": "张三", "position": "股东", "share": "100.5"}]}, "insider.share"),
        (
            {"marks": [{"kind": "listed", "since": "2026-01-02", "until": "2026-01-01"}]},
            "enterprise.ends_before",
        ),
    ],
)
def test_what_cannot_stand_is_refused(office: Office, data: dict[str, Any], code: str) -> None:
    given = {"name": "甲公司", "credit_code": OTHER_CODE, **data}
    assert refusal(office, "enterprise.enter", **given) == {code}


def test_the_account_of_a_legal_person_is_no_personal_data(office: Office) -> None:
    number = enterprise(office, bank_name="某银行昆明分行", bank_account="6222021234567890123")
    assert record(office, number).bank_account == "6222021234567890123"


def test_an_entity_without_a_code_needs_a_reason_and_one_abroad_none(office: Office) -> None:
    do(office, "enterprise.enter", name="老挝某公司", country="老挝")
    do(office, "enterprise.enter", name="某合作社", entity="cooperative", code_reason="换照期间")


def test_one_code_one_enterprise(office: Office) -> None:
    enterprise(office)
    assert refusal(office, "enterprise.enter", name="乙", credit_code=OTHER_CODE) == {"enterprise.code_taken"}
    other = enterprise(office, "乙", credit_code=CODE)
    taken = refusal(office, "enterprise.change", other, credit_code=OTHER_CODE)
    assert taken == {"enterprise.code_taken"}
    with sqlite3.connect(office.home.store) as db, pytest.raises(sqlite3.IntegrityError, match="credit_code"):
        db.execute("UPDATE enterprise SET credit_code = ? WHERE number = ?", (OTHER_CODE, other))


def test_a_name_that_stands_already_is_warned_of_also_as_a_former_one(office: Office) -> None:
    number = enterprise(office, "云南 甲（集团）公司")
    assert "enterprise.same_name" in warnings(
        office, "enterprise.enter", name="云南甲(集团)公司", credit_code=CODE
    )
    do(office, "enterprise.change", number, name="云南乙公司")
    told = warnings(office, "enterprise.enter", name="云南 甲（集团）公司", code_reason="待查")
    assert "enterprise.same_name" in told


def test_a_changed_name_is_kept_among_the_former_ones(office: Office) -> None:
    number = enterprise(office, "旧名公司")
    assert "enterprise.renamed" in warnings(office, "enterprise.change", number, name="新名公司")
    assert record(office, number).names == ("新名公司", "旧名公司")
    do(office, "enterprise.change", number, former_names=[], region=None)
    assert record(office, number).names == ("新名公司",)
    assert record(office, number).region is None


def test_a_change_warns_only_of_what_it_brings(office: Office) -> None:
    number = enterprise(office)
    assert warnings(office, "enterprise.change", number, note="甲") == set()
    assert warnings(office, "enterprise.change", number, country="LA", region=None) == {"enterprise.abroad"}


def test_figures_are_added_and_the_class_follows(office: Office) -> None:
    number = enterprise(office, industry="industry")
    do(
        office,
        "enterprise.add_figures",
        number,
        year=2025,
        employees=400,
        revenue_fen=200_000_000_00,
        source="年报",
    )
    with office.reader() as reader:
        found = size_of(reader, number, office.today)
    assert found is not None
    assert found.size is SizeClass.MEDIUM
    again = warnings(office, "enterprise.add_figures", number, year=2025, employees=10, source="更正声明")
    assert again == {"figures.again"}
    same = refusal(office, "enterprise.add_figures", number, year=2025, employees=10, source="更正声明")
    assert same == {"figures.same"}
    assert "figures.gone" in warnings(office, "enterprise.change", number, figures=[])


def test_an_enterprise_ends_once_with_a_source_and_may_be_taken_back(office: Office) -> None:
    number = enterprise(office)
    assert refusal(office, "enterprise.close", number) == {"enterprise.no_source"}
    assert refusal(office, "enterprise.reopen", number, reason="误登") == {"enterprise.not_ended"}
    do(office, "enterprise.close", number, state="破产", on="2026-05-01", source="法院公告")
    do(office, "enterprise.close", number, source="公示系统")
    ended = refusal(office, "enterprise.close", number, source="公示系统")
    assert ended == {"enterprise.ended"}
    assert record(office, number).ended_on == date(2026, 6, 1)
    do(office, "enterprise.reopen", number, reason="误登")
    assert record(office, number).ended_on is None


def test_an_enterprise_is_found_by_number_code_name_and_former_name(office: Office) -> None:
    number = enterprise(office, "旧名公司")
    do(office, "enterprise.change", number, name="新名公司")
    with office.reader() as reader:
        for text in ("qy-2026-1", OTHER_CODE.lower(), " 新名公司 ", "旧名公司"):
            found = find_enterprise(reader, text)
            assert not isinstance(found, Reason)
            assert found.number == number
        unknown = find_enterprise(reader, "没有")
        assert isinstance(unknown, Reason)
        assert unknown.code == "enterprise.unknown"
    do(office, "enterprise.enter", name="新名公司", code_reason="待查")
    with office.reader() as reader:
        both = find_enterprise(reader, "新名公司")
    assert isinstance(both, Reason)
    assert both.code == "enterprise.namesakes"


@pytest.mark.parametrize(
    ("tie", "certain"),
    [
        ({"organisation": "旧名公司"}, False),
        ({"organisation": "新名公司"}, False),
        ({"credit_code": OTHER_CODE}, True),
    ],
)
@pytest.mark.parametrize("named", ["QY-2026-0001", "新名公司", OTHER_CODE])
def test_ties_to_an_enterprise_are_found_by_code_name_and_former_name(
    office: Office, tie: dict[str, str], certain: bool, named: str
) -> None:
    number = enterprise(office, "旧名公司", former_names=["更旧公司"])
    do(office, "enterprise.change", number, name="新名公司")
    who = person(office, "张三", ties=[{"kind": "shareholding", "share": "10", **tie}])
    with office.reader() as reader:
        (found,) = conflicts(reader, who, MatterFacts("XK-2026-0001", organisations=frozenset({named})))
        assert (found.kind.value, found.certain) == ("shareholding", certain)


def test_whoever_stands_behind_an_enterprise_is_in_a_matter_about_it(office: Office) -> None:
    insider = {"who": "张三", "position": "shareholder", "until": "2026-01-31"}
    number = enterprise(office, representative="李四", insiders=[insider])
    zhang, li = person(office, "张三"), person(office, "李四")
    with office.reader() as reader:
        facts = known_facts(reader, number)
        assert [one.kind.value for one in conflicts(reader, zhang, facts)] == ["same_person"]
        assert [one.certain for one in conflicts(reader, li, facts)] == [False]
        later = MatterFacts(number, organisations=frozenset({number}), on=date(2026, 2, 1))
        assert conflicts(reader, zhang, later) == ()


def test_a_name_of_two_enterprises_makes_no_code_certain(office: Office) -> None:
    enterprise(office, "同名公司")
    enterprise(office, "同名公司", credit_code=CODE)
    who = person(office, "张三", ties=[{"kind": "pay", "credit_code": CODE, "organisation": "同名公司"}])
    matter = MatterFacts("XK-2026-0001", organisations=frozenset({"同名公司"}))
    with office.reader() as reader:
        (found,) = conflicts(reader, who, matter)
    assert not found.certain
