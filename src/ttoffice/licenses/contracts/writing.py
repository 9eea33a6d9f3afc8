"""Writing versions of contracts and comparisons as files: the Word file of a draft, the copy for signature, pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from ttoffice.documents.forms import in_form
from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.licenses.contracts.papers import contract_paper, redline_paper
from ttoffice.licenses.contracts.redline import Compared, compare

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.documents.paper import Paper
    from ttoffice.licenses.contracts.record import Contract, ContractRecord


@dataclass(frozen=True)
class Made:
    """A file that was made: its bytes, and the name it is usually saved under."""

    content: bytes
    name: str

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return sha256(self.content).hexdigest()


def draft_name(record: ContractRecord, form: str = "docx") -> str:
    """Return the name of a draft's file: license number and version."""
    return f"{record.subject}-合同草稿-第{record.edition}版.{form}"


def issued_name(record: ContractRecord, form: str = "docx") -> str:
    """Return the name of the file for signature."""
    return f"{record.subject}-合同签署稿-第{record.edition}版.{form}"


def paper_of(record: ContractRecord, *, final: bool) -> Paper:
    """Return the paper of a version; `final` without watermark."""
    return contract_paper(record.text, record.subject, record.edition, record.made_on, final=final)


def written(record: ContractRecord, *, final: bool, form: str = "docx") -> bytes:
    """Return a version as a file; the same version gives the same bytes."""
    return in_form(paper_of(record, final=final), form)


def comparison(old: Contract, new: Contract) -> list[Compared]:
    """Return the comparison of two versions; raise UsageError where they are not of one license."""
    if old.record.subject != new.record.subject:
        raise UsageError(
            _("%(old)s and %(new)s are versions of different contracts.")
            % {"old": old.number, "new": new.number},
            advice=_("Name two versions of one license: ttoffice list contracts --search XK-…."),
        )
    return compare(old.record.text, new.record.text)


def redlined(old: Contract, new: Contract, author: str, day: date, form: str = "docx") -> Made:
    """Return the comparison of two versions as a file with tracked changes, or as a page."""
    record = new.record
    versions = (f"{old.number}（第{old.record.edition}版）", f"{new.number}（第{record.edition}版）")
    paper = redline_paper(comparison(old, new), record.subject, versions, author, day)
    name = f"{record.subject}-合同修订对照-第{old.record.edition}版至第{record.edition}版.{form}"
    return Made(in_form(paper, form), name)


def make_redline(office: Office, old: Contract, new: Contract, form: str = "docx") -> Made:
    """Make the comparison of two versions, and leave its hash in the log."""
    from ttoffice.action import perform

    made = redlined(old, new, office.operator, office.today, form)
    data = {"earlier": old.number, "sha256": made.sha256, "name": made.name}
    perform(office, "contract.redline", data, subject=new.number)
    return made
