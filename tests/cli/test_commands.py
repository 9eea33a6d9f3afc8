from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.cli.calls import Answer, Call
from tests.offices import contents, tamper
from ttoffice.action.office import shown_moment
from ttoffice.cli import hoist
from ttoffice.cli.common import show_table

NUMBER = "CG-2026-0001"
DUE = {
    "title": "咖啡果皮干燥方法",
    "fiscal": "yes",
    "technology_class": "applied",
    "implemented": "no",
    "rights": [{"kind": "invention", "number": "ZL202310000001.5", "acquired_on": "2024-02-29"}],
    "completers": [{"name": "李"}],
}
pytestmark = pytest.mark.usefixtures("store_home")


def create(call: Call, **more: object) -> str:
    done = call("do", "result.create", "--data", json.dumps({**DUE, **more}), "--json")
    assert done.code == 0, done.err
    number: str = done.json["value"]
    return number


def told(answer: Answer, code: int) -> str:
    """Check that a call failed with this code, put no data out and said what to do; return what it said."""
    assert (answer.code, answer.out) == (code, ""), answer
    assert answer.err
    assert "Traceback" not in answer.err
    return answer.err


def test_an_empty_home_gets_its_store_and_stderr_says_so(call: Call, tmp_path: Path) -> None:
    first = call("list", "results", "--json", "--home", tmp_path / "new")
    assert (first.code, first.json) == (0, {"total": 0, "results": []})
    assert str(tmp_path / "new" / "ttoffice.db") in first.err
    second = call("list", "results", "--json", "--home", tmp_path / "new")
    assert str(tmp_path / "new" / "ttoffice.db") not in second.err


def test_the_unit_is_named_when_the_store_is_made(call: Call, tmp_path: Path) -> None:
    made = call("init", "--unit", "滇中科技大学", "--home", tmp_path / "new", "--json")
    assert made.json == {"home": str(tmp_path / "new"), "created": True}
    assert contents(tmp_path / "new" / "ttoffice.db")["unit"][0][2] == "滇中科技大学"
    assert call("init", "--home", tmp_path / "new", "--json").json["created"] is False
    refused = call("init", "--credit-code", "123", "--home", tmp_path / "wrong")
    assert (refused.code, (tmp_path / "wrong").exists()) == (1, False)
    named = ("--office", "科技处", "--operator", "李明", "--keep", "--theme", "ttoffice-light")
    assert call("init", *named, "--home", tmp_path / "new").code == 0
    kept = (tmp_path / "new" / "settings.toml").read_text(encoding="utf-8")
    assert 'operator = "李明"' in kept
    assert 'theme = "ttoffice-light"' in kept


@pytest.mark.parametrize("place", ["before", "after", "equals"])
def test_global_options_stand_anywhere(call: Call, tmp_path: Path, place: str) -> None:
    home, words = str(tmp_path / "其他 家"), ["paths", "--json"]
    options = ["--home", home, "--lang", "en", "--operator", "王"]
    if place == "equals":
        options = [f"--home={home}", "--lang=en", "--operator=王"]
    answer = call(*(options + words if place == "before" else words + options))
    assert answer.json["home"] == home
    assert call("list", "results", *options).err.splitlines()[-1] == "0 of 0 shown."
    assert call("do", "unit.set", "--data", '{"name": "甲"}', *options).code == 0
    (entry,) = call("log", "--json", *options).json
    assert entry["operator"] == "王"


def test_global_options_are_taken_out_of_the_call() -> None:
    assert hoist(["list", "--home=x", "results", "--lang", "en", "--", "--home", "y"]) == (
        {"--home": "x", "--lang": "en"},
        ["list", "results", "--", "--home", "y"],
    )
    assert hoist(["paths", "--home"]) == ({}, ["paths", "--home"])


def test_do_answers_with_the_record_the_warnings_and_the_changes(call: Call) -> None:
    done = call("do", "result.create", "--json", "--data", json.dumps(DUE)).json
    assert set(done) == {"ok", "action", "value", "dry_run", "log_id", "warnings", "changes"}
    assert (done["ok"], done["value"], done["log_id"], done["dry_run"]) == (True, NUMBER, 1, False)
    assert (done["changes"][0]["number"], done["changes"][0]["before"]) == (NUMBER, None)
    twin = call("do", "result.create", "--json", "--data", json.dumps(DUE))
    assert [warning["code"] for warning in twin.json["warnings"]] == ["right.held_already"]
    assert NUMBER in twin.err


def test_do_reads_its_data_from_a_file_with_a_mark(call: Call, tmp_path: Path) -> None:
    (tmp_path / "数据.json").write_text(json.dumps(DUE), encoding="utf-8-sig")
    plain = call("do", "result.create", "--data", f"@{tmp_path / '数据.json'}")
    assert (plain.code, plain.out) == (0, NUMBER + "\n")


def test_a_record_is_named_as_people_type_it(call: Call) -> None:
    create(call)
    assert call("do", "result.edit", "cg2026-1", "--data", '{"trl": 4}').out == NUMBER + "\n"
    assert call("show", "ＣＧ-2026-1", "--json").json["trl"] == 4


def test_a_dry_run_says_so_and_writes_nothing(call: Call, store_home: Path) -> None:
    create(call)
    before = contents(store_home / "ttoffice.db")
    dry = call("do", "result.edit", NUMBER, "--dry-run", "--json", "--data", '{"trl": 4}')
    assert (dry.json["dry_run"], dry.json["log_id"], dry.json["changes"][0]["after"]["trl"]) == (
        True,
        None,
        4,
    )
    assert dry.err
    assert contents(store_home / "ttoffice.db") == before


def test_a_refusal_tells_every_reason_and_its_article(call: Call, store_home: Path) -> None:
    create(call, consent="refused")
    before = contents(store_home / "ttoffice.db")
    words = ("do", "result.list", NUMBER)
    assert "先使用后付费指引第七条第（一）项" in told(call(*words), 1)
    answered = call(*words, "--json")
    assert answered.code == 1
    assert answered.json["ok"] is False
    assert set(answered.json["reasons"][0]) == {"code", "message", "basis", "field", "warning"}
    assert contents(store_home / "ttoffice.db") == before


def test_a_stale_write_ends_with_four_and_tells_what_changed(call: Call) -> None:
    create(call)
    call("do", "result.edit", NUMBER, "--data", '{"trl": 4}')
    words = ("do", "result.edit", NUMBER, "--data", '{"trl": 5}', "--version", "1")
    assert "技术就绪度（1—9）：（空） -> 4" in told(call(*words), 4)
    stale = call(*words, "--json")
    assert (stale.code, stale.json["ok"], stale.json["changes"]) == (
        4,
        False,
        [{"field": "trl", "then": None, "now": 4}],
    )
    told(call("do", "result.edit", NUMBER, "--data", "{}", "--version", "9" * 40), 4)


@pytest.mark.parametrize(
    "words",
    [
        ("frobnicate",),
        ("list",),
        ("list", "frogs"),
        ("list", "results", "--frob"),
        ("list", "results", "--limit", "0"),
        ("list", "results", "--limit", "x"),
        ("list", "results", "--limit", "9" * 30),
        ("list", "results", "--view", "odd"),
        ("list", "results", "--sort", "odd"),
        ("show",),
        ("show", "frog"),
        ("show", "CG-2026-0099"),
        ("show", "CG-2026-0099", "--as-of", "yesterday"),
        ("scan", "--as-of", "2026-02-30"),
        ("scan", "--within", "-1"),
        ("do",),
        ("do", "frog.jump"),
        ("do", "result.create", "--data", "{"),
        ("do", "result.create", "--data", "[]"),
        ("do", "result.create", "--data", "[" * 100_000),
        ("do", "result.create", "--data", '{"trl": ' + "9" * 5000 + "}"),
        ("do", "result.edit", "--data", "{}"),
        ("do", "result.edit", "CG-2026-0099", "--data", "{}"),
        ("do", "result.edit", "\udcff", "--data", "{}"),
        ("do", "result.create", "CG-2026-0001", "--data", '{"title": "x"}'),
        ("actions", "frog.jump"),
        ("paths", "--home"),
        ("paths", "--lang", "fr"),
        ("verify", "extra"),
        ("backup",),
        ("rules", "pay-later:99"),
    ],
)
def test_a_wrong_call_ends_with_two_and_says_what_is_wrong(call: Call, words: tuple[str, ...]) -> None:
    told(call(*words), 2)


@pytest.mark.parametrize("text", ["\udcff", "a\0b", "(((", "[/b]", '"', "*", "%", "咖 啡" * 500])
def test_any_search_finds_something_or_nothing(call: Call, text: str) -> None:
    create(call)
    answer = call("list", "results", "--json", "--search", text)
    assert answer.code in (0, 2)
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("source", ["@missing.json", "@.", "@"])
def test_data_that_cannot_be_read_ends_with_one(call: Call, source: str) -> None:
    told(call("do", "result.create", "--data", source), 1)


def test_a_name_given_twice_in_the_data_is_refused(call: Call) -> None:
    data = '{"title": "甲", "title": "乙"}'
    assert "title" in told(call("do", "result.create", "--data", data), 2)


def test_a_file_that_is_no_utf8_ends_with_one(call: Call, tmp_path: Path) -> None:
    (tmp_path / "gbk.json").write_bytes('{"title": "咖啡"}'.encode("gb18030"))
    told(call("do", "result.create", "--data", f"@{tmp_path / 'gbk.json'}"), 1)


def test_the_scan_groups_what_the_guideline_wants_listed(call: Call) -> None:
    create(call)
    create(call, title="快到期", rights=[{"kind": "know_how", "acquired_on": "2024-07-01"}])
    create(call, title="除外")
    create(call, title="不明", fiscal=None)
    create(call, title="无关", fiscal="no")
    call("do", "result.exclude", "CG-2026-0003", "--data", '{"reason": "拟自行实施"}')
    answer = call("scan", "--json")
    assert answer.code == 0
    assert list(answer.json) == ["as_of", "due", "upcoming", "excluded", "undecided"]
    assert answer.json["as_of"] == "2026-06-01"
    lines = {name: answer.json[name] for name in ("due", "upcoming", "excluded", "undecided")}
    assert {name: [line["title"] for line in group] for name, group in lines.items()} == {
        "due": ["咖啡果皮干燥方法"],
        "upcoming": ["快到期"],
        "excluded": ["除外"],
        "undecided": ["不明"],
    }
    for group in lines.values():
        for line in group:
            assert {"number", "title", "acquired_on", "due_on"} <= set(line)
    due = lines["due"][0]
    assert (due["number"], due["acquired_on"], due["due_on"]) == (NUMBER, "2024-02-29", "2026-02-28")
    assert lines["excluded"][0]["reason"] == "拟自行实施"
    assert lines["undecided"][0]["missing"] == ["fiscal"]
    table = call("scan")
    assert "咖啡果皮干燥方法" in table.out
    assert "2026-02-28" in table.out
    assert call("scan", "--as-of", "2026-02-27", "--json").json["due"] == []


@pytest.mark.parametrize("as_of", ["0001-01-01", "9999-12-31"])
def test_the_scan_knows_the_ends_of_the_calendar(call: Call, as_of: str) -> None:
    create(call)
    assert call("scan", "--as-of", as_of, "--within", "36500", "--json").code == 0


def test_actions_are_listed_with_valid_schemas(call: Call) -> None:
    found = call("actions", "--json").json
    assert {"result.create", "result.edit", "unit.set", "exhibit.add", "result.import"} <= {
        a["name"] for a in found
    }
    for described in found:
        assert set(described) == {"name", "summary", "basis", "subject", "schema"}
        jsonschema.Draft202012Validator.check_schema(described["schema"])
    schema = next(a["schema"] for a in found if a["name"] == "result.create")
    jsonschema.validate(DUE, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"title": "x", "maturity": "old"}, schema)
    assert "result.create" in call("actions").out
    assert call("actions", "unit.set", "--json").json[0]["subject"] is None


def test_what_is_shown_can_be_entered_again(call: Call) -> None:
    """The document that `show` prints is the one that `do` takes."""
    create(call, keywords=["咖啡"], fee_plan={"royalty": {"rate": "5"}})
    shown = call("show", NUMBER, "--json").json
    assert (shown["number"], shown["version"], shown["exhibits"]) == (NUMBER, 1, [])
    accepted = {key for key in shown if key in _inputs(call)}
    again = call("do", "result.create", "--json", "--data", json.dumps({k: shown[k] for k in accepted}))
    copy = call("show", again.json["value"], "--json").json
    assert {key: copy[key] for key in accepted} == {key: shown[key] for key in accepted}


def _inputs(call: Call) -> set[str]:
    return set(call("actions", "result.create", "--json").json[0]["schema"]["properties"])


def test_a_record_is_shown_as_it_was_and_with_its_history(
    call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    create(call, maturity="lab")
    monkeypatch.setenv("TTOFFICE_TODAY", "2026-07-01")
    call("do", "result.edit", NUMBER, "--data", '{"maturity": "pilot"}')
    assert call("show", NUMBER, "--json").json["maturity"] == "pilot"
    earlier = call("show", NUMBER, "--json", "--as-of", "2026-06-30").json
    assert (earlier["maturity"], earlier["as_of"], earlier["version"]) == ("lab", "2026-06-30", 1)
    told(call("show", NUMBER, "--as-of", "2026-05-31"), 2)
    first, second = call("show", NUMBER, "--history", "--json").json
    assert (first["version"], first["operator"], first["action"]) == (1, "李明", "result.create")
    assert second["fields"] == {"maturity": {"before": "lab", "after": "pilot"}}
    assert "中试" in call("show", NUMBER).out
    history = call("show", NUMBER, "--history").out
    assert "修改成果\n   成熟度：通过小试 -> 通过中试" in history
    assert history.index("成果名称：") < history.index("完成人：") < history.index("成熟度：")


def test_moments_are_shown_in_the_offices_own_zone() -> None:
    assert shown_moment("2026-11-23T21:11:33.123456+00:00") == "2026-11-24 05:11:33"


def test_what_goes_to_a_file_is_not_cut(capfd: pytest.CaptureFixture[str]) -> None:
    long = "“先使用后付费”有三种模式，请写明是收入提成、阶段性支付，还是二者兼有" * 3
    show_table(("甲", "乙"), [(long, long)])
    assert capfd.readouterr().out.count(long) == 2


def test_on_a_terminal_only_the_last_column_is_whole(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    show_table(("甲", "乙"), [("长" * 50, "长" * 50)], widest=10)
    assert capfd.readouterr().out.splitlines()[1].split() == ["长长长长", "…", "长" * 50]


def test_data_that_is_no_json_is_told_where_it_breaks_off(call: Call) -> None:
    answer = told(call("do", "result.create", "--data", '{"maturity"'), 2)
    assert "第 1 行第 12 列" in answer
    assert "Expecting" not in answer


def test_a_code_that_is_not_known_gets_the_codes_without_english(call: Call) -> None:
    answer = told(call("do", "result.create", "--data", '{"title": "x", "maturity": "odd"}'), 1)
    assert "'pilot', 'production'" in answer


def test_an_unknown_action_gets_the_nearest_names(call: Call) -> None:
    assert "result.edit" in told(call("do", "result.edti"), 2)
    assert "result.edit" not in told(call("do", "zzz"), 2)


def test_usage_is_told_in_the_users_language(call: Call) -> None:
    assert call("show", "--help").out.startswith("用法：ttoffice show [选项]")
    assert call("show", "--help", "--lang", "en").out.startswith("Usage: ttoffice show [OPTIONS]")


def test_the_register_is_listed_page_by_page(call: Call) -> None:
    for title in ("乙", "甲", "丙"):
        create(call, title=title)
    listed = call("list", "results", "--json", "--sort", "title", "--limit", "2").json
    assert (listed["total"], len(listed["results"])) == (3, 2)
    assert {"number", "title", "version", "acquired_on"} <= set(listed["results"][0])
    assert [
        line["title"] for line in call("list", "results", "--json", "--search", "甲").json["results"]
    ] == ["甲"]
    assert len(call("list", "results").out.splitlines()) == 4


def test_paths_are_printed_and_nothing_is_made(call: Call, tmp_path: Path) -> None:
    places = call("paths", "--json", "--home", tmp_path / "none").json
    assert {"home", "store", "vault", "backups", "exports", "profiles", "rulebooks", "settings"} <= set(
        places
    )
    assert not (tmp_path / "none").exists()
    assert "数据目录" in call("paths").out


def test_the_log_is_printed_newest_first(call: Call) -> None:
    create(call)
    call("do", "result.edit", NUMBER, "--data", '{"trl": 4}')
    entries = call("log", "--json").json
    assert [entry["action"] for entry in entries] == ["result.edit", "result.create"]
    assert entries[0]["input"] == {"trl": 4}
    assert len(call("log", NUMBER, "--json", "-n", "1").json) == 1
    assert "李明" in call("log").out
    assert "修改成果" in call("log").out


def test_verify_names_each_break_and_ends_with_one(call: Call, store_home: Path) -> None:
    create(call)
    good = call("verify", "--json")
    assert (good.code, good.json["ok"], good.json["problems"]) == (0, True, [])
    assert set(good.json) == {"ok", "problems", "entries", "records", "files", "head"}
    tamper(store_home / "ttoffice.db", "UPDATE log SET operator = '某人'", "UPDATE result SET title = '丁'")
    bad = call("verify", "--json")
    assert (bad.code, len(bad.json["problems"])) == (1, 2)
    plain = call("verify")
    assert (plain.code, len(plain.out.splitlines())) == (1, 2)


def test_a_backup_is_written_and_brought_back(call: Call, tmp_path: Path) -> None:
    create(call)
    target = tmp_path / "备份.zip"
    written = call("backup", target, "--json").json
    assert set(written) == {"file", "bytes", "files", "sha256"}
    told(call("backup", target), 2)
    assert call("backup", target, "--force").code == 0
    create(call, title="later")
    restored = call("restore", target, "--json")
    assert (restored.code, Path(restored.json["kept"]).is_file()) == (0, True)
    assert call("list", "results", "--json").json["total"] == 1
    assert call("restore", target, "--home", tmp_path / "moved").code == 0
    assert call("verify", "--home", tmp_path / "moved").code == 0
    target.write_bytes(b"x" * 100)
    told(call("restore", target), 3)
    told(call("restore", tmp_path / "missing.zip"), 1)
    told(call("backup", tmp_path / "home" / "ttoffice.db", "--force"), 2)


def test_a_home_that_cannot_be_made_ends_with_three_and_advice(call: Call, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for place in ("file", "file/home"):
        for words in (("list", "results"), ("verify",), ("do", "unit.set")):
            assert "--home" in told(call(*words, "--home", tmp_path / place), 3)


@pytest.mark.parametrize("content", [b"no database at all", b"SQLite format 3\0" + b"\xff" * 4080])
def test_a_damaged_store_ends_with_three_and_advice(call: Call, store_home: Path, content: bytes) -> None:
    (store_home / "ttoffice.db").write_bytes(content)
    for words in (("list", "results"), ("verify",), ("scan",), ("do", "unit.set"), ("log",)):
        assert "ttoffice restore" in told(call(*words), 3)
    assert (store_home / "ttoffice.db").read_bytes() == content
    assert call("doctor").code == 1


def test_settings_that_are_wrong_are_told(call: Call, store_home: Path) -> None:
    for text in ("operator = ", "colour = 'red'", "operator = 1", "\x00"):
        (store_home / "settings.toml").write_text(text, encoding="utf-8")
        assert "settings.toml" in told(call("list", "results"), 2)


def test_the_language_of_the_settings_holds_unless_another_is_asked_for(
    call: Call, store_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (store_home / "settings.toml").write_text('language = "en"', encoding="utf-8")
    chinese = call("list", "results").err
    monkeypatch.delenv("TTOFFICE_LANG")
    english = call("list", "results").err
    assert "shown" in english
    assert "shown" not in chinese
    assert call("list", "results", "--lang", "zh").err == chinese
    (store_home / "settings.toml").write_text('language = "fr"', encoding="utf-8")
    told(call("list", "results"), 2)


def test_a_today_that_is_no_date_is_told(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTOFFICE_TODAY", "soon")
    told(call("scan"), 2)


def test_the_doctor_looks_at_everything(call: Call, tmp_path: Path) -> None:
    assert call("doctor").code == 0
    for finding in call("doctor", "--json", "--home", tmp_path / "none").json:
        assert set(finding) == {"name", "ok", "detail"}
    assert not (tmp_path / "none").exists()


def test_the_guidelines_are_printed(call: Call) -> None:
    assert "两年" in call("rules", "pay-later:4").out or "2年" in call("rules", "pay-later:4").out
    assert call("rules", "--json").json


def test_what_a_terminal_would_obey_is_not_printed(call: Call) -> None:
    hostile = "\x1b[2J\x9b31m\x07[/b]\u202e\u2066"
    create(call, title=f"甲{hostile}", brief=hostile, completers=[{"name": f"李{hostile}"}])
    for words in (
        ("show", NUMBER),
        ("show", NUMBER, "--history"),
        ("list", "results"),
        ("scan",),
        ("log",),
        ("do", "result.exclude", NUMBER, "--data", '{"reason": "x", "on": "\\u001b"}'),
    ):
        answer = call(*words)
        assert not set("\x1b\x9b\x07\u202e\u2066") & set(answer.out + answer.err)
    assert call("show", NUMBER, "--json").json["title"] == f"甲{hostile}"


def test_data_goes_to_stdout_and_narration_to_stderr(call: Call) -> None:
    create(call)
    for words in (
        ("list", "results"),
        ("show", NUMBER),
        ("scan",),
        ("log",),
        ("verify",),
        ("actions",),
        ("doctor",),
    ):
        answer = call(*words, "--json")
        assert answer.json is not None
        assert not answer.out.startswith(answer.err or "\n")
