from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.offices import TODAY
from ttoffice.action import Office
from ttoffice.results import storage
from ttoffice.results.codes import (
    Answer,
    Coded,
    Consent,
    LegalStatus,
    LicenseKind,
    Maturity,
    PaymentMode,
    ResultType,
    RightKind,
    Secrecy,
    TechField,
    TechLevel,
    TechnologyClass,
    TransferMode,
)
from ttoffice.results.fees import FeePlan, Royalty, Stage
from ttoffice.results.record import (
    FIELD_NAMES,
    Completer,
    Flag,
    Holder,
    Implementation,
    ResultRecord,
    Right,
    from_document,
)

CODES: dict[str, type[Coded]] = {
    "result_type": ResultType,
    "fiscal": Answer,
    "technology_class": TechnologyClass,
    "tech_field": TechField,
    "maturity": Maturity,
    "tech_level": TechLevel,
    "secrecy": Secrecy,
    "consent": Consent,
    "transfer_mode": TransferMode,
    "license_kind": LicenseKind,
    "payment_mode": PaymentMode,
    "implemented": Answer,
    "time_limited": Answer,
}
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
days = st.none() | st.dates()
shares = st.sampled_from([None, "0", "33.3333", "100"])


def code(codes: type[Coded]) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *(item.value for item in codes)])


def several(items: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, max_size=3).map(tuple)


plans = st.builds(
    FeePlan,
    st.none() | st.integers(0, 10**15),
    several(
        st.builds(Stage, texts, st.none() | st.integers(0, 10**15), shares, st.none() | st.integers(0, 3660))
    ),
    st.none() | st.builds(Royalty, st.sampled_from(["1", "2.5"]), st.none()),
    st.none() | st.integers(0, 10**15),
    st.booleans(),
)
rights = st.builds(
    Right,
    kind=code(RightKind),
    number=texts,
    verified=st.none() | st.booleans(),
    applied_on=days,
    acquired_on=days,
    expires_on=days,
    legal_status=code(LegalStatus),
    holders=several(st.builds(Holder, texts, shares)),
)
records = st.builds(
    ResultRecord,
    **{
        **dict.fromkeys(FIELD_NAMES, texts),
        **{name: code(codes) for name, codes in CODES.items()},
        **dict.fromkeys(("consent_on", "listed_since", "exclusion_on"), days),
        "title": texts.filter(bool),
        "trl": st.none() | st.integers(1, 9),
        "keywords": several(texts),
        "fee_plan": st.none() | plans,
        "rights": several(rights),
        "completers": several(st.builds(Completer, texts, texts, shares)),
        "implementations": several(
            st.builds(Implementation, code(TransferMode), st.sampled_from(["", "2024", "2024-06"]), texts)
        ),
        "flags": several(st.builds(Flag, texts, texts, texts, texts)),
    },
)


@given(records)
def test_a_record_survives_its_document(record: ResultRecord) -> None:
    assert from_document(record.as_document()) == record
    assert from_document(json.loads(json.dumps(record.as_document()))) == record


def test_the_strategy_leaves_no_field_out() -> None:
    assert {item.name for item in fields(ResultRecord)} == set(FIELD_NAMES)


def test_unknown_and_missing_keys_of_an_old_document_are_borne() -> None:
    assert from_document({"title": "甲", "colour": "red"}) == ResultRecord(title="甲")


def test_the_earliest_acquisition_counts() -> None:
    record = ResultRecord(
        rights=(Right(acquired_on=date(2024, 5, 1)), Right(), Right(acquired_on=date(2022, 5, 1)))
    )
    assert record.acquired_on == date(2022, 5, 1)
    assert ResultRecord().acquired_on is None


def test_what_is_written_is_what_is_read_after_insert_and_after_update(office: Office) -> None:
    """One transaction for all examples, rolled back: the register is written as an import writes it."""
    writer = office.writer()
    writer.begin()
    serials = iter(range(1, 10_000))

    @given(records, records)
    def write_and_read(first: ResultRecord, second: ResultRecord) -> None:
        number = f"CG-{TODAY.year}-{next(serials):04d}"
        (result_id,) = storage.insert_many(writer, [(number, first)])
        assert storage.load(writer, number) == (result_id, 1, first)
        storage.update(writer, result_id, first, second)
        assert storage.load(writer, number) == (result_id, 2, second)

    try:
        write_and_read()
    finally:
        writer.rollback()
        writer.close()
