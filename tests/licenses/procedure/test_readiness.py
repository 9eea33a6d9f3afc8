from __future__ import annotations

from datetime import date

import pytest

from tests.licenses.procedure.acts import NUMBER, do, drafted, enterprise, paper, record, result
from ttoffice.action import Office
from ttoffice.errors import UsageError
from ttoffice.evidence.dossier.parts import parts_of
from ttoffice.licenses.procedure.asked import LIST
from ttoffice.licenses.readiness import Readiness, readiness
from ttoffice.licenses.registering import registered
from ttoffice.parties.matters import known_facts


def ready(office: Office, number: str = NUMBER) -> Readiness:
    with office.reader() as reader:
        return readiness(reader, office.rulebook, number, office.today)


def keys(office: Office, number: str = NUMBER, *, there: bool) -> set[str]:
    gauges = ready(office, number).gauges
    return {proof.key for gauge in gauges for proof in gauge.proofs if proof.there is there}


def test_the_criteria_are_those_of_the_guideline_and_every_proof_belongs_to_one(office: Office) -> None:
    codes = set(office.rulebook.facts.criteria.codes)
    assert {item.criterion for item in LIST} == codes
    drafted(office)
    found = ready(office)
    assert [gauge.criterion for gauge in found.gauges] == list(office.rulebook.facts.criteria.codes)
    assert len({item.key for item in LIST}) == len(LIST)


def test_of_a_draft_little_is_asked_and_of_each_later_state_more(office: Office) -> None:
    number = drafted(office)
    assert keys(office, number, there=False) == {"rules"}
    assert keys(office, number, there=True) == {"lawful"}
    do(office, "license.negotiate", number)
    missing = keys(office, number, there=False)
    assert missing >= {"notice", "decision", "ties", "informed", "pricing", "due_diligence", "ownership"}
    assert not missing & {"contract", "registration", "statements", "reminders"}


def test_every_missing_proof_says_what_to_do_and_every_proof_there_its_numbers(eve: Office) -> None:
    for gauge in ready(eve).gauges:
        for proof in gauge.proofs:
            assert bool(proof.advice) is not proof.there
            assert bool(proof.numbers) is proof.there


def test_papers_count_by_what_they_are_linked_with(eve: Office) -> None:
    assert "ownership" in keys(eve, there=False)
    own = paper(eve, NUMBER, "登记簿.txt", "step:ownership")
    more = paper(eve, NUMBER, "其他.txt", "criterion:reasonable_care")
    paper(eve, record(eve, NUMBER).licensee, "资信.txt", "step:due_diligence")
    assert keys(eve, there=True) >= {"ownership", "due_diligence"}
    care = next(gauge for gauge in ready(eve).gauges if gauge.criterion == "reasonable_care")
    assert care.more == (more,)
    assert (own,) in [proof.numbers for proof in care.proofs]
    assert care.there == care.asked - len(care.missing)


def test_figures_prove_the_size_by_the_declaration_or_by_the_contract_that_repeats_them(eve: Office) -> None:
    assert "size" in keys(eve, there=False)
    declared = paper(eve, NUMBER, "规模声明.txt")
    figures = {"year": 2025, "employees": 85, "revenue_fen": 1_200_000_000, "proof": declared}
    do(eve, "enterprise.add_figures", record(eve, NUMBER).licensee, **figures)
    assert "size" in keys(eve, there=True)


def test_a_decision_that_no_longer_covers_the_terms_proves_nothing(eve: Office) -> None:
    assert "decision" in keys(eve, there=True)
    do(eve, "license.change", NUMBER, terms={"territory": "全国"})
    assert "decision" in keys(eve, there=False)
    assert "notice" in keys(eve, there=True)


def test_what_is_overdue_asks_for_reminders_and_steps_against_loss(eve: Office) -> None:
    do(eve, "license.sign", NUMBER, effective_on="2026-06-17")
    do(eve, "license.begin", NUMBER)
    assert not keys(eve, there=False) & {"reminders", "loss_limited", "milestones", "awards"}
    later = eve.on(date(2027, 9, 1))
    assert keys(later, there=False) >= {"reminders", "loss_limited"}
    paper(later, NUMBER, "走访.txt", "circumstance:8(4)")
    assert "loss_limited" in keys(later, there=True)


def test_performance_asks_for_its_own_proofs(eve: Office) -> None:
    do(eve, "license.sign", NUMBER, effective_on="2026-06-17")
    do(eve, "license.begin", NUMBER)
    proof = paper(eve, "JD-2026-0001", "验收单.txt")
    do(eve, "milestone.reach", "JD-2026-0001", on="2026-06-17", proof=[proof])
    do(eve, "receipt.enter", license=NUMBER, amount="1万元", received_on="2026-06-17")
    assert {"milestones"} <= keys(eve, there=True)
    assert "awards" in keys(eve, there=False)


def test_a_certificate_registers_a_license_once(eve: Office) -> None:
    from ttoffice.action.performing import _context, _transaction

    do(eve, "license.sign", NUMBER)
    for day in (date(2026, 6, 20), date(2026, 7, 20)):
        with _transaction(eve) as writer:
            context = _context(eve, writer, eve.vault)
            registered(context, NUMBER, day)
            context.recorder.flush()
            writer.commit()
    assert (record(eve, NUMBER).state.value, record(eve, NUMBER).registered_on) == (
        "registered",
        date(2026, 6, 20),
    )
    assert "registration" in keys(eve, there=True)


def test_a_contract_from_before_is_asked_for_the_papers_of_then_and_proves_no_procedure(
    office: Office,
) -> None:
    given = {"title": "早年许可", "licensee": enterprise(office), "results": result(office)}
    number = do(
        office, "license.enter_signed", **given, signed_on="2025-12-01", terms={"ends_on": "2030-01-01"}
    )
    missing = keys(office, number, there=False)
    assert "outside" in missing
    assert not keys(office, number, there=True) & {"decision", "notice", "minutes"}
    assert not missing & {"decision", "notice"}


def test_there_is_no_readiness_of_nothing(office: Office) -> None:
    with pytest.raises(UsageError):
        ready(office)


def test_a_recusal_check_knows_licensee_and_completers(eve: Office) -> None:
    with eve.reader() as reader:
        known = known_facts(reader, NUMBER)
    assert known.organisations == {record(eve, NUMBER).licensee}
    assert known.author_names == {"李明", "王芳"}
    assert known.persons == frozenset()


def test_a_dossier_holds_the_terms_in_words_and_what_amendments_changed(eve: Office) -> None:
    do(eve, "license.sign", NUMBER, effective_on="2026-06-17")
    given = {"terms": {"territory": "<b>全国</b>"}, "effective_on": "2026-07-01", "reason": "扩大地域"}
    do(eve, "license.amend", NUMBER, **given)
    with eve.reader() as reader:
        parts = list(parts_of(reader, NUMBER))
        other = list(parts_of(reader, record(eve, NUMBER).decision))
    page = next(part for part in parts if part.name == f"{NUMBER}_条款与补充协议.html")
    assert isinstance(page.content, bytes)
    text = page.content.decode()
    assert "里程碑节点（中试" in text
    assert "&lt;b&gt;全国&lt;/b&gt;" in text
    assert "BC-2026-0001" in text
    assert other == []
