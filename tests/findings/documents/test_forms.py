from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.findings.documents.whole_case import (
    CERTIFICATE,
    NUMBER,
    OBJECTOR,
    OUTCOMES,
    PEOPLE,
    REPORT,
    TEXT,
    whole_case,
)
from tests.screens.driving import NASTY
from ttoffice.documents import filling
from ttoffice.documents.forms import in_form
from ttoffice.documents.paper import Form, Grid, Paper, Para, clean
from ttoffice.errors import RefusedError, TemplateError
from ttoffice.findings.codes import UNIT, FindingState
from ttoffice.findings.documents import places, places_case, places_course, places_person
from ttoffice.findings.documents.case_file import CaseFile
from ttoffice.findings.documents.facts import FACTS
from ttoffice.findings.documents.forms import BY_CODE, FORMS
from ttoffice.findings.documents.places import PLACES
from ttoffice.findings.documents.sheet import Sheet
from ttoffice.findings.documents.template_reading import PARAGRAPH, TOP, FormTemplate
from ttoffice.findings.documents.templates import SHIPPED, copy_templates, load_template
from ttoffice.findings.documents.timeline import events
from ttoffice.findings.documents.writing import paper_of, paper_reasons
from ttoffice.parties.decision_rules import text_hash
from ttoffice.paths import Home
from ttoffice.rulebook import Rulebook

NOT_OF_IT = {"refusal": "paper.accepted"}
"""What a case that was taken up has no use for, and the reason that forbids it."""


@pytest.fixture(scope="module")
def case(rulebook: Rulebook) -> CaseFile:
    return whole_case(rulebook)


def every(case: CaseFile) -> Iterator[Sheet]:
    """Yield every paper that the case can have."""
    for form in FORMS:
        if form.code not in NOT_OF_IT:
            for target, _name in form.targets(case):
                yield Sheet(case, form.code, target)


def told(paper: Paper) -> str:
    """Return all that stands on the page of a paper."""
    body = in_form(paper, "html").decode().partition("<body")[2].partition(">")[2]
    return html.unescape(re.sub("<[^>]*>", "", body.replace("<br>", "\n")))


def in_word(paper: Paper) -> str:
    """Return all that stands in the Word file of a paper."""
    document = docx.Document(io.BytesIO(in_form(paper, "docx")))
    parts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        for row in table.rows:
            parts += [cell.text for cell in row.cells]
    section = document.sections[0]
    parts += [paragraph.text for part in (section.header, section.footer) for paragraph in part.paragraphs]
    return "\n".join(parts)


def codes(sheet: Sheet, home: Home | None = None) -> list[str]:
    return [reason.code for reason in paper_reasons(sheet, home)]


def lacking(sheet: Sheet) -> set[str]:
    return {reason.field or "" for reason in paper_reasons(sheet) if reason.code == "paper.missing"}


# --- every form ----------------------------------------------------------------------------------------


def test_every_form_is_made_whole_from_a_case_that_has_everything(case: CaseFile) -> None:
    made = {sheet.form: told(paper_of(sheet)) for sheet in every(case)}
    assert set(made) | set(NOT_OF_IT) == set(BY_CODE)
    for form, text in made.items():
        assert NUMBER in text, form
        assert "滇中科技大学" in text, form
        assert "____" not in text.replace("＿", ""), form
        assert OBJECTOR not in text, form


@pytest.mark.parametrize(("form", "target"), [("decision", "RY-2026-0001"), ("proposal", "RY-2026-0002")])
def test_a_word_file_says_what_the_page_says(case: CaseFile, form: str, target: str) -> None:
    paper = paper_of(Sheet(case, form, target))
    word, page = (re.sub(r"\s", "", text) for text in (in_word(paper), told(paper)))
    for block in paper.blocks:
        if isinstance(block, Form):
            for cell in (cell for row in block.rows for cell in row):
                assert re.sub(r"\s", "", cell.text) in word
                assert re.sub(r"\s", "", cell.text) in page
        elif isinstance(block, Para):
            assert re.sub(r"\s", "", block.text) in word
            assert re.sub(r"\s", "", block.text) in page


def test_each_form_has_its_template_and_each_template_its_form() -> None:
    assert {path.stem for path in SHIPPED.glob("*.toml")} == set(BY_CODE)


def test_a_finding_is_made_out_to_each_of_those_concerned_as_it_was_concluded(case: CaseFile) -> None:
    texts = {person: told(paper_of(Sheet(case, "decision", person))) for person in OUTCOMES}
    unaffected = "在单位评先评优、表彰奖励、年度综合考核时不受影响"
    assert [unaffected in texts[person] for person in OUTCOMES] == [True, True, False, False, False]
    assert "在上述予以免责的范围内" in texts["RY-2026-0002"]
    assert "2026年8月31日前完成下列纠正事项：补办备案手续" in texts["RY-2026-0003"]
    assert "第十条第（四）项" in texts["RY-2026-0004"]
    assert "云南省纪委监委驻校纪检监察组" in texts["RY-2026-0004"]
    assert "角色为" not in texts[UNIT]
    for person, text in texts.items():
        assert PEOPLE.get(person, "滇中科技大学") in text
        assert f"认定结论正文SHA-256 {text_hash(TEXT)}" in text
        assert "公示期间收到异议1件" in text


def test_the_matrix_shows_each_item_with_article_verdict_reasons_and_proof(case: CaseFile) -> None:
    barred = told(paper_of(Sheet(case, "proposal", "RY-2026-0004")))
    assert "玩忽职守、以权谋私\n（第十条第（四）项）" in barred
    assert "索要或收受可能影响成果评价与转化行为的礼品" in barred
    manager = told(paper_of(Sheet(case, "proposal", "RY-2026-0002")))
    for word in ("已履行减损止损正当职责", "（第八条第（四）项）", "ZJ-2026-0005", "仅就逾期利息部分免责"):
        assert word in manager
    assert "第十条适用于科技成果转化参与人员" in told(paper_of(Sheet(case, "proposal", UNIT)))


def test_texts_that_were_decided_are_set_word_for_word(case: CaseFile) -> None:
    for form, target, text in (
        ("report", "", REPORT),
        ("conclusion", "", TEXT),
        ("minutes", "", TEXT),
        ("certificate", "YJ-2026-0002", CERTIFICATE),
    ):
        shown = told(paper_of(Sheet(case, form, target)))
        for line in text.splitlines():
            assert line in shown.replace("\n", "") or line in shown, (form, line)
        assert text_hash(text) in shown


def test_a_dissent_stands_word_for_word_in_the_minutes_beside_the_vote(case: CaseFile) -> None:
    text = told(paper_of(Sheet(case, "minutes")))
    for word in (
        "同意2票，不同意1票，弃权0票",
        "对部分免责的范围有不同意见",
        "与当事人有近亲属关系",
        "应到4人，实到3人，回避1人",
    ):
        assert word in text


def test_an_objection_is_registered_without_its_objector(case: CaseFile) -> None:
    text = told(paper_of(Sheet(case, "objection", "YY-2026-0001")))
    assert "实名（身份信息另行密封保管）" in text
    assert "纠正事项不够具体" in text


def test_objections_to_an_earlier_notice_are_told_apart_from_those_to_the_one_that_closed(
    case: CaseFile,
) -> None:
    first, (one,) = case.notices[0], case.objections
    second = replace(first, number="GS-2026-0002")
    again = replace(
        case,
        record=replace(case.record, notice="GS-2026-0002"),
        notices=(first, second),
        reviews=tuple(replace(it, record=replace(it.record, outcome="changed")) for it in case.reviews),
    )
    text = told(paper_of(Sheet(again, "decision", "RY-2026-0001")))
    assert "公示期内未收到异议；此前公示（GS-2026-0001）期间收到异议1件" in text
    assert "复核结果为变更" in text
    assert "（GS-2026-0001）" in told(paper_of(Sheet(again, "objection", "YY-2026-0001")))
    late = replace(one, record=replace(one.record, state="withdrawn"))
    quiet = replace(case, objections=(late,))
    assert "公示期内未收到异议。" in told(paper_of(Sheet(quiet, "decision", "RY-2026-0001")))


def test_the_course_is_told_day_by_day_with_its_articles(case: CaseFile) -> None:
    found = events(case)
    assert [event.on for event in found] == sorted(event.on for event in found)
    assert {event.basis for event in found} == {
        f"exemption:{number}" for number in ("2", "10(5)", "11", "12", "13", "14")
    }
    assert "2026年5月6日" in told(paper_of(Sheet(case, "timeline")))


def test_the_archive_lists_every_piece_once_and_no_paper_of_an_objector(case: CaseFile) -> None:
    table = next(block for block in paper_of(Sheet(case, "archive")).blocks if isinstance(block, Grid))
    numbers = [row[2] for row in table.rows]
    assert len(numbers) == len(set(numbers))
    assert {
        "HB-2026-0001",
        "TQ-2026-0001",
        "DQ-2026-0001",
        "RD-2026-0001",
        "JY-2026-0001",
        "JL-2026-0005",
    } < set(numbers)
    assert {"GS-2026-0001", "YY-2026-0001", "FH-2026-0001", "YJ-2026-0002", *case.exhibits} < set(numbers)


def test_the_same_paper_gives_the_same_bytes(case: CaseFile) -> None:
    sheet = Sheet(case, "decision", "RY-2026-0001")
    assert in_form(paper_of(sheet), "docx") == in_form(paper_of(sheet), "docx")


@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_stands_whole_in_a_paper(rulebook: Rulebook, text: str) -> None:
    paper = paper_of(Sheet(whole_case(rulebook, title=text, lead=text, cause=text), "application"))
    shown, page = told(paper), in_form(paper, "html").decode()
    for line in clean(text).replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if line.strip():
            assert line.strip() in shown
    assert "<script" not in page


# --- what is missing, and what must not be made --------------------------------------------------------


def test_what_is_missing_is_listed_before_anything_is_written(rulebook: Rulebook) -> None:
    bare = Sheet(whole_case(rulebook, cause="", loss="", loss_fen=None), "application")
    assert lacking(bare) == {"cause", "loss"}
    with pytest.raises(RefusedError) as refused:
        paper_of(bare)
    assert {reason.field for reason in refused.value.reasons} == {"cause", "loss"}


def test_blanks_are_left_to_be_written_by_hand_where_asked_for(rulebook: Rulebook) -> None:
    bare = whole_case(rulebook, answered_on=None, answer_reasons="", state=FindingState.RECEIVED)
    assert lacking(Sheet(bare, "acceptance")) == {"answer_reasons"}
    text = told(paper_of(Sheet(bare, "acceptance"), blank=True))
    assert "＿＿＿＿＿＿" in text
    assert "　　　　年　　月　　日" in text
    table = docx.Document(io.BytesIO(in_form(paper_of(Sheet(bare, "interview"), blank=True), "docx"))).tables[
        0
    ]
    assert table.rows[0].cells[-1].text == ""


def test_what_is_given_by_hand_fills_only_what_the_records_leave_empty(rulebook: Rulebook) -> None:
    bare = whole_case(rulebook, answer_reasons="", state=FindingState.RECEIVED)
    given = {"answer_reasons": "属于适用范围", "applicant": "另一人"}
    text = told(paper_of(Sheet(bare, "acceptance", "", given)))
    assert "属于适用范围" in text
    assert "赵经理：" in text
    assert "另一人" not in text


FORBIDDEN: tuple[tuple[str, str, dict[str, Any], str], ...] = (
    ("decision", "RY-2026-0001", {"round": 2, "state": FindingState.INVESTIGATING}, "paper.not_decided"),
    ("service", "RY-2026-0001", {"round": 2, "state": FindingState.INVESTIGATING}, "paper.not_decided"),
    ("use", "audit", {"state": FindingState.DECIDED}, "paper.not_final"),
    ("referral", "RY-2026-0004", {"state": FindingState.DECIDED}, "paper.not_final"),
    ("certificate", "YJ-2026-0002", {"state": FindingState.FINAL}, "paper.not_archived"),
    ("conclusion", "", {"text": ""}, "paper.no_text"),
    ("panel", "", {"state": FindingState.REFUSED}, "paper.refused"),
    ("refusal", "", {}, "paper.accepted"),
)


@pytest.mark.parametrize(("form", "target", "changes", "code"), FORBIDDEN)
def test_what_is_not_so_far_yet_is_not_made_even_with_blanks(
    rulebook: Rulebook, form: str, target: str, changes: dict[str, Any], code: str
) -> None:
    sheet = Sheet(whole_case(rulebook, **changes), form, target)
    assert codes(sheet) == [code]
    with pytest.raises(RefusedError):
        paper_of(sheet, blank=True)


def test_a_written_finding_bears_a_mark_until_it_is_final(rulebook: Rulebook) -> None:
    waiting = whole_case(rulebook, state=FindingState.DECIDED, final_on=None)
    assert "尚未生效" in paper_of(Sheet(waiting, "decision", "RY-2026-0001")).mark
    final = whole_case(rulebook, state=FindingState.FINAL)
    assert paper_of(Sheet(final, "decision", "RY-2026-0001")).mark == ""


def test_a_report_is_printed_to_be_signed_before_it_is_handed_in(rulebook: Rulebook) -> None:
    changes = {"report": "", "report_sha256": "", "reported_on": None, "state": FindingState.INVESTIGATING}
    draft = replace(whole_case(rulebook, **changes), draft=REPORT)
    paper = paper_of(Sheet(draft, "report"))
    assert paper.mark == ""
    assert "赵经理提出申请" in told(paper)
    assert text_hash(REPORT) in paper.footer


def test_whoever_the_plan_wants_heard_is_invited(case: CaseFile) -> None:
    assert ("财务处", "财务处") in tuple(BY_CODE["invitation"].targets(case))
    assert "财务处：" in told(paper_of(Sheet(case, "invitation", "财务处")))


# --- templates -----------------------------------------------------------------------------------------


def test_no_place_is_defined_twice() -> None:
    parts = (
        places_case.CASE_PLACES,
        places_person.PERSON_PLACES,
        places_course.HEARING_PLACES,
        places_course.INQUIRY_PLACES,
        places_course.DECISION_PLACES,
        places_course.COURSE_PLACES,
    )
    assert sum(map(len, parts)) == len(PLACES) == len(places.PLACES)


def texts_of(template: FormTemplate) -> Iterator[filling.Template]:
    yield from (template.title, template.subtitle, template.footer, *template.signed)
    for piece in template.pieces:
        yield from (*((piece.text,) if piece.text else ()), *piece.cells, *piece.sign, *piece.signature)


def test_every_table_is_used_and_every_condition_can_hold(case: CaseFile) -> None:
    used = {piece.table for form in FORMS for piece in load_template(form.code).pieces if piece.table}
    from ttoffice.findings.documents.tables import TABLES

    assert used == set(TABLES)
    for _meaning, holds in FACTS.values():
        assert holds(Sheet(case, "decision", "RY-2026-0001")) in (True, False)


BROKEN = (
    ('title = "表"\nshape = "round"\n[[paragraphs]]\ntext = "甲"\n', 2),
    ('title = "表"\nshape = "sheet"\n[[paragraphs]]\nrow = ["姓名", "{nmae}"]\n', 4),
    (
        'title = "表"\nshape = "sheet"\n[[paragraphs]]\nrow = ["甲"]\n\n[[paragraphs]]\nwidths = [5, 5]\nrow = ["甲", "乙"]\n',
        7,
    ),
    ('title = "表"\nshape = "sheet"\n[[paragraphs]]\ntable = "matricks"\n', 4),
    ('title = "表"\nshape = "sheet"\n[[paragraphs]]\ntext = "甲"\nwhen = "exemt"\n', 5),
    ('title = "表"\nshape = "sheet"\n[[paragraphs]]\nstrong = true\n', 3),
    ('title = "表"\nshape = "sheet"\n[[paragraphs]]\nrow = ["甲"]\ntall = "x"\n', 5),
    ('title = "表"\nshape = "sheet"\n[[paragraphs]]\nrow = ["甲", 3]\n', 4),
    ('title = "表"\nshape = "sheet"\nfoot = ""\n[[paragraphs]]\ntext = "甲"\n', 3),
    ('title = "表"\nshape = "sheet"\n', 1),
    ('title = "表\n', 1),
)


@pytest.mark.parametrize(("text", "line"), BROKEN)
def test_a_broken_template_is_refused_with_file_line_and_what_is_known(
    tmp_path: Path, case: CaseFile, text: str, line: int
) -> None:
    home = Home(tmp_path)
    path = home.templates / "findings" / "application.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as broken:
        paper_of(Sheet(case, "application"), home)
    assert f"{path}" in broken.value.message
    assert f"第 {line} 行" in broken.value.message


def test_the_office_edits_its_own_copy_and_what_it_edited_stays(tmp_path: Path, case: CaseFile) -> None:
    home = Home(tmp_path)
    assert {path.stem for path in copy_templates(home)} == set(BY_CODE)
    own = home.templates / "findings" / "service.toml"
    own.write_text(own.read_text(encoding="utf-8").replace("送达回证", "送达证明"), encoding="utf-8")
    assert copy_templates(home) == []
    assert load_template("service", home).own
    assert paper_of(Sheet(case, "service", "RY-2026-0001"), home).title == "送达证明"
    assert paper_of(Sheet(case, "service", "RY-2026-0001")).title == "送达回证"


DOCUMENTED = (Path(__file__).parents[3] / "docs" / "finding-papers.md").read_text(encoding="utf-8")


def test_every_key_of_a_template_is_documented() -> None:
    for name in (*TOP, *PARAGRAPH):
        assert re.search(rf"`\[?\[?{name}\]?\]?`", DOCUMENTED), name


def test_the_documented_example_is_a_template(tmp_path: Path, case: CaseFile) -> None:
    path = Home(tmp_path).templates / "findings" / "service.toml"
    path.parent.mkdir(parents=True)
    path.write_text(DOCUMENTED.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    assert paper_of(Sheet(case, "service", "RY-2026-0003"), Home(tmp_path)).title == "送达回证"
