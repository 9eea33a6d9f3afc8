"""Making papers of a finding: which there are, what each lacks, writing one, and leaving in the log who took it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from ttoffice.action.kinds import code_of
from ttoffice.documents.forms import in_form
from ttoffice.documents.reading import near
from ttoffice.errors import UsageError
from ttoffice.findings.assessing.naming import UNIT_WORDS
from ttoffice.findings.codes import UNIT
from ttoffice.findings.documents.forms import BY_CODE, FORMS, PaperForm, Target
from ttoffice.findings.documents.gathering import case_file
from ttoffice.findings.documents.places import PLACES
from ttoffice.findings.documents.sheet import Sheet
from ttoffice.findings.documents.writing import paper_of, paper_reasons
from ttoffice.i18n import N_, chinese, listed
from ttoffice.i18n import gettext as _
from ttoffice.notices.documents import making as publicity
from ttoffice.notices.documents.papers import PAPERS as PUBLICITY
from ttoffice.reasons import Reason

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.findings.documents.case_file import CaseFile
    from ttoffice.notices.documents.making import Form

PUBLICITY_TITLES = {
    "notice": N_("Notice as it is posted"),
    "statement": N_("Statement of publicity"),
    "receipt": N_("Receipt of an objection"),
    "review": N_("Review report"),
    "feedback": N_("Letter of feedback with acknowledgement of service"),
}
"""Papers that the area of notices makes, of each notice, objection and review about a finding."""
AFTER = "minutes"
"""The form behind which the papers of publicity stand in the order of the procedure."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One paper that a finding can have.

    Attributes:
        form, title: the code, and what it is called in the user's language.
        target, name: what it is made of and what that is called; empty for the finding itself, or where there is none.
        reasons: what forbids it or is missing; empty where it can be made whole.
    """

    form: str
    title: str
    target: str = ""
    name: str = ""
    reasons: tuple[Reason, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "form": self.form,
            "title": self.title,
            "target": self.target or None,
            "name": self.name or None,
            "ready": not self.reasons,
            "reasons": [reason.as_json() for reason in self.reasons],
        }


@dataclass(frozen=True)
class Made:
    """A paper that was made: of what, its bytes, and the name it is usually saved under."""

    form: str
    target: str
    content: bytes
    name: str

    @cached_property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return sha256(self.content).hexdigest()


# --- which there are -----------------------------------------------------------------------------------


def papers_of(office: Office, number: str) -> list[Listed]:
    """Return every paper of a finding in the order of the procedure, with what each lacks.

    Raises UsageError where there is no such finding, TemplateError where one of the office's templates is broken.
    """
    case = _case(office, number)
    found: list[Listed] = []
    for form in FORMS:
        if form.applies(case):
            found += _listed(office, case, form)
        if form.code == AFTER:
            found += _of_publicity(office, case)
    return found


def _case(office: Office, number: str) -> CaseFile:
    with office.reader() as reader:
        return case_file(reader, number, office.rulebook, office.today)


def _listed(office: Office, case: CaseFile, form: PaperForm) -> Iterator[Listed]:
    targets = tuple(form.targets(case))
    for target, name in targets:
        reasons = paper_reasons(Sheet(case, form.code, target), office.home)
        yield Listed(form.code, _(form.title), target, name, tuple(reasons))
    if not targets:
        yield Listed(form.code, _(form.title), reasons=tuple(form.gate(case)) or (_no_target(form),))


def _no_target(form: PaperForm) -> Reason:
    message = _("There is nothing yet that it can be made of; with --blank it is a form to fill in by hand.")
    if not form.blanks:
        message = _("There is nothing yet that it can be made of.")
    return Reason("paper.no_target", message, None, form.code)


def _of_publicity(office: Office, case: CaseFile) -> Iterator[Listed]:
    """Yield the papers of the notices, objections and reviews; those that cannot be made yet with the reason."""
    with office.reader() as reader:
        for code, title in PUBLICITY_TITLES.items():
            for number in case.public:
                if code_of(number) != PUBLICITY[code][0]:
                    continue
                try:
                    publicity.paper_of(reader, number, code)
                except UsageError as early:
                    reasons = (Reason("paper.early", early.message, "exemption:13", code),)
                    yield Listed(code, _(title), number, "", reasons)
                else:
                    yield Listed(code, _(title), number)


# --- making one ----------------------------------------------------------------------------------------


def make(
    office: Office,
    number: str,
    code: str,
    shape: Form = "docx",
    *,
    target: str = "",
    blank: bool = False,
    given: Mapping[str, str] | None = None,
) -> Made:
    """Make a paper, and leave in the log who took it out.

    `target` is what it is made of, by number or name, where the finding has several. `given` holds texts by the
    name of their place, for what the records do not say. Raises RefusedError with what forbids it or is missing,
    UsageError where there is no such paper.
    """
    case = _case(office, number)
    if code in PUBLICITY_TITLES:
        made = _publicity(office, case, code, shape, target)
    else:
        made = _own(office, case, _form(code), shape, target, blank=blank, given=_checked(given or {}))
    take_out(office, case.number, made)
    return made


def take_out(office: Office, number: str, made: Made) -> None:
    """Leave in the log that a paper of a finding was taken out: which, its name, its hash; it holds names in full."""
    from ttoffice.action import perform

    told = {"what": made.form, "file": made.name, "sha256": made.sha256, "names": True}
    perform(office, "finding.take_out", told, subject=number)


def _form(code: str) -> PaperForm:
    """Return a form by its code or by what it is called, in Chinese or in the user's language."""
    for form in FORMS:
        if code in (form.code, chinese(form.title), _(form.title)):
            return form
    known = (*BY_CODE, *PUBLICITY_TITLES)
    raise UsageError(
        _("There is no paper %(name)s.") % {"name": code},
        advice=_("Known: %(names)s.") % {"names": ", ".join(known)},
    )


def _checked(given: Mapping[str, str]) -> Mapping[str, str]:
    for name in given:
        if name not in PLACES:
            told = {"name": name, "near": near(name, PLACES)}
            raise UsageError(
                _("There is no place %(name)s to fill; %(near)s.") % told,
                advice=_("Nothing was made. List them: ttoffice finding forms --places."),
            )
    return given


def _own(
    office: Office,
    case: CaseFile,
    form: PaperForm,
    shape: Form,
    wanted: str,
    *,
    blank: bool,
    given: Mapping[str, str],
) -> Made:
    target, name = chosen(case, form, wanted, blank=blank)
    content = in_form(paper_of(Sheet(case, form.code, target, given), office.home, blank=blank), shape)
    return Made(form.code, target, content, f"{_file_name(case, form, target, name)}.{shape}")


def _file_name(case: CaseFile, form: PaperForm, target: str, name: str) -> str:
    """Return what a paper is saved as; no two of a case have one name, be they of namesakes or of one person twice."""
    of_record = code_of(target) not in (None, "person")
    namesakes = sum(other == name for _target, other in form.targets(case)) > 1
    told = (case.number, chinese(form.title), name, target if of_record or namesakes else "")
    return "-".join(filter(None, told))


def chosen(case: CaseFile, form: PaperForm, wanted: str, *, blank: bool) -> Target:
    """Return what a paper is made of: what is named, else the only one; none for a blank form.

    Raises UsageError where nothing is of that name, where several are meant, and where there is none yet.
    """
    targets = tuple(form.targets(case))
    if wanted:
        named = UNIT if wanted in UNIT_WORDS else wanted
        fitting = [one for one in targets if named in one]
        if len(fitting) == 1:
            return fitting[0]
        raise _which(form, targets, _("%(name)s is not one that it can be made of.") % {"name": wanted})
    if len(targets) == 1:
        return targets[0]
    if blank and form.blanks:
        return "", ""
    if not targets:
        reason = next(form.gate(case), None) or _no_target(form)
        raise UsageError(reason.message, advice=_("Nothing was made."))
    raise _which(form, targets, _("It can be made of several; name one with --of."))


def _which(form: PaperForm, targets: tuple[Target, ...], message: str) -> UsageError:
    names = listed(" ".join(dict.fromkeys((target, name))).strip() for target, name in targets if target)
    told = {"title": _(form.title), "names": names or "-"}
    return UsageError(message, advice=_("%(title)s is made of: %(names)s.") % told)


def _publicity(office: Office, case: CaseFile, code: str, shape: Form, wanted: str) -> Made:
    """Make a paper of publicity through the area of notices, whose log entry names the notice or objection."""
    kind = PUBLICITY[code][0]
    numbers = [one for one in case.public if code_of(one) == kind]
    if wanted and wanted not in numbers:
        told = {"name": wanted, "names": listed(numbers) or "-"}
        raise UsageError(
            _("%(name)s is not one that it can be made of.") % told,
            advice=_("Known: %(names)s.") % told,
        )
    if not numbers:
        raise UsageError(_("There is nothing yet that it can be made of."), advice=_("Nothing was made."))
    number = wanted or numbers[-1]
    made = publicity.make(office, number, code, shape)
    return Made(code, number, made.content, made.name)
