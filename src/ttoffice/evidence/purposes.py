"""What an exhibit can prove: the criteria, circumstances, bars and conditions of the guidelines, and steps of the work.

A purpose is written `sort:code`, such as `criterion:democratic_procedure`, `circumstance:7(2)`, `bar:10(4)`,
`condition:fiscal_funding` or `step:publicity_posted`. What stands in the rulebook is known by it; steps are
the areas' own, so any code is taken for a step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ttoffice.i18n import N_, language
from ttoffice.i18n import gettext as _
from ttoffice.rulebook import Rulebook

SORTS = ("criterion", "circumstance", "bar", "condition", "step")
_FORM = re.compile(r"[a-z]+:[a-z0-9_.()-]{1,60}")

STEPS: dict[str, str] = {
    "consent": N_("consent of the completers"),
    "ownership": N_("ownership and legal status"),
    "due_diligence": N_("looking into the other party"),
    "pricing": N_("basis of the price"),
    "deliberation": N_("collective deliberation"),
    "publicity_posted": N_("publicity: posting"),
    "publicity_taken_down": N_("publicity: taking down"),
    "objection_received": N_("objection received"),
    "review": N_("review held"),
    "feedback_delivered": N_("feedback delivered"),
    "hearing": N_("hearing those concerned"),
    "investigation": N_("investigation carried out"),
    "contract": N_("contract signed"),
    "registration": N_("registration of the technology contract"),
    "performance": N_("performance of the contract"),
    "loss_limited": N_("limiting and stopping loss"),
}
"""The steps that are offered."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """Something to prove: its code, what it is called, and the article it stands in, or None."""

    code: str
    label: str
    basis: str | None = None


def purposes(rulebook: Rulebook) -> tuple[Purpose, ...]:
    """Return everything that can be proved, in the order of the guidelines; then the steps."""
    facts = rulebook.facts
    return (
        *(
            Purpose(f"criterion:{item.code}", _said(item.text, item.gloss), item.basis)
            for item in facts.criteria
        ),
        *_circumstances(rulebook),
        *(
            Purpose(f"bar:{_place(bar.basis)}", _said(bar.short, bar.basis), bar.basis)
            for bar in facts.bars.entries
        ),
        *(
            Purpose(f"condition:{item.code}", _said(item.text, item.gloss), item.basis)
            for item in (*facts.list_rule.entries, *facts.contract)
        ),
        *(Purpose(f"step:{code}", _(label)) for code, label in STEPS.items()),
    )


def _circumstances(rulebook: Rulebook) -> Iterator[Purpose]:
    for group in rulebook.facts.circumstances:
        for item in group.entries:
            yield Purpose(f"circumstance:{_place(item.basis)}", _said(item.short, item.basis), item.basis)


def _place(basis: str) -> str:
    """Return the number of an article or item: `7(2)` of `exemption:7(2)`."""
    return basis.partition(":")[2]


def _said(text: str, gloss: str) -> str:
    return gloss if language() == "en" and gloss else text


def purpose_of(rulebook: Rulebook, code: str) -> Purpose | None:
    """Return what a code means: a known purpose, or any well-formed step; None for neither."""
    known = next((item for item in purposes(rulebook) if item.code == code), None)
    if known is not None:
        return known
    sort, _colon, step = code.partition(":")
    return Purpose(code, step) if sort == "step" and _FORM.fullmatch(code) else None


def is_code(text: str) -> bool:
    """Return whether a text is written as a purpose is, whether or not there is such a one."""
    return _FORM.fullmatch(text) is not None and text.partition(":")[0] in SORTS


def purpose_label(rulebook: Rulebook, code: str) -> str:
    """Return what a code is called; the code itself where it is not known, the whole record where it is empty."""
    if not code:
        return _("the record as a whole")
    found = purpose_of(rulebook, code)
    return found.label if found else code
