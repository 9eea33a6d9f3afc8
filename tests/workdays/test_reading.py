from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.workdays.statute import NOTICES, arrangement
from ttoffice.errors import InputFileError
from ttoffice.workdays.calendar import CalendarYear, WorkCalendar, faults
from ttoffice.workdays.reading import read_day, read_years, shipped

HEAD = 'year = 2027\nsource = "通知"\nedition = "国办发明电〔2026〕1号"\nannounced_on = 2026-11-05\n'
REST = '[[rest]]\nname = "元旦"\nfirst = 2027-01-01\nlast = 2027-01-03\n'


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def refusal(path: Path) -> str:
    with pytest.raises(InputFileError) as refused:
        read_years(path)
    assert path.name in refused.value.message
    return refused.value.message


def test_the_years_shipped_are_those_of_the_notices() -> None:
    for year in shipped():
        assert (set(year.rest), set(year.work)) == arrangement(year.year)
        assert not list(faults(year))
        assert "国务院办公厅" in year.source
        assert year.announced_on is not None
        assert set(year.names) == year.rest | year.work
        assert all(year.names.values())
    assert [year.year for year in shipped()] == list(NOTICES)


def test_a_year_written_as_toml_is_read(tmp_path: Path) -> None:
    text = HEAD + REST + '[[work]]\nname = "元旦"\ndays = [2027-01-09]\n'
    (year,) = read_years(written(tmp_path, "2027.toml", "\ufeff" + text))
    assert year.rest == {date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3)}
    assert year.work == {date(2027, 1, 9)}
    assert (year.edition, year.announced_on) == ("国办发明电〔2026〕1号", date(2026, 11, 5))
    assert year.names[date(2027, 1, 9)] == "元旦"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_typed_by_an_office_is_read(tmp_path: Path, encoding: str) -> None:
    text = (
        "日期,类型,说明\n2027-01-01,休,元旦\n2027/1/2,放假,元旦\n2027年1月9日,班,补元旦\n20270203,休,春节\n"
    )
    (year,) = read_years(written(tmp_path, "2027.csv", text.encode(encoding)))
    assert len(year.rest) == 3
    assert year.work == {date(2027, 1, 9)}
    assert year.names[date(2027, 1, 9)] == "补元旦"
    assert (year.year, year.source) == (2027, "")


def test_a_workbook_is_read_too(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["日期", "类型", "说明"])
    sheet.append([date(2027, 1, 1), "休", "元旦"])
    sheet.append(["2027-01-09", "班", None])
    book.save(tmp_path / "2027.xlsx")
    (year,) = read_years(tmp_path / "2027.xlsx")
    assert (set(year.rest), set(year.work)) == ({date(2027, 1, 1)}, {date(2027, 1, 9)})


def test_several_years_in_one_table_are_told_apart(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "日期,类型\n2028-01-01,休\n2027-01-01,休\n")
    assert [year.year for year in read_years(path)] == [2027, 2028]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD, "2027"),  # no rest day at all
        (HEAD + REST.replace("2027-01-03", "2028-01-03"), ""),
        (HEAD + REST.replace("2027-01-03", "2026-12-31"), "2026-12-31"),
        (HEAD + REST + "[[work]]\ndays = [2027-01-04]\n", "2027-01-04"),  # a Monday
        (HEAD + REST + "[[work]]\ndays = [2027-01-02]\n", "2027-01-02"),  # both
        (HEAD + REST + REST, "2027-01-01"),  # twice
        (HEAD + "[[rest]]\ndays = [2026-12-31]\n", "2026-12-31"),
        (HEAD.replace("2027", '"2027"', 1) + REST, "year"),
        (HEAD.replace('"通知"', '""') + REST, "source"),
        (HEAD + "rest = 3\n", "rest"),
        (HEAD + "[[rest]]\ndays = [2027-01-01T08:00:00]\n", "rest.days"),
        (HEAD + "[[rest]]\ndays = 5\n", "rest.days"),
        (HEAD + "[[rest]]\nfirst = 2027-01-01\n", "rest.last"),
        ("year = [", "TOML"),
        ("years = []", "years"),
        (b"year = 2027 # \xff\xfe", "UTF-8"),
        ("x=" + "[" * 100_000, ""),
        ("#" * (2**20 + 10), ""),
        (f"[[years]]\n{HEAD}[[years.rest]]\ndays = [2027-01-01]\n" * 2, "2027"),
    ],
)
def test_a_wrong_toml_file_is_refused_with_what_is_wrong(
    tmp_path: Path, text: str | bytes, told: str
) -> None:
    assert told in refusal(written(tmp_path, "2027.toml", text))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ""),
        ("日期,说明\n2027-01-01,元旦\n", "类型"),
        ("日期,类型\n", ""),
        ("日期,类型\n2027-02-30,休\n", "2027-02-30"),
        ("日期,类型\n2027-01-01,\n", "类型"),
        ("日期,类型\n2027-01-01,也许\n", "也许"),
        ("日期,类型\n2027-01-01,休\n2027-01-01,班\n", "2027-01-01"),
        ("日期,类型\n2027-01-01,休\n2027-01-04,班\n", "2027-01-04"),
        ("日期,类型\n\0,休\n", ""),
        (b"PK\x03\x04 no zip", ""),
        ('日期,类型\n"2027-01-01,休\n', ""),
    ],
)
def test_a_wrong_table_is_refused_with_what_is_wrong(tmp_path: Path, text: str | bytes, told: str) -> None:
    assert told in refusal(written(tmp_path, "2027.csv", text))


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    refusal(tmp_path / "none.toml")
    refusal(tmp_path)


def test_what_is_no_day_is_none() -> None:
    for text in ("", "2027", "1月1日", "2027-13-01", "2027-1-1-1", None, 45000, "２０２７-0１-01x"):
        assert read_day(text) is None
    assert read_day("２０２７年２月１４日") == date(2027, 2, 14)


def test_a_year_stands_once_in_a_calendar() -> None:
    year = CalendarYear(2027, frozenset({date(2027, 1, 1)}), frozenset(), "通知", None, "1")
    with pytest.raises(ValueError, match="twice"):
        WorkCalendar((year, year))
