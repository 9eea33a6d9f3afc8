from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.licenses.contracts.cases import PLANS, case, choosing, drafted
from tests.screens.driving import NASTY
from ttoffice.documents.docx import as_docx
from ttoffice.documents.html import as_html
from ttoffice.documents.paper import Grid, Paper, Para, Piece, Signatures, clean
from ttoffice.licenses.contracts.papers import contract_paper, redline_paper
from ttoffice.licenses.contracts.redline import compare
from ttoffice.licenses.terms import ClauseChoice

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDERS = {
    "pPr": (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "pBdr", "spacing", "ind", "jc", "outlineLvl", "rPr",
    ),
    "trPr": ("cantSplit", "trHeight", "tblHeader", "ins", "del"),
    "tblPr": ("tblStyle", "tblW", "tblLayout", "tblCellMar", "tblLook"),
    "rPr": ("ins", "del", "rFonts", "color", "sz", "lang"),
}  # fmt: skip
"""The order in which Word takes properties; of a row's the first two may change places."""
DAY = date(2026, 11, 26)


def contract(text: str = "") -> Paper:
    choices = (ClauseChoice("law", wording=text),) if text else ()
    return contract_paper(choosing(*choices).text, "XK-2026-0001", 2, DAY)


def roots(content: bytes) -> list[Any]:
    document = docx.Document(io.BytesIO(content))
    section = document.sections[0]
    return [document.element, section.header._element, section.footer._element]


def redline() -> Paper:
    old, new = drafted(case()).text, drafted(case("stages", plan=PLANS["stages"])).text
    return redline_paper(compare(old, new), "XK-2026-0001", ("HT-1", "HT-2"), "李明", DAY)


@pytest.mark.parametrize("paper", [contract(), redline()], ids=["contract", "redline"])
def test_properties_stand_in_the_order_that_word_takes_and_every_run_has_its_font(paper: Paper) -> None:
    for root in roots(as_docx(paper)):
        for name, order in ORDERS.items():
            for properties in root.iter(f"{W}{name}"):
                names = [child.tag.removeprefix(W) for child in properties]
                assert names == sorted(names, key=order.index), name
        for run in root.iter(f"{W}r"):
            assert run.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia")


def test_a_contract_counts_its_pages_and_says_its_version_on_each() -> None:
    content = as_docx(contract())
    _body, header, footer = roots(content)
    assert "合同编号 XK-2026-0001　第2版" in "".join(header.itertext())
    assert [code.text.strip() for code in footer.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
    assert "".join(text.text for text in footer.iter(f"{W}t")).startswith("第 1 页　共 1 页")
    shapes = [item for item in header.iter() if item.tag.endswith("}textpath") and item.get("string")]
    assert [shape.get("string") for shape in shapes] == ["草稿"]
    final = contract_paper(drafted(case()).text, "XK-2026-0001", 2, DAY, final=True)
    assert not [item for item in roots(as_docx(final))[1].iter() if item.tag.endswith("}textpath")]


def test_signatures_are_never_parted_and_tables_repeat_their_heads() -> None:
    body = roots(as_docx(contract()))[0]
    tables = list(body.iter(f"{W}tbl"))
    signing = next(table for table in tables if table.find(f"{W}tr/{W}trPr/{W}tblHeader") is None)
    rows = signing.findall(f"{W}tr")
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert all(row.find(f".//{W}keepNext") is not None for row in rows[:-1])
    assert len(tables) == 7


@pytest.mark.parametrize("text", [*NASTY, "A<B & C", "{{x}}", "[/b]"])
def test_hostile_text_stands_whole_in_cells_pieces_and_signatures(text: str) -> None:
    line = clean(text).replace("\r\n", " ").replace("\r", " ").replace("\n", " ").replace("\t", " ")
    blocks = (
        Para("", pieces=(Piece(line, "del"), Piece(line, "ins"))),
        Grid((line,), ((line,),), (1,), ("ins",)),
        Signatures((line,), (line,)),
    )
    paper = Paper(line, "", blocks, day=DAY, form="contract", head=line, author=line, watermark=line)
    told = "".join("".join(root.itertext()) for root in roots(as_docx(paper)))
    assert told.count(line) >= 7
    assert "<script" not in as_html(paper)


def test_a_program_that_makes_no_document_loads_no_library_for_it() -> None:
    import sys

    probe = (
        "import sys\n"
        "import ttoffice.licenses.contracts.actions\nfrom ttoffice.action.kinds import every_kind\n"
        "list(every_kind())\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('docx', 'lxml')])\n"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True,
                          env={"PYTHONPATH": str(Path(__file__).parents[2] / "src"), "PYTHONUTF8": "1"})  # fmt: skip
    assert done.stdout.strip() == "[]"


@pytest.mark.exhaustive
@pytest.mark.office
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_contracts_and_comparisons_as_they_are(tmp_path: Path) -> None:
    for name, paper in (("contract", contract()), ("redline", redline())):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(as_docx(paper))
        profile = (tmp_path / "profile").as_uri()
        subprocess.run(
            ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx:MS Word 2007 XML",
             "--outdir", str(tmp_path / "out"), str(path)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        with zipfile.ZipFile(tmp_path / "out" / f"{name}.docx") as package:
            body = package.read("word/document.xml").decode()
            heads = "".join(
                package.read(item).decode() for item in package.namelist() if item.startswith("word/header")
            )
        if name == "contract":
            assert "PowerPlusWaterMarkObject" in heads
            assert "第二十四条" in body
        else:
            assert body.count("<w:ins ") > 10
            assert body.count("<w:del ") > 10
