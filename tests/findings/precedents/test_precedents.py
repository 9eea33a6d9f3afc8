"""Earlier conclusions are found by circumstance, element, role, outcome and words, newest first, and name nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.findings.assessing.shelved import LEADER, MANAGER, concluded, finding, matrix
from tests.licenses.seeding import license_, seed
from ttoffice.action import Context, Office
from ttoffice.findings.codes import Outcome, Role, SeatField, Side, Verdict
from ttoffice.findings.precedents.erasing import erase, folded
from ttoffice.findings.precedents.knowing import case_names
from ttoffice.findings.precedents.views import Precedent, otherwise, precedents
from ttoffice.findings.record import AssessmentRecord, FindingRecord, HearingRecord, Party, Seat, ToHear
from ttoffice.findings.shelves import FINDINGS, HEARINGS
from ttoffice.parties.decision_rules import Ballot, Member, Presence
from ttoffice.parties.decisions import DECISIONS, DecisionRecord, DecisionState
from ttoffice.parties.enterprises import ENTERPRISES, EnterpriseRecord, Insider, Position
from ttoffice.parties.people import PEOPLE, PersonRecord


def _find(office: Office, **asked: Any) -> tuple[Precedent, ...]:
    with office.reader() as reader:
        return precedents(reader, office.rulebook, **asked)


def test_only_what_is_final_is_a_precedent_and_the_newest_comes_first(office: Office) -> None:
    older = concluded(office, decided_on=date(2026, 3, 2), state="archived")
    newer = concluded(office, decided_on=date(2026, 5, 4))
    concluded(office, decided_on=date(2026, 5, 20), state="decided")
    assert [one.number for one in _find(office)] == [newer, older]
    assert [one.number for one in _find(office, limit=1)] == [newer]


def test_precedents_are_found_by_circumstance_element_role_and_outcome(office: Office) -> None:
    manager = concluded(office)
    leader = concluded(office, LEADER, relied="L2", reasons="论证充分")
    refused = concluded(office, outcome=Outcome.NOT_EXEMPT, reasons="未催收")
    asked: list[tuple[dict[str, str], list[str]]] = [
        ({"circumstance": "M4"}, [refused, manager]),
        ({"item": "element:L2.appraisal"}, [leader]),
        ({"item": "criterion:supervision", "outcome": "exempt"}, [leader, manager]),
        ({"role": "leader"}, [leader]),
        ({"outcome": "not_exempt"}, [refused]),
        ({"words": "论证"}, [leader]),
        ({"words": "8(4) 催收"}, [refused]),
        ({"beside": manager}, [refused, leader]),
    ]
    for conditions, numbers in asked:
        assert [one.number for one in _find(office, **conditions)] == numbers, conditions


def test_a_precedent_says_why_element_by_element(office: Office) -> None:
    concluded(office)
    (one,) = _find(office, circumstance="M4")
    found = one.of("element:M4.mitigation")
    assert found is not None
    assert (found.verdict, found.reasoning, found.proofs) == (
        Verdict.MET,
        "已查明：已履行减损止损正当职责",
        1,
    )
    assert (one.year, one.roles, one.outcome, one.articles) == (
        2026, (Role.MANAGER,), Outcome.EXEMPT, ("exemption:6", "exemption:8(4)"),
    )  # fmt: skip
    assert one.as_json()["found"][0]["item"] == "criterion:democratic_procedure"


def test_a_reopened_finding_says_so_and_is_no_precedent_of_the_one_that_reopens_it(office: Office) -> None:
    old = concluded(office, state="archived")
    new = finding(office, follows=old)
    assert [one.reopened for one in _find(office)] == [new]
    assert _find(office, beside=new) == ()


def test_nobody_of_the_case_is_named(office: Office) -> None:
    company = EnterpriseRecord(
        "云南山谷咖啡有限公司",
        former_names=("昆明谷雨咖啡有限公司",),
        credit_code="91530100MA6K000001",
        representative="钱七",
        insiders=(Insider("孙八", Position.SHAREHOLDER),),
    )
    enterprise = seed(office, lambda ctx: ENTERPRISES.enter(ctx, company))
    seed(office, lambda ctx: PEOPLE.enter(ctx, PersonRecord("周十一")))
    license_number = license_(office, licensee=enterprise, licensee_name=company.name)

    def decided(ctx: Context) -> str:
        member = Member("RY-2026-0042", "吴九", Presence.PRESENT, Ballot.YES)
        record = DecisionRecord("许可", license_number, state=DecisionState.ADOPTED, members=(member,))
        return DECISIONS.enter(ctx, record)

    seed(office, decided)
    told = (
        "张 三、李四（RY-2026-0002）与山谷咖啡的钱七、孙八，谷雨公司，吴九同意及评估专家冯甲到会，"
        "申请人陈乙；周十一经办；张副校长主持；云南山谷咖啡有限公司（91530100MA6K000001）"
    )
    people = (LEADER, MANAGER)
    concluded(
        office,
        *people,
        relied="M8",
        reasons=told,
        answers=tuple(replace(one, reasoning=told) for one in matrix(office.rulebook.facts, MANAGER, "M8")),
        subject=license_number,
        applicant_name="陈乙",
        sides=(ToHear(Side.EXPERT, "评估专家 冯甲"),),
    )
    text = repr([one.as_json() for one in _find(office)])
    names = (
        "张三",
        "张 三",
        "李四",
        "山谷",
        "谷雨",
        "钱七",
        "孙八",
        "吴九",
        "冯甲",
        "陈乙",
        "周十一",
        "张副",
        "RY-",
        "9153",
    )
    assert not [name for name in names if name in text]
    assert _find(office, words="钱七") == ()
    assert len(_find(office, words="某某同意")) == len(people)


def test_who_was_heard_is_not_named(office: Office) -> None:
    def heard(ctx: Context, number: str) -> str:
        return HEARINGS.enter(ctx, HearingRecord(number, "谈话", Side.OTHER, "证人 郑十", recorder="何一"))

    number = finding(office)
    seed(office, lambda ctx: heard(ctx, number))
    with office.reader() as reader:
        found = FINDINGS.load(reader, number)
        assert found is not None
        names = case_names(reader, number, found.record)
    assert erase("郑十称何一在场", names) == "某某称某某在场"


def test_an_equal_case_concluded_otherwise_is_found(office: Office) -> None:
    exempt = concluded(office)
    refused = concluded(office, outcome=Outcome.NOT_EXEMPT)
    proposed = AssessmentRecord(
        "MZ-2026-9999", "李四", "RY-2026-0002", (Role.MANAGER,), circumstances=("M4",), outcome=Outcome.EXEMPT
    )
    with office.reader() as reader:
        assert otherwise(reader, "MZ-2026-9999", proposed) == (refused,)
        assert otherwise(reader, "MZ-2026-9999", replace(proposed, outcome=Outcome.REFERRED)) == (exempt,)
        assert otherwise(reader, refused, proposed) == ()


HOSTILE = st.text("张王李三四五欧阳明某小老处长aZé Ａ·\u200b（)-'.、，0", min_size=1, max_size=6)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(HOSTILE, min_size=6, max_size=6))
def test_hostile_names_of_a_case_do_not_leak(office: Office, names: list[str]) -> None:
    party, applicant, seat, heard, company, other = names
    record = FindingRecord(
        "甲",
        applicant_name=applicant,
        parties=(Party("RY-2026-0001", party, (Role.MANAGER,)),),
        panel=(Seat("RY-2026-0002", seat, SeatField.LAW, "律师", True, "", date(2026, 6, 1)),),
        sides=(ToHear(Side.EXPERT, heard),),
        organisations=(company, f"云南{other}有限公司"),
    )
    with office.reader() as reader:
        known = case_names(reader, "MZ-2026-0001", record)
    text = erase(
        f"经查，{party}由{applicant}委托{seat}，{heard}称{company}与云南{other}有限公司有约。", known
    )
    plain, places = folded(text)
    for name in (party, applicant, seat, company, f"云南{other}有限公司"):
        key = folded(name)[0]
        for start in range(len(plain)) if key.strip("某") else ():
            if plain.startswith(key, start):
                ends = text[places[start] - 1 : places[start]], text[places[start + len(key) - 1] + 1 :][:1]
                assert any(one.isascii() and one.isalnum() for one in ends), (name, text)
