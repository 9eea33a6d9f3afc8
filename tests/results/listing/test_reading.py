from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.offices import open_at
from tests.results.listing.support import enter, named, profile_of
from ttoffice.action import Office
from ttoffice.errors import UsageError
from ttoffice.parties.views import UnitView
from ttoffice.results import storage
from ttoffice.results.codes import LegalStatus, LicenseKind, Maturity, PaymentMode, RightKind, Secrecy
from ttoffice.results.fees import FeePlan, Royalty, Stage
from ttoffice.results.listing.prefetch import Prefetch
from ttoffice.results.listing.preflight import cells_of, check_row
from ttoffice.results.listing.profile import load
from ttoffice.results.listing.reading import Rows, Snapshot
from ttoffice.results.listing.selection import CELL
from ttoffice.results.listing.sources import SOURCES, Listed
from ttoffice.results.record import Completer, Flag, Holder, ResultRecord, Right

EVERY = 'id = "every"\ntitle = "每"\n[checks]\nnot_pay_later = "warn"\n' + "".join(
    f'[[columns]]\nheader = "列{place}"\nfield = "{path}"\n' for place, path in enumerate(SOURCES)
)
JOINED = (
    'id = "joined"\ntitle = "连"\n'
    '[[columns]]\nheader = "a"\nfield = "completers.name"\njoin = "; "\nmax_items = 2\n'
    '[[columns]]\nheader = "b"\nfield = "rights.kind"\njoin = "/"\ncodes = { invention = "发明", other = "" }\n'
    '[[columns]]\nheader = "c"\nfield = "listed_since"\nformat = "%Y年%m月%d日"\ndefault = "未定"\n'
    '[[columns]]\nheader = "d"\nfield = "rights.acquired_on"\nformat = "%d.%m.%Y"\n'
    '[[columns]]\nheader = "e"\nfield = "keywords"\njoin = ","\nrequired = true\n'
    '[[columns]]\nheader = "f"\nfield = "maturity"\nrequired = true\ndefault = "其他"\n'
    '[[columns]]\nheader = "g"\nconstant = "是\'的"\nkey = "g"\n'
    '[[columns]]\nheader = "h"\nfield = "brief"\nmax_length = 5\nrequired = true\n'
)
TEXT = st.text(
    st.one_of(
        st.sampled_from(" =-+@'\"\\\x1e\x1f\x00\x07\n\t、;,甲乙138１国内首创\u202e\u3000😀"), st.characters()
    ),
    max_size=12,
).map(lambda text: text.encode("utf-8", "ignore").decode())
NAME = st.text("甲乙丙 、;,'\"=\x1f", min_size=1, max_size=4).filter(str.strip)
DAY = st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1))


def code(codes: Any) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from([item.value for item in codes])


RIGHTS = st.builds(
    Right,
    kind=code(RightKind),
    number=TEXT,
    verified=st.none() | st.booleans(),
    acquired_on=DAY,
    expires_on=DAY,
    legal_status=code(LegalStatus),
    holders=st.lists(st.builds(Holder, NAME), max_size=2).map(tuple),
)
RECORDS = st.builds(
    ResultRecord,
    title=TEXT.filter(bool),
    brief=TEXT | st.just("联系13812345678") | st.just("国内首创"),
    department=TEXT,
    fee_text=TEXT,
    fee_plan=st.none()
    | st.builds(
        FeePlan,
        st.none() | st.just(0),
        st.sampled_from([(), (Stage("中试", 100),)]),
        st.none() | st.just(Royalty("3", "sales")),
    ),
    contact_phone=TEXT,
    trl=st.none() | st.integers(1, 9),
    maturity=code(Maturity),
    secrecy=code(Secrecy),
    payment_mode=code(PaymentMode),
    license_kind=code(LicenseKind),
    consent=st.sampled_from([None, "given", "refused"]),
    keywords=st.lists(NAME, max_size=3).map(tuple),
    completers=st.lists(st.builds(Completer, NAME, TEXT), max_size=4).map(tuple),
    rights=st.lists(RIGHTS, max_size=3).map(tuple),
    listed_since=DAY,
    exclusion_reason=st.sampled_from(["", "", "已转让"]),
    flags=st.sampled_from([(), (Flag("maturity", "x", "c"),), (Flag("keywords", "\x1f", "c"),)]),
)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, blank_store: Path) -> Office:
    office = open_at(tmp_path_factory.mktemp("shared"))
    named(office, address="=昆明\x1f市")
    return office


def put(office: Office, records: list[ResultRecord]) -> list[str]:
    """Replace every result by these, without the rules that watch what is entered."""
    writer = office.writer()
    try:
        writer.begin()
        for table in ("ip_right", "completer", "implementation", "result", "result_search"):
            if table != "result_search":
                writer.execute(f"DELETE FROM {table}")
        numbers = [f"CG-2026-{place:04d}" for place in range(1, len(records) + 1)]
        storage.insert_many(writer, list(zip(numbers, records, strict=True)))
        writer.commit()
    finally:
        writer.close()
    return numbers


def unit_of(office: Office) -> UnitView:
    with Snapshot(office.reader) as snapshot:
        return snapshot.unit


@pytest.mark.parametrize("text", [EVERY, JOINED, None], ids=["every path", "joined", "default"])
@given(records=st.lists(RECORDS, min_size=1, max_size=4))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_whole_register_is_read_and_judged_as_each_record_by_itself(
    shared: Office, text: str | None, records: list[ResultRecord]
) -> None:
    profile = profile_of(text, ("国内首创",)) if text else load("yunnan-default")
    numbers = put(shared, records)
    expected_good, expected_refused = {}, {}
    unit = unit_of(shared)
    warned = []
    for number, record in zip(numbers, records, strict=True):
        listed = Listed(number, record, unit)
        reasons = check_row(profile, listed, shared.today)
        if any(not reason.warning for reason in reasons):
            expected_refused[number] = set(reasons)
        else:
            expected_good[number] = list(cells_of(profile, listed))
            warned += [(number, reason) for reason in reasons]

    with Snapshot(shared.reader) as snapshot:
        chunks = list(Rows(snapshot, profile, shared.today, which="all", numbers=tuple(numbers)))

    good = {n: t.split(CELL) for chunk in chunks for n, t in zip(chunk.numbers, chunk.texts, strict=True)}
    assert good == expected_good
    assert {row.number: set(row.reasons) for c in chunks for row in c.refused} == expected_refused
    assert sorted(map(repr, (w for chunk in chunks for w in chunk.warnings))) == sorted(map(repr, warned))


def test_more_than_one_chunk_comes_in_the_order_of_the_register(shared: Office) -> None:
    numbers = put(shared, [ResultRecord(title=f"成果{place}") for place in range(1, 1202)])
    profile = profile_of(
        'id = "t"\ntitle = "t"\n[checks]\nnot_pay_later = "off"\n[[columns]]\nheader = "t"\nfield = "title"\n'
    )

    with Snapshot(shared.reader) as snapshot:
        chunks = list(Rows(snapshot, profile, shared.today, which="all"))
        chosen = list(Rows(snapshot, profile, shared.today, which="all", numbers=tuple(reversed(numbers))))

    assert [number for chunk in chunks for number in chunk.numbers] == numbers
    assert [text for chunk in chosen for text in chunk.texts] == [f"成果{place}" for place in range(1, 1202)]


def test_an_export_sees_one_state_of_the_store_however_long_it_takes(unit: Office) -> None:
    enter(unit, title="甲")
    with Snapshot(unit.reader) as snapshot:
        enter(unit, title="乙")
        rows = Rows(snapshot, load("guideline-minimum"), unit.today, which="all")

        assert [len(chunk.texts) for chunk in rows] == [1]
        assert snapshot.log_id == 2


def test_a_number_that_is_not_in_the_register_is_refused(unit: Office) -> None:
    with Snapshot(unit.reader) as snapshot, pytest.raises(UsageError, match="CG-2026-0404"):
        Rows(snapshot, load("guideline-minimum"), unit.today, which="all", numbers=("CG-2026-0404",))


def test_reading_ahead_stops_when_nobody_reads_on() -> None:
    ahead = Prefetch(iter(range(100_000)))
    assert next(iter(ahead)) == 0

    ahead.close()

    assert not ahead._thread.is_alive()


def test_a_failure_while_reading_ahead_is_raised_where_it_is_awaited() -> None:
    def failing() -> Any:
        yield 1
        raise ValueError("broken")

    ahead = Prefetch(failing())
    with pytest.raises(ValueError, match="broken"):
        list(ahead)
    ahead.close()


def test_a_code_that_the_platform_does_not_take_refuses_a_row_with_no_other_doubt(shared: Office) -> None:
    text = (
        'id = "codes"\ntitle = "码"\n[[columns]]\nheader = "种类"\nfield = "rights.kind"\njoin = "/"\n'
        'codes = { invention = "发明", other = "" }\n'
    )
    record = ResultRecord(title="名称", secrecy="open", payment_mode="royalty", rights=(Right(kind="other"),))
    numbers = put(shared, [record])
    with Snapshot(shared.reader) as snapshot:
        chunks = list(Rows(snapshot, profile_of(text), shared.today, which="all", numbers=tuple(numbers)))
    assert [reason.code for chunk in chunks for row in chunk.refused for reason in row.reasons] == [
        "listing.code"
    ]
