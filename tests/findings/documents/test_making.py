from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.findings.staging import CLOSED, NUMBER, Stage
from ttoffice.cli import main
from ttoffice.errors import RefusedError, UsageError
from ttoffice.findings.documents.forms import BY_CODE
from ttoffice.findings.documents.making import PUBLICITY_TITLES, make, papers_of
from ttoffice.reasons import Reason


def taken_out(stage: Stage) -> list[dict[str, Any]]:
    """Return what the log says was taken out of the finding."""
    with stage.office.reader() as reader:
        rows = reader.all("SELECT input, operator FROM log WHERE action = 'finding.take_out' ORDER BY id")
    return [{**json.loads(given), "operator": operator} for given, operator in rows]


def reasons(stage: Stage, form: str) -> list[Reason]:
    return [reason for one in papers_of(stage.office, NUMBER) if one.form == form for reason in one.reasons]


def test_every_paper_is_listed_with_what_it_lacks_in_the_order_of_the_procedure(named: Stage) -> None:
    found = papers_of(named.office, NUMBER)
    order = list(dict.fromkeys(one.form for one in found))
    assert set(order) == {*BY_CODE, "notice", "statement"} - {"lead"}
    assert order.index("minutes") < order.index("notice") < order.index("decision") < order.index("archive")
    ready = {one.form for one in found if not one.reasons}
    assert {"application", "acceptance", "report", "proposal", "notice", "decision", "use", "archive"} < ready
    assert [reason.code for reason in reasons(named, "refusal")] == ["paper.accepted"]
    assert [reason.field for reason in reasons(named, "inquiry")] == ["due_on"]
    assert [reason.code for reason in reasons(named, "objection")] == ["paper.no_target"]


def test_an_investigation_under_way_has_its_draft_and_not_yet_what_comes_later(to_report: Stage) -> None:
    ready = {one.form for one in papers_of(to_report.office, NUMBER) if not one.reasons}
    assert {"report", "proposal", "hearings", "exhibits"} < ready
    assert not ready & {"decision", "use", "certificate", "conclusion", *PUBLICITY_TITLES}
    assert [reason.code for reason in reasons(to_report, "use")] == ["paper.not_final"] * 3


def test_whoever_takes_a_paper_out_stands_in_the_log_with_what_and_its_hash(archived: Stage) -> None:
    made = make(archived.office, NUMBER, "认定决定书", target="李明")
    posted = make(archived.office, NUMBER, "notice", "html")
    assert made.name == "MZ-2026-0001-认定决定书-李明.docx"
    person = archived.people["李明"]
    assert (made.form, made.target) == ("decision", person)
    assert taken_out(archived) == [
        {"what": "decision", "file": made.name, "sha256": made.sha256, "names": True, "operator": "李明"},
        {"what": "notice", "file": posted.name, "sha256": posted.sha256, "names": True, "operator": "李明"},
    ]


def test_a_refused_paper_leaves_nothing_in_the_log(to_report: Stage) -> None:
    for form in ("decision", "use", "minutes"):
        with pytest.raises((RefusedError, UsageError)):
            make(to_report.office, NUMBER, form, target="audit" if form == "use" else "")
    assert taken_out(to_report) == []


def test_what_a_paper_is_made_of_is_named_where_there_are_several(named: Stage) -> None:
    with pytest.raises(UsageError) as several:
        make(named.office, NUMBER, "hearing")
    assert "TQ-2026-0001" in several.value.advice
    with pytest.raises(UsageError):
        make(named.office, NUMBER, "hearing", target="无此人")
    with pytest.raises(UsageError):
        make(named.office, NUMBER, "no-such-form")
    with pytest.raises(UsageError) as near:
        make(named.office, NUMBER, "inquiry", given={"dueon": "2026年4月1日"})
    assert "due_on" in near.value.message
    with pytest.raises(UsageError):
        make(named.office, "MZ-2026-0099", "archive")
    made = [make(named.office, NUMBER, "hearing", target=f"TQ-2026-000{place}").name for place in (1, 2)]
    assert len(set(made)) == 2
    given = make(named.office, NUMBER, "inquiry", "html", given={"due_on": "2026年4月1日"})
    assert "请于2026年4月1日前" in given.content.decode()
    assert "被谈话人" in make(named.office, NUMBER, "interview", "html", blank=True).content.decode()


def test_no_paper_of_the_unit_names_who_objected(final_with_objection: Stage) -> None:
    stage = final_with_objection
    found = [one for one in papers_of(stage.office, NUMBER) if not one.reasons]
    assert {"objection", "review-request", "receipt", "review", "feedback"} < {one.form for one in found}
    for one in found:
        if one.form == "receipt":  # it goes to the objector alone, and repeats their own words
            continue
        text = make(stage.office, NUMBER, one.form, "html", target=one.target).content.decode()
        assert "欧阳锋" not in text, one.form
        assert "13812345678" not in text, one.form


@pytest.fixture
def named(archived: Stage) -> Stage:
    """The archived case of a unit that has said who answers questions."""
    archived.do_new(
        "unit.set", name="滇中科技大学", office="科技处", contact_name="周敏", contact_phone="0871-65123456"
    )
    return archived


@pytest.fixture
def final_with_objection(made_decided: Stage, tmp_path: Path) -> Stage:
    """The case with an objection by a named objector that was reviewed, upheld and answered."""
    from tests.findings.staging import copied

    stage = copied(made_decided, tmp_path)
    notice = stage.posted()
    letter = {
        "objector": "欧阳锋",
        "contact": "13812345678",
        "channel": "来信",
        "content": "欧阳锋认为损失数额不清",
    }
    objection = stage.do("objection.receive", notice, **letter)
    panel = [stage.people[name] for name in ("周五", "吴六", "郑七")]
    review = str(stage.do("review.open", notice, panel=panel))
    proof = [stage.exhibit("核实.txt", review)]
    stage.do("review.find", review, question="损失数额", found="有台账佐证", exhibits=proof)
    stage.do("review.decide", review, outcome="upheld", reasons="台账清楚")
    receipt = stage.exhibit("欧阳锋签收.jpg", str(objection))
    stage.do("objection.answer", objection, channel="当面", receipt=receipt)
    after = stage.on(CLOSED)
    after.close(notice)
    after.do("finding.finalise")
    return after


# --- the command line ----------------------------------------------------------------------------------


@pytest.fixture
def call(archived: Stage, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Call the program in the archived case's home; return exit code, stdout and stderr."""
    monkeypatch.setenv("TTOFFICE_HOME", str(archived.office.home.root))
    monkeypatch.setenv("TTOFFICE_LANG", "zh_CN")
    monkeypatch.setenv("TTOFFICE_TODAY", archived.office.today.isoformat())

    def run(*words: object) -> tuple[int, str, str]:
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(word) for word in words])
        told = capfd.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return run


def test_the_command_lists_writes_and_refuses(call: Any, named: Stage, tmp_path: Path) -> None:
    code, out, err = call("finding", "papers", NUMBER)
    assert code == 0
    assert "认定建议表" in out
    assert "要求提供的期限" in out
    assert "份可以完整制作" in err
    listed = json.loads(call("finding", "papers", "mz-2026-1", "--json")[1])
    assert {one["form"] for one in listed if one["ready"]} >= {"report", "archive"}

    target = tmp_path / "建议表.html"
    code, out, err = call("finding", "paper", NUMBER, "proposal", "--person", "李明", "--to", target)
    assert (code, out.strip()) == (0, str(target))
    assert taken_out(named)[-1]["sha256"] in err
    assert "勤勉尽责" in target.read_text(encoding="utf-8")
    assert call("finding", "paper", NUMBER, "proposal", "--to", target)[0] == 2

    code, out, err = call("finding", "paper", NUMBER, "inquiry", "--to", tmp_path, "--json")
    assert code == 1
    assert json.loads(out)["reasons"][0]["field"] == "due_on"
    code, out, err = call(
        "finding", "paper", NUMBER, "inquiry", "--to", tmp_path, "--fill", "due_on=2026年4月1日"
    )
    assert code == 0
    assert Path(out.strip()).suffix == ".docx"
    for words in (
        (),
        ("proposal", "--all"),
        ("proposal", "--fill", "due_on"),
        ("hearing", "--of", "a", "--person", "b"),
    ):
        assert call("finding", "paper", NUMBER, *words)[0] == 2


def test_all_papers_are_written_into_a_folder_each_under_its_own_name(
    call: Any, archived: Stage, tmp_path: Path
) -> None:
    folder = tmp_path / "文书"
    code, out, err = call("finding", "paper", NUMBER, "--all", "--form", "html", "--to", folder)
    ready = [one for one in papers_of(archived.office, NUMBER) if not one.reasons]
    assert code == 0
    assert len(out.split()) == len(list(folder.iterdir())) == len(ready) == len(taken_out(archived))
    assert f"已制作{len(ready)}份文书" in err
    assert call("finding", "paper", NUMBER, "--all", "--form", "html", "--to", folder)[0] == 2


def test_a_dossier_is_exported_like_everything_else(call: Any, tmp_path: Path) -> None:
    target = tmp_path / "卷宗.zip"
    code, out, err = call("export", "dossier", NUMBER, "-o", target, "--for", "audit")
    assert (code, out.strip()) == (0, str(target))
    assert "验证码" in err
    assert call("verify-dossier", target)[0] == 0


def test_templates_are_listed_copied_and_told_apart(call: Any, archived: Stage) -> None:
    assert "随程序提供" in call("finding", "forms")[1]
    code, out, _err = call("finding", "forms", "--copy")
    assert code == 0
    assert len(out.split()) == len(BY_CODE)
    assert {one["own"] for one in json.loads(call("finding", "forms", "--json")[1])} == {True}
    assert "{outcome_sentence}" in call("finding", "forms", "--places")[1]
    assert "favourable" in call("finding", "forms", "--conditions")[1]
    own = archived.office.home.templates / "findings" / "archive.toml"
    own.write_text("title = 1", encoding="utf-8")
    code, _out, err = call("finding", "paper", NUMBER, "archive")
    assert code == 2
    assert f"{own} 第 1 行" in err
