"""The matrix of one person: what is asked of them, what is shown, and which conclusions that allows. Pure.

In the order of the guideline: the four criteria of diligence (exemption Art. 6), the premise that there was no
intent and the circumstances open to each role with all their elements (7 to 9), the bars by role (10). What is met
rests on proof and reasoning; a criterion without is not met. One bar that applies forbids every favourable
conclusion, and an unanswered item forbids any conclusion.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ttoffice.findings.codes import FAVOURABLE, OF_BARS, Outcome, Role, Verdict
from ttoffice.findings.record import Answer, AssessmentRecord
from ttoffice.i18n import gettext as _
from ttoffice.i18n import language, listed
from ttoffice.reasons import Reason
from ttoffice.rulebook.facts import Circumstance, Facts

CRITERION, PREMISE, ELEMENT, BAR = "criterion", "premise", "element", "bar"
NO_INTENT = "premise:no_intent"
DILIGENCE, LIGHT_FAULT, BARS = "exemption:6", "exemption:9", "exemption:10"


@dataclass(frozen=True, slots=True)
class Item:
    """One row of the matrix.

    Attributes:
        code: `criterion:reasonable_care`, `premise:no_intent`, `element:L2.appraisal` or `bar:B4`.
        text: the guideline's words; of a bar its short name.
        basis: the article.
        circumstance: code of the circumstance that an element belongs to.
        catch_all: whether it points to another law, which an answer has to name.
    """

    code: str
    sort: str
    text: str
    gloss: str
    basis: str
    circumstance: str = ""
    catch_all: bool = False

    @property
    def label(self) -> str:
        """What the item is called in the user's language."""
        return self.gloss if language() == "en" and self.gloss else self.text


# --- what is asked ---------------------------------------------------------------------------------------


def circumstances_open(facts: Facts, roles: Iterable[Role]) -> tuple[Circumstance, ...]:
    """Return the circumstances open to any of the roles, in the order of the text, each once."""
    held = frozenset(role.value for role in roles)
    return tuple(
        entry for group in facts.circumstances for entry in group.entries if held.intersection(entry.roles)
    )


def elements_of(circumstance: Circumstance) -> tuple[Item, ...]:
    """Return what must be shown of a circumstance, every element of it."""
    return tuple(
        Item(
            f"{ELEMENT}:{circumstance.code}.{element.code}",
            ELEMENT,
            element.text,
            element.gloss,
            circumstance.basis,
            circumstance.code,
            circumstance.catch_all,
        )
        for element in circumstance.elements
    )


def bars_of(facts: Facts, roles: Iterable[Role]) -> tuple[Item, ...]:
    """Return the bars that bind any of the roles, in the order of the text."""
    held = frozenset(role.value for role in roles)
    return tuple(
        Item(f"{BAR}:{bar.code}", BAR, bar.short, "", bar.basis, "", bar.catch_all)
        for bar in facts.bars.entries
        if held.intersection(bar.roles)
    )


def items_of(facts: Facts, roles: Sequence[Role], circumstances: Iterable[str]) -> tuple[Item, ...]:
    """Return every row of a person's matrix: criteria, intent, elements of what is relied on, bars."""
    chosen = frozenset(circumstances)
    return (
        *(
            Item(f"{CRITERION}:{one.code}", CRITERION, one.text, one.gloss, one.basis)
            for one in facts.criteria
        ),
        *_intent(facts),
        *(
            item
            for circumstance in circumstances_open(facts, roles)
            if circumstance.code in chosen
            for item in elements_of(circumstance)
        ),
        *bars_of(facts, roles),
    )


def _intent(facts: Facts) -> Iterator[Item]:
    """Yield the premise of Art. 7 and 8 once; it is asked of everybody and carries what rests on these articles."""
    for group in facts.circumstances:
        for premise in group.premises:
            if f"{PREMISE}:{premise.code}" == NO_INTENT:
                yield Item(NO_INTENT, PREMISE, premise.text, premise.gloss, group.basis)
                return


def item_of(facts: Facts, roles: Sequence[Role], code: str) -> Item | None:
    """Return the item of a code where it can be asked of these roles, whatever is relied on; else None."""
    every = [entry.code for entry in circumstances_open(facts, roles)]
    return next((item for item in items_of(facts, roles, every) if item.code == code), None)


# --- one answer ------------------------------------------------------------------------------------------


def is_met(answer: Answer | None) -> bool:
    """Return whether an answer carries: met, with proof and reasoning."""
    return (
        answer is not None
        and answer.verdict is Verdict.MET
        and bool(answer.proofs)
        and bool(answer.reasoning.strip())
    )


def is_answered(item: Item, answer: Answer | None) -> bool:
    """Return whether an item has its answer; one of a bar needs its ground."""
    if answer is None or (answer.verdict in OF_BARS) is not (item.sort == BAR):
        return False
    return bool(answer.reasoning.strip())


def answer_reasons(facts: Facts, roles: Sequence[Role], answer: Answer) -> Iterator[Reason]:
    """Say why an answer cannot be entered."""
    item = item_of(facts, roles, answer.item)
    if item is None:
        message = _("%(item)s is not asked of these roles.") % {"item": answer.item}
        yield Reason("assessment.no_item", message, "exemption:2", "item")
        return
    told = {"item": item.label}
    if (answer.verdict in OF_BARS) is not (item.sort == BAR):
        message = _("%(item)s: of a bar say whether it applies; of anything else whether it is met.") % told
        yield Reason("assessment.verdict", message, item.basis, "verdict")
    if not answer.reasoning.strip():
        message = _("%(item)s: say on which ground.") % told
        yield Reason("assessment.no_reasoning", message, item.basis, "reasoning")
    if answer.verdict is Verdict.MET and not answer.proofs:
        message = _("%(item)s: without an exhibit it is not met; name what proves it.") % told
        yield Reason("assessment.no_proof", message, item.basis, "proofs")
    if item.catch_all and answer.verdict in (Verdict.MET, Verdict.BARRED) and not answer.law.strip():
        message = _("%(item)s: name the law or regulation, with its article.") % told
        yield Reason("assessment.no_law", message, item.basis, "law")
    yield from _act_reasons(facts, item, answer)


def _act_reasons(facts: Facts, item: Item, answer: Answer) -> Iterator[Reason]:
    bar = facts.bar(item.code.removeprefix(f"{BAR}:")) if item.sort == BAR else None
    known = {act.code for act in bar.acts} if bar else set()
    for act in answer.acts:
        if act not in known:
            message = _("%(act)s is no act of %(item)s.") % {"act": act, "item": item.label}
            yield Reason("assessment.no_act", message, item.basis, "acts")
    if answer.verdict is Verdict.CLEAR and answer.acts:
        message = _("%(item)s: acts are named and the bar is said not to apply.") % {"item": item.label}
        yield Reason("assessment.acts_of_clear", message, item.basis, "acts")
    if answer.verdict is Verdict.BARRED and not answer.acts:
        message = _("%(item)s: name the acts that were found.") % {"item": item.label}
        yield Reason("assessment.no_acts", message, item.basis, "acts")


# --- what it shows ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """What a matrix shows.

    Attributes:
        unanswered: rows without an answer; any of them forbids a conclusion.
        unproved: criteria of Art. 6 that are answered and not shown to be met.
        intent_excluded: whether it is shown that there was no intent.
        barred: bars that apply.
        shown: circumstances that are relied on and wholly shown.
        lacking: of each other that is relied on, the elements that are not shown, by its code.
    """

    unanswered: tuple[Item, ...]
    unproved: tuple[Item, ...]
    intent_excluded: bool
    barred: tuple[Item, ...]
    shown: tuple[Circumstance, ...]
    lacking: dict[str, tuple[Item, ...]]

    @property
    def diligent(self) -> bool:
        """Whether all four criteria are met (Art. 6)."""
        asked = any(item.sort == CRITERION for item in self.unanswered)
        return not asked and not self.unproved

    @property
    def excusing(self) -> tuple[Circumstance, ...]:
        """The circumstances of Art. 7 and 8 that carry an exemption."""
        carried = self.diligent and self.intent_excluded
        return tuple(one for one in self.shown if one.basis != LIGHT_FAULT) if carried else ()

    @property
    def correcting(self) -> tuple[Circumstance, ...]:
        """The circumstance of Art. 9 that carries a correction without liability."""
        return tuple(one for one in self.shown if one.basis == LIGHT_FAULT) if self.diligent else ()

    @property
    def carries(self) -> frozenset[Outcome]:
        """The favourable outcomes that the matrix carries."""
        if self.barred or self.unanswered:
            return frozenset()
        found = {Outcome.EXEMPT, Outcome.IN_PART} if self.excusing else set[Outcome]()
        return frozenset(found | ({Outcome.CORRECTED} if self.correcting else set()))


def standing(facts: Facts, assessment: AssessmentRecord) -> Standing:
    """Return what a matrix shows."""
    answers = {answer.item: answer for answer in assessment.answers}
    items = items_of(facts, assessment.roles, assessment.circumstances)
    relied = [
        one
        for one in circumstances_open(facts, assessment.roles)
        if one.code in frozenset(assessment.circumstances)
    ]
    lacking = {
        one.code: tuple(item for item in elements_of(one) if not is_met(answers.get(item.code)))
        for one in relied
    }
    return Standing(
        tuple(item for item in items if not is_answered(item, answers.get(item.code))),
        tuple(item for item in items if item.sort == CRITERION and _fails(answers.get(item.code))),
        is_met(answers.get(NO_INTENT)),
        tuple(item for item in items if item.sort == BAR and _applies(answers.get(item.code))),
        tuple(one for one in relied if one.elements and not lacking[one.code]),
        {code: items for code, items in lacking.items() if items},
    )


def _fails(answer: Answer | None) -> bool:
    return answer is not None and not is_met(answer)


def _applies(answer: Answer | None) -> bool:
    return answer is not None and answer.verdict is Verdict.BARRED


def articles_of(facts: Facts, assessment: AssessmentRecord, outcome: Outcome) -> tuple[str, ...]:
    """Return the articles that an outcome rests on by what the matrix shows, such as `exemption:8(4)`."""
    found = standing(facts, assessment)
    if outcome is Outcome.CORRECTED:
        carried = [one.basis for one in found.correcting]
    elif outcome in FAVOURABLE:
        carried = [one.basis for one in found.excusing]
    else:
        barred = [item.basis for item in found.barred]
        return tuple(dict.fromkeys((*([DILIGENCE] if found.unproved or not barred else []), *barred)))
    return tuple(dict.fromkeys((DILIGENCE, *carried)))


# --- the conclusion --------------------------------------------------------------------------------------


def conclusion_reasons(facts: Facts, assessment: AssessmentRecord) -> Iterator[Reason]:
    """Say why what is proposed of a person cannot be concluded."""
    found = standing(facts, assessment)
    told = {"who": assessment.title}
    if found.unanswered:
        rows = listed(item.label for item in found.unanswered)
        message = _("%(who)s: not answered yet: %(rows)s.") % {**told, "rows": rows}
        yield Reason("assessment.unanswered", message, found.unanswered[0].basis, "answers")
    if assessment.outcome is None:
        yield Reason(
            "assessment.no_outcome", _("%(who)s: nothing is proposed.") % told, "exemption:12", "outcome"
        )
        return
    if not assessment.reasons.strip():
        message = _("%(who)s: the proposal has no reasons.") % told
        yield Reason("assessment.no_reasons", message, "exemption:12", "reasons")
    yield from _carried(found, assessment)
    yield from _said_with_it(assessment)
    yield from _articles(facts, assessment)


def _carried(found: Standing, assessment: AssessmentRecord) -> Iterator[Reason]:
    outcome, told = assessment.outcome, {"who": assessment.title}
    if outcome in FAVOURABLE:
        yield from _favourable(found, assessment)
    elif outcome is Outcome.REFERRED and not found.barred:
        message = _("%(who)s: nothing of Art. 10 applies; there is nothing to refer.") % told
        yield Reason("assessment.nothing_to_refer", message, BARS, "outcome")
    elif outcome is Outcome.NOT_EXEMPT and found.carries:
        message = (
            _("%(who)s: the matrix shows everything that an exemption asks for; look at it again.") % told
        )
        yield Reason("assessment.contradiction", message, DILIGENCE, "outcome")


def _favourable(found: Standing, assessment: AssessmentRecord) -> Iterator[Reason]:
    told = {"who": assessment.title}
    for item in found.barred:
        message = _("%(who)s: %(bar)s applies; there can be no exemption.") % {**told, "bar": item.label}
        yield Reason("assessment.barred", message, item.basis, "outcome")
    for item in found.unproved:
        message = _("%(who)s: not shown: %(item)s.") % {**told, "item": item.label}
        yield Reason("assessment.criterion_open", message, item.basis, "outcome")
    if assessment.outcome is Outcome.CORRECTED:
        if not any(one.basis == LIGHT_FAULT for one in found.shown):
            message = _("%(who)s: Art. 9 is for a researcher's minor fault, with every element shown.") % told
            yield Reason("assessment.no_light_fault", message, LIGHT_FAULT, "circumstances")
        return
    if not any(one.basis != LIGHT_FAULT for one in found.shown):
        message = _("%(who)s: no circumstance open to the role is shown with all its elements.") % told
        yield Reason("assessment.no_circumstance", message, "exemption:7", "circumstances")
    elif not found.intent_excluded:
        message = _("%(who)s: it is not shown that there was no intent.") % told
        yield Reason("assessment.intent", message, "exemption:7", "outcome")
    for code, items in found.lacking.items():
        rows = listed(item.label for item in items)
        message = _("%(who)s: %(code)s is relied on and not shown: %(rows)s.") % {
            **told,
            "code": code,
            "rows": rows,
        }
        yield Reason("assessment.element_open", message, items[0].basis, "circumstances", warning=True)


def _said_with_it(assessment: AssessmentRecord) -> Iterator[Reason]:
    told, outcome = {"who": assessment.title}, assessment.outcome
    if outcome is Outcome.IN_PART and not assessment.part.strip():
        message = _("%(who)s: say what the exemption covers and what it does not.") % told
        yield Reason("assessment.no_part", message, "exemption:7", "part")
    if outcome is Outcome.CORRECTED and not assessment.correction.strip():
        message = _("%(who)s: say what is to be put right.") % told
        yield Reason("assessment.no_correction", message, LIGHT_FAULT, "correction")
    if outcome is Outcome.CORRECTED and assessment.correct_by is None:
        message = _("%(who)s: say by when it is to be put right.") % told
        yield Reason("assessment.no_correct_by", message, LIGHT_FAULT, "correct_by")
    if outcome is Outcome.REFERRED and not assessment.authority.strip():
        message = _("%(who)s: say to which authority it is referred.") % told
        yield Reason("assessment.no_authority", message, BARS, "authority")


def _articles(facts: Facts, assessment: AssessmentRecord) -> Iterator[Reason]:
    outcome = assessment.outcome
    carried = articles_of(facts, assessment, outcome) if outcome is not None else ()
    if not assessment.articles:
        message = _("%(who)s: the proposal names no article.") % {"who": assessment.title}
        yield Reason("assessment.no_articles", message, "exemption:12", "articles")
    for article in assessment.articles:
        if article not in carried:
            message = _("%(who)s: what is shown does not carry this article.") % {"who": assessment.title}
            yield Reason("assessment.article", message, article, "articles")
