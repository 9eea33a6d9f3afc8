"""The ledger of receipts: each row a sum that came in under a license, allocated to what is due by the law's order.

A receipt is known again by its number here, else by its reference, else by contract, day, amount and kind: of
equal ones the first in the file is the first in the store. What stands already is not changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from ttoffice.action import Context
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.licenses.codes import BEFORE_SIGNATURE, ReceiptKind
from ttoffice.licenses.importing.lines import Line
from ttoffice.licenses.importing.writing import done, reasons_about
from ttoffice.licenses.reading import License
from ttoffice.licenses.receipts.actions import enter
from ttoffice.licenses.receipts.reading import Receipt, reversal_of
from ttoffice.licenses.shelves import LICENSES, RECEIPTS
from ttoffice.money import shown_yuan
from ttoffice.numbering import read_number
from ttoffice.results.importing.plan import Planned, Step

UNTOLD = frozenset({"receipt.again", "receipt.no_support"})
"""Warnings that the import itself answers, or that cannot be answered by a ledger."""


class Receipts:
    """Takes the rows of a ledger of receipts inside one transaction, the oldest first."""

    main = "amount"

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._seen: Counter[tuple[Any, ...]] = Counter()
        self._last_id = int(ctx.db.value("SELECT COALESCE(MAX(id), 0) FROM receipt"))

    def taken(self, lines: Iterable[Line]) -> Iterator[Planned]:
        """Yield what each row came to, in the order of the rows; money is allocated in the order of the days."""
        found = list(lines)
        steps: dict[int, Step] = {}
        readable = [line for line in found if not line.lost() and self._complete(line)]
        for line in sorted(readable, key=lambda one: one.values["received_on"]):
            steps[line.row] = self._take(line)
        for line in found:
            yield Planned(line.row, steps.get(line.row, Step.SKIP), line.cells, tuple(line.problems))

    def _complete(self, line: Line) -> bool:
        if "received_on" not in line.values:
            line.refuse("no_day", _("The row has no readable day; fill it in"))
        if not line.values.get("amount"):
            line.refuse("no_amount", _("The row has no readable amount; fill it in"))
        return not line.lost()

    def _take(self, line: Line) -> Step:
        license_ = self._license(line)
        if license_ is None:
            return Step.SKIP
        known = self._known(line, license_)
        if line.lost():
            return Step.SKIP
        if known is not None:
            self._tell_known(line, known)
            return Step.UNCHANGED
        data = self._data(line, license_)
        reasons = reasons_about(self._ctx, enter, data)
        for reason in reasons:
            if not reason.warning:
                line.refuse(reason.code, reason.message)
            elif reason.code not in UNTOLD:
                line.note(reason.code, reason.message)
        if line.lost():
            return Step.SKIP
        done(self._ctx, enter, data)
        return Step.CREATE

    # --- the contract ------------------------------------------------------------------------------------

    def _license(self, line: Line) -> License | None:
        """Return the license that a row names; refuse the row where there is none, or several, or one unsigned."""
        values = line.values
        text = str(values.get("license") or values.get("title") or values.get("licensee") or "")
        if not text:
            line.refuse("no_contract", _("The row names no contract: give its number or its title"))
            return None
        found = self._named(values)
        if len(found) == 1 and found[0].record.state in BEFORE_SIGNATURE:
            message = _("%(number)s is not signed yet; nothing can be received under it")
            line.refuse("not_signed", message % {"number": found[0].number}, text)
        elif len(found) > 1:
            message = _("The row could be about %(numbers)s; give the contract number")
            line.refuse("several_contracts", message % {"numbers": listed(one.number for one in found)}, text)
        elif not found:
            message = _("There is no contract %(text)s here; import the ledger of contracts first")
            line.refuse("contract_unknown", message % {"text": text}, text)
        elif (name := values.get("licensee")) and name != found[0].record.licensee_name:
            message = _("The licensee of %(number)s is %(name)s")
            line.note(
                "other_licensee",
                message % {"number": found[0].number, "name": found[0].record.licensee_name},
                name,
            )
        return None if line.lost() else found[0]

    def _named(self, values: dict[str, Any]) -> list[License]:
        db = self._ctx.db
        if text := values.get("license"):
            number = read_number(text) or text
            return LICENSES.where(db, "number = ? OR (reference <> '' AND reference = ?)", (number, text))
        where, params = "1", list[str]()
        for key, column in (("title", "title"), ("licensee", "licensee_name")):
            if values.get(key):
                where, params = f"{where} AND {column} = ?", [*params, values[key]]
        unsigned = ", ".join(f"'{state.value}'" for state in BEFORE_SIGNATURE)
        return LICENSES.where(db, f"{where} AND state NOT IN ({unsigned})", params)

    # --- known already -----------------------------------------------------------------------------------

    def _known(self, line: Line, license_: License) -> Receipt | None:
        values = line.values
        if "number" in values:
            found = RECEIPTS.load(self._ctx.db, values["number"])
            if found is None:
                message = _("There is no receipt %(number)s; empty the cell to enter a new one")
                line.refuse("number_missing", message % {"number": values["number"]}, values["number"])
            return found
        if values.get("reference"):
            return self._by_reference(line, license_, values["reference"])
        return self._by_content(line, license_)

    def _by_reference(self, line: Line, license_: License, reference: str) -> Receipt | None:
        same: list[Receipt] = RECEIPTS.where(
            self._ctx.db,
            "reference = ? AND subject = ? AND reverses = '' AND kind <> 'refund'",
            (reference, license_.number),
        )
        exact = [
            one for one in same if self._content(line) == (one.record.received_on, one.record.amount_fen)
        ]
        if same and not exact:
            message = _(
                "%(number)s has this reference with another day or amount (%(day)s, %(fen)s); correct one of the two"
            )
            told = {
                "number": same[0].number,
                "day": same[0].record.received_on.isoformat(),
                "fen": shown_yuan(same[0].record.amount_fen),
            }
            line.refuse("reference_differs", message % told, reference)
        if exact and exact[0].id > self._last_id:
            line.leave_out("duplicate", _("The same reference, day and amount as a row before it"))
        return exact[0] if exact else None

    def _content(self, line: Line) -> tuple[Any, int]:
        return line.values["received_on"], line.values["amount"]

    def _by_content(self, line: Line, license_: License) -> Receipt | None:
        """Return the receipt that is the same as this one of several equal rows: the first the first, and so on."""
        day, fen = self._content(line)
        kind = line.values.get("kind", ReceiptKind.BANK.value)
        same: list[Receipt] = RECEIPTS.where(
            self._ctx.db,
            "id <= ? AND subject = ? AND received_on = ? AND amount_fen = ? AND kind = ? AND reference = ''"
            " AND reverses = ''",
            (self._last_id, license_.number, day.isoformat(), fen, kind),
        )
        key = (license_.number, day, fen, kind)
        place = self._seen[key]
        self._seen[key] += 1
        if place and place >= len(same):
            line.note(
                "equal_rows",
                _("Another row has the same contract, day and amount; see that it is not entered twice"),
            )
        return same[place] if place < len(same) else None

    def _tell_known(self, line: Line, known: Receipt) -> None:
        if reversal_of(self._ctx.db, known) is not None:
            message = _("%(number)s is the same and was reversed here; it is not entered again")
            line.note("reversed", message % {"number": known.number})

    # --- the input ---------------------------------------------------------------------------------------

    def _data(self, line: Line, license_: License) -> dict[str, Any]:
        values = line.values
        texts = (values.get("note", ""), *line.kept)
        return {
            "license": license_.number,
            "kind": values.get("kind", ReceiptKind.BANK.value),
            "amount_fen": values["amount"],
            "received_on": values["received_on"],
            "payer": values.get("payer", ""),
            "reference": values.get("reference", ""),
            "note": "\n".join(filter(None, dict.fromkeys(texts)))[:1000],
        }
