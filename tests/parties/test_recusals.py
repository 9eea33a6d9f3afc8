from __future__ import annotations

import sqlite3

import pytest

from tests.offices import problems
from tests.parties.offices import CODE, do, person, refusal, result
from ttoffice.action import Office
from ttoffice.parties.conflicts import MatterFacts, conflicts, unresolved
from ttoffice.parties.matters import known_facts
from ttoffice.parties.recusals import RECUSALS, withdrawn


def facts(office: Office, subject: str, *organisations: str) -> MatterFacts:
    with office.reader() as reader:
        return MatterFacts(subject, organisations=frozenset(organisations)).joined(
            known_facts(reader, subject)
        )


def still_open(office: Office, who: str, subject: str, *organisations: str) -> list[str]:
    matter = facts(office, subject, *organisations)
    with office.reader() as reader:
        return [conflict.kind.value for conflict in unresolved(reader, who, subject, matter)]


def test_a_check_with_nothing_proposed_finds_none(office: Office) -> None:
    who, matter = person(office, "张三"), result(office, "李四")
    number = do(office, "recusal.record", person="张三", subject=matter, outcome="none_found")
    with office.reader() as reader:
        found = RECUSALS.load(reader, number)
    assert found is not None
    assert (found.record.person, found.record.name, found.record.proposed) == (who, "张三", ())
    assert problems(office) == ()


def test_the_authors_of_a_result_are_known_from_the_result_and_can_only_withdraw(office: Office) -> None:
    who, matter = person(office, "张三"), result(office, "张三")
    given = {"person": who, "subject": matter}
    assert still_open(office, who, matter) == ["author"]
    assert refusal(office, "recusal.record", **given, outcome="none_found") == {"recusal.conflict_stands"}
    reasoned = {"outcome": "decided_none", "reasons": "与本案无关", "decided_by": "校长办公会"}
    assert refusal(office, "recusal.record", **given, **reasoned) == {"recusal.cannot_decide"}
    do(office, "recusal.record", **given, outcome="withdrawn")
    assert still_open(office, who, matter) == []
    with office.reader() as reader:
        assert list(withdrawn(reader, [matter])) == [who]


def take_for_a_namesake(office: Office, who: str, matter: str, **why: str) -> None:
    """Record that a match by name alone is somebody else."""
    given = {"person": who, "subject": matter, "outcome": "decided_none", "namesake": True}
    do(office, "recusal.record", **given, **why)


def test_a_namesake_of_an_author_is_settled_by_saying_that_it_is_one(office: Office) -> None:
    who, matter = person(office, "张三"), result(office, "张三")
    take_for_a_namesake(
        office, who, matter, reasons="完成人张三系化工学院教师，与本人同名", decided_by="科研处处长办公会"
    )
    assert still_open(office, who, matter) == []


@pytest.mark.parametrize("field", ["persons", "author_names", "earlier_panel"])
def test_who_is_in_the_matter_by_number_can_never_be_decided_away(office: Office, field: str) -> None:
    who, matter = person(office, "张三"), result(office)
    more = {field: [who], "reasons": "不影响公正", "decided_by": "校长办公会", "namesake": True}
    assert refusal(office, "recusal.record", person=who, subject=matter, outcome="decided_none", **more) == {
        "recusal.cannot_decide"
    }


def test_a_certain_interest_needs_reasons_and_somebody_else_who_decides(office: Office) -> None:
    who = person(office, "张三", ties=[{"kind": "pay", "organisation": "甲公司", "credit_code": CODE}])
    given = {
        "person": who,
        "subject": result(office),
        "organisations": [CODE],
        "outcome": "decided_none",
    }
    assert refusal(office, "recusal.record", **given) == {"recusal.no_reasons", "recusal.nobody_decided"}
    given["reasons"] = "三年前一次性讲课费，已结清"
    assert refusal(office, "recusal.record", **given, decided_by=who) == {"recusal.own_case"}
    assert refusal(office, "recusal.record", **given, decided_by="张 三") == {"recusal.own_case"}
    do(office, "recusal.record", **given, decided_by="校长办公会")
    assert still_open(office, who, str(given["subject"]), CODE) == []


def test_who_has_a_conflict_themselves_decides_about_nobody(office: Office) -> None:
    tie = {"kind": "pay", "organisation": "甲公司", "credit_code": CODE}
    first, second = person(office, "张三", ties=[tie]), person(office, "李四", ties=[tie])
    given = {"person": first, "subject": result(office), "organisations": [CODE], "reasons": "数额极小"}
    assert refusal(office, "recusal.record", **given, outcome="decided_none", decided_by=second) == {
        "recusal.decider_conflicted"
    }


def test_who_has_withdrawn_decides_about_nobody_in_the_matter(office: Office) -> None:
    first, second, matter = person(office, "张三"), person(office, "李四"), result(office)
    do(office, "recusal.record", person=second, subject=matter, outcome="withdrawn", reasons="师生")
    given = {"person": first, "subject": matter, "outcome": "decided_none", "reasons": "无利害关系"}
    assert refusal(office, "recusal.record", **given, decided_by="李四") == {"recusal.decider_withdrew"}


def test_a_tie_declared_later_opens_a_decided_matter_again(office: Office) -> None:
    who = person(office, "张三", ties=[{"kind": "pay", "organisation": "甲公司", "credit_code": CODE}])
    matter = result(office)
    do(
        office,
        "recusal.record",
        person=who,
        subject=matter,
        organisations=[CODE],
        outcome="decided_none",
        reasons="已结清",
        decided_by="校长办公会",
    )
    do(office, "person.declare", who, ties=[{"kind": "shareholding", "credit_code": CODE, "share": "5"}])
    assert still_open(office, who, matter, CODE) == ["shareholding"]


def test_a_possible_namesake_that_becomes_certain_is_open_again(office: Office) -> None:
    who, matter = person(office, "张三"), result(office, "张三")
    take_for_a_namesake(office, who, matter, reasons="同名", decided_by="科研处")
    known = facts(office, matter).joined(MatterFacts(matter, author_names=frozenset({who})))
    with office.reader() as reader:
        assert [one.certain for one in unresolved(reader, who, matter, known)] == [True]


def test_coming_back_after_withdrawing_needs_every_conflict_looked_at_again(office: Office) -> None:
    who, matter = person(office, "张三"), result(office, "张三")
    do(office, "recusal.record", person=who, subject=matter, outcome="withdrawn")
    assert refusal(office, "recusal.record", person=who, subject=matter, outcome="none_found") == {
        "recusal.conflict_stands"
    }


def test_withdrawing_without_a_proposed_conflict_needs_a_reason(office: Office) -> None:
    given = {"person": person(office, "张三"), "subject": result(office), "outcome": "withdrawn"}
    assert refusal(office, "recusal.record", **given) == {"recusal.no_reasons"}
    do(office, "recusal.record", **given, reasons="系被许可方负责人的导师")


def test_a_matter_that_does_not_exist_is_refused(office: Office) -> None:
    given = {"person": person(office, "张三"), "outcome": "none_found"}
    assert refusal(office, "recusal.record", **given, subject="CG-2026-0099") == {"recusal.no_matter"}


def test_kin_in_the_store_are_found_from_both_sides(office: Office) -> None:
    first = person(office, "张三")
    second = person(office, "李四", ties=[{"kind": "kin", "person": "张三", "relation": "父子"}])
    with office.reader() as reader:
        for who, other in ((first, second), (second, first)):
            found = conflicts(reader, who, MatterFacts("X", persons=frozenset({other})))
            assert [(one.kind.value, one.certain) for one in found] == [("kin", True)]


def test_the_database_itself_changes_no_check(office: Office) -> None:
    do(office, "recusal.record", person=person(office, "张三"), subject=result(office), outcome="none_found")
    office.lender.close()
    with sqlite3.connect(office.home.store) as db:
        for statement in ("UPDATE recusal SET outcome = 'withdrawn'", "DELETE FROM recusal"):
            with pytest.raises(sqlite3.IntegrityError, match="recusal"):
                db.execute(statement)
