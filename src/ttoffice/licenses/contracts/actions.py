"""Verbs about contracts: draft a numbered version, issue the copy for signature, record a comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Annotated

from pydantic import StringConstraints

from ttoffice.action import Context, action
from ttoffice.action.inputs import Input
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses import checking
from ttoffice.licenses.codes import BEFORE_SIGNATURE, BINDING, LicenseState
from ttoffice.licenses.contracts.drafting import Drafted, draft
from ttoffice.licenses.contracts.gathering import case_of
from ttoffice.licenses.contracts.library import Library, load_library
from ttoffice.licenses.contracts.reading import misfits, newest_of
from ttoffice.licenses.contracts.record import CONTRACTS, Contract, ContractRecord
from ttoffice.licenses.contracts.writing import draft_name, issued_name, written
from ttoffice.licenses.procedure.covering import terms_hash
from ttoffice.licenses.reading import License
from ttoffice.licenses.shelves import LICENSES
from ttoffice.reasons import Reason

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class DraftContract(Input):
    """What is said of a new version."""

    note: Annotated[str, StringConstraints(max_length=2000)] = ""


class IssueContract(Input):
    """The copy for signature takes nothing: all of it stands in the version."""


class RecordComparison(Input):
    """A comparison that was made: with which earlier version, in which file."""

    earlier: Annotated[str, StringConstraints(pattern=r"^HT-\d{4}-\d{4,9}$")]
    sha256: Digest
    name: Name


# --- drafting ------------------------------------------------------------------------------------------


@action(
    "contract.draft",
    DraftContract,
    kind=LICENSES.kind,
    summary=N_("Draft a numbered version of a license's contract"),
    basis="pay-later:2",
)
def draft_contract(ctx: Context, subject: License, data: DraftContract) -> str:
    """Write out the terms as a contract, keep the text and its Word file; return the version's number."""
    library = load_library(ctx.office.home)
    made = _drafted(ctx, subject, library)
    earlier = newest_of(ctx.db, subject.number)
    record = ContractRecord(
        subject.number,
        _("%(title)s, contract version %(edition)d")
        % {"title": subject.record.title, "edition": (earlier.record.edition if earlier else 0) + 1},
        (earlier.record.edition if earlier else 0) + 1,
        terms_hash(subject.record.terms),
        made.text,
        made.text.sha256,
        "",
        library.edition,
        library.sha256,
        ctx.today,
        library.own,
        subject.record.licensee_name,
        data.note,
    )
    content = written(record, final=False)
    stored = ctx.vault.add_bytes(content)
    number = CONTRACTS.enter(ctx, replace(record, docx_sha256=stored.sha256))
    _keep(ctx, number, stored.sha256, stored.size, draft_name(record))
    return number


def _drafted(ctx: Context, subject: License, library: Library) -> Drafted:
    return draft(case_of(ctx.db, subject, ctx.today), library)


def _keep(ctx: Context, number: str, digest: str, size: int, name: str) -> str:
    """Record a file of a version as its exhibit; return the exhibit's number."""
    from ttoffice.evidence.actions import record_exhibit
    from ttoffice.evidence.tables import Exhibit

    found = CONTRACTS.load(ctx.db, number)
    assert found is not None
    row = Exhibit(
        number="",
        subject_kind=CONTRACTS.code,
        subject_id=found.id,
        sha256=digest,
        size=size,
        name=name,
        source="ttoffice",
        collector=ctx.office.operator,
        collected_on=ctx.today.isoformat(),
        confidentiality="confidential",
        log_id=ctx.log_id,
    )
    return record_exhibit(ctx, row, number)


@draft_contract.guard
def draft_contract_reasons(ctx: Context, subject: License, data: DraftContract) -> Iterable[Reason]:
    """Nothing is signed yet, nothing is missing, something is new; what the law says is told as warnings."""
    record = subject.record
    if record.state not in BEFORE_SIGNATURE:
        yield Reason(
            "contract.signed",
            _("The license %(number)s is signed; what changes now is an amendment (license.amend).")
            % {"number": subject.number},
            "民法典 543",
            "state",
        )
        return
    made = _drafted(ctx, subject, load_library(ctx.office.home))
    yield from made.reasons
    yield from _unchanged(ctx, subject, made)
    told = {f"terms.{reason.field}" for reason in made.reasons}
    for reason in checking.reasons(ctx.db, subject.number, record, ctx.rulebook, ctx.today):
        if reason.field not in told:
            yield replace(reason, warning=True)


def _unchanged(ctx: Context, subject: License, made: Drafted) -> Iterator[Reason]:
    earlier = newest_of(ctx.db, subject.number)
    if earlier is not None and earlier.record.text_sha256 == made.text.sha256:
        yield Reason(
            "contract.unchanged",
            _("Nothing differs from %(number)s; it is the newest version still.")
            % {"number": earlier.number},
            None,
            "text",
        )


# --- the copy for signature ----------------------------------------------------------------------------


@action(
    "contract.issue",
    IssueContract,
    kind=CONTRACTS.kind,
    summary=N_("Issue the copy of a contract for signature"),
    basis="pay-later:6(3)",
)
def issue_contract(ctx: Context, subject: Contract, data: IssueContract) -> str:
    """Keep the copy without watermark as an exhibit of the version, once; return the exhibit's number."""
    from ttoffice.evidence.views import exhibits_of

    stored = ctx.vault.add_bytes(written(subject.record, final=True))
    for view in exhibits_of(ctx.db, CONTRACTS.code, subject.id):
        if view.sha256 == stored.sha256:
            return view.number
    return _keep(ctx, subject.number, stored.sha256, stored.size, issued_name(subject.record))


@issue_contract.guard
def issue_contract_reasons(ctx: Context, subject: Contract, data: IssueContract) -> Iterable[Reason]:
    """What is signed is what was decided: the license is decided, and its terms are those of this version."""
    license_ = LICENSES.load(ctx.db, subject.record.subject)
    assert license_ is not None
    record = license_.record
    if record.state in BINDING and record.contract != subject.number:
        message = _("The license %(number)s was signed by another version.")
        yield Reason("contract.other_signed", message % {"number": license_.number}, None, "contract")
    elif record.state is not LicenseState.DECIDED and record.state not in BINDING:
        message = _("The license %(number)s is not decided yet; decide it first (license.decide).")
        yield Reason("contract.undecided", message % {"number": license_.number}, "exemption:6", "state")
    yield from misfits(ctx.db, subject, record)


# --- comparisons ---------------------------------------------------------------------------------------


@action(
    "contract.redline",
    RecordComparison,
    kind=CONTRACTS.kind,
    summary=N_("Record a comparison of two versions of a contract"),
    basis="民法典 543",
)
def redline_contract(ctx: Context, subject: Contract, data: RecordComparison) -> str:
    """Leave the hash of the comparison in the log; return it."""
    return data.sha256


@redline_contract.guard
def redline_contract_reasons(ctx: Context, subject: Contract, data: RecordComparison) -> Iterable[Reason]:
    """Versions of one license are compared, an earlier with a later one."""
    earlier = CONTRACTS.load(ctx.db, data.earlier)
    if earlier is None or earlier.record.subject != subject.record.subject:
        yield Reason(
            "contract.other_license",
            _("%(earlier)s is no version of the contract of %(license)s.")
            % {"earlier": data.earlier, "license": subject.record.subject},
            None,
            "earlier",
        )
