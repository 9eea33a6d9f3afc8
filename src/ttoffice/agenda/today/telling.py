"""The day at a glance in words: each part in one line, from long to short, for screen and command line alike."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from ttoffice.agenda.today.changes import Changes, kind_label, told
from ttoffice.agenda.today.listing import WITHIN, ListingDue
from ttoffice.agenda.today.money import BEYOND, EARLIER, UNDATED
from ttoffice.agenda.today.views import Today
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.money import CENT, FEN_PER_WAN

Part = Literal["clocks", "money", "listing", "changes"]
PARTS: tuple[Part, ...] = ("clocks", "money", "listing", "changes")
"""The parts of the day, in their order."""
EDGES: Mapping[str, str] = {EARLIER: N_("earlier"), BEYOND: N_("later"), UNDATED: N_("no date")}


def wan(fen: int) -> str:
    """Return an amount in 万元 with two decimals, without the unit; what is less than a hundredth says so."""
    if 0 < fen < FEN_PER_WAN // 200:
        return "<0.01"
    return f"{(Decimal(fen) / FEN_PER_WAN).quantize(CENT, ROUND_HALF_UP):,}"


def quarter_name(key: str) -> str:
    """Return what a quarter or an edge is called, in the user's language."""
    return _(EDGES[key]) if key in EDGES else key


def lines_of(today: Today) -> dict[Part, tuple[str, ...]]:
    """Return each part of a day in words, the longest form first; every form says the same in short."""
    return {
        "clocks": _clocks(today),
        "money": _money(today),
        "listing": _listing(today.listing),
        "changes": _changes(today.changes),
    }


def _clocks(today: Today) -> tuple[str, ...]:
    """Return the clocks that run; in shorter forms the first ones, and how many more there are."""
    texts = [one.text for one in today.clocks]
    if not texts:
        return (_("No procedure clock runs."),)
    forms = [_("; ").join(texts)]
    for shown in range(len(texts) - 1, 0, -1):
        more = _("%(count)d more") % {"count": len(texts) - shown}
        forms.append(_("; ").join([*texts[:shown], more]))
    return tuple(forms)


def _money(today: Today) -> tuple[str, ...]:
    quarter = today.quarter
    values = {
        "payable": wan(quarter.payable_fen),
        "paid": wan(quarter.paid_fen),
        "late": wan(quarter.overdue_fen),
        "coming": wan(quarter.coming_fen),
        "overdue": wan(today.overdue_fen),
    }
    if not quarter.payable_fen and not today.overdue_fen:
        return (_("Nothing is payable this quarter, nothing is overdue."),)
    return (
        _(
            "Due this quarter %(payable)s (10,000 yuan): received %(paid)s, overdue %(late)s, to come %(coming)s;"
            " overdue in all %(overdue)s"
        )
        % values,
        _("Due this quarter %(payable)s (10,000 yuan), received %(paid)s; overdue in all %(overdue)s")
        % values,
        _("This quarter %(payable)s, overdue in all %(overdue)s (10,000 yuan)") % values,
    )


def _listing(found: ListingDue) -> tuple[str, ...]:
    if not found.coming and not found.overdue:
        return (_("No result falls due for the list within %(days)d days.") % {"days": WITHIN},)
    values = {
        "count": len(found.coming),
        "days": WITHIN,
        "overdue": found.overdue_text,
        "day": found.next_on.isoformat() if found.next_on else "",
        "number": found.coming[0].number if found.coming else "",
    }
    if not found.coming:
        return (_("%(overdue)s results are overdue for the list") % values,)
    return (
        _(
            "%(count)d results fall due for the list within %(days)d days, the next on %(day)s (%(number)s);"
            " %(overdue)s are overdue"
        )
        % values,
        _("For the list: %(count)d within %(days)d days, the next on %(day)s; %(overdue)s overdue") % values,
        _("For the list: %(count)d within %(days)d days, %(overdue)s overdue") % values,
    )


def _changes(found: Changes) -> tuple[str, ...]:
    if not found.count:
        return (_("Nothing was done since %(day)s.") % {"day": found.since.isoformat()},)
    values = {
        "day": found.since.isoformat(),
        "count": f"{found.count:,}{'+' if found.more else ''}",
        "kinds": told(tuple((kind_label(code), count) for code, count in found.by_kind)),
        "operators": told(found.by_operator),
    }
    return (
        _("Since %(day)s %(count)s entries: %(kinds)s; %(operators)s") % values,
        _("Since %(day)s %(count)s entries: %(operators)s") % values,
        _("Since %(day)s %(count)s entries") % values,
    )
