"""The matrix is filled in row by row with proof that is taken over by its hash, and only then is anything proposed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.findings.assessing.shelved import LEADER, MANAGER, RESEARCHER, concluded, entered, finding, moved
from tests.licenses.acting import act, refused, warnings
from tests.licenses.seeding import license_, seed
from tests.offices import problems, tamper
from ttoffice.action import Context, Office, check, perform
from ttoffice.evidence.checks import check_files
from ttoffice.findings.assessing.checking import damages
from ttoffice.findings.codes import UNIT, Outcome, Role, Side, Verdict
from ttoffice.findings.matrix import items_of
from ttoffice.findings.record import AssessmentRecord, HearingRecord, Party
from ttoffice.findings.shelves import ASSESSMENTS, HEARINGS
from ttoffice.licenses.shelves import LICENSES
from ttoffice.parties.decisions import DECISIONS, DecisionRecord
from ttoffice.store.canonical import canonical, sha256

CARE = "criterion:reasonable_care"


@pytest.fixture
def number(office: Office) -> str:
    """A finding under investigation about a leader, a manager and a researcher."""
    return finding(office, LEADER, MANAGER, RESEARCHER)


@pytest.fixture
def paper(office: Office, number: str, tmp_path: Path) -> str:
    """An exhibit of that finding."""
    return exhibit(office, number, tmp_path, "尽职调查报告.txt")


def exhibit(office: Office, subject: str, folder: Path, name: str) -> str:
    path = folder / name
    path.write_text(name, encoding="utf-8")
    return str(perform(office, "exhibit.add", {"subject": subject, "path": str(path)}).value)


def met(item: str, *proofs: str, **more: Any) -> dict[str, Any]:
    return {"item": item, "verdict": "met", "reasoning": "已查明", "proofs": list(proofs), **more}


def standing(office: Office, number: str) -> AssessmentRecord:
    with office.reader() as reader:
        found = ASSESSMENTS.load(reader, number)
    assert found is not None
    return found.record


def whole(office: Office, party: Party, relied: str, paper: str, **verdicts: str) -> list[dict[str, Any]]:
    """Return the answers that show everything, but for what is said otherwise."""
    return [
        {"item": item.code, "verdict": verdicts.get(item.code, "clear"), "reasoning": "经核查无此情形"}
        if item.sort == "bar"
        else met(item.code, paper) | {"verdict": verdicts.get(item.code, "met")}
        for item in items_of(office.rulebook.facts, party.roles, (relied,))
    ]


# --- answers ---------------------------------------------------------------------------------------------


def test_an_answer_takes_over_a_file_by_its_hash(office: Office, number: str, paper: str) -> None:
    made = act(office, "finding.assess", number, person="李四", answers=[met(CARE, paper)])
    record = standing(office, made)
    assert (record.person, record.title, record.roles, record.round) == (
        "RY-2026-0002", "李四", (Role.MANAGER,), 1,
    )  # fmt: skip
    (answer,) = record.answers
    (proof,) = answer.proofs
    assert (answer.item, answer.verdict) == (CARE, Verdict.MET)
    assert (proof.number, proof.version) == (paper, 0)
    assert proof.sha256 == sha256("尽职调查报告.txt")


def test_a_record_is_taken_over_by_the_hash_of_its_present_version(office: Office, number: str) -> None:
    license_number = license_(office)
    made = act(office, "finding.assess", number, person="李四", answers=[met(CARE, license_number)])
    with office.reader() as reader:
        found = LICENSES.load(reader, license_number)
    assert found is not None
    taken = standing(office, made).answers[0].proofs[0]
    assert (taken.version, taken.sha256) == (1, sha256(canonical(found.document)))
    changed = replace(found.record, note="另记")
    seed(office, lambda ctx: LICENSES.write(ctx, found, changed))
    with office.reader() as reader:
        assert list(damages(reader, [(made, standing(office, made))])) == []
    act(office, "finding.assess", number, person="李四", answers=[met(CARE, license_number)])
    assert standing(office, made).answers[0].proofs[0].version == 2


def test_answers_are_added_and_replaced_row_by_row_in_the_order_of_the_guideline(
    office: Office, number: str, paper: str
) -> None:
    act(
        office,
        "finding.assess",
        number,
        person="李四",
        answers=[met("element:M4.mitigation", paper), met(CARE, paper)],
    )
    made = act(
        office,
        "finding.assess",
        number,
        person="RY-2026-0002",
        answers=[
            {
                "item": "10(4)",
                "verdict": "存在",
                "reasoning": "收受礼品",
                "proofs": paper,
                "acts": ["以权谋私"],
            },
            {"item": "合理注意义务", "verdict": "not_shown", "reasoning": "没有调查报告"},
        ],
    )
    record = standing(office, made)
    assert [(one.item, one.verdict.value, one.acts) for one in record.answers] == [
        (CARE, "not_shown", ()),
        ("element:M4.mitigation", "met", ()),
        ("bar:B4", "barred", ("abuse_for_gain",)),
    ]
    assert record.circumstances == ("M4",)


def test_a_circumstance_no_longer_relied_on_takes_its_answers_along(
    office: Office, number: str, paper: str
) -> None:
    act(
        office,
        "finding.assess",
        number,
        person="李四",
        answers=[met("M4.mitigation", paper), met(CARE, paper)],
    )
    made = act(office, "finding.assess", number, person="李四", circumstances=["8(3)"])
    record = standing(office, made)
    assert record.circumstances == ("M3",)
    assert [one.item for one in record.answers] == [CARE]


def test_each_person_has_a_matrix_of_their_own_and_the_unit_too(office: Office, paper: str) -> None:
    unit = Party(UNIT, "滇中科技大学", (Role.UNIT,))
    both = finding(office, unit, LEADER)
    first = act(office, "finding.assess", both, person="本单位", answers=[met("L2.appraisal", paper)])
    second = act(office, "finding.assess", both, person="张三", answers=[met(CARE, paper)])
    assert standing(office, first).person == UNIT
    assert standing(office, second).person == "RY-2026-0001"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"item": "element:L2.appraisal", "verdict": "met"}, "assessment.no_item"),
        ({"item": "nothing", "verdict": "met"}, "assessment.no_item"),
        ({"item": CARE, "verdict": "clear"}, "assessment.verdict"),
        ({"item": "bar:B4", "verdict": "met"}, "assessment.verdict"),
        ({"item": CARE, "verdict": "met", "proofs": []}, "assessment.no_proof"),
        ({"item": CARE, "verdict": "met", "reasoning": "  "}, "assessment.no_reasoning"),
        ({"item": "bar:B4", "verdict": "clear", "reasoning": ""}, "assessment.no_reasoning"),
        ({"item": "bar:B4", "verdict": "barred"}, "assessment.no_acts"),
        ({"item": "bar:B4", "verdict": "barred", "acts": ["ethics"]}, "assessment.no_act"),
        ({"item": "bar:B4", "verdict": "clear", "acts": ["gifts"]}, "assessment.acts_of_clear"),
        ({"item": "element:M9.other_law", "verdict": "met"}, "assessment.no_law"),
        ({"item": "bar:B6", "verdict": "barred", "acts": ["other_law"]}, "assessment.no_law"),
        ({"item": CARE, "verdict": "met", "proofs": ["ZJ-2026-0099"]}, "proof.unknown"),
        ({"item": CARE, "verdict": "met", "proofs": ["XK-2026-0099"]}, "proof.unknown"),
        ({"item": CARE, "verdict": "met", "proofs": ["没有编号"]}, "proof.unknown"),
    ],
)
def test_an_answer_that_does_not_hold_is_refused(
    office: Office, number: str, paper: str, answer: dict[str, Any], code: str
) -> None:
    given = {"reasoning": "已查明", "proofs": [paper], **answer}
    assert refused(office, "finding.assess", number, person="李四", answers=[given]) == {code}


def test_what_says_what_is_found_is_no_proof_of_it(office: Office, number: str, paper: str) -> None:
    made = act(office, "finding.assess", number, person="李四", answers=[met(CARE, paper)])
    for own in (number, made):
        answers = [met(CARE, own)]
        assert refused(office, "finding.assess", number, person="李四", answers=answers) == {"proof.own"}


def test_the_offices_own_lists_and_clocks_prove_nothing(office: Office, number: str) -> None:
    who = perform(office, "person.create", {"name": "赵某", "roles": ["manager"]}).value
    given = {
        "subject": number,
        "matter": "核查",
        "starts_on": "2026-03-02",
        "period": "5wd",
        "source": "办法",
    }
    clock = perform(office, "deadline.start", given).value
    for plain in (who, clock):
        answers = [met(CARE, plain)]
        assert refused(office, "finding.assess", number, person="李四", answers=answers) == {"proof.nothing"}


def test_a_file_that_was_changed_and_not_checked_since_is_no_proof(
    office: Office, number: str, paper: str
) -> None:
    path = office.vault.path_of(sha256("尽职调查报告.txt"))
    path.chmod(0o600)
    path.write_text("改过", encoding="utf-8")
    assert refused(office, "finding.assess", number, person="张三", answers=[met(CARE, paper)]) == {
        "proof.damaged"
    }


def test_what_is_not_settled_shows_nothing_yet(office: Office, number: str) -> None:
    decision = seed(office, lambda ctx: DECISIONS.enter(ctx, DecisionRecord("许可")))
    hearing = seed(
        office, lambda ctx: HEARINGS.enter(ctx, HearingRecord(number, "谈话", Side.CONCERNED, "李四"))
    )
    for open_ in (decision, hearing):
        answers = [met(CARE, open_)]
        assert refused(office, "finding.assess", number, person="李四", answers=answers) == {
            "proof.unsettled"
        }


def test_a_file_known_to_be_damaged_is_no_proof(office: Office, number: str, paper: str) -> None:
    made = act(office, "finding.assess", number, person="李四", answers=[met(CARE, paper)])
    path = office.vault.path_of(sha256("尽职调查报告.txt"))
    path.chmod(0o600)
    path.write_text("改过", encoding="utf-8")
    check_files(office)
    assert refused(office, "finding.assess", number, person="张三", answers=[met(CARE, paper)]) == {
        "proof.damaged"
    }
    with office.reader() as reader:
        (damage,) = damages(reader, [(made, standing(office, made))])
    assert (damage.who, damage.item) == ("李四", CARE)
    assert [one for one in problems(office) if made in one]


def test_a_proof_changed_by_other_hands_is_named(office: Office, number: str) -> None:
    license_number = license_(office)
    made = act(office, "finding.assess", number, person="李四", answers=[met(CARE, license_number)])
    assert problems(office) == ()
    tamper(office.home.store, f"UPDATE license SET note = '添改' WHERE number = '{license_number}'")
    assert [one for one in problems(office) if made in one and license_number in one]


def test_a_circumstance_must_be_open_to_the_roles_and_relied_on(
    office: Office, number: str, paper: str
) -> None:
    def codes(*circumstances: str) -> set[str]:
        answers = [met("M4.mitigation", paper)]
        return refused(
            office, "finding.assess", number, person="李四", answers=answers, circumstances=circumstances
        )

    assert codes("L2", "M4") == {"assessment.circumstance"}
    assert codes("M3") == {"assessment.not_relied_on"}
    assert codes("没有") == {"assessment.circumstance", "assessment.not_relied_on"}


def test_only_who_is_concerned_is_assessed_and_only_while_investigated(
    office: Office, number: str, paper: str
) -> None:
    answers = [met(CARE, paper)]
    assert refused(office, "finding.assess", number, person="赵六", answers=answers) == {
        "assessment.no_party"
    }
    for state in ("received", "accepted", "reported"):
        other = finding(office, state=state)
        assert refused(office, "finding.assess", other, person="李四", answers=answers) == {"finding.state"}
    twice = [met(CARE, paper), met("合理注意义务", paper)]
    assert refused(office, "finding.assess", number, person="李四", answers=twice) == {"assessment.twice"}


def test_an_answer_made_on_an_older_matrix_is_refused(office: Office, number: str, paper: str) -> None:
    act(office, "finding.assess", number, person="李四", answers=[met(CARE, paper)], seen=0)
    late = [met("criterion:supervision", paper)]
    assert refused(office, "finding.assess", number, person="李四", answers=late, seen=0) == {
        "assessment.stale"
    }
    act(office, "finding.assess", number, person="李四", answers=late, seen=1)


def test_the_same_answers_change_nothing(office: Office, number: str, paper: str) -> None:
    made = act(office, "finding.assess", number, person="李四", answers=[met(CARE, paper)])
    act(office, "finding.assess", number, person="李四", answers=[met(CARE, paper)])
    with office.reader() as reader:
        found = ASSESSMENTS.load(reader, made)
    assert found is not None
    assert found.version == 1


def test_a_bar_found_without_exhibits_is_warned_of(office: Office, number: str) -> None:
    answer = {"item": "B5", "verdict": "barred", "reasoning": "应回避未回避", "acts": ["recusal"]}
    assert warnings(office, "finding.assess", number, person="李四", answers=[answer]) == {
        "assessment.bar_without_proof"
    }


# --- the proposal ----------------------------------------------------------------------------------------


def test_the_articles_of_a_proposal_are_worked_out_from_what_is_shown(
    office: Office, number: str, paper: str
) -> None:
    act(office, "finding.assess", number, person="李四", answers=whole(office, MANAGER, "M4", paper))
    made = act(office, "finding.propose", number, person="李四", outcome="予以免责", reasons="已尽职责")
    record = standing(office, made)
    assert (record.outcome, record.articles) == (Outcome.EXEMPT, ("exemption:6", "exemption:8(4)"))


def test_what_does_not_hold_is_not_proposed(office: Office, number: str, paper: str) -> None:
    def codes(outcome: str = "exempt", **more: Any) -> set[str]:
        given = {"reasons": "已尽职责", **more}
        return refused(office, "finding.propose", number, person="李四", outcome=outcome, **given)

    assert codes() == {"assessment.none"}
    answers = whole(office, MANAGER, "M4", paper)
    act(office, "finding.assess", number, person="李四", answers=answers[:-1])
    assert codes() == {"assessment.unanswered"}
    act(office, "finding.assess", number, person="李四", answers=answers)
    assert codes(reasons="") == {"assessment.no_reasons"}
    assert codes("in_part") == {"assessment.no_part"}
    assert codes("not_exempt") == {"assessment.contradiction"}
    assert codes(articles=["exemption:7(2)"]) == {"assessment.article"}
    assert codes("corrected", correction="补签", correct_by="2026-07-01") >= {"assessment.no_light_fault"}
    bar = {"item": "B4", "verdict": "barred", "reasoning": "收受礼品", "acts": ["gifts"], "proofs": [paper]}
    act(office, "finding.assess", number, person="李四", answers=[bar])
    assert "assessment.barred" in codes()
    assert codes("referred") == {"assessment.no_authority"}
    made = act(
        office,
        "finding.propose",
        number,
        person="李四",
        outcome="referred",
        reasons="收受礼品",
        authority="驻校纪检组",
    )
    assert standing(office, made).articles == ("exemption:10(4)",)


def test_changed_answers_take_the_proposal_back_and_keep_its_words(
    office: Office, number: str, paper: str
) -> None:
    act(office, "finding.assess", number, person="李四", answers=whole(office, MANAGER, "M4", paper))
    act(office, "finding.propose", number, person="李四", outcome="exempt", reasons="已尽职责")
    made = act(
        office, "finding.assess", number, person="李四", answers=[met(CARE, paper, reasoning="另查明")]
    )
    record = standing(office, made)
    assert (record.outcome, record.articles, record.reasons) == (None, (), "已尽职责")
    act(office, "finding.propose", number, person="李四", outcome="exempt")
    assert standing(office, made).outcome is Outcome.EXEMPT


def test_a_minor_fault_is_corrected_by_a_day_to_come(office: Office, number: str, paper: str) -> None:
    act(office, "finding.assess", number, person="王五", answers=whole(office, RESEARCHER, "R1", paper))
    given: dict[str, Any] = {
        "person": "王五",
        "outcome": "corrected",
        "reasons": "情节较轻",
        "correction": "补报",
    }
    assert refused(office, "finding.propose", number, **given) == {"assessment.no_correct_by"}
    assert refused(office, "finding.propose", number, **given, correct_by="2026-05-31") == {
        "assessment.correct_by_past"
    }
    made = act(office, "finding.propose", number, **given, correct_by="2026年9月30日")
    assert standing(office, made).articles == ("exemption:6", "exemption:9")


def test_an_equal_case_concluded_otherwise_is_warned_of(office: Office, number: str, paper: str) -> None:
    concluded(office, outcome=Outcome.NOT_EXEMPT, reasons="未催收")
    act(office, "finding.assess", number, person="李四", answers=whole(office, MANAGER, "M4", paper))
    given = {"person": "李四", "outcome": "exempt", "reasons": "已尽职责"}
    (warning,) = [one for one in check(office, "finding.propose", given, subject=number) if one.warning]
    assert warning.code == "assessment.unequal"


def test_the_matrix_of_the_next_round_is_a_new_one(office: Office, paper: str) -> None:
    def work(ctx: Context) -> str:
        number = entered(ctx, (MANAGER,), "decided")
        moved(ctx, number, "investigating", round=2)
        return number

    number = str(seed(office, work))
    made = act(office, "finding.assess", number, person="李四", answers=[met(CARE, paper)])
    assert standing(office, made).round == 2
