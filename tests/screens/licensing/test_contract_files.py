from __future__ import annotations

from pathlib import Path

import pytest

from ttoffice.errors import UsageError
from ttoffice.licenses.contracts.writing import Made
from ttoffice.screens.licensing.contract_files import write_file


def test_no_version_of_a_contract_is_made_for_a_folder_that_cannot_take_it(tmp_path: Path) -> None:
    made: list[str] = []

    def make(form: str) -> Made:
        made.append(form)
        raise AssertionError

    with pytest.raises(UsageError):
        write_file(make, {"form": "docx", "folder": str(tmp_path / "没有")})
    assert made == []
