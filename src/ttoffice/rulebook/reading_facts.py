"""Building the machine facts from `facts.toml`, table by table, in the order of the file."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import TypeVar

from ttoffice.i18n import gettext as _
from ttoffice.rulebook.facts import (
    Bar,
    Bars,
    Circumstance,
    CircumstanceList,
    Enumeration,
    Facts,
    Interpreter,
    ListRule,
    PaymentMode,
    Phrase,
    Platform,
    TimeLimit,
    TimeLimits,
    Validity,
)
from ttoffice.rulebook.sections import Section

P = TypeVar("P", bound=Phrase)

DAY_KINDS = ("working", "calendar")
JOINED_BY = ("or", "comma")


def read_facts(top: Section, guidelines: Collection[str], first: date, last: date) -> Facts:
    """Build the facts; `first` and `last` are the days between which the rulebook is in force."""
    facts = Facts(
        validity=tuple(_validity(section, guidelines, first, last) for section in top.sections("validity")),
        interpreters=tuple(_interpreter(section, guidelines) for section in top.sections("interpreters")),
        time_limits=_time_limits(top.section("time_limits")),
        contract=_phrases(top, "contract"),
        payment_modes=_enumeration(top, "payment_modes", _payment_mode),
        stage_nodes=_phrases(top, "stage_nodes"),
        result_types=_phrases(top, "result_types"),
        list_rule=_list_rule(top.section("list_rule")),
        platform=_platform(top.section("platform")),
        workflow=_phrases(top, "workflow"),
        listing_minimum=_phrases(top, "listing_minimum"),
        encouragements=_phrases(top, "encouragements"),
        integrity=_phrases(top, "integrity"),
        unit_kinds=_phrases(top, "unit_kinds"),
        roles=_phrases(top, "roles"),
        criteria=_phrases(top, "criteria"),
        circumstances=tuple(_circumstance_list(section) for section in top.sections("circumstances")),
        bars=_bars(top.section("bars")),
        rule_making=_phrases(top, "rule_making"),
        investigation=_phrases(top, "investigation"),
        publicity=_phrases(top, "publicity"),
        effects=_phrases(top, "effects"),
    )
    top.finish()
    return facts


def _phrases(top: Section, key: str) -> Enumeration[Phrase]:
    return _enumeration(top, key, _phrase)


def _enumeration(top: Section, key: str, build: Callable[[Section, str], P]) -> Enumeration[P]:
    section = top.section(key)
    basis = section.text("basis")
    enumeration = Enumeration(
        basis=basis,
        open_by=section.text("open_by", ""),
        entries=_entries(section, "entries", basis, build),
    )
    section.finish()
    return enumeration


def _entries(section: Section, key: str, basis: str, build: Callable[[Section, str], P]) -> tuple[P, ...]:
    entries: list[P] = []
    for below in section.sections(key):
        entry = build(below, basis)
        if any(entry.code == known.code for known in entries):
            raise below.wrong("code", _("this code occurs twice: %(code)s") % {"code": entry.code})
        below.finish()
        entries.append(entry)
    return tuple(entries)


def _phrase(section: Section, basis: str) -> Phrase:
    return Phrase(
        code=section.text("code"),
        text=section.text("text"),
        basis=section.text("basis", basis),
        gloss=section.text("gloss", ""),
    )


def _payment_mode(section: Section, basis: str) -> PaymentMode:
    return PaymentMode(
        code=section.text("code"),
        text=section.text("text"),
        basis=section.text("basis", basis),
        gloss=section.text("gloss", ""),
        royalty=section.flag("royalty"),
        stages=section.flag("stages"),
    )


def _time_limits(section: Section) -> TimeLimits:
    limits = TimeLimits(entries=tuple(_time_limit(below) for below in section.sections("entries")))
    section.finish()
    return limits


def _time_limit(section: Section) -> TimeLimit:
    fixed = section.has("days")
    limit = TimeLimit(
        code=section.text("code"),
        text=section.text("text"),
        basis=section.text("basis"),
        gloss=section.text("gloss", ""),
        days=section.number("days") if fixed else None,
        day_kind=section.text("day_kind") if fixed else "",
    )
    if fixed and limit.day_kind not in DAY_KINDS:
        raise section.wrong("day_kind", _one_of(DAY_KINDS))
    section.finish()
    return limit


def _validity(section: Section, guidelines: Collection[str], first: date, last: date) -> Validity:
    validity = Validity(
        guideline=_known_guideline(section, guidelines),
        basis=section.text("basis"),
        text=section.text("text"),
        years=section.number("years"),
        in_force_from=first,
        in_force_to=last,
    )
    section.finish()
    return validity


def _interpreter(section: Section, guidelines: Collection[str]) -> Interpreter:
    interpreter = Interpreter(
        guideline=_known_guideline(section, guidelines),
        basis=section.text("basis"),
        text=section.text("text"),
    )
    section.finish()
    return interpreter


def _known_guideline(section: Section, guidelines: Collection[str]) -> str:
    guideline = section.text("guideline")
    if guideline not in guidelines:
        raise section.wrong("guideline", _one_of(sorted(guidelines)))
    return guideline


def _list_rule(section: Section) -> ListRule:
    basis = section.text("basis")
    rule = ListRule(
        basis=basis,
        years=section.number("years"),
        counted_from=section.text("counted_from"),
        in_principle=section.text("in_principle", ""),
        consequence=section.text("consequence"),
        entries=_entries(section, "entries", basis, _phrase),
    )
    section.finish()
    return rule


def _platform(section: Section) -> Platform:
    platform = Platform(
        basis=section.text("basis"), text=section.text("text"), address=section.text("address")
    )
    section.finish()
    return platform


def _circumstance_list(section: Section) -> CircumstanceList:
    basis, roles = section.text("basis"), section.texts("roles")
    group = CircumstanceList(
        basis=basis,
        roles=roles,
        activity=section.text("activity"),
        premises=_entries(section, "premises", basis, _phrase),
        consequence=section.text("consequence"),
        entries=tuple(_circumstance(below, basis, roles) for below in section.sections("entries")),
        open_by=section.text("open_by", ""),
    )
    section.finish()
    return group


def _circumstance(section: Section, basis: str, roles: tuple[str, ...]) -> Circumstance:
    own = section.text("basis", basis)
    circumstance = Circumstance(
        code=section.text("code"),
        basis=own,
        roles=section.texts("roles", roles),
        short=section.text("short"),
        elements=_entries(section, "elements", own, _phrase),
        catch_all=section.flag("catch_all", default=False),
    )
    section.finish()
    return circumstance


def _bars(section: Section) -> Bars:
    basis = section.text("basis")
    bars = Bars(
        basis=basis,
        consequence=section.text("consequence"),
        entries=tuple(_bar(below, basis) for below in section.sections("entries")),
        open_by=section.text("open_by", ""),
    )
    section.finish()
    return bars


def _bar(section: Section, basis: str) -> Bar:
    own = section.text("basis", basis)
    bar = Bar(
        code=section.text("code"),
        basis=own,
        roles=section.texts("roles"),
        short=section.text("short"),
        acts=_entries(section, "acts", own, _phrase),
        joined_by=section.text("joined_by"),
        catch_all=section.flag("catch_all", default=False),
    )
    if bar.joined_by not in JOINED_BY:
        raise section.wrong("joined_by", _one_of(JOINED_BY))
    section.finish()
    return bar


def _one_of(known: Collection[str]) -> str:
    return _("it must be one of: %(known)s") % {"known": ", ".join(known)}
