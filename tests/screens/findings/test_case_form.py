from __future__ import annotations

from ttoffice.findings.opening.inputs import OpenFinding
from ttoffice.screens.findings.case_form import case_fields


def test_a_case_is_asked_for_everything_that_the_command_line_takes() -> None:
    asked = [field.key for field in case_fields()]
    assert asked == list(OpenFinding.model_fields)


def test_the_loss_is_asked_for_in_money_and_in_words() -> None:
    kinds = {field.key: field.kind for field in case_fields()}
    assert (kinds["loss_fen"], kinds["loss"]) == ("money", "text")
