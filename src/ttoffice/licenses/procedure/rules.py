"""What must be there before a license goes a step further: pure guards over gathered facts."""

from __future__ import annotations

from collections.abc import Iterator

from ttoffice.i18n import gettext as _
from ttoffice.licenses.codes import PricingMethod
from ttoffice.licenses.procedure.facts import ProcedureFacts
from ttoffice.licenses.refusals import future, no_exhibit
from ttoffice.reasons import Reason, refusing

PRICE = "促转法 18"
TIES = "exemption:8(7)"
WILL = "pay-later:7(1)"


def days(facts: ProcedureFacts) -> Iterator[Reason]:
    """Nothing is recorded of a day that is still to come."""
    yield from future(facts.on, facts.today)


def exhibits(facts: ProcedureFacts) -> Iterator[Reason]:
    """Papers that are named must be there."""
    yield from map(no_exhibit, facts.missing)


def drafted(facts: ProcedureFacts) -> Iterator[Reason]:
    """Whoever negotiates knows with whom and about what."""
    if not facts.record.licensee:
        message = _("The licensee is missing: give the enterprise (license.change).")
        yield Reason("license.no_licensee", message, "pay-later:2", "licensee")
    if not facts.record.terms.grants:
        message = _("No result is licensed yet: name it in the terms (license.change).")
        yield Reason("license.no_grant", message, "pay-later:3", "terms.grants")


def lawful(facts: ProcedureFacts) -> Iterator[Reason]:
    """Everything the law says of the license as it stands, warnings included."""
    yield from facts.law


# --- ties to the licensee ------------------------------------------------------------------------------


def ties_stated(facts: ProcedureFacts) -> Iterator[Reason]:
    """A declaration of none stands only where nothing that people declared says otherwise."""
    record = facts.record
    if record.related == "declared" and not record.related_note.strip():
        message = _("Say which ties there are; the notice has to carry them.")
        yield Reason("license.ties_note", message, TIES, "note")
    if record.related == "none":
        yield from _undeclared(facts)
    if record.related and not record.related_proof:
        message = _("The declaration of ties has no paper yet: attach it and name it (license.add_proof).")
        yield Reason("license.ties_proof", message, TIES, "proof", warning=True)


def _undeclared(facts: ProcedureFacts) -> Iterator[Reason]:
    for why, basis, certain in facts.ties:
        advice = (
            _("%(why)s Declare this tie (license.declare_ties).")
            if certain
            else _("%(why)s Declare this tie, or record a recusal check that it is somebody else.")
        )
        yield Reason("license.undeclared_tie", advice % {"why": why}, basis, "related")


def ties_declared(facts: ProcedureFacts) -> Iterator[Reason]:
    """Responsible and completers say whether they have ties to the licensee before anything is published."""
    if facts.record.related:
        yield from ties_stated(facts)
        return
    message = _(
        "Nobody has said whether the responsible and the completers have ties to the licensee; record their"
        " declaration (license.declare_ties)."
    )
    yield Reason("license.ties_unsaid", message, TIES, "related")
    yield from _undeclared(facts)


# --- the price -----------------------------------------------------------------------------------------


def price_proved(facts: ProcedureFacts) -> Iterator[Reason]:
    """The law knows three ways of finding a price; listing and auction show by which deal."""
    method = facts.record.pricing
    if method is None:
        message = _(
            "It is not said how the price was found: by agreement, listing or auction (license.price)."
        )
        yield Reason("license.no_pricing", message, PRICE, "method")
    elif not facts.record.pricing_proof:
        if method is PricingMethod.AGREEMENT:
            message = _("Nothing proves the basis of the price yet: an inquiry, comparison or appraisal.")
            yield Reason("license.price_basis", message, "exemption:7(2)", "proof", warning=True)
        else:
            message = _(
                "The proof of the listing or auction is missing: attach it and name it (license.price)."
            )
            yield Reason("license.price_proof", message, "exemption:8(3)", "proof")


def _found_on_the_market(facts: ProcedureFacts) -> bool:
    return facts.record.pricing not in (None, PricingMethod.AGREEMENT)


def by_agreement(facts: ProcedureFacts) -> Iterator[Reason]:
    """Only a price by agreement is published as such."""
    if _found_on_the_market(facts):
        message = _("The price was found on the market; no price notice is asked for.")
        yield Reason("license.no_notice_asked", message, PRICE, "method")


def notice_fits(facts: ProcedureFacts) -> Iterator[Reason]:
    """The notice is on display or closed, about this license, with this price and these ties."""
    if _found_on_the_market(facts):
        return
    notice = facts.notice
    if notice is None:
        message = _("There is no price notice about it yet: draft, approve and publish one (notice.draft).")
        yield Reason("license.no_notice", message, PRICE, "notice")
        return
    if notice.state not in ("published", "closed"):
        message = _("The notice %(number)s is not published yet, or was withdrawn.") % {
            "number": notice.number
        }
        yield Reason("license.notice_not_out", message, PRICE, "notice")
    if facts.record.notice not in ("", notice.number):
        message = _("%(number)s is not the newest round about it; that is %(newest)s.")
        told = {"number": facts.record.notice, "newest": notice.number}
        yield Reason("license.notice_other", message % told, PRICE, "notice")
    yield from _text_fits(facts)


def _text_fits(facts: ProcedureFacts) -> Iterator[Reason]:
    notice = facts.notice
    assert notice is not None
    if not notice.holds_price:
        message = _(
            "The text of %(number)s does not hold the price as the terms have it; begin a round with a text"
            " drafted anew (notice.restart with redraft)."
        ) % {"number": notice.number}
        yield Reason("license.notice_other_price", message, PRICE, "notice")
    if notice.other:
        message = _("The notice %(number)s names another acquirer: %(other)s. A further round is needed.")
        told = {"number": notice.number, "other": notice.other}
        yield Reason("license.notice_other_acquirer", message % told, PRICE, "notice")
    wanted = {"declared": "yes", "none": "no"}.get(facts.record.related)
    if wanted and notice.related != wanted:
        message = _("The notice %(number)s says something else of ties to the licensee than was declared.")
        yield Reason("license.notice_ties", message % {"number": notice.number}, TIES, "notice")


def notice_over(facts: ProcedureFacts) -> Iterator[Reason]:
    """Nothing is decided or signed before the notice of an agreed price has closed with nothing open."""
    if facts.record.pricing is not PricingMethod.AGREEMENT:
        return
    if not facts.record.notice or facts.notice is None:
        message = _(
            "The agreed price was not published: draft and publish the notice, then record it"
            " (license.publish_price)."
        )
        yield Reason("license.unpublished", message, PRICE, "notice")
        return
    linked = facts.record.published_terms is not None and facts.record.notice == facts.notice.number
    for reason in notice_fits(facts):
        if not (linked and reason.code == "license.notice_other_price"):  # then the hash tells what differs
            yield reason
    yield from _closed(facts)
    for line in facts.unpublished:
        message = _("Changed since %(number)s was published: %(what)s. A further round is needed.")
        told = {"number": facts.record.notice, "what": line}
        yield Reason("license.notice_not_covering", message % told, PRICE, "notice")


def _closed(facts: ProcedureFacts) -> Iterator[Reason]:
    notice = facts.notice
    assert notice is not None
    if notice.open:
        message = _("Not settled about %(number)s: %(open)s. Review and answer first.")
        told = {"number": notice.number, "open": "、".join(notice.open)}
        yield Reason("license.notice_objections", message % told, PRICE, "notice")
    if notice.state == "published":
        message = _("The notice %(number)s is still on display; close it when its period has ended.")
        yield Reason("license.notice_open", message % {"number": notice.number}, PRICE, "notice")
    if notice.closed_on is not None and notice.closed_on > facts.on:
        message = _("The notice %(number)s was closed on %(day)s, after this day.")
        told = {"number": notice.number, "day": notice.closed_on.isoformat()}
        yield Reason("license.before_notice_closed", message % told, PRICE, "signed_on")


# --- the researchers -----------------------------------------------------------------------------------


def researchers(facts: ProcedureFacts) -> Iterator[Reason]:
    """Those who made the result were informed, and their will is respected (促转法 19)."""
    for result in facts.refused:
        message = _("The researchers of %(number)s refused; their will is to be respected.")
        yield Reason("license.consent_refused", message % {"number": result}, WILL, "terms.grants")
    if facts.record.researchers_informed_on is not None:
        return
    if facts.unasked:
        message = _(
            "The completers were not informed of the license: inform them and record it (license.inform)."
        )
        yield Reason("license.not_informed", message, "促转法 19", "researchers_informed_on")


# --- signing -------------------------------------------------------------------------------------------


def contract_kept(facts: ProcedureFacts) -> Iterator[Reason]:
    """The contract is written (pay-later Art. 2), and the version that was signed is known."""
    record = facts.record
    if facts.contract == "missing":
        message = _("There is no contract version %(number)s of this license.") % {"number": record.contract}
        yield Reason("license.no_contract", message, "pay-later:2", "contract")
    if facts.contract == "other":
        message = _(
            "The contract version %(number)s writes out other terms; draft a further one (contract.draft)."
        )
        yield Reason(
            "license.contract_other", message % {"number": record.contract}, "pay-later:2", "contract"
        )
    if not facts.contract:
        message = _(
            "No contract version is named: it cannot be shown that what was signed is what was decided."
        )
        yield Reason("license.contract_unnamed", message, "pay-later:2", "contract", warning=True)
    if not record.contract_proof:
        message = _("The signed paper is not attached yet; add it when it is there (license.add_proof).")
        yield Reason("license.no_paper", message, "pay-later:2", "proof", warning=True)


def signed_days(facts: ProcedureFacts) -> Iterator[Reason]:
    """The contract takes effect with or after its signature."""
    record = facts.record
    if record.signed_on is None or record.effective_on is None:
        return
    if record.effective_on < record.signed_on:
        message = _("It would take effect on %(effective)s, before it was signed on %(signed)s.")
        told = {"effective": record.effective_on.isoformat(), "signed": record.signed_on.isoformat()}
        yield Reason(
            "license.effect_before_signature", message % told, "民法典 502", "effective_on", warning=True
        )


def in_effect(facts: ProcedureFacts) -> Iterator[Reason]:
    """Performance begins with the day of effect; registration that is missing is told."""
    record = facts.record
    if record.effective_on is not None and record.effective_on > facts.on:
        message = _("It takes effect on %(day)s only.") % {"day": record.effective_on.isoformat()}
        yield Reason("license.not_effective", message, "民法典 502", "on")
    if record.registered_on is None:
        message = _("The technology contract is not registered yet.")
        yield Reason("license.unregistered", message, "pay-later:6(3)", warning=True)


def sold(facts: ProcedureFacts) -> Iterator[Reason]:
    """The first sale is recorded once, of a license whose royalty may run from it."""
    record = facts.record
    if record.first_sale_on is not None:
        message = _("The first sale is recorded already: %(day)s.") % {
            "day": record.first_sale_on.isoformat()
        }
        yield Reason("license.sold_already", message, field="on")
    if record.signed_on is not None and facts.on < record.signed_on:
        message = _("The first sale lies before the signature; see whether that was allowed.")
        yield Reason("license.sold_before", message, field="on", warning=True)
    royalty = record.terms.plan.royalty
    if royalty is None or not royalty.from_first_sale:
        message = _("No royalty of this license runs from the first sale.")
        yield Reason("license.sale_without_royalty", message, "pay-later:2(1)", "on", warning=True)


def term_over(facts: ProcedureFacts) -> Iterator[Reason]:
    """A license ends with its term; before that it is terminated."""
    if facts.last_day is None:
        message = _("No term is agreed, so it does not end by itself; terminate it (license.terminate).")
        yield Reason("license.no_term", message, "技术合同解释 28", "on")
    elif facts.on < facts.last_day:
        message = _("Its term runs until %(day)s; before that it is terminated (license.terminate).")
        day = facts.last_day.isoformat()
        yield Reason("license.term_runs", message % {"day": day}, "民法典 557", "on")


def may_publish(facts: ProcedureFacts) -> Iterator[Reason]:
    """A price is published only of terms that the law lets stand."""
    yield from refusing(facts.law)
