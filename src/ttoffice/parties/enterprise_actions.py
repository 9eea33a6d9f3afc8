"""Verbs about enterprises: enter, change, add the figures of a year, close, take a closing back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ttoffice.action import Context, Subject, action
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.parties.above import exhibit_reasons
from ttoffice.parties.conflict_rules import normal_name
from ttoffice.parties.enterprise_inputs import (
    ChangeEnterprise,
    CloseEnterprise,
    EnterEnterprise,
    FiguresInput,
    InsiderInput,
    MarkInput,
    ReopenEnterprise,
)
from ttoffice.parties.enterprise_rules import (
    enterprise_reasons,
    figure_reasons,
    region_by_code,
    unneeded_reasons,
)
from ttoffice.parties.enterprises import (
    ENTERPRISES,
    EnterpriseRecord,
    EnterpriseState,
    Figures,
    Insider,
    Mark,
)
from ttoffice.reasons import Reason

Enterprise = Subject[EnterpriseRecord]
LISTS: dict[str, Any] = {
    "former_names": lambda items: tuple(dict.fromkeys(items)),
    "figures": lambda items: tuple(map(_figures, items)),
    "marks": lambda items: tuple(map(_mark, items)),
    "insiders": lambda items: tuple(map(_insider, items)),
}
"""How the lists of an input are kept."""


def _figures(given: FiguresInput) -> Figures:
    return Figures(**dict(given))


def _mark(given: MarkInput) -> Mark:
    return Mark(**dict(given))


def _insider(given: InsiderInput) -> Insider:
    return Insider(**{**dict(given), "share": given.share or ""})


def _kept(name: str, value: Any) -> Any:
    return LISTS[name](value) if name in LISTS else value


@action("enterprise.enter", EnterEnterprise, summary=N_("Enter an enterprise"), basis="pay-later:2")
def enter(ctx: Context, data: EnterEnterprise) -> str:
    """Write a new enterprise; return the number."""
    return ENTERPRISES.enter(ctx, _entered(data))


def _entered(data: EnterEnterprise) -> EnterpriseRecord:
    record = EnterpriseRecord(**{name: _kept(name, value) for name, value in data})
    return replace(record, region=region_by_code(record))


@enter.guard
def enter_reasons(ctx: Context, data: EnterEnterprise) -> list[Reason]:
    """A right code that nobody else has, nothing of persons beyond need; a name that stands already is warned of."""
    record = _entered(data)
    found = [
        *unneeded_reasons(data.model_dump(mode="json"), record.entity),
        *enterprise_reasons(record, ctx.today),
    ]
    if data.region is None and record.region is not None:
        message = _(
            "The region was taken from the credit code; change it where the enterprise sits elsewhere."
        )
        found.append(Reason("enterprise.region_by_code", message, field="region", warning=True))
    return [*found, *_papers(ctx, record), *_same_code(ctx, record, ""), *_same_name(ctx, record, "")]


def _papers(ctx: Context, record: EnterpriseRecord) -> list[Reason]:
    return [
        reason
        for key in ("figures", "marks")
        for place, item in enumerate(getattr(record, key))
        if item.proof
        for reason in exhibit_reasons(ctx.db, (item.proof,), f"{key}[{place}].proof")
    ]


def _same_code(ctx: Context, record: EnterpriseRecord, own: str) -> list[Reason]:
    """Return a refusal where another enterprise has the code: one code, one enterprise."""
    row = ctx.db.one(
        "SELECT number, name FROM enterprise WHERE credit_code = ? AND credit_code <> '' AND number <> ?",
        (record.credit_code, own),
    )
    if row is None:
        return []
    message = _(
        "%(number)s %(name)s has this credit code already. Change that one instead of entering it again."
    )
    return [
        Reason("enterprise.code_taken", message % {"number": row[0], "name": row[1]}, "GB 32100-2015", "credit_code")
    ]  # fmt: skip


def _same_name(ctx: Context, record: EnterpriseRecord, own: str) -> list[Reason]:
    """Return a warning where another enterprise bears the name, now or formerly."""
    rows = ctx.db.all(
        "SELECT number, name, former_names FROM enterprise WHERE number <> ? AND"
        " (name = ? OR EXISTS (SELECT 1 FROM json_each(former_names) WHERE value = ?))",
        (own, record.name, record.name),
    )
    wanted = normal_name(record.name)
    near = [
        (number, name)
        for number, name in ctx.db.all("SELECT number, name FROM enterprise WHERE number <> ?", (own,))
        if normal_name(name) == wanted
    ]
    found = dict.fromkeys([(row[0], row[1]) for row in rows] + near)
    if not found:
        return []
    message = _("The name stands in the list already: %(names)s. See that it is not the same one.") % {
        "names": "、".join(" ".join(pair) for pair in found)
    }
    return [Reason("enterprise.same_name", message, field="name", warning=True)]


@action(
    "enterprise.change",
    ChangeEnterprise,
    kind=ENTERPRISES.kind,
    summary=N_("Change an enterprise"),
    basis="pay-later:2",
)
def change(ctx: Context, subject: Enterprise, data: ChangeEnterprise) -> str:
    """Write the changed fields, an old name among the former ones; return the number."""
    return ENTERPRISES.write(ctx, subject, _changed(subject.record, data))


def _changed(record: EnterpriseRecord, data: ChangeEnterprise) -> EnterpriseRecord:
    given = {
        name: _kept(name, value)
        for name, value in data
        if value is not None or (name in NULLABLE and name in data.model_fields_set)
    }
    changed = replace(record, **given)
    if changed.name != record.name and record.name not in changed.former_names and data.former_names is None:
        changed = replace(changed, former_names=(*changed.former_names, record.name))
    return changed


NULLABLE = frozenset({"region", "industry"})
"""Fields that a change can empty by sending null."""


@change.guard
def change_reasons(ctx: Context, subject: Enterprise, data: ChangeEnterprise) -> list[Reason]:
    """As for a new enterprise; a changed name is told to stand among the former ones."""
    record = _changed(subject.record, data)
    if record == subject.record:
        message = _("Nothing changes: the enterprise stands so already.")
        return [Reason("enterprise.unchanged", message, warning=True)]
    found = [
        *unneeded_reasons(data.model_dump(mode="json", exclude_unset=True), record.entity),
        *_newly(ctx, record, subject.record),
        *_papers(ctx, record),
        *_same_code(ctx, record, subject.number),
    ]
    if set(subject.record.figures) - set(record.figures):
        message = _("Figures that stood are changed or taken out; the history keeps them.")
        found.append(Reason("figures.gone", message, field="figures", warning=True))
    if record.name != subject.record.name:
        found += _same_name(ctx, record, subject.number)
        if subject.record.name in record.former_names:
            message = _(
                "The old name %(name)s is kept among the former names; take it out there where it was only mistyped."
            ) % {"name": subject.record.name}
            found.append(Reason("enterprise.renamed", message, field="former_names", warning=True))
    return found


def _newly(ctx: Context, record: EnterpriseRecord, before: EnterpriseRecord) -> list[Reason]:
    """Return what refuses, and the warnings that the change brings: what was lacking before was told before."""
    told = enterprise_reasons(before, ctx.today)
    return [one for one in enterprise_reasons(record, ctx.today) if not one.warning or one not in told]


@action(
    "enterprise.add_figures",
    FiguresInput,
    kind=ENTERPRISES.kind,
    summary=N_("Add the figures of a year to an enterprise"),
    basis="pay-later:1",
)
def add_figures(ctx: Context, subject: Enterprise, data: FiguresInput) -> str:
    """Add the figures; of two for one year the later hold. Return the number."""
    record = replace(subject.record, figures=(*subject.record.figures, _figures(data)))
    return ENTERPRISES.write(ctx, subject, record)


@add_figures.guard
def add_figures_reasons(ctx: Context, subject: Enterprise, data: FiguresInput) -> list[Reason]:
    """Figures of a year that was, with their source; a second entry for one year is told to hold from now on."""
    new = _figures(data)
    found = [
        *unneeded_reasons(data.model_dump(mode="json"), subject.record.entity),
        *figure_reasons(new, ctx.today),
        *(exhibit_reasons(ctx.db, (new.proof,), "proof") if new.proof else ()),
    ]
    earlier = [item for item in subject.record.figures if item.year == new.year]
    if new in earlier:
        message = _("These figures stand there already.")
        found.append(Reason("figures.same", message, field="year"))
    elif earlier:
        message = _("There are figures of %(year)d already; from now on the new ones hold.") % {
            "year": new.year
        }
        found.append(Reason("figures.again", message, field="year", warning=True))
    return found


@action(
    "enterprise.close",
    CloseEnterprise,
    kind=ENTERPRISES.kind,
    summary=N_("Record that an enterprise was dissolved or is bankrupt"),
    basis="exemption:8(4)",
)
def close(ctx: Context, subject: Enterprise, data: CloseEnterprise) -> str:
    """Record the end; return the number."""
    record = replace(
        subject.record, state=data.state, ended_on=data.on or ctx.today, ended_source=data.source
    )
    return ENTERPRISES.write(ctx, subject, record)


@close.guard
def close_reasons(ctx: Context, subject: Enterprise, data: CloseEnterprise) -> list[Reason]:
    """The end has a day that has come and a source, and comes once; a bankrupt one may be dissolved later."""
    found = list(unneeded_reasons(data.model_dump(mode="json"), subject.record.entity))
    if data.state is EnterpriseState.ACTIVE:
        message = _("Say whether it was dissolved or is bankrupt.")
        found.append(Reason("enterprise.no_end", message, field="state"))
    if subject.record.state in (EnterpriseState.DISSOLVED, data.state):
        message = _("Its end is recorded already, on %(day)s.") % {"day": subject.record.ended_on or ""}
        found.append(Reason("enterprise.ended", message, field="state"))
    if data.on is not None and data.on > ctx.today:
        message = _("The day %(day)s is still to come.") % {"day": data.on.isoformat()}
        found.append(Reason("enterprise.ends_later", message, field="on"))
    if not data.source:
        message = _("Say where this is known from: the public register, a court's notice, a letter.")
        found.append(Reason("enterprise.no_source", message, "exemption:8(4)", "source"))
    return found


@action(
    "enterprise.reopen",
    ReopenEnterprise,
    kind=ENTERPRISES.kind,
    summary=N_("Take back that an enterprise has ended"),
    basis="exemption:8(4)",
)
def reopen(ctx: Context, subject: Enterprise, data: ReopenEnterprise) -> str:
    """Take the end back; the history keeps it. Return the number."""
    record = replace(subject.record, state=EnterpriseState.ACTIVE, ended_on=None, ended_source="")
    return ENTERPRISES.write(ctx, subject, record)


@reopen.guard
def reopen_reasons(ctx: Context, subject: Enterprise, data: ReopenEnterprise) -> list[Reason]:
    """Only what has ended exists again, and for a reason."""
    if subject.record.state is EnterpriseState.ACTIVE:
        return [Reason("enterprise.not_ended", _("No end of it is recorded."))]
    if not data.reason:
        return [Reason("enterprise.no_reason", _("The reason is missing."), field="reason")]
    return []
