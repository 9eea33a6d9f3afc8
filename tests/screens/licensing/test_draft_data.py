from __future__ import annotations

from typing import Any

import pytest

from ttoffice.licenses.inputs import ChangeLicense, DraftLicense
from ttoffice.licenses.merging import merged
from ttoffice.licenses.reading import terms_document, terms_from
from ttoffice.licenses.terms import Terms
from ttoffice.reasons import Reason
from ttoffice.screens.licensing.draft_data import data_of, flat, form_field, in_form

STAGE = {
    "key": "s1", "label": "中试", "trigger": "milestone", "milestone": "pilot", "planned_on": "2026-12-01",
    "proof": "报告", "amount_fen": 30_000_000, "days_to_pay": 30,
}  # fmt: skip
ROYALTY = {
    "base": "sales", "rate_kind": "by_volume", "steps": [{"start": 0, "rate": "5"}, {"start": 100_000_000, "rate": "3"}],
    "period": "half_year", "report_days": 20, "payment_days": 10, "starts_on": "2026-01-01", "ends_on": "2030-12-31",
}  # fmt: skip
PLAN = {"threshold_fen": 0, "stages": [STAGE], "royalty": ROYALTY, "late_rate": "0.05", "grace_days": 5}
GRANT = {"result": "CG-2026-0001", "title": "装置", "rights": [{"kind": "invention", "number": "ZL1"}]}
TERMS = {"grants": [GRANT], "kind": "sole", "territory": "云南省", "ends_on": "2031-01-31", "plan": PLAN}


def document(**terms: Any) -> dict[str, Any]:
    return {
        "title": "许可",
        "licensee": "QY-2026-0001",
        "terms": terms_document(terms_from({**TERMS, **terms})),
    }


def sent(shown: dict[str, Any], known: Terms, *keys: str) -> Terms:
    """Return the terms after the form sent some of its fields."""
    data = ChangeLicense.model_validate(data_of({key: shown[key] for key in keys}))
    return merged(known, data.terms, lambda _number: None)


def test_what_a_form_shows_and_sends_unchanged_stays_as_it_was() -> None:
    known = terms_from(document()["terms"])
    shown = flat(document())
    again = sent(shown, known, "kind", "territory", "ends_on", "stages", "royalty", "late_rate", "grace_days")
    assert again == known


def test_a_field_of_a_stage_that_is_emptied_is_emptied() -> None:
    shown = flat(document())
    shown["stages"] = [{**shown["stages"][0], "proof": "", "days_to_pay": None}]
    stage = sent(shown, terms_from(document()["terms"]), "stages").plan.stages[0]
    assert (stage.key, stage.proof, stage.days_to_pay) == ("s1", "", None)


def test_a_royalty_that_is_removed_is_gone() -> None:
    shown = {**flat(document()), "royalty": None}
    assert sent(shown, terms_from(document()["terms"]), "royalty").plan.royalty is None


def test_steps_by_volume_are_shown_and_typed_as_amounts() -> None:
    shown = flat(document())
    assert [step["start"] for step in shown["royalty"]["steps"]] == ["0", "100万"]
    shown["royalty"]["steps"][1]["start"] = "2000000"
    royalty = sent(shown, terms_from(document()["terms"]), "royalty").plan.royalty
    assert royalty is not None
    assert royalty.steps[1].start == 200_000_000


def test_the_rate_of_a_quantity_is_shown_and_typed_in_yuan() -> None:
    royalty = {**ROYALTY, "base": "quantity", "rate_kind": "fixed", "steps": [{"start": 0, "rate": "250"}]}
    held = document(plan={**PLAN, "royalty": royalty})
    shown = flat(held)
    assert shown["royalty"]["steps"][0]["rate"] == "2.5"
    shown["royalty"]["steps"][0]["rate"] = "3"
    found = sent(shown, terms_from(held["terms"]), "royalty").plan.royalty
    assert found is not None
    assert found.steps[0].rate == "300"


def test_choices_values_and_wordings_of_clauses_are_shown_apart_and_taken_back_where_emptied() -> None:
    chosen = [
        {"key": "dispute", "option": "arbitration", "wording": ""},
        {"key": "copies", "option": "", "wording": "捌"},
        {"key": "secrecy.scope", "option": "", "wording": "双方另行约定。"},
    ]
    held = document(clauses=chosen)
    shown = flat(held, {"copies"})
    assert (shown["choice:dispute"], shown["value:copies"]) == ("arbitration", "捌")
    assert shown["wordings"] == [{"key": "secrecy.scope", "wording": "双方另行约定。"}]
    emptied: dict[str, Any] = {"choice:dispute": None, "value:copies": "", "wordings": []}
    data = ChangeLicense.model_validate(data_of(emptied, worded=["secrecy.scope"]))
    assert merged(terms_from(held["terms"]), data.terms, lambda _number: None).clauses == ()


def test_a_new_draft_sends_only_what_was_typed() -> None:
    empty = dict.fromkeys(flat(document()))
    data = data_of({**empty, "licensee": "QY-2026-0001", "grants": [{"result": "CG-2026-0001"}]}, new=True)
    assert data == {"licensee": "QY-2026-0001", "terms": {"grants": [{"result": "CG-2026-0001"}]}}
    assert DraftLicense.model_validate(data).licensee == "QY-2026-0001"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("terms.plan.stages[0].amount_fen", "stages[0].amount_fen"),
        ("plan.royalty.base", "royalty.base"),
        ("plan", "stages"),
        ("terms", None),
        ("ends_on", "ends_on"),
        ("signed_licensee.size_class", "licensee.size_class"),
        (None, None),
    ],
)
def test_a_reason_finds_its_field_in_the_form(path: str | None, field: str | None) -> None:
    assert form_field(path) == field
    assert [reason.field for reason in in_form([Reason("x", "y", field=path)])] == [field]
