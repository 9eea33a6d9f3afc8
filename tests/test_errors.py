from __future__ import annotations

import pytest

from ttoffice import errors
from ttoffice.reasons import Reason, refusing


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (errors.TTOfficeError, 1),
        (errors.InputFileError, 1),
        (errors.UsageError, 2),
        (errors.RulebookError, 2),
        (errors.ProfileError, 2),
        (errors.StoreError, 3),
        (errors.MigrationError, 3),
        (errors.DamageError, 3),
        (errors.ConflictError, 4),
    ],
)
def test_each_failure_has_its_exit_code_and_its_advice(kind: type[errors.TTOfficeError], code: int) -> None:
    error = kind("What happened.", advice="What to do.")
    assert (error.exit_code, str(error)) == (code, "What happened.\nWhat to do.")
    assert str(kind("What happened.")) == "What happened."


def test_a_refusal_tells_every_reason() -> None:
    first, second = Reason("a.b", "one"), Reason("a.c", "two", "pay-later:4", "title", warning=True)
    error = errors.RefusedError([first, second])
    assert (error.exit_code, error.reasons, error.message) == (1, (first, second), "one\ntwo")
    assert refusing(error.reasons) == [first]
    assert second.as_json() == {
        "code": "a.c",
        "message": "two",
        "basis": "pay-later:4",
        "field": "title",
        "warning": True,
    }
