"""The course of a license as its money sees it: days that matter, the terms of each time, when royalties run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from ttoffice.licenses.codes import SettlementPeriod
from ttoffice.licenses.dues.settlements import Settlement, settlements
from ttoffice.licenses.fees import FeePlan, Royalty
from ttoffice.licenses.terms import Terms
from ttoffice.workdays.counting import plain_day, read_period
from ttoffice.workdays.periods import add_years

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Version:
    """The terms as they hold from a day on."""

    since: date
    terms: Terms


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which royalties are settled in one kind of period; `last` is None while no end is agreed."""

    period: SettlementPeriod
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Course:
    """What the schedule of a license follows from.

    Attributes:
        terms: the terms as first agreed; `amended` the terms after each amendment, by the day from which they hold.
        effective_on: None while the contract has not taken effect.
        ended_on: last day of a license that ended.
        ended: whether it ended at all, `terminated` whether before its time.
    """

    terms: Terms
    amended: tuple[Version, ...] = field(default=())
    effective_on: date | None = None
    first_sale_on: date | None = None
    ended_on: date | None = None
    ended: bool = False
    terminated: bool = False

    @property
    def newest(self) -> Terms:
        """The terms with every amendment, also one that takes effect later: what is planned follows them."""
        return self.amended[-1].terms if self.amended else self.terms

    def on(self, day: date) -> Terms:
        """Return the terms that hold on a day."""
        found = self.terms
        for version in self.amended:
            if version.since <= day:
                found = version.terms
        return found

    def versions(self) -> list[Version]:
        """Return the terms of each time from the day of effect on; none before it is known."""
        if self.effective_on is None:
            return []
        later = [version for version in self.amended if version.since > self.effective_on]
        return [Version(self.effective_on, self.on(self.effective_on)), *later]

    def rates(self) -> tuple[tuple[date, str], ...]:
        """Return the rates of late interest, each with the first day on which it holds."""
        return (
            (date.min, self.terms.plan.late_rate),
            *((version.since, version.terms.plan.late_rate) for version in self.amended),
        )

    # --- royalties -------------------------------------------------------------------------------------

    def spans(self) -> list[Span]:
        """Return the times in which royalties run; times with the same kind of period that meet are one."""
        found: list[Span] = []
        versions = self.versions()
        for place, version in enumerate(versions):
            until = versions[place + 1].since - _DAY if place + 1 < len(versions) else None
            span = self._span(version, until)
            if span is None:
                continue
            if found and found[-1].period is span.period and _meet(found[-1].last, span.first):
                span = Span(span.period, found.pop().first, span.last)
            found.append(span)
        return found

    def _span(self, version: Version, until: date | None) -> Span | None:
        royalty = version.terms.plan.royalty
        if royalty is None or royalty.period is None:
            return None
        start = self._start(royalty)
        if start is None:
            return None
        first = max(start, version.since)
        last = _earliest(royalty.ends_on, version.terms.ends_on, self.ended_on, until)
        return None if last is not None and last < first else Span(royalty.period, first, last)

    def _start(self, royalty: Royalty) -> date | None:
        """Return the first day of income that counts, None while it is not known."""
        if royalty.from_first_sale:
            return self.first_sale_on
        if royalty.starts_on is not None:
            return royalty.starts_on
        if royalty.starts_after and self.effective_on is not None:
            return plain_day(self.effective_on, read_period(royalty.starts_after))
        return self.effective_on

    def settlements(self, until: date) -> Iterator[Settlement]:
        """Yield the settlement periods that begin no later than a day, each in full length."""
        for span in self.spans():
            if span.first > until:
                return
            # A period that begins by then is whole: it is looked at a year further, and cut off by its beginning.
            last = span.last if span.last is not None else _years_on(until)
            for found in settlements(span.period, span.first, last):
                if found.first > until:
                    break
                yield found

    def royalty_of(self, settlement: Settlement) -> Royalty | None:
        """Return the royalty agreed for a period: by the terms that hold on its first day."""
        return self.on(settlement.first).plan.royalty

    def plan_of(self, settlement: Settlement) -> FeePlan:
        """Return the fee plan that holds on the first day of a period."""
        return self.on(settlement.first).plan

    def royalty_days(self, year: int) -> tuple[date, date] | None:
        """Return the first and the last day of a calendar year on which royalties run, None where they run on none."""
        begin, end = date(year, 1, 1), date(year, 12, 31)
        days = [
            (max(span.first, begin), min(span.last or end, end))
            for span in self.spans()
            if span.first <= end and (span.last is None or span.last >= begin)
        ]
        return (min(first for first, _ in days), max(last for _, last in days)) if days else None

    def royalty_year(self, day: date) -> int:
        """Return in which year of the royalty a day lies, the first being 1."""
        spans = self.spans()
        if not spans or day <= spans[0].first:
            return 1
        years = day.year - spans[0].first.year
        return years + (day >= add_years(spans[0].first, years))


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _meet(last: date | None, first: date) -> bool:
    return last is not None and last + _DAY == first


def _years_on(day: date) -> date:
    try:
        return add_years(day, 2)
    except OverflowError:
        return date.max
