"""Certificates for every outcome: what Art. 14 says of whoever is exempted is said of nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ttoffice.findings.codes import UNIT, FindingState, Outcome, Role
from ttoffice.findings.effects.certificate import (
    UNAFFECTED,
    Certified,
    Later,
    Published,
    certificate_text,
    later_sentence,
)
from ttoffice.findings.record import ConclusionRecord, FindingRecord, Party
from ttoffice.rulebook import load

DAY = date(2026, 4, 24)
PERSON = "RY-2026-0001"


def conclusion(
    outcome: Outcome, person: str = PERSON, roles: tuple[Role, ...] = (Role.MANAGER,)
) -> Certified:
    record = FindingRecord(
        "许可费损失",
        FindingState.ARCHIVED,
        matter_text="许可费未收回",
        parties=(Party(person, "张伟", roles, "科技处处长"),),
        archived_on=DAY,
        dossier_code="a" * 64,
    )
    concluded = ConclusionRecord(
        "MZ-2026-0001", "张伟", person, "张伟", roles, 1, outcome, ("exemption:6", "exemption:8(4)"), ("M4",),
        "理由", "JY-2026-0001", DAY, "RD-2026-0001", "", "", "仅就许可费", "补办手续", DAY, "驻校纪检监察组",
    )  # fmt: skip
    published = Published("GS-2026-0001", DAY, DAY, DAY)
    return Certified(
        "MZ-2026-0001",
        record,
        concluded,
        load(),
        "滇池大学",
        "校长办公会",
        published,
        Later(),
        "省审计厅",
        "",
        DAY,
    )


@pytest.mark.parametrize(
    ("outcome", "said", "affected"),
    [
        (Outcome.EXEMPT, "予以免责。适用条款：《指引》第六条、第八条第（四）项。", False),
        (
            Outcome.IN_PART,
            "部分免责。适用条款：《指引》第六条、第八条第（四）项。免责范围：仅就许可费。",
            False,
        ),
        (Outcome.CORRECTED, "以纠正为主，不予追责。", True),
        (Outcome.NOT_EXEMPT, "不予免责。", True),
        (Outcome.REFERRED, "移送：驻校纪检监察组。", True),
    ],
)
def test_only_who_is_exempted_is_said_to_be_unaffected(outcome: Outcome, said: str, affected: bool) -> None:
    text = certificate_text(conclusion(outcome))
    assert said in text
    assert (UNAFFECTED not in text) is affected
    assert "本认定意见可作为单位接受审计、监督检查等工作的依据" in text
    assert ("仅就予以免责的部分" in text) is (outcome is Outcome.IN_PART)
    assert text.startswith("尽职免责认定结论证明\n省审计厅：\n现就张伟（时任科技处处长，管理人员）的")
    assert text.endswith("特此证明。\n滇池大学\n2026年4月24日")


def test_the_unit_has_no_appraisals_that_could_be_affected() -> None:
    text = certificate_text(conclusion(Outcome.EXEMPT, UNIT, (Role.UNIT,)))
    assert UNAFFECTED not in text


def test_what_came_later_is_said_with_its_outcome() -> None:
    later = Later("MZ-2027-0003", FindingState.FINAL, Outcome.NOT_EXEMPT)
    assert later_sentence(later) == (
        "因新的事实，本认定事项已由MZ-2027-0003号重新开展认定（已生效），其认定结论为：不予免责；以重新认定生效的结论为准"
    )
    assert (
        later_sentence(Later(not_upheld_by="FH-2026-0001")) == "本认定生效后，经复核（FH-2026-0001）未予维持"
    )
    assert later_sentence(Later()) == ""
    text = certificate_text(replace(conclusion(Outcome.EXEMPT), later=later))
    assert "七、其他需要说明的情况：因新的事实" in text
