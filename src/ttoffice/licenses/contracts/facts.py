"""The named facts that conditions of clauses ask for, each with what it means."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ttoffice.i18n import N_
from ttoffice.licenses.codes import PricingMethod, RateKind, RoyaltyBase, Sublicensing, Trigger
from ttoffice.licenses.contracts.case import Case
from ttoffice.results.codes import LicenseKind, RightKind

PATENTS = frozenset({RightKind.INVENTION, RightKind.UTILITY_MODEL, RightKind.DESIGN})

Fact = tuple[str, Callable[[Case], bool]]


def _kind(kind: LicenseKind) -> Callable[[Case], bool]:
    return lambda case: case.terms.effective_kind is kind


def _right(*kinds: RightKind) -> Callable[[Case], bool]:
    return lambda case: any(right.kind in kinds for right in case.rights())


def _know_how(case: Case) -> bool:
    """A result without rights is licensed as know-how."""
    return any(
        not grant.rights or any(right.kind is RightKind.KNOW_HOW for right in grant.rights)
        for grant in case.terms.grants
    )


def _registered(case: Case) -> bool:
    return any(right.kind is not RightKind.KNOW_HOW for right in case.rights())


def _base(base: RoyaltyBase) -> Callable[[Case], bool]:
    return lambda case: case.terms.plan.royalty is not None and case.terms.plan.royalty.base is base


def _rate(kind: RateKind) -> Callable[[Case], bool]:
    return lambda case: case.terms.plan.royalty is not None and case.terms.plan.royalty.rate_kind is kind


def _royalty(name: str) -> Callable[[Case], bool]:
    return lambda case: bool(case.terms.plan.royalty and getattr(case.terms.plan.royalty, name))


def _stage(trigger: Trigger) -> Callable[[Case], bool]:
    return lambda case: any(stage.trigger is trigger for stage in case.terms.plan.stages)


def _support(kind: str) -> Callable[[Case], bool]:
    return lambda case: bool(case.supported_by(kind))


def _priced(method: PricingMethod) -> Callable[[Case], bool]:
    return lambda case: case.record.pricing is method


def _sublicensing(kind: Sublicensing) -> Callable[[Case], bool]:
    return lambda case: case.terms.sublicensing is kind


def _enterprise(case: Case) -> bool:
    return case.licensee.entity in ("", "enterprise")


FACTS: Mapping[str, Fact] = {
    "exclusive": (N_("the license is exclusive"), _kind(LicenseKind.EXCLUSIVE)),
    "sole": (N_("the license is sole"), _kind(LicenseKind.SOLE)),
    "ordinary": (N_("the license is ordinary, also where nothing was said"), _kind(LicenseKind.ORDINARY)),
    "patent": (N_("a patent is licensed"), _right(*PATENTS)),
    "patent_application": (N_("a patent application is licensed"), _right(RightKind.PATENT_APPLICATION)),
    "software": (N_("a software copyright is licensed"), _right(RightKind.SOFTWARE)),
    "layout_design": (N_("a layout design is licensed"), _right(RightKind.LAYOUT_DESIGN)),
    "plant_variety": (N_("a plant variety right is licensed"), _right(RightKind.PLANT_VARIETY)),
    "drug_license": (N_("a drug marketing license is licensed"), _right(RightKind.DRUG_LICENSE)),
    "clinical_license": (N_("a clinical license is licensed"), _right(RightKind.CLINICAL_LICENSE)),
    "know_how": (N_("know-how is licensed"), _know_how),
    "registered_right": (N_("something other than know-how is licensed"), _registered),
    "coowned": (
        N_("a right has more than one holder"),
        lambda case: any(len(right.holders) > 1 for right in case.rights()),
    ),
    "fiscal": (N_("a result was made with public funds"), lambda case: case.fiscal),
    "field_limited": (N_("a field of use is agreed"), lambda case: bool(case.terms.field_of_use.strip())),
    "territory_limited": (N_("a territory is agreed"), lambda case: bool(case.terms.territory.strip())),
    "term_agreed": (N_("a last day of the term is agreed"), lambda case: case.terms.ends_on is not None),
    "sublicense_none": (N_("sublicenses are not allowed"), _sublicensing(Sublicensing.NONE)),
    "sublicense_consent": (N_("sublicenses need consent"), _sublicensing(Sublicensing.CONSENT)),
    "sublicense_free": (N_("sublicenses are allowed"), _sublicensing(Sublicensing.FREE)),
    "mode_one": (N_("mode one: royalty"), lambda case: case.terms.plan.mode == "royalty"),
    "mode_two": (N_("mode two: stages"), lambda case: case.terms.plan.mode == "stages"),
    "mode_three": (
        N_("mode three: stages and royalty"),
        lambda case: case.terms.plan.mode == "stages_royalty",
    ),
    "threshold": (N_("a threshold fee is agreed"), lambda case: bool(case.terms.plan.threshold_fen)),
    "zero_threshold": (N_("the threshold fee is zero"), lambda case: not case.terms.plan.threshold_fen),
    "stages": (N_("stage payments are agreed"), lambda case: bool(case.terms.plan.stages)),
    "date_nodes": (N_("there are date nodes"), _stage(Trigger.DATE)),
    "milestone_nodes": (N_("there are milestone nodes"), _stage(Trigger.MILESTONE)),
    "share_nodes": (
        N_("stages are given as shares of a sum"),
        lambda case: any(stage.share for stage in case.terms.plan.stages),
    ),
    "royalty": (N_("a royalty is agreed"), lambda case: case.terms.plan.royalty is not None),
    "base_sales": (N_("the royalty is counted on sales"), _base(RoyaltyBase.SALES)),
    "base_net_sales": (N_("the royalty is counted on net sales"), _base(RoyaltyBase.NET_SALES)),
    "base_added_output": (N_("the royalty is counted on added output"), _base(RoyaltyBase.ADDED_OUTPUT)),
    "base_added_profit": (N_("the royalty is counted on added profit"), _base(RoyaltyBase.ADDED_PROFIT)),
    "base_quantity": (N_("the royalty is counted on quantities"), _base(RoyaltyBase.QUANTITY)),
    "base_note": (N_("the base is defined in words of its own"), _royalty("base_note")),
    "rate_fixed": (N_("the rate is fixed"), _rate(RateKind.FIXED)),
    "rate_by_time": (N_("the rate is stepped by year"), _rate(RateKind.BY_TIME)),
    "rate_by_volume": (N_("the rate is stepped by volume"), _rate(RateKind.BY_VOLUME)),
    "from_first_sale": (N_("the royalty runs from the first sale"), _royalty("from_first_sale")),
    "minimum": (N_("a least royalty a year is agreed"), _royalty("minimum_fen")),
    "cap": (N_("a cap of the royalty is agreed"), _royalty("cap_fen")),
    "late_interest": (N_("late interest is agreed"), lambda case: bool(case.terms.plan.late_rate)),
    "grace": (N_("days of grace are agreed"), lambda case: case.terms.plan.grace_days > 0),
    "guarantee": (N_("a guarantee stands"), _support("guarantee")),
    "insurance": (N_("an insurance stands"), _support("insurance")),
    "voucher": (N_("an innovation voucher stands"), _support("voucher")),
    "related": (N_("ties to the licensee are declared"), lambda case: case.record.related == "declared"),
    "price_agreement": (N_("the price was agreed"), _priced(PricingMethod.AGREEMENT)),
    "price_listing": (N_("the price was found by listing"), _priced(PricingMethod.LISTING)),
    "price_auction": (N_("the price was found by auction"), _priced(PricingMethod.AUCTION)),
    "abroad": (N_("the licensee is outside the country"), lambda case: case.licensee.abroad),
    "other_entity": (N_("the licensee is no enterprise"), lambda case: not _enterprise(case)),
    "small_or_medium": (
        N_("the licensee is a micro, small or medium enterprise"),
        lambda case: case.licensee.size_class in ("micro", "small", "medium"),
    ),
    "large": (N_("the licensee is a large enterprise"), lambda case: case.licensee.size_class == "large"),
    "size_unknown": (
        N_("the licensee is an enterprise whose size is not known"),
        lambda case: _enterprise(case) and not case.licensee.size_class,
    ),
}
"""Every fact by its name: what it means, as a catalog string, and how it is found."""


def true_names(case: Case) -> frozenset[str]:
    """Return the names that hold for a case: facts, and `choice.option` of what is chosen."""
    chosen = {f"{choice}.{option}" for choice, option in case.chosen.items()}
    return frozenset(name for name, (_meaning, holds) in FACTS.items() if holds(case)) | chosen
