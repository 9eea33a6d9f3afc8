"""Whatever is done in whatever order: ends follow from their inputs, history only grows, checks find nothing."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.deadlines.acting import YEAR_2027, begin
from tests.offices import open_at, problems
from ttoffice.action import Office, perform
from ttoffice.deadlines.record import RUNNING
from ttoffice.deadlines.rules import recounted
from ttoffice.deadlines.shelves import DEADLINES
from ttoffice.deadlines.views import work_calendar
from ttoffice.errors import RefusedError

DAY = st.integers(0, 40)
PERIOD = st.sampled_from(["1d", "15d", "5wd", "30wd", "1m", "3m", "1y"])
EDITIONS = st.sampled_from(["甲", "乙", "丙"])
WHICH = st.integers(0, 3)

STEP = st.one_of(
    st.tuples(st.just("start"), DAY, PERIOD, st.booleans()),
    st.tuples(st.just("stop"), WHICH, DAY),
    st.tuples(st.just("resume"), WHICH, DAY),
    st.tuples(st.just("extend"), WHICH, PERIOD),
    st.tuples(st.just("finish"), WHICH, DAY),
    st.tuples(st.just("void"), WHICH),
    st.tuples(st.just("load"), st.integers(2026, 2028), EDITIONS, st.integers(0, 9)),
    st.tuples(st.just("close"), DAY, DAY),
    st.tuples(st.just("later"), DAY),
)


class Run:
    """One office to which steps are done; what an action refuses is left undone."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.first = office.today
        self.numbers: list[str] = []

    def do(self, step: tuple[Any, ...]) -> None:
        name, *given = step
        with suppress(RefusedError):
            getattr(self, name)(*given)

    def on(self, days: int) -> str:
        return (self.first + timedelta(days)).isoformat()

    def act(self, name: str, which: int, **data: Any) -> None:
        if self.numbers:
            number = self.numbers[which % len(self.numbers)]
            perform(self.office, f"deadline.{name}", data, subject=number)

    def start(self, days: int, period: str, by_setting: bool) -> None:
        more = {"matter": "review", "source": ""} if by_setting else {}
        self.numbers.append(begin(self.office, self.on(days), "" if by_setting else period, **more))

    def stop(self, which: int, days: int) -> None:
        self.act("stop", which, reason="甲", on=self.on(days))

    def resume(self, which: int, days: int) -> None:
        self.act("resume", which, reason="乙", on=self.on(days))

    def extend(self, which: int, period: str) -> None:
        self.act("extend", which, reason="丙", basis="丁", period=period)

    def finish(self, which: int, days: int) -> None:
        self.act("finish", which, on=self.on(days))

    def void(self, which: int) -> None:
        self.act("void", which, reason="戊")

    def load(self, year: int, edition: str, more: int) -> None:
        first = date(year, 7, 1)
        days = [{"first": first.isoformat(), "last": (first + timedelta(more)).isoformat()}]
        perform(
            self.office, "calendar.load_year", {**YEAR_2027, "year": year, "days": days, "edition": edition}
        )

    def close(self, first: int, length: int) -> None:
        data = {"name": "假", "first_day": self.on(first), "last_day": self.on(first + length)}
        perform(self.office, "calendar.set_closure", data)

    def later(self, days: int) -> None:
        self.office = self.office.on(self.office.today + timedelta(days))

    def revisions(self) -> list[tuple[Any, ...]]:
        with self.office.reader() as reader:
            return reader.all("SELECT log_id, kind, subject_id, version, document FROM revision ORDER BY id")

    def wrong_ends(self) -> list[str]:
        with self.office.reader() as reader:
            calendar = work_calendar(reader)
            running = [found for found in DEADLINES.where(reader) if found.record.state in RUNNING]
        return [found.number for found in running if recounted(found.record, calendar) != found.record]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(STEP, min_size=1, max_size=14), st.booleans())
def test_ends_follow_from_their_inputs_whatever_is_done(
    blank_store: Path, steps: list[tuple[Any, ...]], skip: bool
) -> None:
    root = Path(tempfile.mkdtemp())
    try:
        shutil.copy(blank_store, root / "ttoffice.db")
        run = Run(open_at(root))
        setting = {"code": "review", "value": "20wd", "effective_from": "2026-01-01", "source": "校规"}
        perform(run.office, "policy.set", {**setting, "skip_closures": skip})
        run.start(0, "15d", False)
        kept = run.revisions()
        for step in steps:
            run.do(step)
            grown = run.revisions()
            assert grown[: len(kept)] == kept
            kept = grown
            assert run.wrong_ends() == []
        assert problems(run.office) == ()
    finally:
        shutil.rmtree(root, ignore_errors=True)
