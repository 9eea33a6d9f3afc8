"""The ledger of contracts: each row a license that was signed before, its licensee entered where nobody knows it.

A contract is known again by its number here, else by its own number, else by licensee, day and title; what stands
already is not changed. Several rows of one contract number that differ only in what is licensed are one contract.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ttoffice.action import Context
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.licenses.importing.licensed import licensed
from ttoffice.licenses.importing.licensees import Named, named
from ttoffice.licenses.importing.lines import Line
from ttoffice.licenses.importing.plans import terms_of
from ttoffice.licenses.importing.readers import ENDED, TERMINATED
from ttoffice.licenses.importing.writing import done, reasons_about, tried
from ttoffice.licenses.inputs import EndLicense
from ttoffice.licenses.kinds import LICENSE
from ttoffice.licenses.reading import License
from ttoffice.licenses.running_actions import end
from ttoffice.licenses.shelves import LICENSES
from ttoffice.licenses.signing_actions import enter_signed
from ttoffice.parties.enterprise_actions import add_figures, enter
from ttoffice.parties.enterprises import ENTERPRISES
from ttoffice.parties.people import find_person
from ttoffice.reasons import Reason
from ttoffice.results.importing.plan import Planned, Step

UNTOLD = frozenset(
    {"license.no_paper", "license.twin", "enterprise.no_industry", "enterprise.region_by_code"}
)
"""Warnings that would stand at nearly every row of such a ledger, or are answered by the row itself."""
DAYS = ("signed_on", "effective_on", "registered_on", "first_sale_on")
COMPARED = ("signed_on", "effective_on", "registered_on", "title")
"""What is compared with a contract that stands already."""


class Contracts:
    """Takes the rows of a ledger of contracts, one after the other, inside one transaction."""

    main = "licensee"

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._rows: dict[str, Line] = {}

    def taken(self, lines: Iterable[Line]) -> Iterator[Planned]:
        """Yield what each row came to, in their order."""
        found = list(lines)
        self._join(found)
        for line in found:
            step = Step.SKIP if line.lost() else self._take(line)
            yield Planned(line.row, step, line.cells, tuple(line.problems))

    # --- rows of one contract ----------------------------------------------------------------------------

    def _join(self, lines: list[Line]) -> None:
        """Let rows of one contract number be one contract where only what is licensed differs."""
        for line in lines:
            key = line.values.get("reference", "")
            if line.lost() or not key:
                continue
            first = self._rows.setdefault(key, line)
            if first is not line:
                self._joined(first, line)

    def _joined(self, first: Line, line: Line) -> None:
        differ = [key for key in _told(first) | _told(line) if first.values.get(key) != line.values.get(key)]
        if not differ and line.values.get("results") == first.values.get("results"):
            line.leave_out("duplicate", _("The same as row %(row)d") % {"row": first.row})
        elif not differ:
            both = (first.values.get("results", ""), line.values.get("results", ""))
            first.values["results"] = "\n".join(filter(None, both))
            message = _("The same contract as row %(row)d; what is licensed was added there")
            line.leave_out("same_contract", message % {"row": first.row})
        else:
            message = _("Row %(row)d has the same contract number and differs; correct one of the two")
            line.refuse("duplicate_differs", message % {"row": first.row}, line.values.get("reference", ""))

    # --- one contract ------------------------------------------------------------------------------------

    def _take(self, line: Line) -> Step:
        licensee = named(self._ctx, line)
        if licensee is None or not self._has_day(line):
            return Step.SKIP
        known = self._known(line, licensee)
        if line.lost():
            return Step.SKIP
        if known is not None:
            self._compare(line, known)
            return Step.UNCHANGED
        data = self._data(line)
        if not self._allowed(line, licensee, data):
            return Step.SKIP
        self._end(line, self._write(licensee, data))
        return Step.CREATE

    def _has_day(self, line: Line) -> bool:
        if "signed_on" not in line.values:
            line.refuse("no_day", _("The row has no readable day of signature; fill it in"))
        return not line.lost()

    def _known(self, line: Line, licensee: Named) -> License | None:
        values = line.values
        if "number" in values:
            found = LICENSES.load(self._ctx.db, values["number"])
            if found is None:
                message = _("There is no license %(number)s; empty the cell to enter a new one")
                line.refuse("number_missing", message % {"number": values["number"]}, values["number"])
            return found
        number = licensee.known.number if licensee.known is not None else ""
        if values.get("reference"):
            return self._by_reference(line, values["reference"], number)
        where = "licensee = ? AND licensee <> '' AND signed_on = ? AND title = ?"
        sought = (number, values["signed_on"].isoformat(), self._title(line))
        same: list[License] = LICENSES.where(self._ctx.db, where, sought)
        return same[0] if same else None

    def _by_reference(self, line: Line, reference: str, licensee: str) -> License | None:
        same: list[License] = LICENSES.where(self._ctx.db, "reference = ?", (reference,))
        if not same:
            return None
        if same[0].record.licensee != licensee:
            message = _(
                "%(number)s has this contract number and another licensee, %(name)s; correct one of the two"
            )
            told = {"number": same[0].number, "name": same[0].record.licensee_name}
            line.refuse("reference_taken", message % told, reference)
        return same[0]

    def _compare(self, line: Line, known: License) -> None:
        """Tell where a row says otherwise than the contract that stands; a signed contract is not rewritten."""
        differ = [
            LICENSE.label_of(key)
            for key in COMPARED
            if key in line.values and line.values[key] != getattr(known.record, key)
        ]
        if differ:
            message = _(
                "%(number)s stands and says otherwise: %(fields)s. It is left as it is; amend it there if needed"
            )
            line.note("stands", message % {"number": known.number, "fields": listed(differ)})

    # --- the input ---------------------------------------------------------------------------------------

    def _title(self, line: Line) -> str:
        return str(line.values.get("title") or f"与{line.values['licensee']}的许可合同")

    def _data(self, line: Line) -> dict[str, Any]:
        values = line.values
        results = licensed(self._ctx.db, line)
        responsible = self._responsible(line)
        days: dict[str, Any] = {key: values[key] for key in DAYS if key in values}
        return {
            "title": self._title(line),
            "licensee": values["licensee"],
            "results": results,
            "responsible": responsible,
            "terms": terms_of(line),
            "reference": values.get("reference", ""),
            "note": self._note(line),
            **days,
        }

    def _responsible(self, line: Line) -> str:
        name = line.values.get("responsible", "")
        found = find_person(self._ctx.db, name, "responsible") if name else ""
        if isinstance(found, Reason):
            line.kept.append(f"经办人：{name}")
            line.note(
                "responsible_unknown",
                _("%(message)s It is kept as a remark.") % {"message": found.message},
                name,
            )
            return ""
        return found

    def _note(self, line: Line) -> str:
        """Return the remarks, the number of registration, and everything that was not understood."""
        registration = line.values.get("registration_number")
        parts = (
            line.values.get("note", ""),
            f"技术合同登记编号：{registration}" if registration else "",
            "\n".join(dict.fromkeys(line.kept)),
        )
        return "\n".join(filter(None, parts))[:5000]

    # --- writing -----------------------------------------------------------------------------------------

    def _allowed(self, line: Line, licensee: Named, data: dict[str, Any]) -> bool:
        """Tell what speaks against a row, and return whether nothing refuses; a new licensee is tried first."""
        if licensee.known is not None:
            reasons = reasons_about(self._ctx, enter_signed, {**data, "licensee": licensee.known.number})
        else:
            reasons = reasons_about(self._ctx, enter, licensee.entry)
            if not _refusing(reasons):
                with tried(self._ctx) as trial:
                    number = done(trial, enter, licensee.entry)
                    reasons += reasons_about(trial, enter_signed, {**data, "licensee": number})
        for reason in _refusing(reasons):
            line.refuse(reason.code, reason.message)
        doubts = [one.message for one in reasons if one.warning and one.code not in UNTOLD]
        if doubts and not line.lost():
            message = _("To be looked at or completed: %(what)s") % {
                "what": " / ".join(dict.fromkeys(doubts))
            }
            line.note("doubts", message)
        return not line.lost()

    def _write(self, licensee: Named, data: dict[str, Any]) -> str:
        ctx = self._ctx
        number = licensee.known.number if licensee.known is not None else done(ctx, enter, licensee.entry)
        self._add_figures(number, licensee.figures)
        return done(ctx, enter_signed, {**data, "licensee": number})

    def _end(self, line: Line, number: str) -> None:
        """End a contract whose term is over by the ledger; tell where it cannot be ended so, or was terminated."""
        said = line.values.get("state")
        if said == TERMINATED:
            message = _(
                "It was entered as running; record its termination there (license.terminate), with its ground and day"
            )
            line.note("terminated", message, number)
        subject = LICENSES.load(self._ctx.db, number) if said == ENDED else None
        if subject is None:
            return
        data = EndLicense(on=subject.record.terms.ends_on, reason=f"合同台账载明：{line.texts['state']}")
        reasons = _refusing(reason for guard in end.guards for reason in guard(self._ctx, subject, data))
        if not reasons:
            end.run(self._ctx, subject, data)
            return
        message = _("It was entered as running, for it cannot be ended yet: %(why)s")
        line.note("not_ended", message % {"why": " / ".join(reason.message for reason in reasons)}, number)

    def _add_figures(self, number: str, figures: dict[str, Any]) -> None:
        subject = ENTERPRISES.load(self._ctx.db, number) if figures else None
        if subject is None:
            return
        data = add_figures.input.model_validate(figures)
        reasons = [reason for guard in add_figures.guards for reason in guard(self._ctx, subject, data)]
        if not _refusing(reasons):
            add_figures.run(self._ctx, subject, data)


def _refusing(reasons: Iterable[Reason]) -> list[Reason]:
    return [reason for reason in reasons if not reason.warning]


def _told(line: Line) -> set[str]:
    return set(line.values) - {"results", "note", "registration_number"}
