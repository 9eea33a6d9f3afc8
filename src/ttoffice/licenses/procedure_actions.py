"""Verbs of the procedure before signature: negotiating, ties, price, informing, publicity, decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ttoffice.action import Context, action
from ttoffice.i18n import N_
from ttoffice.licenses.inputs import (
    DecideLicense,
    DeclareTies,
    InformResearchers,
    OnDay,
    PublishPrice,
    SetPrice,
)
from ttoffice.licenses.procedure import covering
from ttoffice.licenses.procedure.facts import ProcedureFacts
from ttoffice.licenses.procedure.gathering import gather, newest_decision
from ttoffice.licenses.reading import License
from ttoffice.licenses.record import LicenseRecord
from ttoffice.licenses.shelves import LICENSES
from ttoffice.licenses.steps import WORKFLOW
from ttoffice.notices.views import standing
from ttoffice.parties.personal import personal_reasons
from ttoffice.reasons import Reason

KIND = LICENSES.kind


def facts_of(ctx: Context, subject: License, record: LicenseRecord, on: date | None = None) -> ProcedureFacts:
    """Return what the steps look at of a license as it is to be."""
    return gather(ctx.db, subject, record, ctx.rulebook, ctx.today, on)


def step_reasons(
    ctx: Context, event: str, subject: License, record: LicenseRecord, on: date | None = None
) -> list[Reason]:
    """Return everything that speaks against a step to a license as it is to be; of several alike the first."""
    state = subject.record.state
    if state not in WORKFLOW.step(event).sources:
        return WORKFLOW.reasons(
            event, state, ProcedureFacts(subject.number, record, ctx.today, on or ctx.today)
        )
    found = WORKFLOW.reasons(event, state, facts_of(ctx, subject, record, on))
    return list(dict.fromkeys(found))


def stepped(event: str, subject: License, record: LicenseRecord) -> LicenseRecord:
    """Return a license in the state after a step."""
    return replace(record, state=WORKFLOW.after(event, subject.record.state))  # type: ignore[arg-type]  # its codes


# --- negotiating ---------------------------------------------------------------------------------------


@action(
    "license.negotiate",
    OnDay,
    kind=KIND,
    summary=N_("Begin to negotiate a license"),
    basis="pay-later:6(2)",
)
def negotiate(ctx: Context, subject: License, data: OnDay) -> str:
    """From now on the procedure before signature runs."""
    return LICENSES.write(ctx, subject, stepped("negotiate", subject, subject.record))


@negotiate.guard
def negotiate_reasons(ctx: Context, subject: License, data: OnDay) -> list[Reason]:
    """With whom and about what must be known."""
    return step_reasons(ctx, "negotiate", subject, subject.record, data.on)


# --- ties ----------------------------------------------------------------------------------------------


def with_ties(ctx: Context, record: LicenseRecord, data: DeclareTies) -> LicenseRecord:
    """Return a license with the declaration of ties."""
    note = "" if data.related == "none" else data.note or record.related_note
    return replace(
        record,
        related=data.related,
        related_note=note,
        related_on=data.on or ctx.today,
        related_proof=data.proof or record.related_proof,
    )


@action(
    "license.declare_ties",
    DeclareTies,
    kind=KIND,
    summary=N_("Record what responsible and completers declare of ties to the licensee"),
    basis="exemption:8(7)",
)
def declare_ties(ctx: Context, subject: License, data: DeclareTies) -> str:
    """Write the declaration; a later one takes its place, the history keeps both."""
    return LICENSES.write(ctx, subject, with_ties(ctx, subject.record, data))


@declare_ties.guard
def declare_ties_reasons(ctx: Context, subject: License, data: DeclareTies) -> list[Reason]:
    """None is declared only where nothing that people declared before says otherwise."""
    found = step_reasons(ctx, "declare_ties", subject, with_ties(ctx, subject.record, data), data.on)
    return [*personal_reasons({"note": data.note or ""}), *found]


# --- price ---------------------------------------------------------------------------------------------


def with_price(record: LicenseRecord, data: SetPrice) -> LicenseRecord:
    """Return a license with the way in which its price was found; of another way the proof begins anew."""
    known = record.pricing_proof if data.method is record.pricing else ()
    proof = tuple(dict.fromkeys((*known, *data.proof)))
    return replace(record, pricing=data.method, pricing_proof=proof)


@action(
    "license.price",
    SetPrice,
    kind=KIND,
    summary=N_("Record how the price of a license was found"),
    basis="促转法 18",
)
def price(ctx: Context, subject: License, data: SetPrice) -> str:
    """Write method and proof."""
    return LICENSES.write(ctx, subject, with_price(subject.record, data))


@price.guard
def price_reasons(ctx: Context, subject: License, data: SetPrice) -> list[Reason]:
    """Listing and auction show the deal."""
    return step_reasons(ctx, "price", subject, with_price(subject.record, data))


# --- researchers ---------------------------------------------------------------------------------------


def informed(ctx: Context, record: LicenseRecord, data: InformResearchers) -> LicenseRecord:
    """Return a license whose completers were informed."""
    return replace(
        record,
        researchers_informed_on=data.on or ctx.today,
        informed_proof=data.proof or record.informed_proof,
    )


@action(
    "license.inform",
    InformResearchers,
    kind=KIND,
    summary=N_("Record that the completers were informed of a license"),
    basis="pay-later:7(1)",
)
def inform(ctx: Context, subject: License, data: InformResearchers) -> str:
    """Write the day and the paper."""
    return LICENSES.write(ctx, subject, informed(ctx, subject.record, data))


@inform.guard
def inform_reasons(ctx: Context, subject: License, data: InformResearchers) -> list[Reason]:
    """The day has come and the paper is there."""
    return step_reasons(ctx, "inform", subject, informed(ctx, subject.record, data), data.on)


# --- publicity -----------------------------------------------------------------------------------------


def with_notice(ctx: Context, subject: License, data: PublishPrice) -> LicenseRecord:
    """Return a license with its price notice, and the money terms that the notice covers."""
    newest = standing(ctx.db, subject.number, "price")
    notice = data.notice or (newest[0].notice.number if newest else "")
    record = subject.record
    if record.published_terms is not None and record.notice == notice and covering.notice_covers(record):
        return record
    return replace(record, notice=notice, published_terms=covering.published(record, subject.version))


@action(
    "license.publish_price",
    PublishPrice,
    kind=KIND,
    summary=N_("Record the notice that publishes the price of a license"),
    basis="促转法 18",
)
def publish_price(ctx: Context, subject: License, data: PublishPrice) -> str:
    """Keep the notice with the hash of the terms it publishes."""
    return LICENSES.write(ctx, subject, stepped("publish_price", subject, with_notice(ctx, subject, data)))


@publish_price.guard
def publish_price_reasons(ctx: Context, subject: License, data: PublishPrice) -> list[Reason]:
    """The notice is out, with this price and these ties; the terms are such that they may be published."""
    return step_reasons(ctx, "publish_price", subject, with_notice(ctx, subject, data))


# --- decision ------------------------------------------------------------------------------------------


def with_decision(ctx: Context, subject: License, data: DecideLicense) -> LicenseRecord:
    """Return a license with the decision about it, and the terms that the decision covers."""
    number = data.decision or newest_decision(ctx.db, subject.number)
    covered = covering.decided(subject.record, subject.version)
    return replace(subject.record, decision=number, decided_terms=covered)


@action(
    "license.decide",
    DecideLicense,
    kind=KIND,
    summary=N_("Record the collective decision about a license"),
    basis="exemption:6",
)
def decide(ctx: Context, subject: License, data: DecideLicense) -> str:
    """Keep the decision with the hash of the terms it decided."""
    return LICENSES.write(ctx, subject, stepped("decide", subject, with_decision(ctx, subject, data)))


@decide.guard
def decide_reasons(ctx: Context, subject: License, data: DecideLicense) -> list[Reason]:
    """Adopted, about this license, after clean publicity of an agreed price, without those with an interest."""
    return step_reasons(ctx, "decide", subject, with_decision(ctx, subject, data))
