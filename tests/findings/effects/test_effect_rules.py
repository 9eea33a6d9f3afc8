"""What may be recorded of a final finding, without a store: each outcome has its own effects."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ttoffice.findings.codes import UNIT, EffectKind, Outcome, Role
from ttoffice.findings.effects.gathering import party_named
from ttoffice.findings.effects.rules import EffectFacts, effect_reasons
from ttoffice.findings.record import ConclusionRecord, EffectRecord, FindingRecord, Party

DAY = date(2026, 4, 24)
PERSON = "RY-2026-0001"


def facts(kind: EffectKind, outcome: Outcome = Outcome.EXEMPT, person: str = PERSON) -> EffectFacts:
    """Return an effect that lacks nothing, of a person with an outcome."""
    record = EffectRecord(
        "MZ-2026-0001", "通知", kind, DAY, person, "驻校纪检监察组", ("ZJ-2026-0001",), "补办手续"
    )
    concluded = ConclusionRecord(
        "MZ-2026-0001", "张伟", person, "张伟", (Role.MANAGER,), 1, outcome, (), (), "", "", DAY, "", "", "",
        "", "补办手续", DAY, "驻校纪检监察组",
    )  # fmt: skip
    parties = (Party(PERSON, "张伟", (Role.MANAGER,)), Party(UNIT, "滇池大学", (Role.UNIT,)))
    return EffectFacts(record, FindingRecord("许可费损失", parties=parties), DAY, (concluded,))


def codes(found: EffectFacts) -> set[tuple[str, bool]]:
    return {(reason.code, reason.warning) for reason in effect_reasons(found)}


@pytest.mark.parametrize("outcome", list(Outcome))
def test_only_what_was_decided_is_referred_or_put_right(outcome: Outcome) -> None:
    referral, correction = facts(EffectKind.REFERRAL, outcome), facts(EffectKind.CORRECTION, outcome)
    assert (codes(referral) == set()) is (outcome is Outcome.REFERRED)
    assert (codes(correction) == set()) is (outcome is Outcome.CORRECTED)


@pytest.mark.parametrize("kind", [kind for kind in EffectKind if kind is not EffectKind.CERTIFICATE])
def test_each_effect_but_reliance_asks_for_its_receipt(kind: EffectKind) -> None:
    outcome = {EffectKind.REFERRAL: Outcome.REFERRED, EffectKind.CORRECTION: Outcome.CORRECTED}.get(
        kind, Outcome.EXEMPT
    )
    whole = facts(kind, outcome)
    assert codes(whole) == set()
    bare = replace(whole, record=replace(whole.record, proof=()))
    assert codes(bare) == {("effect.no_proof", kind is EffectKind.RELIANCE)}


def test_another_authority_and_a_late_correction_are_warned_of() -> None:
    elsewhere = facts(EffectKind.REFERRAL, Outcome.REFERRED)
    elsewhere = replace(elsewhere, record=replace(elsewhere.record, recipient="公安机关"))
    assert codes(elsewhere) == {("effect.other_authority", True)}
    late = facts(EffectKind.CORRECTION, Outcome.CORRECTED)
    late = replace(late, record=replace(late.record, done_on=date(2026, 5, 1)))
    assert codes(late) == {("effect.corrected_late", True)}


def test_the_unit_is_not_served_by_itself() -> None:
    assert codes(facts(EffectKind.SERVICE, person=UNIT)) == {("effect.unit", False)}


def test_the_unit_is_known_by_its_number_its_name_and_what_it_is_called() -> None:
    record = facts(EffectKind.SERVICE, person=UNIT).finding
    assert {party_named(record, text) for text in (UNIT, "本单位", "滇池大学")} == {UNIT}
    assert party_named(record, "别人") == "别人"
