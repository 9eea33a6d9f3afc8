from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.offices import OPERATOR, contents, open_at, problems, tamper
from ttoffice.action import Office, perform
from ttoffice.action.performing import check
from ttoffice.errors import ConflictError, RefusedError
from ttoffice.results.details import changes, detail
from ttoffice.results.views import page
from ttoffice.store.asking import Filter

NUMBER = "CG-2026-0001"
RIGHT = {"kind": "invention", "number": "ZL202310000001.5", "acquired_on": "2024-01-01"}


@pytest.fixture
def entered(office: Office) -> Office:
    """A result with something in every kind of field, at version 1."""
    perform(
        office,
        "result.create",
        {
            "title": "咖啡果皮干燥",
            "rights": [RIGHT],
            "completers": [{"name": "李", "share": "60"}],
            "keywords": ["咖啡"],
            "fee_plan": {"royalty": {"rate": "5", "base": "net_sales"}},
            "consent": "given",
            "implementations": [{"mode": "license", "since": "2025"}],
            "flags": [{"field": "trl", "raw": "高", "code": "integer"}],
        },
    )
    return office


def shown(office: Office) -> dict[str, Any]:
    with office.reader() as reader:
        return detail(reader, NUMBER)


def do(office: Office, verb: str, **data: Any) -> None:
    perform(office, f"result.{verb}", data, subject=NUMBER)


def refused(office: Office, version: int) -> set[tuple[str, str | None]]:
    before = contents(office.home.store)
    with pytest.raises(RefusedError) as raised:
        do(office, "revert", to_version=version)
    assert contents(office.home.store) == before
    told = check(office, "result.revert", {"to_version": version}, subject=NUMBER)
    assert {reason.code for reason in raised.value.reasons} == {reason.code for reason in told}
    return {(reason.code, reason.field) for reason in raised.value.reasons if not reason.warning}


def test_a_result_goes_back_to_what_it_was_in_every_field_and_the_history_grows(entered: Office) -> None:
    first = shown(entered)
    do(entered, "edit", title="茶", rights=[], completers=[], keywords=[], fee_plan=None, implementations=[])
    do(entered, "edit", flags=[], maturity="pilot")
    assert perform(entered, "result.revert", {"to_version": 1}, subject=NUMBER).value == NUMBER
    assert shown(entered) == {**first, "version": 4}
    with entered.reader() as reader:
        found = changes(reader, NUMBER)
    assert [(change["action"], change["operator"]) for change in found][2:] == [
        ("result.edit", OPERATOR),
        ("result.revert", OPERATOR),
    ]
    assert problems(entered) == ()


def test_going_back_can_itself_be_taken_back(entered: Office) -> None:
    do(entered, "edit", title="茶")
    second = shown(entered)
    do(entered, "revert", to_version=1)
    do(entered, "revert", to_version=2)
    assert shown(entered) == {**second, "version": 4}


def test_the_search_finds_what_came_back(entered: Office) -> None:
    do(entered, "edit", title="茶", keywords=[])
    do(entered, "revert", to_version=1)
    with entered.reader() as reader:
        for words, count in (("咖啡", 1), ("kafei", 1), ("茶", 0)):
            assert len(page(reader, Filter(words), entered.today)) == count


@pytest.mark.parametrize("version", [2, 3, 1_000_000_000])
def test_only_an_earlier_version_can_be_gone_back_to(entered: Office, version: int) -> None:
    do(entered, "edit", title="茶")
    assert refused(entered, version) == {("result.no_earlier_version", "to_version")}


@pytest.mark.parametrize("version", [0, -1, "x", None, 2**70])
def test_a_version_that_is_no_count_is_refused(entered: Office, version: object) -> None:
    with pytest.raises(RefusedError) as raised:
        perform(entered, "result.revert", {"to_version": version}, subject=NUMBER)
    assert raised.value.reasons[0].field == "to_version"


def test_a_version_that_reads_the_same_warns_and_changes_nothing(entered: Office) -> None:
    do(entered, "edit", title="茶")
    do(entered, "edit", title="咖啡果皮干燥")
    outcome = perform(entered, "result.revert", {"to_version": 1}, subject=NUMBER)
    assert [reason.code for reason in outcome.warnings] == ["result.unchanged"]
    assert outcome.changes == ()
    assert shown(entered)["version"] == 3


def test_somebody_elses_later_change_is_a_conflict(entered: Office) -> None:
    do(entered, "edit", title="茶")
    do(entered, "edit", title="可可")
    with pytest.raises(ConflictError):
        perform(entered, "result.revert", {"to_version": 1}, subject=NUMBER, version=2)


def test_what_was_mended_since_does_not_come_back(entered: Office) -> None:
    """The old version was allowed when it was written, under other rules; today it would be refused."""
    do(entered, "edit", title="茶")
    entered.lender.close()
    tamper(
        entered.home.store,
        'UPDATE revision SET document = replace(document, \'"share":"60"\', \'"share":"160"\') WHERE version = 1',
    )
    assert refused(entered, 1) == {("completer.shares", "completers")}


def test_an_old_flaw_that_is_still_there_only_warns(entered: Office) -> None:
    do(entered, "edit", title="茶")
    entered.lender.close()
    tamper(
        entered.home.store,
        "UPDATE completer SET share = '160'",
        'UPDATE revision SET document = replace(document, \'"share":"60"\', \'"share":"160"\')',
    )
    outcome = perform(entered, "result.revert", {"to_version": 1}, subject=NUMBER)
    assert [reason.code for reason in outcome.warnings] == ["completer.shares"]
    assert shown(entered)["title"] == "咖啡果皮干燥"


def test_a_twin_that_came_up_since_is_warned_of(entered: Office) -> None:
    do(entered, "edit", rights=[])
    perform(entered, "result.create", {"title": "乙", "rights": [RIGHT]})
    outcome = perform(entered, "result.revert", {"to_version": 1}, subject=NUMBER)
    assert [reason.code for reason in outcome.warnings] == ["right.held_already"]


def test_an_exclusion_is_undone_with_the_listing_that_it_ended(entered: Office) -> None:
    do(entered, "list")
    do(entered, "exclude", reason="拟自行实施")
    do(entered, "revert", to_version=2)
    record = shown(entered)
    assert (record["listed_since"], record["exclusion_reason"], record["exclusion_on"]) == (
        "2026-06-01",
        "",
        None,
    )


def test_leaving_the_list_is_always_allowed(entered: Office) -> None:
    do(entered, "list")
    do(entered, "edit", consent="refused", secrecy="secret")
    do(entered, "revert", to_version=1)
    assert shown(entered)["listed_since"] is None


@pytest.mark.parametrize(
    ("data", "code", "field"),
    [
        ({"consent": "refused"}, "result.consent_refused", "consent"),
        ({"secrecy": "secret"}, "result.classified", "secrecy"),
    ],
)
def test_what_may_not_be_listed_does_not_come_back_on_the_list(
    entered: Office, data: dict[str, str], code: str, field: str
) -> None:
    """Neither as the earlier version had it, nor as it is known since."""
    do(entered, "list")
    do(entered, "edit", **data)
    do(entered, "delist")
    assert refused(entered, 3) == {(code, field)}
    assert refused(entered, 2) == {(code, field)}
    do(entered, "revert", to_version=1)


def test_an_excluded_version_does_not_come_back_on_the_list(entered: Office) -> None:
    """Only an old ledger, imported with both, leaves a result listed and excluded at once."""
    do(entered, "list")
    do(entered, "delist")
    entered.lender.close()
    tamper(
        entered.home.store,
        'UPDATE revision SET document = replace(document, \'"exclusion_reason":""\', \'"exclusion_reason":"x"\')'
        " WHERE version = 2",
    )
    assert refused(entered, 2) == {("result.excluded", "exclusion_reason")}


def test_a_past_day_of_law_does_not_matter(entered: Office) -> None:
    do(entered, "edit", title="茶")
    later = open_at(entered.home.root, date(2030, 1, 1))
    do(later, "revert", to_version=1)
    assert shown(later)["title"] == "咖啡果皮干燥"
    later.lender.close()
