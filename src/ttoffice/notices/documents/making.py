"""Making a document: reading its paper, writing it in a form, and leaving its hash in the log."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Literal

from ttoffice.action.kinds import code_of
from ttoffice.documents.forms import in_form
from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.notices.documents.papers import PAPERS, SHELVES, TITLES

if TYPE_CHECKING:
    from ttoffice.action import Office
    from ttoffice.documents.paper import Paper
    from ttoffice.store.connection import Reader

Form = Literal["docx", "html"]
NAMING = frozenset({"receipt", "feedback"})
"""Documents that name the objector where it was revealed."""


@dataclass(frozen=True)
class Made:
    """A document that was made: its bytes, and the name it is usually saved under."""

    content: bytes
    name: str

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return sha256(self.content).hexdigest()


def paper_of(reader: Reader, number: str, kind: str, who: str = "") -> Paper:
    """Return the paper of a record; raise UsageError where there is no such record or document of it."""
    if kind not in PAPERS:
        raise UsageError(
            _("There is no document %(name)s.") % {"name": kind},
            advice=_("Known: %(names)s.") % {"names": ", ".join(PAPERS)},
        )
    wanted, build = PAPERS[kind]
    found = SHELVES[wanted].load(reader, number) if code_of(number) == wanted else None
    if found is None:
        fitting = ", ".join(name for name, (code, _build) in PAPERS.items() if code == code_of(number))
        raise UsageError(
            _("The document %(name)s is not made of %(number)s.") % {"name": kind, "number": number},
            advice=_("Of this record: %(names)s.") % {"names": fitting or "-"},
        )
    return build(reader, found, who) if kind in NAMING else build(reader, found)


def make(office: Office, number: str, kind: str, form: Form, *, reveal: str = "") -> Made:
    """Make a document, and record in the log that it was made.

    `reveal` is the reason for naming the objector; that is an action of its own, which the log keeps.
    Raises RefusedError where revealing is refused, UsageError where there is no such document.
    """
    from ttoffice.action import perform

    with office.reader() as reader:
        paper_of(reader, number, kind)  # whether it can be made, before anything is recorded
    who = ""
    if reveal and kind in NAMING:
        who = perform(office, "objection.reveal", {"reason": reveal}, subject=number).value.name
    with office.reader() as reader:
        made = Made(in_form(paper_of(reader, number, kind, who), form), f"{number}-{TITLES[kind]}.{form}")
    perform(
        office,
        f"{code_of(number)}.record_document",
        {"document": kind, "form": form, "sha256": made.sha256, "name": made.name},
        subject=number,
    )
    return made
