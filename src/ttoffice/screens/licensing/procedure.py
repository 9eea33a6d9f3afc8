"""The procedure of a license as it is read: the steps with what each still lacks, and the readiness of its proofs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ttoffice.action import records
from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _
from ttoffice.licenses.codes import STATE_LABELS
from ttoffice.licenses.kinds import LICENSE
from ttoffice.reasons import Reason
from ttoffice.rulebook.citing import basis_text
from ttoffice.screens.kit.reading import Section, Shown
from ttoffice.screens.kit.tabs import TabContent, View
from ttoffice.widgets.reasons import bracketed
from ttoffice.widgets.states import State, state

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.licenses.readiness import Proof
    from ttoffice.screens.modals.why import WhySection


class Step(NamedTuple):
    """One step of the procedure: the state it leads to, and the action that leads there."""

    state: str
    action: str
    label: str


STEPS: tuple[Step, ...] = (
    Step("draft", "", N_("draft")),
    Step("negotiating", "license.negotiate", N_("negotiate")),
    Step("price_notice", "license.publish_price", N_("price notice")),
    Step("decided", "license.decide", N_("collective decision")),
    Step("signed", "license.sign", N_("sign")),
    Step("registered", "", N_("register")),
    Step("in_force", "license.begin", N_("perform")),
    Step("ended", "license.end", N_("end")),
)
ORDER = [step.state for step in STEPS]
DECLARED = frozenset({"related", "pricing", "researchers_informed_on", "notice", "decision"})
"""What must be said of a license before it is signed; of one that was signed before, its papers tell."""
NEVER_MISSING = frozenset({"ended"})
"""What a step needs that only time brings is no gap."""


def place_of(code: str) -> int:
    """Return how far a state is in the order of the steps."""
    return ORDER.index(code) if code in ORDER else len(ORDER)


def step_states(document: Mapping[str, Any]) -> Iterator[tuple[Step, State]]:
    """Yield each step with how it stands: done, left out, where the license is now, or ahead."""
    here = place_of(str(document["state"]))
    signed = place_of("signed")
    for place, step in enumerate(STEPS):
        if step.state == "registered" and here >= signed and not document["registered_on"]:
            yield step, state("warn", _("still missing"))
        elif place < signed and document["outside"]:
            yield step, state("muted", _("before it was entered"))
        elif place < here:
            yield step, state("good", _("done"))
        elif place == here:
            yield step, State("*", _("here"), "info")
        else:
            yield step, state("muted", _("ahead"))


def procedure_tab(view: View) -> TabContent:
    """Return the steps, what the next ones lack, what is declared, and the readiness gauge."""
    steps = tuple((_(step.label), shown) for step, shown in step_states(view.document))
    sections = [
        Section(_("Steps"), steps),
        *(_lacking(view) if view.moment.now else ()),
        Section(_("Declared and proved"), tuple(_declared(view.document))),
        *readiness_sections(view),
    ]
    return TabContent(tuple(sections))


def _lacking(view: View) -> Iterator[Section]:
    """Yield what each step lacks that could be taken from here; the same reason is told once."""
    told: set[str] = set()
    for step in STEPS[place_of(str(view.document["state"])) + 1 :]:
        if not step.action or step.state in NEVER_MISSING:
            continue
        found = step_reasons(view.office, step.action, view.number)
        lines = tuple(
            _reason_line(view.office, reason)
            for reason in found
            if reason.code not in told and reason.code != "license.state"
        )
        told |= {reason.code for reason in found}
        if lines:
            yield Section(_("What is missing: %(step)s") % {"step": _(step.label)}, lines)


def step_reasons(office: Office, name: str, number: str) -> list[Reason]:
    """Return the reasons about a step of a license."""
    from ttoffice.action import check

    return check(office, name, {}, subject=number)


def _reason_line(office: Office, reason: Reason) -> tuple[str, Shown]:
    mark = _("Hint") if reason.warning else _("Missing")
    basis = bracketed(basis_text(office.rulebook, reason.basis)) if reason.basis else ""
    return mark, f"{reason.message}{basis}"


def _declared(document: dict[str, Any]) -> Iterator[tuple[str, Shown]]:
    keys = (
        "related", "related_note", "related_on", "related_proof", "pricing", "pricing_proof",
        "researchers_informed_on", "informed_proof", "notice", "decision", "contract", "contract_proof",
    )  # fmt: skip
    for key in keys:
        text = LICENSE.readable(key, document.get(key))
        if text:
            yield LICENSE.label_of(key), text
        elif key in DECLARED and not document["outside"]:
            yield LICENSE.label_of(key), state("warn", _("still missing"))


def readiness_sections(view: View) -> Iterator[Section]:
    """Yield the readiness gauge: per criterion which proof stands and which is missing, and what to do."""
    from ttoffice.licenses.readiness import readiness

    rulebook = view.office.rulebook
    found = readiness(view.reader, rulebook, view.number, view.day)
    for gauge in found.gauges:
        basis = bracketed(basis_text(rulebook, gauge.basis))
        title = f"{gauge.label} {gauge_bar(gauge.there, gauge.asked)}{basis}"
        lines = [(proof.label, _proof_shown(proof)) for proof in gauge.proofs]
        if gauge.more:
            lines.append((_("Further exhibits"), listed(gauge.more)))
        yield Section(title, tuple(lines))


def gauge_bar(there: int, asked: int) -> str:
    """Return how many of the proofs exist, in characters: `[##..] 2/4`."""
    return f"[{'#' * there}{'.' * (asked - there)}] {there}/{asked}"


def _proof_shown(proof: Proof) -> Shown:
    """Return what proves something, or what to do where nothing does yet."""
    if proof.there:
        return f"+ {listed(proof.numbers)}"
    return f"x {_('still missing')}  {proof.advice}".rstrip()


def standing_sections(office: Office, number: str) -> Iterator[WhySection]:
    """Yield where a license stands, for its reasons."""
    from ttoffice.screens.modals.why import WhySection

    with office.reader() as reader:
        found = records.document(reader, LICENSE, number)
    word = _(STATE_LABELS[found["state"]])
    lines = tuple(f"{shown}  {_(step.label)}" for step, shown in step_states(found))
    yield WhySection(_("How it stands"), word, lines, ())
