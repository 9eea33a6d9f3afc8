"""The shared office of these tests, and one in which a license was signed by a contract of this program."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.licenses.contracts.test_contract_actions import complete
from tests.licenses.procedure.acts import EVE, NUMBER, do, drafted
from tests.licenses.seeding import seed
from tests.office_fixtures import blank_store, office
from tests.offices import open_at
from ttoffice.action import Context, Office
from ttoffice.licenses.codes import LicenseState
from ttoffice.licenses.shelves import LICENSES

__all__ = ["blank_store", "office", "signed", "signed_folder"]


def sign(ctx: Context, contract: str) -> None:
    """Leave the license as its signature by a contract leaves it."""
    found = LICENSES.load(ctx.db, NUMBER)
    assert found is not None
    record = replace(found.record, state=LicenseState.SIGNED, contract=contract)
    LICENSES.write(ctx, found, replace(record, signed_on=EVE, effective_on=date(2026, 7, 1)))


@pytest.fixture(scope="session")
def signed_folder(tmp_path_factory: pytest.TempPathFactory, blank_store: Path) -> Path:
    """A home in which XK-2026-0001 is signed by HT-2026-0001 and guaranteed, to be copied."""
    root = tmp_path_factory.mktemp("signed")
    shutil.copy(blank_store, root / "ttoffice.db")
    eve = open_at(root, EVE)
    drafted(eve)
    complete(eve, NUMBER)
    do(eve, "license.price", NUMBER, method="协议定价")
    contract = do(eve, "contract.draft", NUMBER)
    seed(eve, lambda ctx: sign(ctx, contract))
    given = {"provider": "云南某某融资担保有限公司", "provider_kind": "guarantee_company"}
    do(eve, "support.enter", license=NUMBER, kind="guarantee", ends_on="2033-12-31", **given)
    return root


@pytest.fixture
def signed(tmp_path: Path, signed_folder: Path) -> Office:
    """An office on 2026-06-17 in which XK-2026-0001 is signed by HT-2026-0001 and guaranteed."""
    root = tmp_path / "signed"
    shutil.copytree(signed_folder, root)
    return open_at(root, EVE)
