"""The table of what the store can prove names every element of the rulebook, and nothing that is not in it."""

from __future__ import annotations

from ttoffice.findings.assessing.elements import BARS, CRITERIA, ELEMENTS, PAPERS_ONLY
from ttoffice.rulebook.facts import Facts


def _elements(law: Facts) -> set[str]:
    return {
        f"{entry.code}.{element.code}"
        for group in law.circumstances
        for entry in group.entries
        for element in entry.elements
    }


def test_every_element_has_its_sources_or_is_left_to_papers(law: Facts) -> None:
    assert set(ELEMENTS) | PAPERS_ONLY == _elements(law)
    assert not set(ELEMENTS) & PAPERS_ONLY
    assert all(ELEMENTS.values())


def test_criteria_and_bars_are_those_of_the_rulebook(law: Facts) -> None:
    assert tuple(CRITERIA) == law.criteria.codes
    assert set(BARS) <= {bar.code for bar in law.bars.entries}
