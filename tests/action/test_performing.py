from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import Field

from tests.offices import OPERATOR, TODAY, contents, files_below, open_at, problems
from ttoffice.action import Context, Office, core, perform, registered
from ttoffice.action.core import Action, action, find_action
from ttoffice.action.inputs import Input
from ttoffice.action.performing import check
from ttoffice.errors import RefusedError, UsageError
from ttoffice.reasons import Reason, refusing
from ttoffice.results.actions import RESULT
from ttoffice.results.codes import Maturity
from ttoffice.store import log

NUMBER = "CG-2026-0001"
RIGHT = {"kind": "invention", "number": "ZL202310000001.5", "acquired_on": "2024-01-01"}


def refused(
    office: Office, name: str, data: Mapping[str, Any], subject: str | None = None
) -> set[tuple[str, str | None]]:
    """Perform what must be refused without a trace; return the codes and fields of the reasons."""
    before = contents(office.home.store)
    with pytest.raises(RefusedError) as raised:
        perform(office, name, data, subject=subject)
    assert contents(office.home.store) == before
    assert all(reason.message for reason in raised.value.reasons)
    told = {(reason.code, reason.field) for reason in refusing(raised.value.reasons)}
    assert told <= {(reason.code, reason.field) for reason in check(office, name, data, subject=subject)}
    return told


@pytest.fixture
def entered(office: Office) -> Office:
    perform(office, "result.create", {"title": "甲", "rights": [RIGHT], "consent": "given"})
    return office


def shown(office: Office, number: str = NUMBER) -> dict[str, Any]:
    from ttoffice.results.details import detail

    with office.reader() as reader:
        return detail(reader, number)


def test_every_verb_of_the_register_does_its_work(entered: Office) -> None:
    edited = perform(entered, "result.edit", {"maturity": "pilot", "title": " 乙 "}, subject=NUMBER)
    assert edited.value == NUMBER
    ((number, before, after),) = edited.changes
    assert (number, before and before["maturity"], after["maturity"]) == (NUMBER, None, "pilot")
    assert shown(entered)["title"] == "乙"

    perform(entered, "result.list", {}, subject=NUMBER)
    assert shown(entered)["listed_since"] == TODAY.isoformat()
    assert refused(entered, "result.list", {"since": "2026-06-01"}, NUMBER) == {
        ("result.listed_already", "listed_since")
    }
    perform(entered, "result.delist", {}, subject=NUMBER)
    assert shown(entered)["listed_since"] is None
    perform(entered, "result.list", {"since": "2026-05-01"}, subject=NUMBER)
    perform(entered, "result.exclude", {"reason": "不适宜", "on": "2026-05-02"}, subject=NUMBER)
    record = shown(entered)
    assert (record["exclusion_reason"], record["exclusion_on"], record["listed_since"]) == (
        "不适宜",
        "2026-05-02",
        None,
    )
    perform(entered, "result.include", {}, subject=NUMBER)
    assert (shown(entered)["exclusion_reason"], shown(entered)["exclusion_on"]) == ("", None)
    perform(entered, "result.record_use", {"mode": "license", "since": "2025"}, subject=NUMBER)
    record = shown(entered)
    assert (record["implemented"], record["implementations"]) == (
        "yes",
        [{"mode": "license", "since": "2025", "note": ""}],
    )
    assert record["version"] == 8
    assert problems(entered) == ()


def test_the_unit_is_named_and_keeps_what_is_not_sent(office: Office) -> None:
    perform(office, "unit.set", {"name": "滇中科技大学", "office": "技术转移中心"})
    assert perform(office, "unit.set", {"address": "昆明"}).value == "滇中科技大学"
    warned = perform(office, "unit.set", {"contact_phone": "13888888888"}).warnings
    assert [reason.code for reason in warned] == ["unit.mobile_phone"]
    assert refused(office, "unit.set", {"credit_code": "91350100M000100Y40"}) == {
        ("unit.credit_code", "credit_code")
    }


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("result.create", {}, {("input.missing", "title")}),
        ("result.create", {"title": " "}, {("input.string_too_short", "title")}),
        ("result.create", {"title": None}, {("input.string_type", "title")}),
        ("result.create", {"title": "甲" * 301}, {("input.string_too_long", "title")}),
        ("result.create", {"title": 7}, {("input.string_type", "title")}),
        ("result.create", {"title": "甲", "colour": 1}, {("input.extra_forbidden", "colour")}),
        ("result.create", {"title": "甲", "maturity": "old"}, {("input.enum", "maturity")}),
        ("result.create", {"title": "甲", "trl": 10}, {("input.less_than_equal", "trl")}),
        ("result.create", {"title": "甲", "trl": "x"}, {("input.int_parsing", "trl")}),
        ("result.create", {"title": "甲", "trl": float("nan")}, {("input.finite_number", "trl")}),
        ("result.create", {"title": "甲", "rights": "x"}, {("input.tuple_type", "rights")}),
        ("result.create", {"title": "甲", "rights": [{"acquired_on": "2024-02-30"}]}, {("input.date_from_datetime_parsing", "rights[0].acquired_on")}),
        ("result.create", {"title": "甲", "completers": [{"name": "李", "share": "x"}]}, {("input.string_pattern_mismatch", "completers[0].share")}),
        ("result.create", {"title": "甲", "completers": [{"name": "李", "share": "٥"}]}, {("input.string_pattern_mismatch", "completers[0].share")}),
        ("result.create", {"title": "甲", "fee_plan": {"threshold_fen": -1}}, {("input.greater_than_equal", "fee_plan.threshold_fen")}),
        ("result.create", {"title": "甲", "completers": [{"name": "李", "share": "101"}]}, {("completer.shares", "completers")}),
        ("result.create", {"title": "甲", "rights": [{**RIGHT, "number": "ZL202310000001.6"}]}, {("number.check_digit", "rights[0].number")}),
        ("exhibit.add", {"subject": "CG-2026-0099", "path": "x"}, {("exhibit.no_subject", "subject"), ("exhibit.unreadable", "path")}),
        ("unit.set", {"name": "\ud800"}, {("input.string_unicode", "name")}),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_input_is_told_by_field(
    office: Office, name: str, data: dict[str, Any], expected: set[tuple[str, str]]
) -> None:
    assert refused(office, name, data) == expected


def test_every_flaw_is_told_at_once(office: Office) -> None:
    told = refused(office, "result.create", {"maturity": "x", "trl": 0, "fiscal": "maybe"})
    assert {field for _code, field in told} == {"title", "maturity", "trl", "fiscal"}


def test_what_stands_against_a_verb_is_told_with_its_article(entered: Office) -> None:
    assert refused(entered, "result.include", {}, NUMBER) == {("result.not_excluded", None)}
    assert refused(entered, "result.delist", {}, NUMBER) == {("result.not_listed", None)}
    assert refused(entered, "result.record_use", {"since": "2024-13"}, NUMBER) == {
        ("implementation.since", "implementations[0].since")
    }
    assert refused(entered, "result.exclude", {"reason": " "}, NUMBER) == {
        ("input.string_too_short", "reason")
    }
    assert refused(entered, "result.edit", {"title": None}, NUMBER) == {("result.title", "title")}
    perform(entered, "result.edit", {"consent": "refused", "secrecy": "secret"}, subject=NUMBER)
    perform(entered, "result.exclude", {"reason": "不适宜"}, subject=NUMBER)
    assert refused(entered, "result.list", {}, NUMBER) == {
        ("result.excluded", "exclusion_reason"),
        ("result.consent_refused", "consent"),
        ("result.classified", "secrecy"),
    }
    bases = {reason.code: reason.basis for reason in check(entered, "result.list", {}, subject=NUMBER)}
    assert bases["result.consent_refused"] == "pay-later:7(1)"
    assert bases["result.excluded"] == "pay-later:4"


def test_a_twin_is_warned_of_and_an_untouched_one_is_not(entered: Office) -> None:
    twin = perform(entered, "result.create", {"title": "乙", "rights": [RIGHT]})
    assert [reason.code for reason in twin.warnings] == ["right.held_already"]
    assert perform(entered, "result.edit", {"title": "丙"}, subject=NUMBER).warnings == ()


def test_flags_can_be_taken_away_but_not_made_up(office: Office) -> None:
    flag = {"field": "trl", "raw": "高", "code": "integer"}
    perform(office, "result.create", {"title": "甲", "flags": [flag]})
    assert refused(office, "result.edit", {"flags": [{**flag, "raw": "低"}]}, NUMBER) == {
        ("flag.unknown", "flags")
    }
    perform(office, "result.edit", {"flags": [flag], "brief": "x"}, subject=NUMBER)
    assert len(shown(office)["flags"]) == 1
    perform(office, "result.edit", {"flags": []}, subject=NUMBER)
    assert shown(office)["flags"] == []


def test_an_edit_that_changes_nothing_leaves_the_record_alone(entered: Office) -> None:
    outcome = perform(entered, "result.edit", {"title": "甲"}, subject=NUMBER)
    assert outcome.changes == ()
    assert shown(entered)["version"] == 1
    assert problems(entered) == ()


@pytest.mark.parametrize(
    "name", ["result.create", "result.edit", "result.exclude", "exhibit.add", "unit.set", "result.import"]
)
def test_a_dry_run_writes_nothing_at_all(entered: Office, tmp_path: Path, name: str) -> None:
    source = tmp_path / "台账.csv"
    source.write_text("成果名称,完成人\n乙,李\n", encoding="utf-8")
    data = {
        "result.create": {"title": "乙"},
        "result.edit": {"title": "乙"},
        "result.exclude": {"reason": "不适宜"},
        "exhibit.add": {"subject": NUMBER, "path": str(source)},
        "unit.set": {"name": "甲大学"},
        "result.import": {"file": str(source)},
    }[name]
    subject = NUMBER if find_action(name).kind else None
    rows = contents(entered.home.store)
    entered.lender.close()
    files = files_below(entered.home.root)
    dry = perform(entered, name, data, subject=subject, dry_run=True)
    entered.lender.close()
    assert dry.log_id is None
    assert files_below(entered.home.root) == files
    assert contents(entered.home.store) == rows
    real = perform(entered, name, data, subject=subject)
    assert real.log_id == len(rows["log"]) + 1
    assert [change[0] for change in real.changes] == [change[0] for change in dry.changes]
    assert contents(entered.home.store) != rows
    assert problems(entered) == ()


HOSTILE = [
    "[/b]",
    "[bold]x[/]",
    "=cmd|' /C calc'!A0",
    "'; DROP TABLE result; --",
    "\x1b[2J\x07\x08",
    "\u202e反向\u200f",
    "👩‍🔬🇨🇳",
    "a\r\nb\tc",
    "%(number)s %d %%",
    "{0} {{}}",
    "\ufeff\u200b\u2028x",
    "\ud800",
    "a\0b",
    "长" * 10_000,
    "𠮷𪚥",
    "NULL",
    "\\u0000\\",
]
TEXT_FIELDS = [
    name
    for name, spec in find_action("result.create").input.model_fields.items()
    if spec.default == "" or name == "title"
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_in_any_field_comes_back_or_is_refused_with_a_reason(office: Office, text: str) -> None:
    places: list[dict[str, Any]] = [{"title": "甲", name: text} for name in TEXT_FIELDS]
    places += [
        {"title": "甲", "keywords": [text]},
        {"title": "甲", "rights": [{"kind": "know_how", "holders": [{"name": text}]}]},
        {"title": "甲", "rights": [{"kind": "know_how", "number": text, "verified": False}]},
        {"title": "甲", "completers": [{"name": text, "unit": text}]},
        {"title": "甲", "implementations": [{"note": text}]},
        {"title": "甲", "fee_plan": {"stages": [{"trigger": text, "share": "5"}]}},
        {"title": "甲", "flags": [{"field": text, "raw": text, "code": text, "source": text}]},
        {"title": "甲", text: "x"},
        {"title": "甲", "maturity": text},
        {"title": "甲", "consent_on": text},
        {"title": "甲", "implementations": [{"since": text}]},
    ]
    refusals: list[RefusedError] = []
    for data in places:
        try:
            number = perform(office, "result.create", data).value
        except RefusedError as error:
            refusals.append(error)
            assert text in ("\ud800", "a\0b") or len(text) > 50 or set(data) - set(TEXT_FIELDS)
            continue
        if not any(
            "number" in right for right in data.get("rights", ())
        ):  # numbers take their canonical form
            kept = json.dumps(text.strip(), ensure_ascii=False)[1:-1]
            assert kept in json.dumps(shown(office, number), ensure_ascii=False)
        with office.reader() as reader:
            assert any(entry.subject == number for entry in log.entries(reader, limit=1))
    for other in ("a\0b", "\ud800"):
        if text == other:
            assert not contents(office.home.store)["result"]
    for name, data in (("unit.set", {"name": text, "address": text}), ("result.exclude", {"reason": text})):
        try:
            perform(office, name, data, subject=NUMBER if name == "result.exclude" else None)
        except RefusedError as error:
            refusals.append(error)
    assert all(reason.message for error in refusals for reason in error.reasons)
    assert problems(office) == ()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(registered())),
    st.data(),
)
def test_any_json_is_accepted_or_refused_and_never_breaks_an_action(
    office: Office, name: str, data: st.DataObject
) -> None:
    verb = find_action(name)
    chosen = data.draw(
        st.dictionaries(st.sampled_from([*verb.input.model_fields, "colour"]), json_values, max_size=4)
    )
    try:
        reasons = check(office, name, chosen, subject=NUMBER if verb.kind else None)
    except UsageError:
        return
    assert all(reason.message for reason in reasons)


def test_a_call_about_the_wrong_thing_is_a_usage_error(entered: Office) -> None:
    for name, subject in (
        ("result.edit", None),
        ("result.edit", "CG-2026-0099"),
        ("result.edit", "\ud800"),
        ("result.create", NUMBER),
        ("result.paint", None),
    ):
        with pytest.raises(UsageError) as raised:
            perform(entered, name, {"title": "x"}, subject=subject)
        assert raised.value.advice


def test_a_misspelled_action_is_told_its_neighbours() -> None:
    with pytest.raises(UsageError) as raised:
        find_action("result.creat")
    assert "result.create" in raised.value.advice


def test_all_actions_are_listed_with_a_summary_and_a_schema() -> None:
    found = registered()
    assert list(found) == sorted(found)
    for name, verb in found.items():
        assert name.count(".") == 1
        assert verb.summary
        assert verb.input.model_json_schema()["type"] == "object"


class Word(Input):
    word: str = Field(default="x")


@pytest.fixture
def scratch_action(monkeypatch: pytest.MonkeyPatch) -> Action:
    """An action that writes and then fails, in a register of its own."""
    monkeypatch.setattr(core, "_ACTIONS", dict(registered()))

    @action("test.fail", Word, summary="fails", kind=RESULT)
    def fail(ctx: Context, subject: object, data: Word) -> None:
        ctx.db.execute("UPDATE result SET title = 'half-way'")
        ctx.vault.add_bytes(b"half-way")
        raise ZeroDivisionError(data.word)

    return fail


def test_an_action_that_fails_half_way_leaves_no_trace_in_the_store(
    entered: Office, scratch_action: Action
) -> None:
    before = contents(entered.home.store)
    with pytest.raises(ZeroDivisionError):
        perform(entered, "test.fail", {}, subject=NUMBER)
    assert contents(entered.home.store) == before
    assert perform(entered, "result.edit", {"title": "乙"}, subject=NUMBER).value == NUMBER


def test_all_guards_are_asked_and_warnings_do_not_refuse(entered: Office, scratch_action: Action) -> None:
    scratch_action.guard(lambda *_asked: [Reason("a.b", "first"), Reason("a.c", "hint", warning=True)])
    scratch_action.guard(lambda *_asked: [Reason("a.d", "second", "pay-later:4", "word")])
    with pytest.raises(RefusedError) as raised:
        perform(entered, "test.fail", {}, subject=NUMBER)
    assert [reason.code for reason in raised.value.reasons] == ["a.b", "a.c", "a.d"]
    assert [reason.code for reason in check(entered, "test.fail", {}, subject=NUMBER)] == [
        "a.b",
        "a.c",
        "a.d",
    ]


def test_two_actions_cannot_have_one_name() -> None:
    with pytest.raises(ValueError, match=r"result\.create"):
        action("result.create", Word, summary="again")(print)


def test_an_input_that_was_validated_already_is_taken_as_it_is(office: Office) -> None:
    model = find_action("result.create").input
    assert perform(office, "result.create", model.model_validate({"title": "甲"})).value == NUMBER


@pytest.mark.parametrize("operator", ["", "  ", "\udcff李", "李\x1b[2J", "李\n明", None])
def test_whatever_the_machine_calls_the_operator_the_log_takes_it(
    office: Office, operator: str | None
) -> None:
    from ttoffice.action.office import open_office

    opened = open_office(office.home, operator=operator, environ={"TTOFFICE_OPERATOR": operator or ""})
    perform(opened, "result.create", {"title": "甲"})
    with office.reader() as reader:
        (entry,) = log.entries(reader)
    assert entry.operator.strip()
    assert entry.operator.isprintable()
    assert problems(office) == ()


def test_who_works_comes_from_the_call_the_environment_or_the_settings(office: Office) -> None:
    from ttoffice.action.office import open_office

    office.home.settings.write_text('operator = "张三"\n', encoding="utf-8")
    assert open_office(office.home, environ={}).operator == "张三"
    assert open_office(office.home, environ={"TTOFFICE_OPERATOR": "李四"}).operator == "李四"
    assert open_office(office.home, environ={"TTOFFICE_OPERATOR": "李四"}, operator="王五").operator == "王五"


@pytest.mark.parametrize("text", ["tomorrow", "2026-02-30", "2026"])
def test_a_today_that_is_no_date_is_told(office: Office, text: str) -> None:
    from ttoffice.action.office import open_office

    with pytest.raises(UsageError):
        open_office(office.home, environ={"TTOFFICE_TODAY": text})


def test_today_is_the_day_in_the_office_not_in_greenwich(office: Office) -> None:
    from datetime import UTC, date, datetime

    from ttoffice.action.office import open_office

    late = datetime(2026, 5, 31, 17, 0, tzinfo=UTC)
    opened = open_office(office.home, environ={}, clock=lambda: late)
    assert (opened.today, opened.pinned) == (date(2026, 6, 1), False)
    assert opened.on(date(2027, 1, 1)).pinned
    assert open_at(office.home.root).operator == OPERATOR
    assert Maturity("pilot").value == "pilot"


def test_listing_beyond_article_four_is_warned_of_and_allowed(office: Office) -> None:
    perform(office, "result.create", {"title": "甲", "fiscal": "no", "technology_class": "applied"})
    outcome = perform(office, "result.list", {}, subject=NUMBER)
    assert [(reason.code, reason.basis) for reason in outcome.warnings] == [
        ("result.beyond_the_rule", "pay-later:5")
    ]

    due = {"title": "乙", "fiscal": "yes", "technology_class": "applied", "implemented": "no"}
    rights = [{"kind": "know_how", "acquired_on": "2020-01-01"}]
    number = perform(office, "result.create", {**due, "rights": rights}).value
    assert perform(office, "result.list", {}, subject=number).warnings == ()
