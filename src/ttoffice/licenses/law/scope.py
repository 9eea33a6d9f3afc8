"""Kind, territory, field of use, term and sublicenses: what is left open, and what reaches too far."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.i18n import gettext as _
from ttoffice.licenses.codes import Sublicensing
from ttoffice.licenses.law.facts import LicenseFacts
from ttoffice.licenses.law.life import life_of
from ttoffice.licenses.terms import Terms
from ttoffice.reasons import Reason
from ttoffice.results.codes import LicenseKind

OPEN_KIND = "技术合同解释 25"
OPEN_SCOPE = "技术合同解释 28"
LIFE = "民法典 865"
FIRST_LIFE = "民法典 865; 专利法 42"


def scope_reasons(facts: LicenseFacts) -> Iterator[Reason]:
    """Yield what is left open or reaches too far, in the order of the contract."""
    terms = facts.terms
    if terms.kind is None:
        message = _("The kind of license is not specified; it is then an ordinary one.")
        yield Reason("license.kind", message, OPEN_KIND, "kind", warning=True)
    if not terms.territory.strip():
        message = _("No territory is named; the license then holds everywhere.")
        yield Reason("license.territory", message, OPEN_SCOPE, "territory", warning=True)
    if not terms.field_of_use.strip():
        message = _("No field of use is named; the license then holds for every use.")
        yield Reason("license.field_of_use", message, OPEN_SCOPE, "field_of_use", warning=True)
    yield from _term(facts)
    yield from _sublicenses(terms)


def _term(facts: LicenseFacts) -> Iterator[Reason]:
    terms = facts.terms
    if terms.starts_on is not None and terms.ends_on is not None and terms.ends_on < terms.starts_on:
        message = _("The license ends on %(end)s, before it begins on %(start)s.")
        values = {"end": terms.ends_on.isoformat(), "start": terms.starts_on.isoformat()}
        yield Reason("license.term_order", message % values, "民法典 845", "ends_on")
    if terms.ends_on is None:
        message = _("No term is agreed; the licensee may then use what is licensed without limit of time.")
        yield Reason("license.term", message, OPEN_SCOPE, "ends_on", warning=True)
    elif terms.ends_on < facts.day:
        message = _("The license ends on %(end)s, which is over.") % {"end": terms.ends_on.isoformat()}
        yield Reason("license.term_over", message, "民法典 845", "ends_on", warning=True)
    yield from _within_life(facts)


def _within_life(facts: LicenseFacts) -> Iterator[Reason]:
    """A license of rights holds as long as they do: beyond the last it is refused, beyond the first warned of."""
    ends_on, life = facts.terms.ends_on, life_of(facts.results)
    if life.unknown:
        message = _(
            "It is not known when %(rights)s expires; enter it, so that the term can be measured against it."
        )
        text = message % {"rights": "、".join(life.unknown)}
        yield Reason("license.right_end_unknown", text, LIFE, "grants", warning=True)
    if ends_on is None or life.first is None or ends_on <= life.first:
        return
    values = {"end": ends_on.isoformat()}
    if life.bound is not None and ends_on > life.bound:
        message = _("The license runs until %(end)s, but what is licensed expires on %(last)s at the latest.")
        text = message % {**values, "last": life.bound.isoformat()}
        yield Reason("license.beyond_right", text, FIRST_LIFE, "ends_on")
    else:
        message = _(
            "The license runs until %(end)s, but the first licensed right expires on %(first)s already;"
            " agree on what is paid from then on."
        )
        text = message % {**values, "first": life.first.isoformat()}
        yield Reason("license.beyond_first_right", text, FIRST_LIFE, "ends_on", warning=True)


def _sublicenses(terms: Terms) -> Iterator[Reason]:
    """A sublicense is an ordinary one unless it is agreed otherwise; under some kinds it is unusual."""
    if terms.sublicensing is Sublicensing.NONE:
        return
    if terms.effective_kind is LicenseKind.ORDINARY:
        message = _(
            "Sublicenses under an ordinary license: the unit can license others itself, and loses sight of who uses"
            " the result. Forbid them, or bind each to its consent and to reports."
        )
        yield Reason("license.sublicense_ordinary", message, "民法典 867", "sublicensing", warning=True)
    elif terms.sublicensing is Sublicensing.FREE:
        message = _(
            "Under a license that is %(kind)s the licensee may sublicense freely: the unit then cannot tell who uses the"
            " result. Bind sublicenses to its consent, and agree on whether their income counts for the royalty."
        )
        text = message % {"kind": terms.effective_kind.label}
        yield Reason("license.sublicense_free", text, "民法典 867", "sublicensing", warning=True)
    else:
        message = _("A sublicense is an ordinary license unless it is agreed otherwise; say so if it is.")
        yield Reason("license.sublicense_kind", message, OPEN_KIND, "sublicensing", warning=True)
