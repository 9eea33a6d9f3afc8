from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.findings.cases import record
from ttoffice.findings.codes import UNIT, FindingState
from ttoffice.findings.covering import Cover, names_in
from ttoffice.findings.shelves import FINDINGS

NAMES = st.text("张王李明华欧阳晓东·", min_size=2, max_size=4)


def found(**changes: Any) -> dict[str, Any]:
    return {**FINDINGS.document(record(FindingState.INVESTIGATING)), **changes}


def test_parties_applicant_panel_and_sides_by_number_are_named_the_unit_and_bodies_are_not() -> None:
    sides = [
        {"side": "department", "who": "财务处", "person": ""},
        {"side": "department", "who": "陈会计", "person": "RY-2026-0031"},
        {"side": "expert", "who": "某专家", "person": ""},
    ]
    parties = [
        {"person": "RY-2026-0001", "name": "李明", "roles": ["leader"], "post": ""},
        {"person": UNIT, "name": "滇池大学", "roles": ["unit"], "post": ""},
    ]
    names = set(names_in(found(sides=sides, parties=parties)))
    assert {"李明", "王主任", "成员0", "陈会计", "某专家"} <= names
    assert names.isdisjoint({"财务处", "滇池大学"})


def test_a_body_that_gave_the_lead_is_not_covered() -> None:
    assert "审计处" not in set(names_in(found(origin="audit", applicant="", applicant_name="审计处")))


def test_names_are_covered_wherever_they_stand_the_longest_first() -> None:
    cover = Cover(["王明", "王明华", "李"])
    assert cover("王明华与王明、李四") == "王*华与王*、李四"
    assert cover.document({"title": "王明案", "parties": [{"name": "王明"}], "round": 1}) == {
        "title": "王*案",
        "parties": [{"name": "王*"}],
        "round": 1,
    }


@given(st.lists(NAMES, max_size=4), st.text("张王李明华欧阳晓东·（）%[]", max_size=40))
def test_no_name_is_left_in_any_text(names: list[str], text: str) -> None:
    covered = Cover(names)(text)
    assert len(covered) == len(text)
    assert all(name not in covered for name in names)
