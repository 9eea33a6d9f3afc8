from __future__ import annotations

import html
import io
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pytest

from tests.licenses.contracts.cases import case
from tests.licenses.procedure.acts import NUMBER, do, paper
from tests.offices import TODAY, contents
from tests.screens.driving import NASTY
from ttoffice.action import Office
from ttoffice.documents.paper import clean
from ttoffice.errors import RefusedError, TemplateError, UsageError
from ttoffice.i18n import chinese
from ttoffice.licenses.addenda.addendum import Addendum
from ttoffice.licenses.addenda.making import proposed_agreement, recorded_agreement
from ttoffice.licenses.addenda.templates import copy_template, load_template
from ttoffice.licenses.addenda.writing import (
    addendum_file,
    addendum_name,
    addendum_paper,
    addendum_reasons,
    lines_of,
)
from ttoffice.licenses.amending import what_changed
from ttoffice.paths import Home

CHANGE: dict[str, Any] = {
    "terms": {"territory": "云南省、贵州省"},
    "effective_on": "2027-01-01",
    "reason": "市场扩大。",
}
DEARER = {**CHANGE, "terms": {"plan": {"changed_stages": [{"key": "s1", "amount": "25万元"}]}}}


def addendum(**changes: Any) -> Addendum:
    """Return an agreement that lacks nothing, about a contract that this program did not write."""
    before = case()
    after = replace(before.terms, territory="全国")
    record = replace(before.record, signed_on=date(2026, 12, 1), terms=after)
    usual = Addendum(
        "",
        "咖啡果皮低温干燥技术许可补充协议（一）",
        1,
        replace(before, terms=after, record=record),
        "市场扩大",
        date(2027, 6, 1),
        None,
        date(2027, 5, 1),
        matters=what_changed(before.terms, after, chinese),
        copies="陆",
        copies_each="贰",
    )
    return replace(usual, **changes)


def text(found: Addendum, **more: Any) -> str:
    return "\n".join(lines_of(addendum_paper(found, **more)))


def codes(found: Addendum) -> set[tuple[str, str | None]]:
    return {(reason.code, reason.field) for reason in addendum_reasons(found) if not reason.warning}


def told(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


# --- what it says --------------------------------------------------------------------------------------


def test_a_contract_of_another_hand_is_changed_matter_by_matter_without_numbers_of_articles() -> None:
    found = text(addendum())
    assert "许可地域\t云南省\t全国" in found
    assert "原条款\t" not in found
    assert "因市场扩大，双方" in found
    assert "其余条款" in found
    assert "变更登记" in found
    assert "六百九十五" not in found
    assert "{" not in found


def test_a_guarantor_consents_in_writing_and_an_insurer_is_told() -> None:
    found = text(addendum(guarantors=("甲担保公司", "乙担保公司", "丙"), insured=True))
    assert "由甲担保公司、乙担保公司、丙提供保证" in found
    assert "第六百九十五条" in found
    assert found.count("保证人（书面同意变更）：") == 3
    assert "告知保险人" in found
    assert "六、份数" in found
    assert ("addendum.guarantor", "guarantors") in codes(addendum(guarantors=("甲", " ")))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"registered": True}, "原合同已经办理技术合同认定登记"),
        ({"registered": False}, "原合同尚未办理技术合同认定登记的"),
        ({"recorded": True}, "备案变更手续"),
        ({"effective_on": date(2027, 1, 1)}, "追溯自2027年1月1日起适用"),
        ({"reason": "因场地推迟；"}, "因场地推迟，双方"),
    ],
)
def test_what_stands_beside_it_is_said_only_where_it_is_so(changes: dict[str, Any], sentence: str) -> None:
    assert sentence in text(addendum(**changes))


def test_a_draft_is_marked_and_a_recorded_one_has_its_number_and_day() -> None:
    draft = addendum_paper(addendum(), draft=True)
    assert (draft.watermark, "草稿" in draft.head) == ("草稿", True)
    signed = addendum(number="BC-2027-0001", agreed_on=date(2027, 5, 20))
    paper_ = addendum_paper(signed)
    assert (paper_.watermark, paper_.footer) == ("", "")
    assert "签订日期：2027年5月20日" in text(signed)
    assert addendum_name(signed) == "XK-2026-0001-补充协议-BC-2027-0001.docx"
    assert addendum_name(addendum(), draft=True) == "XK-2026-0001-补充协议草稿-第1份.docx"


def test_the_same_agreement_gives_the_same_bytes_and_hostile_names_stay_what_they_are() -> None:
    found = addendum(guarantors=NASTY, reason=NASTY[0])
    content = addendum_file(found)
    assert content == addendum_file(found)
    inside, page = (
        "".join(one.split()) for one in (told(content), addendum_file(found, form="html").decode())
    )
    for name in NASTY:
        shown = "".join(clean(name).split())
        assert shown in inside
        assert html.escape(shown) in page


# --- what it lacks -------------------------------------------------------------------------------------


def test_what_is_missing_is_listed_before_anything_is_written() -> None:
    bare = addendum(reason=" ", effective_on=None)
    bare = replace(
        bare,
        case=replace(
            bare.case,
            licensor=replace(bare.case.licensor, representative=""),
            licensee=replace(bare.case.licensee, address="", credit_code=""),
            record=replace(bare.case.record, signed_on=None),
        ),
    )
    assert codes(bare) == {
        ("addendum.unsigned", "signed_on"),
        ("contract.missing", "unit.representative"),
        ("contract.missing", "licensee.address"),
        ("contract.missing", "licensee.credit_code"),
        ("addendum.missing", "reason"),
        ("addendum.missing", "effective_on"),
    }
    with pytest.raises(RefusedError):
        addendum_paper(bare)
    assert codes(addendum(matters=())) == {("amendment.nothing", "terms")}


def test_the_office_edits_the_template_and_a_broken_one_is_told_with_its_place(tmp_path: Any) -> None:
    home = Home(tmp_path)
    (path,) = copy_template(home)
    assert copy_template(home) == []
    assert load_template(home).own
    path.write_text('title = "变更协议"\n[[paragraphs]]\ntext = "{license}"\n', encoding="utf-8")
    assert text(addendum(), home=home).splitlines()[0] == "变更协议"
    path.write_text('[[paragraphs]]\ntext = "{licence}"\n', encoding="utf-8")
    with pytest.raises(TemplateError, match="license") as error:
        load_template(home)
    assert str(path) in error.value.message
    assert " 2 " in error.value.message
    path.write_text('[[paragraphs]]\ntable = "article"\n', encoding="utf-8")
    with pytest.raises(TemplateError, match="articles"):
        load_template(home)


# --- in the store --------------------------------------------------------------------------------------


def test_a_proposed_amendment_is_written_by_article_and_nothing_is_recorded(signed: Office) -> None:
    before = contents(signed.home.store)
    found = proposed_agreement(signed, NUMBER, CHANGE)
    lines = "\n".join(found.lines())
    assert found.draft
    assert "5.4\t许可地域：云南省。\t许可地域：云南省、贵州省。" in lines
    assert "由云南某某融资担保有限公司提供保证" in lines
    assert "云南省、贵州省" in told(found.file().content)
    assert contents(signed.home.store) == before
    assert not proposed_agreement(signed, NUMBER, CHANGE, final=True).draft


def test_a_draft_goes_round_before_the_decision_and_the_copy_for_signature_waits_for_it(
    signed: Office,
) -> None:
    found = proposed_agreement(signed, NUMBER, DEARER)
    assert "amendment.undecided" in {reason.code for reason in found.warnings}
    with pytest.raises(RefusedError) as refused:
        proposed_agreement(signed, NUMBER, DEARER, final=True)
    assert "amendment.undecided" in {one.code for one in refused.value.reasons if not one.warning}
    with pytest.raises(RefusedError):
        proposed_agreement(signed, NUMBER, {**CHANGE, "terms": {}})


def test_a_recorded_one_says_what_it_changed_of_the_terms_before_it(signed: Office) -> None:
    with pytest.raises(UsageError):
        recorded_agreement(signed, NUMBER)
    proof = paper(signed, NUMBER, "补充协议.txt")
    first = do(signed, "license.amend", NUMBER, **CHANGE, proof=proof)
    second = do(
        signed,
        "license.amend",
        NUMBER,
        **{**CHANGE, "terms": {"territory": "全国"}, "effective_on": "2027-02-01"},
        proof=proof,
    )
    earlier, later = ("\n".join(recorded_agreement(signed, NUMBER, one).lines()) for one in (first, second))
    assert "许可地域：云南省。\t许可地域：云南省、贵州省。" in earlier
    assert "许可地域：云南省、贵州省。\t许可地域：全国。" in later
    assert f"（{first}）" in later
    assert "此前双方" not in earlier
    assert recorded_agreement(signed, NUMBER).addendum.number == second
    with pytest.raises(UsageError):
        recorded_agreement(signed, NUMBER, "BC-2026-0099")


def test_clauses_edited_since_signature_are_quoted_as_signed_with_a_warning(signed: Office) -> None:
    from ttoffice.licenses.contracts.library import copy_library

    copied = {path.name: path for path in copy_library(signed.home)}
    path = copied["05-scope.toml"]
    path.write_text(path.read_text("utf-8").replace("许可地域：", "本许可的地域："), encoding="utf-8")
    found = proposed_agreement(signed, NUMBER, CHANGE)
    assert "许可地域：云南省。\t本许可的地域：云南省、贵州省。" in "\n".join(found.lines())
    assert "addendum.other_library" in {reason.code for reason in found.warnings}


def test_an_unsigned_license_is_changed_not_amended(office: Office) -> None:
    number = do(office, "license.draft", title="甲")
    with pytest.raises(RefusedError):
        proposed_agreement(office, number, CHANGE)
    assert office.today == TODAY
