"""Drafting a contract: choices and values settled, clauses chosen by their conditions, numbered and filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ttoffice.documents import filling
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.licenses.contracts.annexes import TABLES
from ttoffice.licenses.contracts.case import Case
from ttoffice.licenses.contracts.facts import true_names
from ttoffice.licenses.contracts.fields import FIELDS, LICENSE
from ttoffice.licenses.contracts.library import Article, Clause, Library
from ttoffice.licenses.contracts.needs import missing, needed
from ttoffice.licenses.contracts.text import ContractText, Part, Section
from ttoffice.licenses.contracts.values import value_error, written_value
from ttoffice.licenses.contracts.wording import article_number, starts_text
from ttoffice.licenses.terms import ClauseChoice
from ttoffice.notices.texts import chinese_day, numeral
from ttoffice.reasons import Reason

OMIT = "omit"
"""The option that leaves an optional clause out."""


@dataclass(frozen=True)
class Drafted:
    """What a drafting came to: the text, and what is missing or wrong; with refusing reasons the text is not to be used."""

    text: ContractText
    reasons: tuple[Reason, ...]
    case: Case


def draft(case: Case, library: Library, *, by_key: bool = False) -> Drafted:
    """Return the contract of a case by a library, with the reasons against it.

    With `by_key` articles and clauses stand under their keys instead of numbers, also where a sentence refers to
    one: two such texts differ only in what is agreed, not in how it is numbered.
    """
    reasons = [*_choice_reasons(case, library), *needed(case)]
    settled = settle(case, library)
    wordings = {choice.key: choice for choice in case.terms.clauses}
    true = true_names(settled)
    standing = [
        (article, [clause for clause in article.clauses if _stands(clause, true, wordings)])
        for article in library.articles
    ]
    standing = [(article, clauses) for article, clauses in standing if clauses]
    numbers = _numbers(standing)
    if by_key:
        numbers = {key: key for key in numbers}
    filler = _Filler(settled, library, numbers, _annex_list(standing, numbers))
    sections = tuple(
        Section(
            article.key,
            f"{numbers[article.key]}　{article.title}",
            tuple(_part(clause, filler, numbers, wordings) for clause in clauses),
            article.annex,
            article.basis,
        )
        for article, clauses in standing
    )
    text = _whole(settled, library, sections)
    return Drafted(text, tuple(_once([*reasons, *filler.reasons])), settled)


def settle(case: Case, library: Library) -> Case:
    """Return the case with an option for each choice and a value for each parameter, the usual one where none was chosen."""
    options = {key: choice.default for key, choice in library.choices.items()}
    values = {key: parameter.default for key, parameter in library.parameters.items()}
    for choice in case.terms.clauses:
        known = library.choices.get(choice.key)
        if known is not None and choice.option in known.options:
            options[choice.key] = choice.option
        if choice.key in values and choice.wording.strip():
            values[choice.key] = choice.wording.strip()
    return replace(case, chosen=options, values=values)


# --- choices -------------------------------------------------------------------------------------------


def _choice_reasons(case: Case, library: Library) -> Iterable[Reason]:
    for place, choice in enumerate(case.terms.clauses):
        wrong = _wrong_choice(choice, library)
        if wrong:
            yield Reason("contract.choice", wrong, field=f"clauses[{place}]")


def _wrong_choice(choice: ClauseChoice, library: Library) -> str:
    clause = library.clauses.get(choice.key)
    if choice.key in library.choices:
        known = library.choices[choice.key]
        if choice.option not in known.options:
            return _("%(key)s has no option %(option)s; there are %(names)s") % {
                "key": choice.key,
                "option": choice.option or "“”",
                "names": listed(known.options),
            }
    elif choice.key in library.parameters:
        parameter = library.parameters[choice.key]
        why = value_error(parameter.kind, choice.wording.strip()) if choice.wording.strip() else ""
        if why:
            return _("%(what)s cannot be %(value)s: %(why)s") % {
                "what": parameter.title,
                "value": choice.wording.strip(),
                "why": why,
            }
    elif clause is None:
        return _("The clause library knows no %(key)s; all names: ttoffice license library.") % {
            "key": choice.key
        }
    elif choice.option == OMIT and not clause.optional:
        return _("The clause %(key)s cannot be left out; give it another wording.") % {"key": choice.key}
    elif choice.option not in ("", OMIT):
        return _("%(key)s has no option %(option)s; there are %(names)s") % {
            "key": choice.key,
            "option": choice.option,
            "names": OMIT,
        }
    return ""


def _stands(clause: Clause, true: frozenset[str], wordings: Mapping[str, ClauseChoice]) -> bool:
    chosen = wordings.get(clause.key)
    if chosen is not None and chosen.option == OMIT and clause.optional:
        return False
    return clause.when is None or clause.when.holds(true)


# --- numbers -------------------------------------------------------------------------------------------


def _numbers(standing: list[tuple[Article, list[Clause]]]) -> dict[str, str]:
    """Return the number of every article, annex and clause that stands, by key."""
    found: dict[str, str] = {}
    articles = annexes = 0
    for article, clauses in standing:
        if article.annex:
            annexes += 1
            found[article.key] = f"附件{numeral(annexes)}"
        else:
            articles += 1
            found[article.key] = article_number(articles)
        found.update(_clause_numbers(article, clauses, articles))
    return found


def _clause_numbers(article: Article, clauses: list[Clause], place: int) -> dict[str, str]:
    found: dict[str, str] = {}
    main = sub = 0
    for clause in clauses:
        if clause.table or article.annex:
            continue
        if clause.sub:
            sub += 1
            found[clause.key] = f"（{numeral(sub)}）"
        else:
            main, sub = main + 1, 0
            found[clause.key] = f"{place}.{main}"
    return found


def _annex_list(standing: list[tuple[Article, list[Clause]]], numbers: Mapping[str, str]) -> str:
    return "；".join(
        f"{numbers[article.key]}　{article.title}" for article, _clauses in standing if article.annex
    )


# --- filling in ----------------------------------------------------------------------------------------


class _Filler:
    """Fills the places of clauses, and notes what is missing."""

    def __init__(self, case: Case, library: Library, numbers: Mapping[str, str], annexes: str) -> None:
        self.case, self.library, self.numbers, self.annexes = case, library, numbers, annexes
        self.reasons: list[Reason] = []

    def value(self, name: str) -> str:
        """Return what stands at a place; what is missing is noted."""
        kind, _colon, key = name.partition(":")
        if key:
            return self._number(kind, key)
        if name == "annex_list":
            return self.annexes
        if name in self.library.parameters:
            return self._parameter(name)
        field = FIELDS[name]
        text = field.read(self.case)
        if not text and not field.may_be_empty:
            self.reasons.append(
                missing(self.case, _(field.title), field.where, _reason_key(field.where, field.key))
            )
        return text

    def _parameter(self, name: str) -> str:
        parameter = self.library.parameters[name]
        text = self.case.values.get(name, "")
        if not text:
            self.reasons.append(missing(self.case, parameter.title, LICENSE, f"clauses.{name}"))
        return written_value(parameter.kind, text)

    def _number(self, kind: str, key: str) -> str:
        if key in self.numbers:
            return self.numbers[key].removeprefix("第") if kind == "article" else self.numbers[key]
        self.reasons.append(
            Reason(
                "contract.reference",
                _("A clause refers to %(key)s, which does not stand in this contract; choose otherwise.")
                % {"key": key},
                field="clauses",
            )
        )
        return ""


def _reason_key(where: str, key: str) -> str:
    return f"{where}.{key}" if where in ("unit", "licensee") else key


def _part(
    clause: Clause, filler: _Filler, numbers: Mapping[str, str], wordings: Mapping[str, ClauseChoice]
) -> Part:
    if clause.table:
        laid = TABLES[clause.table](filler.case)
        return Part(clause.key, heads=laid.heads, rows=laid.rows, widths=laid.widths)
    own = wordings.get(clause.key)
    if own is not None and own.wording.strip():
        text = " ".join(own.wording.split())
    else:
        assert clause.text is not None
        text = filling.fill(clause.text, filler.value)
    return Part(clause.key, text, numbers.get(clause.key, ""), clause.sub)


def _whole(case: Case, library: Library, sections: tuple[Section, ...]) -> ContractText:
    until = f"至{chinese_day(case.terms.ends_on)}" if case.terms.ends_on else "起，期限依照正文约定"
    start = starts_text(case.terms.starts_on)
    cover = (
        ("合同编号", case.number),
        ("项目名称", case.record.title),
        ("许可方（甲方）", case.licensor.name),
        ("被许可方（乙方）", case.licensee.name),
        ("许可期限", f"自{start}{'起' if case.terms.ends_on else ''}{until}"),
        ("签订地", case.values.get("sign_place", "")),
    )
    signing = (("许可方（甲方）", case.licensor.name), ("被许可方（乙方）", case.licensee.name))
    return ContractText(
        library.title,
        library.subtitle,
        tuple((label, value) for label, value in cover if value),
        sections,
        signing,
    )


def _once(reasons: Iterable[Reason]) -> list[Reason]:
    """Return the reasons, of what is missing each once for its field."""
    found: dict[tuple[str, str | None, str], Reason] = {}
    for reason in reasons:
        told = "" if reason.code == "contract.missing" else reason.message
        found.setdefault((reason.code, reason.field, told), reason)
    return list(found.values())
