"""The figures of the overview as plots: places and series with their words; how they are drawn is the widgets' matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ttoffice.agenda.today.money import BEYOND, EARLIER, UNDATED
from ttoffice.agenda.today.overview import Overview, StageCount
from ttoffice.agenda.today.telling import quarter_name
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.licenses.dues.ageing import BUCKETS

Figure = Literal["quarters", "licenses", "ageing", "findings"]
FIGURES: dict[Figure, str] = {
    "quarters": N_("Receivables by quarter (10,000 yuan)"),
    "licenses": N_("Licenses by stage"),
    "ageing": N_("Unpaid sums by age (10,000 yuan)"),
    "findings": N_("Exemption findings by stage"),
}
"""The plots of the overview and their titles, in their order."""
MONEY: frozenset[Figure] = frozenset({"quarters", "ageing"})
"""Those whose numbers are fen; of the others they are records."""
SERIES: tuple[tuple[str, str], ...] = (
    ("paid_fen", N_("money received")),
    ("overdue_fen", N_("overdue")),
    ("coming_fen", N_("not due")),
    ("expected_fen", N_("expected")),
)
"""What a quarter is made of: the field, and what it is called."""


@dataclass(frozen=True, slots=True)
class FigureData:
    """One plot's numbers.

    Attributes:
        keys: what each place stands for, as `behind` asks for it.
        places: what each is called, in the user's language.
        series: name and numbers, one a place.
    """

    keys: tuple[str, ...]
    places: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(value for _name, values in self.series for value in values)


def figure_of(found: Overview, figure: Figure) -> FigureData:
    """Return one plot of the overview."""
    if figure == "quarters":
        return _quarters(found)
    if figure == "ageing":
        keys, labels = zip(*BUCKETS, strict=True)
        return FigureData(keys, tuple(map(_, labels)), ((_("Unpaid"), found.ageing.open_fen),))
    return _stages(found.licenses if figure == "licenses" else found.findings)


OFF_THE_AXIS = frozenset({BEYOND, UNDATED})
"""What would dwarf the quarters: it stands in the table alone."""
ASIDE = frozenset({"refused", "withdrawn", "ended", "terminated"})
"""Stages outside the usual course: they are drawn only where something is there."""


def _quarters(found: Overview) -> FigureData:
    quarters = [
        one
        for one in found.today.quarters
        if one.key not in OFF_THE_AXIS and (one.key != EARLIER or one.overdue_fen)
    ]
    return FigureData(
        tuple(one.key for one in quarters),
        tuple(quarter_name(one.key) for one in quarters),
        tuple((_(label), tuple(getattr(one, key) for one in quarters)) for key, label in SERIES),
    )


def _stages(found: tuple[StageCount, ...]) -> FigureData:
    stages = [one for one in found if one.count or one.code not in ASIDE]
    return FigureData(
        tuple(one.code for one in stages),
        tuple(one.label for one in stages),
        ((_("Number of records"), tuple(one.count for one in stages)),),
    )
