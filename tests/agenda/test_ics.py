"""The calendar, read back by a small parser of its own that knows RFC 5545 only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ttoffice.agenda.ics import Handed, calendar, fold, handed_out, is_ours, text
from ttoffice.agenda.items import Item

TODAY = date(2026, 6, 1)
MOMENT = datetime(2026, 6, 1, 1, 30, tzinfo=UTC)
ITEM = Item(
    "deadline:QX-2026-0001",
    date(2026, 6, 10),
    "GS-2026-0001",
    "价格公示；含,与\\和\n换行",
    "为何",
    "促转法 18",
    "ttoffice show GS-2026-0001",
    "李明",
    hard=True,
    sequence=2,
)


def written(items: Iterable[Item], **more: Any) -> bytes:
    options: dict[str, Any] = {"mark": "abc", "title": "待办", "moment": MOMENT, "today": TODAY, **more}
    return calendar(items, **options)


def events(content: bytes) -> dict[str, dict[str, str]]:
    """Read a calendar as another program would: lines end by CRLF, a space continues one, values are unescaped."""
    assert content.endswith(b"\r\n")
    lines: list[str] = []
    for raw in content.split(b"\r\n")[:-1]:
        assert len(raw) <= 75, raw
        assert b"\n" not in raw
        assert b"\r" not in raw
        line = raw.decode()  # no character is split between two lines
        if line.startswith(" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    found: dict[str, dict[str, str]] = {}
    stack: list[str] = []
    event: dict[str, str] = {}
    for line in lines:
        name, value = line.split(":", 1)
        if name == "BEGIN":
            stack.append(value)
            event = {} if value == "VEVENT" else event
        elif name == "END":
            assert stack.pop() == value
            if value == "VEVENT":
                assert event["UID"] not in found
                found[event["UID"]] = event
        elif stack[-1] == "VEVENT":
            event[name] = unescaped(value)
        elif stack[-1] == "VALARM" and name == "TRIGGER":
            event["TRIGGERS"] = f"{event.get('TRIGGERS', '')} {value}".strip()
    assert not stack
    return found


def unescaped(value: str) -> str:
    told, letters = "", iter(value)
    for letter in letters:
        if letter == "\\":
            after = next(letters)
            told += "\n" if after in "nN" else after
        else:
            assert letter not in ";,", value
            told += letter
    return told


UID = "deadline:QX-2026-0001.abc@ttoffice"


def test_an_event_says_everything_and_lasts_a_day() -> None:
    event = events(written([ITEM]))[UID]
    assert event["DTSTART;VALUE=DATE"] == "20260610"
    assert event["DTEND;VALUE=DATE"] == "20260611"
    assert event["DTSTAMP"] == "20260601T013000Z"
    assert event["SUMMARY"].endswith("价格公示；含,与\\和\n换行")
    assert event["SEQUENCE"] == "2"
    assert event["STATUS"] == "CONFIRMED"
    assert event["DESCRIPTION"].startswith("为何\n")
    assert event["DESCRIPTION"].endswith("ttoffice show GS-2026-0001")


def test_hard_things_remind_at_nine_on_the_days_to_come_and_soft_ones_not() -> None:
    assert events(written([ITEM]))[UID]["TRIGGERS"] == "-P6DT15H -PT15H"
    assert events(written([ITEM], steps=(0,)))[UID]["TRIGGERS"] == "PT9H"
    assert "TRIGGERS" not in events(written([replace(ITEM, hard=False)]))[UID]
    assert "TRIGGERS" not in events(written([replace(ITEM, snoozed_until=date(2026, 6, 9))]))[UID]


def test_a_provisional_day_is_tentative() -> None:
    assert events(written([replace(ITEM, provisional=True)]))[UID]["STATUS"] == "TENTATIVE"


def test_what_has_no_day_is_not_in_the_calendar() -> None:
    assert events(written([replace(ITEM, day=None)])) == {}


def test_writing_again_gives_the_same_uids_and_the_same_sequence() -> None:
    first = written([ITEM])
    assert is_ours(first)
    assert written([ITEM], earlier=handed_out(first)) == first


def test_the_sequence_grows_when_the_day_moves_even_where_the_record_does_not_tell() -> None:
    first = written([ITEM])
    moved = replace(ITEM, day=date(2026, 6, 12))
    second = written([moved], earlier=handed_out(first))
    assert events(second)[UID]["SEQUENCE"] == "3"
    third = written([moved], earlier=handed_out(second))
    assert events(third)[UID]["SEQUENCE"] == "3"


def test_what_is_done_is_written_once_more_as_cancelled_for_a_year() -> None:
    first = written([ITEM])
    second = written([], earlier=handed_out(first))
    event = events(second)[UID]
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", "3")
    assert event["SUMMARY"] == events(first)[UID]["SUMMARY"]
    assert events(written([], earlier=handed_out(second)))[UID]["SEQUENCE"] == "3"
    later = ITEM.day + timedelta(days=366) if ITEM.day else TODAY
    assert UID in events(written([], earlier=handed_out(second), today=later))
    assert events(written([], earlier=handed_out(second), today=later + timedelta(days=1))) == {}


def test_what_is_only_out_of_sight_is_not_cancelled() -> None:
    first = written([ITEM])
    second = written([], earlier=handed_out(first), living={UID: ITEM})
    assert events(second)[UID]["STATUS"] == "CONFIRMED"


def test_what_comes_back_is_confirmed_with_a_higher_sequence() -> None:
    gone = written([], earlier=handed_out(written([ITEM])))
    event = events(written([ITEM], earlier=handed_out(gone)))[UID]
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", "4")


def test_two_stores_do_not_share_uids() -> None:
    assert not events(written([ITEM], mark="abc")).keys() & events(written([ITEM], mark="xyz")).keys()


def test_another_programs_calendar_is_not_ours() -> None:
    assert not is_ours(b"BEGIN:VCALENDAR\r\nPRODID:-//other//x//EN\r\nEND:VCALENDAR\r\n")
    assert not is_ours(b"\xff\xfe")


def test_a_damaged_calendar_is_read_as_far_as_it_goes() -> None:
    content = written([ITEM, replace(ITEM, key="scan:B")])
    broken = content.replace(b"DTSTART;VALUE=DATE:20260610", b"DTSTART;VALUE=DATE:2026", 1)
    assert len(handed_out(broken)) == 1
    assert handed_out(content[:300]) == {}


@given(st.text(st.characters(codec=None), max_size=200))
def test_no_text_breaks_the_form_of_a_calendar(title: str) -> None:
    content = written([replace(ITEM, title=title, why=title, person=title, basis=title)])
    found = events(content)
    assert list(found) == [UID]
    assert handed_out(content)[UID] == Handed(date(2026, 6, 10), 2, text(f"{ITEM.kind_label} {title}"), False)


@given(st.text("烤烟🇨🇳é,;\\a", max_size=300))
def test_folding_splits_no_character_and_unfolds_to_the_same(line: str) -> None:
    pieces = fold(line).encode().split(b"\r\n")
    assert all(len(piece) <= 75 for piece in pieces)
    assert pieces[0].decode() + "".join(piece.decode()[1:] for piece in pieces[1:]) == line
