from __future__ import annotations

import io
import sqlite3
import zipfile
from contextlib import closing

import docx
import pytest

from tests.licenses.procedure.acts import do, drafted, ready, told, why
from tests.offices import problems
from ttoffice.action import Office, check
from ttoffice.errors import TemplateError, UsageError
from ttoffice.evidence.views import exhibits_of
from ttoffice.licenses.contracts.making import compared_file, draft_file
from ttoffice.licenses.contracts.reading import newest_of, versions_of
from ttoffice.licenses.contracts.record import Contract
from ttoffice.licenses.contracts.writing import draft_name, issued_name, written

UNIT = {
    "credit_code": "12530000431234562J",
    "address": "昆明市呈贡区雨花路99号",
    "representative": "陈志远",
    "contact_name": "周敏",
    "contact_phone": "0871-65123456",
    "bank": "中国建设银行昆明大学城支行",
    "bank_account": "53001895036050001234",
}
LICENSEE = {
    "address": "昆明市五华区学府路1号",
    "representative": "赵国强",
    "contact_name": "孙丽",
    "contact_phone": "0871-65123457",
}


def complete(office: Office, number: str) -> None:
    """Enter what a contract needs of both sides."""
    do(office, "unit.set", **UNIT)
    do(office, "enterprise.change", "QY-2026-0001", **LICENSEE)


def newest(office: Office, number: str) -> Contract:
    with office.reader() as reader:
        found = newest_of(reader, number)
    assert found is not None
    return found


def parts(content: bytes) -> tuple[str, str, str]:
    """Return the body, the header and the footer of a Word file as text of XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}
    return (
        names["word/document.xml"],
        "".join(text for name, text in names.items() if "header" in name),
        "".join(text for name, text in names.items() if "footer" in name),
    )


def test_versions_are_numbered_kept_and_never_changed(office: Office) -> None:
    number = drafted(office)
    missing = {
        reason.field for reason in check(office, "contract.draft", {}, subject=number) if not reason.warning
    }
    assert {"unit.bank", "licensee.address", "pricing"} <= missing
    with pytest.raises(UsageError):
        compared_file(office, number)
    with office.reader() as reader:
        assert versions_of(reader, number) == []
    complete(office, number)
    do(office, "license.price", number, method="agreement")
    first = do(office, "contract.draft", number, note="送审")
    assert why(office, "contract.draft", number) == {"contract.unchanged"}
    assert why(office, "contract.issue", first) == {"contract.undecided"}
    do(office, "license.change", number, terms={"territory": "云南省、贵州省"})
    assert why(office, "contract.issue", first) == {"contract.undecided", "contract.other_terms"}
    second = do(office, "contract.draft", number)
    assert "contract.not_newest" in told(office, "contract.issue", first)
    assert (first, second) == ("HT-2026-0001", "HT-2026-0002")
    found = newest(office, number)
    assert (found.number, found.record.edition, found.record.text_sha256) == (
        second,
        2,
        found.record.text.sha256,
    )
    with office.reader() as reader:
        (file,) = exhibits_of(reader, "contract", found.id)
        earlier = versions_of(reader, number)[0]
    assert file.name == draft_name(found.record) == f"{number}-合同草稿-第2版.docx"
    assert office.vault.read(file.sha256) == written(found.record, final=False)
    assert file.sha256 == found.record.docx_sha256
    assert draft_file(office, number).sha256 == found.record.docx_sha256
    made = compared_file(office, number)
    assert earlier.number == first
    assert made.name == f"{number}-合同修订对照-第1版至第2版.docx"
    assert why(office, "contract.redline", first, earlier="HT-2026-0099", sha256="0" * 64, name="x")
    with closing(sqlite3.connect(office.home.store)) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute("UPDATE contract SET note = 'x'")
    assert problems(office) == ()


def test_the_copy_for_signature_is_of_the_version_that_was_decided(office: Office) -> None:
    later, number = ready(office)
    complete(later, number)
    first = do(later, "contract.draft", number)
    exhibit = do(later, "contract.issue", first)
    assert do(later, "contract.issue", first) == exhibit
    found = newest(later, number)
    with later.reader() as reader:
        kept = {view.number: view for view in exhibits_of(reader, "contract", found.id)}
    clean = later.vault.read(kept[exhibit].sha256)
    assert kept[exhibit].name == issued_name(found.record)
    draft_file = written(found.record, final=False)
    for content, marked in ((clean, False), (draft_file, True)):
        _body, header, footer = parts(content)
        assert ("PowerPlusWaterMarkObject" in header) is marked
        assert ("草稿" in header + footer) is marked
        assert f"合同编号 {number}　第1版" in header
        assert "NUMPAGES" in footer
    assert parts(clean)[0] == parts(draft_file)[0]
    tables = docx.Document(io.BytesIO(clean)).element.body.findall(".//{*}tblHeader")
    assert len(tables) >= 5
    do(later, "license.sign", number, contract=first, effective_on="2026-07-01")
    assert "contract.signed" in why(later, "contract.draft", number)
    assert why(later, "contract.issue", first) == set()


def test_a_broken_clause_of_the_office_is_told_and_nothing_is_drafted(office: Office) -> None:
    number = do(office, "license.draft", title="甲")
    folder = office.home.templates / "contract"
    folder.mkdir(parents=True)
    (folder / "20-tax.toml").write_text('key = "tax"\ntitle = ', encoding="utf-8")
    with pytest.raises(TemplateError, match=r"20-tax\.toml"):
        do(office, "contract.draft", number)
    with office.reader() as reader:
        assert versions_of(reader, number) == []
