"""The licensee that a row names: found by code or name, or to be entered; and the figures that the row gives of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ttoffice.action import Context, Subject
from ttoffice.i18n import gettext as _
from ttoffice.licenses.importing.lines import Line
from ttoffice.parties.credit_codes import fault
from ttoffice.parties.enterprises import EnterpriseRecord, EntityKind, find_enterprise
from ttoffice.reasons import Reason

NO_CODE = "合同台账未载统一社会信用代码"
"""Why an enterprise that an import enters has no code."""
ENTITIES = {"92": EntityKind.SOLE_TRADER, "93": EntityKind.COOPERATIVE}
"""What the first two characters of a credit code say of the entity."""


@dataclass(slots=True)
class Named:
    """The licensee of a row.

    Attributes:
        known: the enterprise that stands in the store, or None.
        entry: the input that enters it where it does not.
        figures: the input that adds the year's figures, empty where there are none or they stand already.
    """

    known: Subject[EnterpriseRecord] | None = None
    entry: dict[str, Any] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)


def named(ctx: Context, line: Line) -> Named | None:
    """Return the licensee of a row; None where it cannot be told, which refuses the row."""
    name, code = line.values.get("licensee", ""), line.values.get("credit_code", "")
    if not name:
        line.refuse("licensee_missing", _("The row names no licensee; fill it in"))
        return None
    wrong = fault(code) if code else None
    if wrong:
        line.flag("credit_code", _("The credit code %(code)s is wrong and is kept as a remark. %(where)s") % {
            "code": code, "where": wrong
        }, code)  # fmt: skip
    found = _found(ctx, line, name, "" if wrong else code)
    if found is False:
        return None
    known = found if isinstance(found, Subject) else None
    figures = _figures(line)
    if known is not None and any(item.year == figures.get("year") for item in known.record.figures):
        figures = {}
    if known is not None:
        return Named(known, figures=figures)
    return Named(None, _entry(line, name, code, wrong), figures)


def _found(ctx: Context, line: Line, name: str, code: str) -> Subject[EnterpriseRecord] | bool | None:
    """Return the enterprise, None where it is not known yet, False where that is in doubt."""
    if code:
        by_code = find_enterprise(ctx.db, code)
        if not isinstance(by_code, Reason):
            if name not in by_code.record.names:
                message = _("%(number)s has this credit code and is called %(name)s; it was taken")
                told = {"number": by_code.number, "name": by_code.record.name}
                line.note("licensee_named_otherwise", message % told, name)
            return by_code
    by_name = find_enterprise(ctx.db, name)
    if isinstance(by_name, Reason):
        if by_name.code == "enterprise.namesakes":
            line.refuse("licensee_several", by_name.message, name)
            return False
        return None
    if code and by_name.record.credit_code not in ("", code):
        message = _("%(number)s %(name)s has another credit code, %(code)s; correct one of the two")
        told = {"number": by_name.number, "name": name, "code": by_name.record.credit_code}
        line.refuse("licensee_other_code", message % told, code)
        return False
    return by_name


def _entry(line: Line, name: str, code: str, wrong: str | None) -> dict[str, Any]:
    right = "" if wrong else code
    given: dict[str, Any] = {
        "name": name,
        "credit_code": right,
        "code_reason": "" if right else f"{NO_CODE}：{code}有误" if wrong else NO_CODE,
        "entity": ENTITIES.get(right[:2], _by_name(name)).value,
    }
    given |= {key: line.values[key] for key in ("region", "industry", "representative") if key in line.values}
    return {key: value for key, value in given.items() if value}


def _by_name(name: str) -> EntityKind:
    return EntityKind.COOPERATIVE if "专业合作社" in name else EntityKind.ENTERPRISE


def _figures(line: Line) -> dict[str, Any]:
    """Return the figures that a row gives; where it names no year, those of the year before signature."""
    pairs = (("employees", "employees"), ("revenue", "revenue_fen"), ("assets", "assets_fen"))
    given: dict[str, Any] = {name: line.values[key] for key, name in pairs if key in line.values}
    if not given:
        return {}
    signed = line.values.get("signed_on")
    year = line.values.get("figures_year") or (signed.year - 1 if signed else None)
    if year is None:
        return {}
    if "figures_year" not in line.values:
        message = _("The figures of the licensee were taken for %(year)d, the year before signature")
        line.note("figures_year", message % {"year": year})
    return {"year": year, "source": "合同台账", **given}
