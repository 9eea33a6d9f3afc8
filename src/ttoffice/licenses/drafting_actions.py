"""Verbs of drafting a license: draft it from results, change it, put the draft back as it stood."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ttoffice.action import Context, action
from ttoffice.i18n import N_, chinese
from ttoffice.i18n import gettext as _
from ttoffice.licenses import merging, proposing
from ttoffice.licenses.codes import BEFORE_SIGNATURE, LicenseState
from ttoffice.licenses.grants import grant_of
from ttoffice.licenses.inputs import ChangeLicense, DraftLicense, RevertLicense, TermsInput
from ttoffice.licenses.procedure import covering, gathering
from ttoffice.licenses.reading import License
from ttoffice.licenses.record import LicenseRecord
from ttoffice.licenses.shelves import LICENSES
from ttoffice.licenses.steps import WORKFLOW
from ttoffice.licenses.terms import Grant, Terms
from ttoffice.parties.enterprises import find_enterprise
from ttoffice.parties.people import find_person
from ttoffice.parties.personal import personal_reasons
from ttoffice.reasons import Reason
from ttoffice.results import storage
from ttoffice.results.codes import LicenseKind
from ttoffice.store.history import as_of_version

KIND = LICENSES.kind
DRAFTED = ("title", "licensee", "licensee_name", "terms", "responsible", "note")
"""What is drafted of a license; a draft that is put back gets nothing else back."""
NO_TIES: dict[str, Any] = {"related": "", "related_note": "", "related_on": None, "related_proof": ""}
"""Ties as long as nobody has declared them; another licensee leaves none declared."""


def warned(reasons: Any) -> list[Reason]:
    """Return reasons as warnings: a draft may lack what a signature may not."""
    return [replace(reason, warning=True) for reason in reasons]


def merged(ctx: Context, terms: Terms, data: TermsInput) -> Terms:
    """Return terms with what was typed in them; results are taken over from the register."""
    return merging.merged(terms, data, lambda number: grant_of(ctx.db, number))


def terms_reasons(ctx: Context, data: TermsInput) -> list[Reason]:
    """Return a refusal for each result that does not exist, and for each right that its result does not have."""
    reasons = []
    for place, item in enumerate(data.grants or ()):
        field = f"terms.grants[{place}]"
        found = grant_of(ctx.db, item.result)
        if found is None:
            reasons.append(no_result(item.result, f"{field}.result"))
            continue
        for text in item.rights:
            if isinstance(text, str) and not any(
                merging.same_right(right.number, text) for right in found.rights
            ):
                message = _("The result %(result)s has no right %(text)s.")
                told = {"result": item.result, "text": text}
                reasons.append(Reason("license.no_right", message % told, field=f"{field}.rights"))
    return [*reasons, *_stage_reasons(data)]


def _stage_reasons(data: TermsInput) -> list[Reason]:
    """One of both amount and share, one of both day and period; and no key twice."""
    if data.plan is None:
        return []
    reasons = []
    listed = [*data.plan.stages, *data.plan.changed_stages]
    for stage in listed:
        both = [
            pair
            for pair in (("amount_fen", "share"), ("on", "after"))
            if all(getattr(stage, name) for name in pair)
        ]
        for one, other in both:
            message = _("A stage has either %(one)s or %(other)s, not both.") % {"one": one, "other": other}
            reasons.append(Reason("license.stage_both", message, "pay-later:2(2)", "terms.plan.stages"))
    keys = [stage.key for stage in data.plan.stages if stage.key]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        message = _("The key %(key)s stands twice among the stages.") % {"key": key}
        reasons.append(Reason("license.stage_twice", message, field="terms.plan.stages"))
    return reasons


def told_reasons(data: DraftLicense | ChangeLicense) -> list[Reason]:
    """Return a refusal for each text in which a number of a person stands."""
    return personal_reasons(
        {"title": data.title, "note": data.note, "terms": data.terms.model_dump(mode="json")}
    )


def no_result(number: str, field: str) -> Reason:
    """Return the refusal of a result that does not exist."""
    message = _("There is no result numbered %(number)s in the register; enter it first.")
    return Reason("license.no_result", message % {"number": number or "-"}, "pay-later:3", field)


def parties_of(
    ctx: Context, licensee: str | None, responsible: str | None
) -> tuple[dict[str, Any], list[Reason]]:
    """Return the fields that name licensee and responsible, and what could not be told."""
    given: dict[str, Any] = {}
    reasons: list[Reason] = []
    if licensee is not None:
        found = find_enterprise(ctx.db, licensee) if licensee else None
        if isinstance(found, Reason):
            reasons.append(found)
        else:
            given["licensee"] = found.number if found else ""
            given["licensee_name"] = found.record.name if found else ""
    if responsible is not None:
        person = find_person(ctx.db, responsible, "responsible") if responsible else ""
        if isinstance(person, Reason):
            reasons.append(person)
        else:
            given["responsible"] = person
    return given, reasons


# --- draft ---------------------------------------------------------------------------------------------


def results_of(data: DraftLicense) -> tuple[str, ...]:
    """Return the results named, each once."""
    return tuple(dict.fromkeys(number for number in (data.result, *data.results) if number))


def begun(ctx: Context, data: DraftLicense) -> LicenseRecord:
    """Return a new license: rights, fee standard, kind and territory taken over, then what was typed."""
    numbers = results_of(data)
    grants = [grant for number in numbers if (grant := grant_of(ctx.db, number)) is not None]
    terms = merged(ctx, proposed(ctx, grants, plan=data.propose_plan), data.terms)
    named, _reasons = parties_of(ctx, data.licensee or None, data.responsible or None)
    title = data.title or usual_title(terms)
    return replace(LicenseRecord(title, terms=terms, note=data.note), **named)


def proposed(ctx: Context, grants: list[Grant], *, plan: bool) -> Terms:
    """Return terms as the register's first result proposes them."""
    terms = Terms(grants=tuple(grants))
    found = storage.load(ctx.db, grants[0].result) if grants else None
    if found is None:
        return terms
    record = found[2]
    if record.license_kind:
        terms = replace(terms, kind=LicenseKind(record.license_kind))
    if record.fee_plan is not None and plan:
        terms = replace(terms, plan=proposing.plan_of(record.fee_plan))
    return replace(terms, territory=record.territory)


def usual_title(terms: Terms) -> str:
    """Return what a license is called where nobody said, in Chinese: its first result and that it is licensed."""
    if not terms.grants:
        return chinese(N_("License not yet named"))
    first = terms.grants[0].title or terms.grants[0].result
    template = N_("%(title)s and others, license") if len(terms.grants) > 1 else N_("%(title)s, license")
    return chinese(template) % {"title": first}


@action("license.draft", DraftLicense, summary=N_("Draft a license"), basis="pay-later:6(2)")
def draft(ctx: Context, data: DraftLicense) -> str:
    """Write a draft whose rights and fee plan come from the register; return its number."""
    return LICENSES.enter(ctx, begun(ctx, data))


@draft.guard
def draft_reasons(ctx: Context, data: DraftLicense) -> list[Reason]:
    """Results and licensee must be known; what the law says of the draft is told as warnings."""
    numbers = results_of(data)
    reasons = [no_result(number, "result") for number in numbers if grant_of(ctx.db, number) is None]
    if not numbers and not data.terms.grants and not data.title:
        message = _("Name the result that is licensed.")
        reasons.append(Reason("license.no_grant", message, "pay-later:3", "result"))
    _named, unknown = parties_of(ctx, data.licensee or None, data.responsible or None)
    reasons += [*unknown, *terms_reasons(ctx, data.terms), *told_reasons(data)]
    if reasons:
        return reasons
    return warned(gathering.law(ctx.db, "", begun(ctx, data), ctx.rulebook, ctx.today))


# --- change --------------------------------------------------------------------------------------------


def changed(ctx: Context, license_: License, data: ChangeLicense) -> LicenseRecord:
    """Return a license with what was typed; one whose publicity or decision no longer covers it falls back."""
    record = license_.record
    named, _reasons = parties_of(ctx, data.licensee, data.responsible)
    terms = merged(ctx, record.terms, data.terms)
    if data.refresh_rights:
        terms = replace(terms, grants=tuple(_refreshed(ctx, grant) for grant in terms.grants))
    given = {name: getattr(data, name) for name in ("title", "note") if getattr(data, name) is not None}
    new = replace(record, terms=terms, **named, **given)
    if new.licensee != record.licensee:
        new = replace(new, **NO_TIES)
    return replace(new, state=fallen_back(record, new))


def _refreshed(ctx: Context, grant: Grant) -> Grant:
    """Return a grant with its rights as the register has them today; which of them are licensed stays."""
    found = grant_of(ctx.db, grant.result)
    if found is None:
        return grant
    if not grant.rights:
        return replace(found, consent=grant.consent)
    held = tuple(
        right
        for right in found.rights
        if any(merging.same_right(right.number, known.number) for known in grant.rights)
    )
    return replace(found, rights=held, consent=grant.consent)


def fallen_back(before: LicenseRecord, after: LicenseRecord) -> LicenseState:
    """Return the state after a change: with an open gap in publicity or decision it is negotiated again."""
    if before.state in (LicenseState.DRAFT, LicenseState.NEGOTIATING):
        return before.state
    covered = covering.notice_covers(after) and covering.decision_covers(after)
    return before.state if covered and before.licensee == after.licensee else LicenseState.NEGOTIATING


@action(
    "license.change",
    ChangeLicense,
    kind=KIND,
    summary=N_("Change a license before it is signed"),
    basis="pay-later:6(2)",
)
def change(ctx: Context, subject: License, data: ChangeLicense) -> str:
    """Write the changed fields; what was published or decided stays kept with the terms it covers."""
    return LICENSES.write(ctx, subject, changed(ctx, subject, data))


@change.guard
def change_reasons(ctx: Context, subject: License, data: ChangeLicense) -> list[Reason]:
    """Only before signature; what no longer covers the terms is told."""
    record = subject.record
    if record.state not in BEFORE_SIGNATURE:
        return [_bound(subject)]
    _named, unknown = parties_of(ctx, data.licensee, data.responsible)
    reasons = [*unknown, *terms_reasons(ctx, data.terms), *told_reasons(data)]
    if reasons:
        return reasons
    new = changed(ctx, subject, data)
    return [
        *_ties_again(record, new),
        *_uncovered(new),
        *warned(gathering.law(ctx.db, subject.number, new, ctx.rulebook, ctx.today)),
    ]


def _bound(subject: License) -> Reason:
    message = _(
        "%(number)s is signed and stands as it was signed. Change it by an amendment (license.amend)."
    )
    return Reason("license.signed", message % {"number": subject.number}, "民法典 543", "state")


def _ties_again(before: LicenseRecord, after: LicenseRecord) -> list[Reason]:
    if before.licensee == after.licensee or not before.related:
        return []
    message = _("Ties were declared to another licensee; have them declared again (license.declare_ties).")
    return [Reason("license.ties_again", message, "exemption:8(7)", "licensee", warning=True)]


def _uncovered(after: LicenseRecord) -> list[Reason]:
    reasons = []
    if not covering.notice_covers(after):
        message = _("The price notice %(number)s no longer covers the terms; a further round is needed.")
        told = {"number": after.notice}
        reasons.append(
            Reason("license.notice_not_covering", message % told, "促转法 18", "terms", warning=True)
        )
    if not covering.decision_covers(after):
        message = _("The decision %(number)s no longer covers the terms; it has to be decided again.")
        told = {"number": after.decision}
        reasons.append(
            Reason("license.decision_not_covering", message % told, "exemption:6", "terms", warning=True)
        )
    return reasons


# --- putting back --------------------------------------------------------------------------------------


def at_version(ctx: Context, subject: License, version: int) -> LicenseRecord | None:
    """Return a license as one of its earlier versions had it, or None where there is no such version."""
    found = as_of_version(ctx.db, "license", subject.id, version) if version < subject.version else None
    return LICENSES.from_document(found.document) if found is not None else None


@action(
    "license.revert",
    RevertLicense,
    kind=KIND,
    summary=N_("Put the draft of a license back as it stood at an earlier version"),
    basis="pay-later:6(2)",
)
def revert(ctx: Context, subject: License, data: RevertLicense) -> str:
    """Write what was drafted then as a further change; steps of the procedure are not taken back."""
    earlier = at_version(ctx, subject, data.to_version) or subject.record
    names = (*DRAFTED, *(NO_TIES if _another_licensee(earlier, subject.record) else ()))
    new = replace(subject.record, **{name: getattr(earlier, name) for name in names})
    return LICENSES.write(ctx, subject, replace(new, state=earlier.state))


def _another_licensee(earlier: LicenseRecord, present: LicenseRecord) -> bool:
    """Return whether ties are undeclared only because the licensee was changed in between."""
    return earlier.licensee != present.licensee and not present.related


@revert.guard
def revert_reasons(ctx: Context, subject: License, data: RevertLicense) -> list[Reason]:
    """Only a draft goes back, and only over changes of the draft."""
    reasons = WORKFLOW.reasons("revert", subject.record.state, None)  # type: ignore[arg-type]  # it has no guards
    earlier = at_version(ctx, subject, data.to_version)
    if earlier is None:
        message = _("%(number)s has no earlier version %(version)d; it is at version %(present)d.")
        told = {"number": subject.number, "version": data.to_version, "present": subject.version}
        return [*reasons, Reason("license.no_earlier_version", message % told, field="to_version")]
    drafted = (*DRAFTED, "state", *(NO_TIES if _another_licensee(earlier, subject.record) else ()))
    steps = [
        name
        for name in LICENSES.columns
        if name not in drafted and getattr(earlier, name) != getattr(subject.record, name)
    ]
    if steps:
        message = _("A step of the procedure lies between; it is not taken back. Change the terms instead.")
        reasons.append(Reason("license.step_between", message, "exemption:6", "to_version"))
    return reasons
