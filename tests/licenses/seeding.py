"""Records written straight to their shelves for tests, with history and log as an action leaves them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from ttoffice.action import Context, Office
from ttoffice.action.core import Action
from ttoffice.action.inputs import Input
from ttoffice.action.performing import _context, _log, _transaction
from ttoffice.licenses.codes import LicenseState, ReceiptKind
from ttoffice.licenses.record import LicenseRecord, ReceiptRecord
from ttoffice.licenses.shelves import LICENSES, RECEIPTS
from ttoffice.licenses.terms import Grant, Terms


def seed(office: Office, work: Callable[[Context], Any]) -> Any:
    """Do some work in one logged transaction, without guards."""
    with _transaction(office) as writer:
        ctx = _context(office, writer, office.vault)
        value = work(ctx)
        _log(Action("test.seed", Input, work, "Seed"), ctx, None, Input(), value)
        writer.commit()
    return value


def license_(office: Office, *results: str, **more: Any) -> str:
    """Enter a license that was signed, about some results; return its number."""
    fields = {
        "title": "小粒咖啡脱胶工艺许可",
        "licensee_name": "云南某某咖啡有限公司",
        "state": LicenseState.IN_FORCE,
        "terms": Terms(tuple(Grant(number) for number in results)),
        "signed_on": date(2025, 12, 1),
        "effective_on": date(2025, 12, 1),
        "registered_on": date(2025, 12, 20),
        **more,
    }
    return str(seed(office, lambda ctx: LICENSES.enter(ctx, LicenseRecord(**fields))))


def receipt(office: Office, number: str, amount_fen: int, on: date = date(2026, 3, 1), **more: Any) -> str:
    """Enter a receipt under a license; return its number."""
    kind = more.pop("kind", ReceiptKind.BANK)
    record = ReceiptRecord(number, "到账", kind, on, amount_fen, **more)
    return str(seed(office, lambda ctx: RECEIPTS.enter(ctx, record)))
