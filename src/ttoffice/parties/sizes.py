"""The size class of an enterprise on a day, with its working; pure rules over a standard's thresholds.

Large, medium and small ask for every threshold of that class; who misses one drops to the next. Micro asks for one
figure below the thresholds of small (工信部联企业〔2011〕300号; 统计划分办法 2017). Other business entities have no
class. Amounts are compared in fen, exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _
from ttoffice.money import FEN_PER_WAN, plain, wan_or_yuan
from ttoffice.parties.enterprises import EnterpriseRecord, EntityKind, Figures, Industry


class SizeClass(StrEnum):
    """The classes, from the largest."""

    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"
    MICRO = "micro"


ORDER = tuple(SizeClass)
FLOORS = ORDER[:3]
"""The classes that have thresholds of their own, in the order of a row's numbers."""
SIZE_LABELS = {
    "large": N_("large"),
    "medium": N_("medium-sized"),
    "small": N_("small"),
    "micro": N_("micro"),
}
IN_CHINESE = {"large": "大型", "medium": "中型", "small": "小型", "micro": "微型"}
"""What documents call the classes, whatever the user's language."""
INDICATORS = ("employees", "revenue", "assets")
INDICATOR_LABELS = {
    "employees": N_("Employees"),
    "revenue": N_("Revenue"),
    "assets": N_("Total assets"),
}


class Why(StrEnum):
    """Why there is no class, or that there is one."""

    FOUND = "found"
    OTHER_ENTITY = "other_entity"
    NO_INDUSTRY = "no_industry"
    NOT_COVERED = "not_covered"
    NO_FIGURES = "no_figures"
    FIGURE_MISSING = "figure_missing"
    NO_STANDARD = "no_standard"


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One industry: its name, its classification, and per indicator the floors of large, medium and small.

    Floors are persons for `employees`, 万元 for `revenue` and `assets`.
    """

    industry: Industry
    name: str
    gb4754: str
    floors: Mapping[str, tuple[int, int, int]]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Standard:
    """One edition of the size standard, and from when it holds."""

    id: str
    title: str
    source: str
    valid_from: date
    rows: Mapping[Industry, StandardRow]
    note: str = ""


@dataclass(frozen=True, slots=True)
class SizeResult:
    """What a look at the size came to.

    Attributes:
        size: the class, None where there is none or it cannot be told.
        why: why not, or that it was found.
        at_most: the largest class still possible where a figure is missing.
        decided_by: the indicators that decided.
        working: how it came about, a line each, in the user's language.
        figures: the figures it rests on; `standard` the edition.
    """

    size: SizeClass | None
    why: Why
    at_most: SizeClass | None = None
    decided_by: tuple[str, ...] = ()
    working: tuple[str, ...] = ()
    figures: Figures | None = None
    standard: Standard | None = None
    missing: tuple[str, ...] = ()

    @property
    def small_or_medium(self) -> bool | None:
        """Whether it is micro, small or medium (pay-later Art. 1; 中小企业促进法 2); None where it cannot be told."""
        if self.size is not None:
            return self.size is not SizeClass.LARGE
        return True if self.at_most not in (None, SizeClass.LARGE) else None

    @property
    def label(self) -> str:
        """The class in the user's language, or why there is none."""
        return _(SIZE_LABELS[self.size]) if self.size else _(WHY_LABELS[self.why])


WHY_LABELS = {
    Why.FOUND: N_("found"),
    Why.OTHER_ENTITY: N_("no size class: other business entity"),
    Why.NO_INDUSTRY: N_("cannot be told: no industry given"),
    Why.NOT_COVERED: N_("not covered by the size standard"),
    Why.NO_FIGURES: N_("cannot be told: no figures as of that day"),
    Why.FIGURE_MISSING: N_("cannot be told: a figure is missing"),
    Why.NO_STANDARD: N_("no size standard was in force"),
}


def size_on(record: EnterpriseRecord, day: date, standards: Sequence[Standard] | None = None) -> SizeResult:
    """Return the size class on a day by the newest figures as of it; without `standards` by the shipped ones."""
    if record.entity is not EntityKind.ENTERPRISE:
        return SizeResult(None, Why.OTHER_ENTITY, working=(_no_class(),))
    standard = standard_on(_shipped() if standards is None else standards, day)
    if standard is None:
        return SizeResult(None, Why.NO_STANDARD)
    if record.industry is None:
        return SizeResult(None, Why.NO_INDUSTRY, standard=standard)
    row = standard.rows.get(record.industry)
    if row is None:
        return SizeResult(None, Why.NOT_COVERED, standard=standard)
    figures = record.newest_figures(day)
    if figures is None:
        return SizeResult(None, Why.NO_FIGURES, working=(_head(standard, row),), standard=standard)
    return _told(standard, row, figures)


def _no_class() -> str:
    return _(
        "The size standard classes enterprises; a sole trader, a cooperative or another business entity has no class."
    )


def _shipped() -> Sequence[Standard]:
    from ttoffice.parties.size_standards import shipped

    return shipped()


def standard_on(standards: Sequence[Standard], day: date) -> Standard | None:
    """Return the edition in force on a day: the newest that began by then; of two of one day the later in order."""
    begun = [item for item in standards if item.valid_from <= day]
    return max(enumerate(begun), key=lambda pair: (pair[1].valid_from, pair[0]))[1] if begun else None


# --- the arithmetic ------------------------------------------------------------------------------------


def classify(row: StandardRow, values: Mapping[str, Decimal | None]) -> tuple[SizeClass | None, SizeClass]:
    """Return the class by a row (None where a missing figure leaves it open), and the largest class possible.

    Values are persons and 万元. Every known figure bounds the class from above; only all of them fix it, unless
    one is below the floor of small, which is enough for micro.
    """
    bounds = [_bound(floors, values[name]) for name, floors in row.floors.items()]
    known = [bound for bound in bounds if bound is not None]
    at_most = max(known, key=ORDER.index, default=SizeClass.LARGE)
    settled = len(known) == len(bounds) or at_most is SizeClass.MICRO
    return (at_most if settled else None), at_most


def _bound(floors: Sequence[int], value: Decimal | None) -> SizeClass | None:
    """Return the class that one figure alone would allow; None where it is not known."""
    if value is None:
        return None
    return next((size for size, floor in zip(FLOORS, floors, strict=True) if value >= floor), SizeClass.MICRO)


def values_of(figures: Figures) -> dict[str, Decimal | None]:
    """Return the figures in the units of the standard: persons and 万元."""
    return {
        "employees": None if figures.employees is None else Decimal(figures.employees),
        "revenue": _wan(figures.revenue_fen),
        "assets": _wan(figures.assets_fen),
    }


def _wan(fen: int | None) -> Decimal | None:
    return None if fen is None else Decimal(fen) / FEN_PER_WAN


def _told(standard: Standard, row: StandardRow, figures: Figures) -> SizeResult:
    values = values_of(figures)
    size, at_most = classify(row, values)
    missing = tuple(name for name in row.floors if values[name] is None)
    decided = tuple(name for name, floors in row.floors.items() if _bound(floors, values[name]) is at_most)
    working = (_head(standard, row), *_lines(row, values), _end(size, at_most, decided, missing))
    why = Why.FIGURE_MISSING if size is None else Why.FOUND
    return SizeResult(
        size, why, None if size else at_most, decided, (*working, _basis(figures)), figures, standard, missing
    )


# --- the working ---------------------------------------------------------------------------------------


def _head(standard: Standard, row: StandardRow) -> str:
    return _("%(title)s (%(source)s), row: %(row)s.") % {
        "title": standard.title,
        "source": standard.source,
        "row": row.name,
    }


def _lines(row: StandardRow, values: Mapping[str, Decimal | None]) -> Iterator[str]:
    for name, floors in row.floors.items():
        value, bound = values[name], _bound(floors, values[name])
        said = _("not known") if value is None else _amount(name, value)
        result = _("open") if bound is None else _(SIZE_LABELS[bound])
        yield _("%(name)s %(value)s; large from %(large)s, medium from %(medium)s, small from %(small)s: %(class)s.") % {
            "name": _(INDICATOR_LABELS[name]),
            "value": said,
            "large": _amount(name, Decimal(floors[0])),
            "medium": _amount(name, Decimal(floors[1])),
            "small": _amount(name, Decimal(floors[2])),
            "class": result,
        }  # fmt: skip


def _amount(name: str, value: Decimal) -> str:
    template = _("%(count)s persons") if name == "employees" else _("%(count)s ten thousand yuan")
    return template % {"count": plain(value)}


def _end(size: SizeClass | None, at_most: SizeClass, decided: Sequence[str], missing: Sequence[str]) -> str:
    names = listed(_(INDICATOR_LABELS[name]) for name in decided)
    if size is None:
        return _("At most %(class)s; to tell the class, %(names)s must be known.") % {
            "class": _(SIZE_LABELS[at_most]),
            "names": listed(_(INDICATOR_LABELS[name]) for name in missing),
        }
    return _("Class: %(class)s; decided by %(names)s.") % {"class": _(SIZE_LABELS[size]), "names": names}


def _basis(figures: Figures) -> str:
    return _("Figures of %(year)d as of %(day)s; source: %(source)s.") % {
        "year": figures.year,
        "day": figures.as_of.isoformat(),
        "source": figures.source or _("none given"),
    }


def figures_in_chinese(figures: Figures) -> str:
    """Return figures as a Chinese contract states them: 2025年度：从业人员85人，营业收入1200万元."""
    parts = (
        f"从业人员{figures.employees}人" if figures.employees is not None else "",
        f"营业收入{wan_or_yuan(figures.revenue_fen)}" if figures.revenue_fen is not None else "",
        f"资产总额{wan_or_yuan(figures.assets_fen)}" if figures.assets_fen is not None else "",
    )
    return f"{figures.year}年度：" + "，".join(filter(None, parts))
