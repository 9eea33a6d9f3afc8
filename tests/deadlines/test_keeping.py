from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from tests.offices import TODAY
from ttoffice.action import Context, Office
from ttoffice.action.performing import _context, _transaction
from ttoffice.deadlines import keeping
from ttoffice.deadlines.policy import SETTINGS
from ttoffice.deadlines.record import PolicyRecord
from ttoffice.deadlines.shelves import DEADLINES, POLICIES
from ttoffice.deadlines.views import policies_on, policy_on
from ttoffice.errors import RefusedError, StoreError, UsageError


@contextmanager
def acting(office: Office) -> Iterator[Context]:
    """Give the context of an action that is undone at the end."""
    with _transaction(office) as writer:
        yield _context(office, writer, office.vault)


def test_a_deadline_takes_period_and_source_from_the_units_setting(office: Office) -> None:
    with acting(office) as ctx:
        number = keeping.start(ctx, subject="GS-2026-0001", matter="price_publicity", starts_on=TODAY)
        found = keeping.load(ctx.db, number)
    assert found is not None
    record = found.record
    assert number == "QX-2026-0001"
    assert (record.period, record.ends_on, record.state) == ("15d", date(2026, 6, 16), "open")
    assert "浙江省促进科技成果转化条例" in record.source
    assert record.label == "协议定价公示"
    assert record.editions == ("2026 国办发明电〔2025〕7号",)
    assert [record.proof[0].why, record.proof[-1].why] == ["start_day", "last_day"]
    assert not record.provisional


def test_an_own_deadline_needs_a_period(office: Office) -> None:
    with acting(office) as ctx:
        with pytest.raises(RefusedError) as refused:
            keeping.start(ctx, subject="CG-2026-0001", matter="补正", starts_on=TODAY)
        assert refused.value.reasons[0].code == "deadline.no_period"
        with pytest.raises(RefusedError):
            keeping.start(ctx, subject="CG-2026-0001", matter="quorum", starts_on=TODAY)
        with pytest.raises(UsageError):
            keeping.start(ctx, subject="CG-2026-0001", matter="补正", starts_on=TODAY, period="soon")
        number = keeping.start(
            ctx, subject="CG-2026-0001", matter="补正", starts_on=TODAY, period="5个工作日", source="来函"
        )
        found = keeping.load(ctx.db, number)
    assert found is not None
    assert (found.record.period, found.record.label, found.record.source) == ("5wd", "补正", "来函")


def test_a_setting_holds_from_its_day_and_the_last_entered_of_a_day_holds(office: Office) -> None:
    with acting(office) as ctx:
        for value, day in (("20d", date(2026, 5, 1)), ("25d", date(2026, 5, 1)), ("30d", date(2026, 7, 1))):
            POLICIES.enter(ctx, PolicyRecord("review", value, day, "校发〔2026〕1号"))
        values = [
            policy_on(ctx.db, "review", day).value
            for day in (date(2026, 4, 30), date(2026, 5, 1), date(2026, 6, 30), date(2026, 7, 1))
        ]
        assert values == ["30d", "25d", "25d", "30d"]
        assert policy_on(ctx.db, "review", date(2026, 4, 30)).since is None
        assert policy_on(ctx.db, "review", TODAY).source == "校发〔2026〕1号"


def test_every_setting_carries_its_source_and_none_says_the_guideline_fixes_it(office: Office) -> None:
    with office.reader() as reader:
        found = policies_on(reader, TODAY)
        with pytest.raises(UsageError):
            policy_on(reader, "soon", TODAY)
    assert [value.code for value in found] == list(SETTINGS)
    assert all(value.source and value.since is None for value in found)


def test_what_is_done_or_void_stays_as_it_is(office: Office) -> None:
    with acting(office) as ctx:
        done, void = (
            keeping.start(ctx, subject="GS-2026-0001", matter="feedback", starts_on=TODAY) for _ in range(2)
        )
        keeping.finish(ctx, done, TODAY)
        keeping.void(ctx, void, "公示已撤回")
        for number in (done, void, "QX-2026-0099"):
            with pytest.raises(RefusedError):
                keeping.finish(ctx, number, TODAY)
            with pytest.raises(RefusedError):
                keeping.void(ctx, number, "再次")
        records = [found.record for found in keeping.of_subject(ctx.db, "GS-2026-0001")]
        assert [(record.state, record.done_on, record.note) for record in records] == [
            ("done", TODAY, ""),
            ("void", None, "公示已撤回"),
        ]
        with pytest.raises(StoreError):
            ctx.db.execute("UPDATE deadline SET note = 'x' WHERE number = ?", (done,))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE deadline SET starts_on = '2026-01-01'",
        "UPDATE deadline SET period = '1d'",
        "UPDATE deadline SET subject = 'GS-2026-0002'",
        "DELETE FROM deadline",
        "UPDATE policy SET value = '1d'",
        "DELETE FROM policy",
        "DELETE FROM calendar_year",
        "DELETE FROM closure",
    ],
)
def test_the_database_keeps_what_was_begun_and_settled(office: Office, statement: str) -> None:
    with acting(office) as ctx:
        keeping.start(ctx, subject="GS-2026-0001", matter="feedback", starts_on=TODAY)
        POLICIES.enter(ctx, PolicyRecord("review", "20d", TODAY, "校发〔2026〕1号"))
        table = statement.split()[2 if statement.startswith("DELETE") else 1]
        if table in ("calendar_year", "closure"):
            columns = {
                "calendar_year": "year, edition, source, days, file",
                "closure": "name, first_day, last_day, source, withdrawn, reason",
            }[table]
            zeros = ", ".join("0" for _name in columns.split(","))
            ctx.db.execute(
                f"INSERT INTO {table} (number, version, words, {columns}) VALUES ('a', 1, '', {zeros})"
            )
        with pytest.raises(StoreError):
            ctx.db.execute(statement)


def test_a_record_goes_to_json_and_back(office: Office) -> None:
    with acting(office) as ctx:
        number = keeping.start(ctx, subject="GS-2026-0001", matter="recordal", starts_on=TODAY)
        found = DEADLINES.load(ctx.db, number)
        assert found is not None
        assert DEADLINES.from_document(found.document) == found.record
