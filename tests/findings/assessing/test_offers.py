"""What was done and proved while licensing is offered row by row, with its day, a sentence and its hash."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.findings.assessing.failed_license import BANKRUPT, OPPOSED, RULE, person
from tests.findings.assessing.shelved import finding
from tests.licenses.acting import act
from tests.licenses.procedure.acts import NUMBER, paper
from tests.licenses.seeding import seed
from ttoffice.action import Office, perform
from ttoffice.findings.assessing.matter import Matter
from ttoffice.findings.assessing.offers import Offer, coverage, offers
from ttoffice.findings.codes import HearingState, Role, Side
from ttoffice.findings.reading import load
from ttoffice.findings.record import HearingRecord, Party
from ttoffice.findings.shelves import HEARINGS
from ttoffice.parties.decision_rules import Ballot, Member, Presence
from ttoffice.parties.decisions import DECISIONS, DecisionRecord, DecisionState, Dissent
from ttoffice.parties.internal_rules import RULES
from ttoffice.results.storage import load as load_result

MANAGER = Party("RY-2026-0001", "李明", (Role.MANAGER,), "科技处")


def offered(office: Office, party: Party, number: str = "", item: str = "") -> dict[str, tuple[Offer, ...]]:
    number = number or finding(office, party, subject=NUMBER, received_on=date(2027, 10, 8))
    with office.reader() as reader:
        found = load(reader, number)
        assert found is not None
        return offers(reader, office.rulebook, found, party, office.today, item)


def kinds(found: dict[str, tuple[Offer, ...]], item: str) -> set[str]:
    return {offer.number.partition("-")[0] for offer in found[item]}


@pytest.fixture
def manager(failed: Office) -> dict[str, tuple[Offer, ...]]:
    return offered(failed, MANAGER)


def test_every_row_open_to_the_roles_is_there_even_with_nothing(
    failed: Office, manager: dict[str, Any]
) -> None:
    rows = list(manager)
    assert rows[:5] == [
        "criterion:democratic_procedure",
        "criterion:reasonable_care",
        "criterion:supervision",
        "criterion:no_unlawful_gain",
        "premise:no_intent",
    ]
    assert [row for row in rows if row.startswith("bar:")] == ["bar:B1", "bar:B4", "bar:B5", "bar:B6"]
    assert not [row for row in rows if row.startswith("element:L")]
    assert manager["element:M1.evidence"] == ()
    assert list(offered(failed, MANAGER, item="element:M4.mitigation")) == ["element:M4.mitigation"]


def test_proof_made_while_licensing_is_offered_for_each_criterion(
    manager: dict[str, tuple[Offer, ...]],
) -> None:
    democracy = {offer.number: offer for offer in manager["criterion:democratic_procedure"]}
    assert kinds(manager, "criterion:democratic_procedure") == {"GZ", "GS", "ZJ", "JY"}
    decision = next(offer for number, offer in democracy.items() if number.startswith("JY"))
    assert decision.day == date(2026, 6, 17)
    assert decision.shows == "针对现有条款的集体决策"
    assert "成员5人" in decision.what
    assert "陈五" in decision.what
    assert kinds(manager, "criterion:reasonable_care") == {"XK", "ZJ"}
    assert kinds(manager, "criterion:supervision") >= {"CS", "JS"}
    assert kinds(manager, "criterion:no_unlawful_gain") == {"ZJ"}


def test_a_license_that_failed_is_shown_element_by_element(manager: dict[str, tuple[Offer, ...]]) -> None:
    assert kinds(manager, "element:M4.agreed_income") == {"XK", "ZJ"}
    assert kinds(manager, "element:M4.due_procedure") == {"GZ", "JY", "GS", "XK", "ZJ"}
    assert kinds(manager, "element:M4.mitigation") == {"CS", "JS", "ZJ"}
    (enterprise,) = manager["element:M4.enterprise_failed"]
    assert (enterprise.number[:2], enterprise.day) == ("QY", BANKRUPT)
    assert "法院裁定" in enterprise.what
    (due,) = manager["element:M4.income_missed"]
    assert (due.number[:2], due.day) == ("YS", date(2027, 8, 2))
    assert "100,000.00" in due.what
    assert kinds(manager, "element:M2.publicity") == kinds(manager, "element:M3.price_found") == {"GS", "ZJ"}


def test_an_unfair_price_and_an_opposed_decision_are_told_apart(failed: Office) -> None:
    leader = offered(failed, person(failed, "周一"))
    assert kinds(leader, "element:L2.collective_discussion") == {"JY", "ZJ"}
    assert leader["element:L2.unanimous_value"] == ()
    assert kinds(leader, "element:L2.no_valuation") == {"JY"}
    assert kinds(leader, "element:L2.fair_agreed_price") == {"GS", "ZJ"}
    assert kinds(leader, "element:L2.appraisal") == {"ZJ"}
    assert leader["element:L7.express_dissent"] == ()


def test_a_decision_without_a_vote_against_shows_a_unanimous_view(failed: Office) -> None:
    def work(ctx: Any) -> str:
        members = (Member("RY-2026-0009", "甲", Presence.PRESENT, Ballot.YES),)
        record = DecisionRecord(
            "价格", NUMBER, state=DecisionState.ADOPTED, members=members, decided_on=date(2026, 6, 2)
        )
        return DECISIONS.enter(ctx, record)

    number = seed(failed, work)
    leader = offered(failed, person(failed, "周一"))
    assert [offer.number for offer in leader["element:L2.unanimous_value"]] == [number]


def test_each_offer_is_taken_over_as_it_is_offered_and_then_marked(failed: Office) -> None:
    number = finding(failed, MANAGER, subject=NUMBER, received_on=date(2027, 10, 8))
    found = offered(failed, MANAGER, number)
    answers = [
        {"item": item, "verdict": "met", "reasoning": "见证据", "proofs": [one.number for one in given]}
        for item, given in found.items()
        if given and not item.startswith("bar:")
    ]
    act(failed, "finding.assess", number, person="李明", answers=answers)
    again = offered(failed, MANAGER, number)
    for item, given in again.items():
        assert [replace(one, taken=False) for one in given] == list(found[item])
        assert all(one.taken for one in given) is (not item.startswith("bar:") or not given)


def test_exhibits_are_offered_by_their_purpose(failed: Office) -> None:
    number = finding(failed, MANAGER, subject=NUMBER)
    policy = paper(failed, number, "行情.txt", "circumstance:8(3)")
    gift = paper(failed, NUMBER, "举报.txt", "bar:10(4)")
    care = paper(failed, number, "补充.txt", "criterion:reasonable_care")
    found = offered(failed, MANAGER, number)
    for element in ("price_found", "later_change", "gain_missed"):
        assert policy in {one.number for one in found[f"element:M3.{element}"]}
    assert gift in {one.number for one in found["bar:B4"]}
    assert care in {one.number for one in found["criterion:reasonable_care"]}


def test_what_the_person_said_and_was_checked_for_is_offered_for_intent_and_recusal(failed: Office) -> None:
    party = person(failed, "周一")
    number = finding(failed, party, subject=NUMBER)
    heard = HearingRecord(
        number,
        "谈话",
        Side.CONCERNED,
        "周一",
        HearingState.CONFIRMED,
        person=party.person,
        content="无主观故意",
    )
    hearing = seed(failed, lambda ctx: HEARINGS.enter(ctx, heard))
    given = {"person": party.person, "subject": NUMBER, "outcome": "none_found"}
    check = perform(failed, "recusal.record", given).value
    found = offered(failed, party, number)
    first = found["premise:no_intent"][0]
    assert (first.number, "无主观故意" in first.what) == (hearing, True)
    assert check in {one.number for one in found["bar:B5"]}
    assert check in {one.number for one in found["criterion:no_unlawful_gain"]}


def test_a_result_left_off_the_list_is_offered_with_the_reason(failed: Office) -> None:
    with failed.reader() as reader:
        result = str(reader.value("SELECT number FROM result"))
        assert load_result(reader, result)
    act(failed, "result.exclude", result, reason="已另行许可")
    found = offered(failed, MANAGER)
    (told,) = [one.what for one in found["criterion:reasonable_care"] if one.number == result]
    assert "已另行许可" in told


def test_a_matter_that_is_described_only_offers_what_is_linked(failed: Office) -> None:
    number = finding(failed, MANAGER)
    linked = paper(failed, number, "资料.txt", "circumstance:8(4)")
    found = offered(failed, MANAGER, number)
    assert [one.number for one in found["element:M4.mitigation"]] == [linked]
    assert found["criterion:supervision"] == ()


# --- dissent (Art. 7(7)) -----------------------------------------------------------------------------------


def test_a_leaders_dissent_is_found_years_later(failed: Office) -> None:
    leader = offered(failed, person(failed, "陈五"))
    (decision,) = leader["element:L7.took_part"]
    assert OPPOSED in decision.what
    assert kinds(leader, "element:L7.express_dissent") == {"JY", "ZJ"}
    assert kinds(leader, "element:L7.minutes") == {"ZJ"}
    assert kinds(leader, "element:L7.direct_relation") == {"JY", "XK"}
    assert kinds(leader, "element:L7.proved_right") == {"YS", "QY"}


def test_only_a_leader_has_dissented_as_one(failed: Office) -> None:
    both = replace(person(failed, "陈五"), roles=(Role.MANAGER,))
    assert "element:L7.took_part" not in offered(failed, both)
    with failed.reader() as reader:
        found = load(reader, finding(failed, both, subject=NUMBER))
        assert found is not None
        assert Matter(reader, failed.rulebook, found, both, failed.today).own_dissents == ()


def dissented(office: Office, day: date, person_: str, name: str, subject: str = NUMBER) -> str:
    record = DecisionRecord(
        "延期付款",
        subject,
        state=DecisionState.ADOPTED,
        decided_on=day,
        dissents=(Dissent(person_, name, "不同意"),),
    )
    return str(seed(office, lambda ctx: DECISIONS.enter(ctx, record)))


@pytest.mark.parametrize(
    ("day", "there"), [(date(2027, 8, 1), True), (date(2027, 8, 2), False), (date(2027, 9, 21), False)]
)
def test_who_speaks_up_after_the_loss_has_not_opposed_it(failed: Office, day: date, there: bool) -> None:
    leader = person(failed, "周一")
    number = dissented(failed, day, leader.person, "周一")
    found = {one.number for one in offered(failed, leader)["element:L7.took_part"]}
    assert (number in found) is there


def test_a_dissent_by_name_alone_says_that_it_may_be_a_namesake(failed: Office) -> None:
    leader = person(failed, "周一")
    number = dissented(failed, date(2026, 6, 3), "", "周 一")
    (found,) = offered(failed, leader)["element:L7.took_part"]
    assert found.number == number
    assert "仅姓名相同" in found.what


def test_a_dissent_about_another_matter_is_not_offered(failed: Office) -> None:
    leader = person(failed, "周一")
    number = dissented(failed, date(2026, 6, 3), leader.person, "周一", subject="XK-2026-0099")
    assert offered(failed, leader)["element:L7.took_part"] == ()
    described = finding(failed, leader, matter_text="另一事项", received_on=date(2027, 10, 8))
    (found,) = offered(failed, leader, described)["element:L7.took_part"]
    assert found.number == number


def test_rules_are_those_of_the_day_of_the_matter(failed: Office) -> None:
    later = replace(RULE, edition="2027年版", effective_on=date(2027, 1, 1))

    def work(ctx: Any) -> str:
        (old,) = RULES.where(ctx.db)
        RULES.write(ctx, old, replace(old.record, ended_on=date(2027, 1, 1)))
        return RULES.enter(ctx, later)

    seed(failed, work)
    found = offered(failed, MANAGER)["criterion:democratic_procedure"]
    assert [one.what for one in found if one.number.startswith("GZ")] == [
        "内部制度“科技成果转化管理办法”2026年版，自2026-01-01起施行，至2027-01-01废止。"
    ]


def test_a_record_that_changed_since_it_was_taken_over_says_so(failed: Office) -> None:
    number = finding(failed, MANAGER, subject=NUMBER, received_on=date(2027, 10, 8))
    answer = {"item": "M4.agreed_income", "verdict": "met", "reasoning": "见合同", "proofs": NUMBER}
    act(failed, "finding.assess", number, person="李明", answers=[answer])
    act(failed, "license.mute", NUMBER, until="2027-12-31", reason="协商")
    (offer,) = [
        one for one in offered(failed, MANAGER, number)["element:M4.agreed_income"] if one.number == NUMBER
    ]
    assert (offer.taken, offer.outdated) == (False, True)


def test_how_much_of_a_circumstance_the_store_speaks_of(failed: Office, manager: dict[str, Any]) -> None:
    found = {
        one.circumstance.code: (one.there, one.asked) for one in coverage(failed.rulebook, MANAGER, manager)
    }
    assert next(iter(found)) == "M4"
    assert (found["M4"], found["M3"], found["M9"]) == ((5, 5), (1, 3), (0, 1))
