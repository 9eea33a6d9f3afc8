"""A draft between its form and its action: nested terms laid out flat, and put together again from what was typed."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ttoffice.money import plain
from ttoffice.reasons import Reason
from ttoffice.widgets.fields import CODECS, blank, show_money

OWN = ("licensee", "title", "responsible", "note")
"""Fields of a draft beside its terms."""
EXTENT = ("kind", "territory", "field_of_use", "starts_on", "ends_on", "sublicensing")
PLAN = ("threshold_fen", "threshold_days", "total_fen", "stages", "royalty", "late_rate", "grace_days")
TERMS = ("grants", *EXTENT, *PLAN)
"""Fields of the form that make up the terms, those of the clauses besides."""
CHOICE, VALUE, WORDINGS = "choice:", "value:", "wordings"
"""Before the key of a choice and of a value of the clause library; and the list of wordings of the office's own."""
QUANTITY, BY_VOLUME = "quantity", "by_volume"


def flat(document: Mapping[str, Any], values: Container[str] = ()) -> dict[str, Any]:
    """Return a license's document as the form shows it; `values` are the keys of the clause library's values."""
    return {**{key: document.get(key) for key in OWN}, **flat_terms(document.get("terms") or {}, values)}


def flat_terms(terms: Mapping[str, Any], values: Container[str] = ()) -> dict[str, Any]:
    """Return terms as the form shows them."""
    plan = terms.get("plan") or {}
    return {
        "grants": [_shown_grant(grant) for grant in terms.get("grants") or ()],
        **{key: terms.get(key) for key in EXTENT},
        **{key: plan.get(key) for key in PLAN if key != "royalty"},
        "stages": [*(plan.get("stages") or ())],
        "royalty": _shown_royalty(plan.get("royalty")),
        **_shown_clauses(terms.get("clauses") or (), values),
    }


def _shown_clauses(clauses: Iterable[Mapping[str, Any]], values: Container[str]) -> dict[str, Any]:
    """Return each choice and each value as a field of its own, and other wordings as a list."""
    found: dict[str, Any] = {WORDINGS: []}
    for item in clauses:
        if item["key"] in values:
            found[f"{VALUE}{item['key']}"] = item["wording"]
        elif item.get("wording"):
            found[WORDINGS].append({"key": item["key"], "wording": item["wording"]})
        else:
            found[f"{CHOICE}{item['key']}"] = item["option"]
    return found


def _shown_grant(grant: Mapping[str, Any]) -> dict[str, Any]:
    """Return a grant with its rights by number; the register holds what they are."""
    rights = [right["number"] for right in grant.get("rights") or () if right.get("number")]
    return {"result": grant["result"], "rights": rights, "consent": grant.get("consent") or ""}


def _shown_royalty(royalty: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not royalty:
        return None
    by_unit = royalty.get("base") == QUANTITY
    money_start = royalty.get("rate_kind") == BY_VOLUME and not by_unit
    steps = [
        {
            "start": show_money(step["start"]) if money_start and step["start"] else str(step["start"]),
            "rate": plain(Decimal(step["rate"]) / 100) if by_unit and step["rate"] else step["rate"],
        }
        for step in royalty.get("steps") or ()
    ]
    return {**royalty, "steps": steps, "from_first_sale": royalty.get("from_first_sale") or None}


# --- back ----------------------------------------------------------------------------------------------


def data_of(values: Mapping[str, Any], *, new: bool = False, worded: Iterable[str] = ()) -> dict[str, Any]:
    """Return the action's input of some values of the form; of a `new` draft empty ones are left out.

    `worded` are the keys of the clauses that had a wording of the office's own before.
    """
    given = {key: value for key, value in values.items() if not (new and blank(value))}
    data = {key: given[key] for key in OWN if key in given}
    terms = terms_of(given, worded)
    return {**data, "terms": terms} if terms else data


def terms_of(given: Mapping[str, Any], worded: Iterable[str] = ()) -> dict[str, Any]:
    """Return the terms of some values of the form: only what was typed."""
    terms = {key: given[key] for key in EXTENT if key in given}
    for key in ("territory", "field_of_use"):
        if key in terms:
            terms[key] = terms[key] or ""
    if "grants" in given:
        terms["grants"] = [_sent_grant(grant) for grant in given["grants"] or ()]
    plan = {key: given[key] for key in PLAN if key in given and key != "royalty"}
    if "stages" in plan:
        plan["stages"] = [_sent_stage(stage) for stage in plan["stages"] or ()]
    if "grace_days" in plan:
        plan["grace_days"] = plan["grace_days"] or 0
    if "late_rate" in plan:
        plan["late_rate"] = plan["late_rate"] or ""
    if "royalty" in given:
        plan["royalty"] = _sent_royalty(given["royalty"])
    if plan:
        terms["plan"] = plan
    clauses = list(_sent_clauses(given, worded))
    return {**terms, "clauses": clauses} if clauses else terms


def _sent_clauses(given: Mapping[str, Any], worded: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield what was chosen or worded; what was emptied is taken back."""
    for key, value in given.items():
        if key.startswith(CHOICE):
            yield {"key": key.removeprefix(CHOICE), "option": value or ""}
        elif key.startswith(VALUE):
            yield {"key": key.removeprefix(VALUE), "wording": value or ""}
    if WORDINGS in given:
        rows = [_sent(row) for row in given[WORDINGS] or () if row.get("key")]
        yield from rows
        yield from ({"key": key} for key in worded if key not in {row["key"] for row in rows})


TEXTS = ("label", "after", "proof", "share", "base_note", "starts_after")
"""Fields of stages and royalties that are empty texts where nothing stands in them; the others are null."""
STAGE = (
    "label", "trigger", "on", "after", "milestone", "planned_on", "proof", "amount_fen", "share", "days_to_pay",
)  # fmt: skip
ROYALTY = (
    "base", "base_note", "rate_kind", "period", "report_days", "payment_days", "starts_on", "starts_after",
    "ends_on", "minimum_fen", "cap_fen",
)  # fmt: skip


def _sent(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if not blank(value)}


def _whole(entry: Mapping[str, Any], keys: Iterable[str]) -> dict[str, Any]:
    """Return every field of an entry, emptied ones too: what is left out would stay as it was."""
    return {key: "" if blank(entry.get(key)) and key in TEXTS else entry.get(key) for key in keys}


def _sent_grant(grant: Mapping[str, Any]) -> dict[str, Any]:
    return _sent({key: grant.get(key) for key in ("result", "rights", "consent")})


def _sent_stage(stage: Mapping[str, Any]) -> dict[str, Any]:
    key = {"key": stage["key"]} if stage.get("key") else {}
    return {**key, **_whole(stage, STAGE)}


def _sent_royalty(royalty: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not royalty:
        return None
    steps = []
    for place, step in enumerate(royalty.get("steps") or ()):
        start = str(step.get("start") or "").strip()
        steps.append(
            {"start": _start(start, place, royalty), "rate": _rate(str(step.get("rate") or ""), royalty)}
        )
    first_sale = bool(royalty.get("from_first_sale"))
    return {**_whole(royalty, ROYALTY), "from_first_sale": first_sale, "steps": steps}


def _rate(text: str, royalty: Mapping[str, Any]) -> str:
    """Return a rate as the action reads it: a bare number a unit is yuan."""
    bare = text.replace(".", "", 1).isdecimal()
    return f"{text}元" if royalty.get("base") == QUANTITY and bare else text


def _start(text: str, place: int, royalty: Mapping[str, Any]) -> Any:
    """Return where a step begins: fen of an amount, else the whole number; as typed where it is neither."""
    if not text:
        return place and text
    if royalty.get("rate_kind") == BY_VOLUME and royalty.get("base") != QUANTITY:
        try:
            return CODECS["money"].read(text)
        except ValueError:
            return text
    return CODECS["integer"].read(text)


# --- reasons -------------------------------------------------------------------------------------------

_WITHIN = re.compile(r"^(terms\.)?(plan\.)?")
STEP_OF = {
    "clauses": WORDINGS,
    "licensee_name": "licensee",
    "signed_licensee": "licensee",
    "plan": "stages",
}
"""The field of the form to which a reason about another part belongs."""
WHOLE = "terms"
"""The path of a reason about the terms as a whole, which belongs to no field."""


def form_field(path: str | None) -> str | None:
    """Return the field of the form that a reason's path is about; None for one about the whole."""
    if not path or path == WHOLE:
        return None
    inner = _WITHIN.sub("", path) if path != "plan" else path
    head = re.split(r"[.\[]", inner, maxsplit=1)[0]
    return STEP_OF[head] + inner[len(head) :] if head in STEP_OF else inner


def in_form(reasons: Iterable[Reason]) -> list[Reason]:
    """Return reasons with the fields of the form in place of the paths of the license."""
    return [replace(reason, field=form_field(reason.field)) for reason in reasons]
