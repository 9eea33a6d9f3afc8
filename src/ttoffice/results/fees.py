"""The fee standard of a result: a structured plan and the sentence that a listing shows.

Amounts are integer fen, rates and shares are percent as decimal strings. Threshold fee, stages and royalty
are the parts of the three modes of pay-later Art. 2; a lump sum and a price to be negotiated are kept
because ledgers hold them, and are no pay-later modes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ttoffice.i18n import N_, chinese
from ttoffice.money import wan_or_yuan
from ttoffice.results.codes import PaymentMode, RoyaltyBase


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage payment: what triggers it, and the amount in fen or the share of the whole in percent."""

    trigger: str
    amount_fen: int | None = None
    share: str | None = None
    days_to_pay: int | None = None

    def as_document(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "trigger": self.trigger,
            "amount_fen": self.amount_fen,
            "share": self.share,
            "days_to_pay": self.days_to_pay,
        }


@dataclass(frozen=True, slots=True)
class Royalty:
    """A share of income: percent as a decimal string, and the base it is counted on (`RoyaltyBase` code)."""

    rate: str
    base: str | None = None

    def as_document(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"rate": self.rate, "base": self.base}


@dataclass(frozen=True, slots=True)
class FeePlan:
    """Threshold fee, stages, royalty; or a lump sum; or to be negotiated. None means not stated."""

    threshold_fen: int | None = None
    stages: tuple[Stage, ...] = ()
    royalty: Royalty | None = None
    lump_sum_fen: int | None = None
    negotiable: bool = False

    @property
    def payment_mode(self) -> str | None:
        """The mode of pay-later Art. 2 that the plan's parts make up, as a code, or None."""
        if self.stages and self.royalty:
            return PaymentMode.STAGES_ROYALTY.value
        if self.stages:
            return PaymentMode.STAGES.value
        return PaymentMode.ROYALTY.value if self.royalty else None

    def as_document(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "threshold_fen": self.threshold_fen,
            "stages": [stage.as_document() for stage in self.stages],
            "royalty": self.royalty.as_document() if self.royalty else None,
            "lump_sum_fen": self.lump_sum_fen,
            "negotiable": self.negotiable,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> FeePlan:
        """Return the plan of its JSON form."""
        royalty = document.get("royalty")
        return cls(
            threshold_fen=document.get("threshold_fen"),
            stages=tuple(
                Stage(item["trigger"], item.get("amount_fen"), item.get("share"), item.get("days_to_pay"))
                for item in document.get("stages") or ()
            ),
            royalty=Royalty(royalty["rate"], royalty.get("base")) if royalty else None,
            lump_sum_fen=document.get("lump_sum_fen"),
            negotiable=bool(document.get("negotiable")),
        )

    def sentence(self) -> str:
        """Return the fee standard as a listing shows it, in Chinese; empty for an empty plan."""
        if self.negotiable:
            return chinese(N_("To be negotiated"))
        parts = [_stage(stage) for stage in self.stages]
        if self.threshold_fen is not None:
            parts.insert(0, _threshold(self.threshold_fen))
        if self.royalty is not None:
            parts.append(_royalty(self.royalty))
        if self.lump_sum_fen is not None:
            parts.append(chinese(N_("lump sum %(amount)s")) % {"amount": wan_or_yuan(self.lump_sum_fen)})
        return chinese(N_("; ")).join(parts)


def _threshold(fen: int) -> str:
    if fen == 0:
        return chinese(N_("zero threshold fee"))
    return chinese(N_("threshold fee %(amount)s")) % {"amount": wan_or_yuan(fen)}


def _stage(stage: Stage) -> str:
    if stage.amount_fen is not None:
        text = chinese(N_("%(trigger)s: pay %(amount)s")) % {
            "trigger": stage.trigger,
            "amount": wan_or_yuan(stage.amount_fen),
        }
    else:
        text = chinese(N_("%(trigger)s: pay %(share)s%% of the fee")) % {
            "trigger": stage.trigger,
            "share": stage.share or "",
        }
    if stage.days_to_pay is not None:
        text += chinese(N_(" (within %(days)d days)")) % {"days": stage.days_to_pay}
    return text


def _royalty(royalty: Royalty) -> str:
    base = chinese(RoyaltyBase(royalty.base).label_source) if royalty.base else chinese(N_("income"))
    return chinese(N_("royalty %(rate)s%% of %(base)s")) % {"rate": royalty.rate, "base": base}
