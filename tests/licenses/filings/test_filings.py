from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.licenses.acting import PLAN, act, amend, refused, sign, warnings
from tests.notices.acts import exhibit
from tests.offices import open_at, problems
from ttoffice.action import Office, perform
from ttoffice.agenda.views import gather
from ttoffice.deadlines.keeping import of_subject
from ttoffice.errors import ProfileError
from ttoffice.licenses.codes import LicenseState
from ttoffice.licenses.filings import editions
from ttoffice.licenses.filings.exporting import FilledForm, form_of, write_form
from ttoffice.licenses.filings.record import FILINGS, FilingKind, FilingRecord
from ttoffice.licenses.shelves import LICENSES
from ttoffice.licenses.terms import Grant, GrantedRight
from ttoffice.results.codes import RightKind
from ttoffice.sheets.xlsx_read import open_workbook

PATENT = GrantedRight(
    RightKind.INVENTION,
    "ZL202310000001.5",
    date(2023, 6, 3),
    date(2025, 3, 1),
    date(2043, 6, 3),
    "in_force",
    ("滇中科技大学",),
)
GRANTS = (Grant("CG-2026-0001", "咖啡果皮低温干燥方法", (PATENT,)),)
FIXED = replace(PLAN, royalty=None)
UNIT = {"name": "滇中科技大学", "credit_code": "12530000431202116D"}
GIVEN = {
    "related": "no",
    "plan_type": "none",
    "tech_field": "agriculture",
    "seller_type": "022",
    "buyer_type": "150",
    "buyer_code": "91530102MA7KPQ3R86",
    "buyer_industry": "农副食品加工业",
    "buyer_address": "昆明市官渡区",
    "buyer_representative": "王强",
    "buyer_contact": "赵敏",
    "buyer_phone": "0871-63333333",
}


@pytest.fixture
def license_(office: Office) -> str:
    """A license of a patent, signed and in effect since 2026-05-20; today is 2026-06-01."""
    perform(office, "unit.set", UNIT)
    return sign(
        office, FIXED, date(2026, 5, 20), grants=GRANTS, territory="云南省", ends_on=date(2031, 5, 19)
    )


def on(office: Office, day: date) -> Office:
    return open_at(office.home.root, day)


def load(office: Office, number: str) -> FilingRecord:
    with office.reader() as reader:
        found = FILINGS.load(reader, number)
    assert found is not None
    return found.record


def clocks(office: Office, subject: str) -> dict[str, tuple[str, str]]:
    """Return the deadlines of a record by their label: state and last day."""
    with office.reader() as reader:
        return {
            item.record.label: (item.record.state, str(item.record.ends_on))
            for item in of_subject(reader, subject)
        }


def form(office: Office, license_: str, kind: FilingKind = FilingKind.REGISTRATION) -> FilledForm:
    with office.reader() as reader:
        return form_of(office, reader, license_, kind, office.today)


def ready(office: Office, license_: str, folder: Path, **more: Any) -> str:
    """Prepare a registration that lacks nothing; return its number."""
    papers = {name: exhibit(office, folder, license_, f"{name}.pdf") for name in ("contract", "right")}
    data = {"kind": "registration", "given": GIVEN, "papers": papers, **more}
    return str(act(office, "filing.prepare", license=license_, **data))


def test_signing_dates_registration_recordal_and_the_next_yearly_fee(office: Office, license_: str) -> None:
    assert clocks(office, license_) == {
        "技术合同认定登记": ("open", "2026-06-22"),
        "专利实施许可合同备案": ("open", "2026-08-20"),
        "ZL202310000001.5 第4年度年费": ("open", "2026-06-02"),
    }


def test_what_the_form_lacks_is_said_before_it_is_handed_in(office: Office, license_: str) -> None:
    number = act(office, "filing.prepare", license=license_, kind="registration")
    lacking = {reason.field for reason in form(office, license_).reasons}
    assert {"given.buyer_code", "given.related", "papers.contract"} <= lacking
    assert "given.total" not in lacking  # 30,000 + 100,000 yuan and the sum of the shares
    assert refused(office, "filing.submit", number) == {"filing.missing", "filing.paper"}
    assert refused(office, "filing.change", number, given={"colour": "红"}) == {"filing.key"}
    act(office, "filing.change", number, given={**GIVEN, "plan_type": "火星计划"})
    assert "filing.code" in refused(office, "filing.submit", number)


def test_a_registration_goes_from_handing_in_by_completion_to_the_certificate(
    office: Office, license_: str, tmp_path: Path
) -> None:
    number = ready(office, license_, tmp_path)
    act(office, "filing.submit", number, reference="受2026-33")
    assert load(office, number).edition == "registration-2026"
    assert clocks(office, license_)["技术合同认定登记"][0] == "done"
    second = on(office, date(2026, 6, 3))
    act(second, "filing.return", number, what="补交说明", answer_by="2026-06-10")
    assert clocks(second, number) == {"申报退回后的补正": ("open", "2026-06-10")}
    assert refused(second, "filing.certify", number, certificate="1", total="1万元", technical="1万元") == {
        "filing.state"
    }
    act(second, "filing.submit", number, answer="已补交")
    act(second, "filing.accept", number)
    assert clocks(second, number)["技术合同认定登记：受理机构作出决定"] == ("open", "2026-06-25")
    third = on(office, date(2026, 6, 20))
    assert refused(third, "filing.certify", number, on="2026-06-02", certificate="", total="63万元") == {
        "filing.order",
        "filing.no_certificate",
        "filing.no_technical_fen",
    }
    proof = exhibit(third, tmp_path, license_, "登记证明.pdf")
    data = {"certificate": "2026530100000123", "total": "63万元", "technical": "63万元", "proof": proof}
    act(third, "filing.certify", number, **data)
    record = load(third, number)
    assert (record.state, record.certified_total_fen, len(record.returns)) == ("certified", 63_000_000, 1)
    assert set(clocks(third, number).values()) == {("done", "2026-06-10"), ("done", "2026-06-25")}
    with third.reader() as reader:
        found = LICENSES.load(reader, license_)
    assert found is not None
    assert (found.record.registered_on, found.record.state) == (date(2026, 6, 20), LicenseState.IN_FORCE)
    assert refused(third, "filing.change", number, note="改") == {"filing.state"}
    assert "filing.once" in refused(third, "filing.prepare", license=license_, kind="registration")
    assert problems(third) == ()


def test_a_refusal_lets_the_duty_begin_anew(office: Office, license_: str, tmp_path: Path) -> None:
    number = ready(office, license_, tmp_path)
    act(office, "filing.submit", number)
    act(on(office, date(2026, 6, 5)), "filing.refuse", number, reason="使用费约定不明确")
    with office.reader() as reader:
        found = [
            (item.record.state, str(item.record.ends_on))
            for item in of_subject(reader, license_)
            if item.record.matter == "registration"
        ]
    assert found == [("done", "2026-06-22"), ("open", "2026-07-06")]


def test_an_amendment_after_registration_asks_for_a_change(
    office: Office, license_: str, tmp_path: Path
) -> None:
    number = ready(office, license_, tmp_path)
    act(office, "filing.submit", number)
    act(office, "filing.certify", number, certificate="1", total="63万元", technical="63万元")
    amend(office, license_, replace(FIXED, late_rate="0.03"), date(2026, 6, 1))
    label = "认定登记的变更或注销 BC-2026-0001"
    assert clocks(office, license_)[label] == ("open", "2026-06-16")
    data = {"license": license_, "kind": "registration", "purpose": "change"}
    assert refused(office, "filing.prepare", **data) == {"filing.follows", "filing.occasion"}
    papers = {item.key: item.exhibit for item in load(office, number).papers}
    change = act(
        office,
        "filing.prepare",
        follows=number,
        occasion="BC-2026-0001",
        given=GIVEN,
        papers={key: papers[key] for key in ("contract", "right")},
        **data,
    )
    act(office, "filing.submit", change)
    assert clocks(office, license_)[label][0] == "done"


def test_a_royalty_makes_the_total_an_estimate_with_its_basis(office: Office, tmp_path: Path) -> None:
    perform(office, "unit.set", UNIT)
    license_ = sign(office, effective_on=date(2026, 5, 20), grants=GRANTS, ends_on=date(2031, 5, 19))
    number = ready(office, license_, tmp_path)
    assert {"given.total", "given.technical"} <= {reason.field for reason in form(office, license_).reasons}
    act(office, "filing.change", number, total="70万元", estimated=True)
    assert refused(office, "filing.submit", number) == {"filing.estimate", "filing.paper"}
    paper = exhibit(office, tmp_path, license_, "说明.pdf")
    act(office, "filing.change", number, estimate_basis="可行性报告", papers={"estimate": paper})
    act(office, "filing.submit", number)
    act(office, "filing.certify", number, certificate="1", total="2万元", technical="2万元")
    assert supplements(office) == []
    act(office, "receipt.enter", license=license_, amount="30000", kind="bank", to=[{"due": "YS-2026-0001"}])
    assert supplements(office) == [license_]
    more = act(
        office,
        "filing.prepare",
        license=license_,
        kind="registration",
        purpose="supplement",
        follows=number,
        total="3万元",
        estimated=True,
        estimate_basis="已到账",
        given=GIVEN,
        papers={"contract": paper, "right": paper, "estimate": paper},
    )
    act(office, "filing.submit", more)
    act(office, "filing.certify", more, certificate="1", total="3万元", technical="3万元")
    assert supplements(office) == []


def supplements(office: Office) -> list[str]:
    with office.reader() as reader:
        return [item.subject for item in gather(office, reader).items if item.kind == "supplement"]


def test_a_recordal_is_filled_from_the_patents_and_late_ones_need_an_explanation(
    office: Office, license_: str
) -> None:
    act(
        office,
        "filing.prepare",
        license=license_,
        kind="recordal",
        given={"licensee_code": "91530102MA7KPQ3R86"},
    )
    filled = {item.entry.key: item.text for item in form(office, license_, FilingKind.RECORDAL).entries}
    assert (filled["count"], filled["numbers"], filled["license_kind"]) == (
        "1",
        "ZL202310000001.5",
        "普通许可",
    )
    assert "门槛费3万元" in filled["fee"]
    assert "papers.late" not in {
        reason.field for reason in form(office, license_, FilingKind.RECORDAL).reasons
    }
    late = on(office, date(2026, 8, 21))
    assert {"filing.paper"} == refused(late, "filing.submit", "DJ-2026-0001")
    with late.reader() as reader:
        record = FILINGS.load(reader, "DJ-2026-0001")
    assert record is not None
    plain = sign(office)
    assert refused(office, "filing.prepare", license=plain, kind="recordal") == {"filing.no_patent"}


def test_the_yearly_fee_that_is_paid_begins_the_next(office: Office, license_: str) -> None:
    data = {"license": license_, "right": "ZL202310000001.5"}
    assert refused(office, "filing.maintain", **{**data, "right": "ZL1"}) == {"filing.right"}
    assert warnings(office, "filing.maintain", amount="1200元", **data) == {"filing.no_proof"}
    assert load(office, "DJ-2026-0001").title == "ZL202310000001.5 第4年度年费"
    known = clocks(office, license_)
    assert known["ZL202310000001.5 第4年度年费"][0] == "done"
    assert known["ZL202310000001.5 第5年度年费"] == ("open", "2027-06-02")
    assert refused(office, "filing.maintain", year=4, **data) == {"filing.year_paid"}
    assert refused(office, "filing.maintain", year=6, **data) == {"filing.year_skipped"}
    late = on(office, date(2027, 7, 1))
    amend(late, license_, FIXED, date(2027, 7, 1))
    assert clocks(late, license_)["ZL202310000001.5 第5年度年费"][0] == "open"  # unpaid fees stay asked for


def test_a_contract_entered_later_asks_for_what_is_still_to_come_and_tells_of_the_rest_in_one_line(
    office: Office,
) -> None:
    license_ = sign(office, FIXED, date(2024, 5, 20), grants=GRANTS, ends_on=date(2031, 5, 19), outside=True)
    assert clocks(office, license_) == {"ZL202310000001.5 第4年度年费": ("open", "2026-06-02")}
    with office.reader() as reader:
        items = [item for item in gather(office, reader).items if item.kind == "unregistered"]
    assert [item.subject for item in items] == [license_]
    recent = sign(office, FIXED, date(2026, 5, 20), outside=True)
    assert clocks(office, recent) == {"技术合同认定登记": ("open", "2026-06-22")}


def test_the_sheet_is_written_by_the_edition_of_the_day(
    office: Office, license_: str, tmp_path: Path
) -> None:
    ready(office, license_, tmp_path)
    target = tmp_path / "登记表.xlsx"
    write_form(form(office, license_), target, office.rulebook)
    with open_workbook(target) as book:
        assert [sheet.name for sheet in book.sheets][:2] == ["登记表", "专利清单"]
    assert form(on(office, date(2026, 1, 22)), license_).edition.id == "registration-2000"


def test_what_was_submitted_is_filled_in_as_it_was_then_whatever_ended_since(
    office: Office, license_: str, tmp_path: Path
) -> None:
    number = ready(office, license_, tmp_path)
    act(office, "filing.submit", number)
    later = on(office, date(2027, 8, 1))
    before = form(later, license_)
    end = {"ended_on": "2027-07-01", "state": LicenseState.TERMINATED}
    with closing(sqlite3.connect(office.home.store)) as db, db:
        db.execute("UPDATE license SET ended_on = :ended_on, state = :state", end)
    assert form(later, license_).entries == before.entries
    assert "2031-05-19" in {item.text for item in before.entries}


# --- editions ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2026, 1, 22), "registration-2000"),
        (date(2026, 1, 23), "registration-2026"),
        (date(1999, 1, 1), None),
    ],
)
def test_which_edition_holds_depends_on_the_day_of_filing(day: date, wanted: str | None) -> None:
    found = editions.edition_on(FilingKind.REGISTRATION, day)
    assert (found.id if found else None) == wanted


def test_every_shipped_edition_says_what_it_rests_on_and_what_nobody_has_checked() -> None:
    for found in editions.editions().values():
        assert found.source
        assert found.unverified
        for entry in found.fields:
            assert not entry.codes or found.codes[entry.codes]


def test_an_edition_of_the_office_takes_the_place_of_the_shipped_one(office: Office) -> None:
    folder = editions.folder_of(office.home)
    folder.mkdir(parents=True)
    text = (editions.SHIPPED / "platform-2025.toml").read_text(encoding="utf-8")
    (folder / "own.toml").write_text(text.replace("服务平台成交信息报告", "本单位格式"), encoding="utf-8")
    found = editions.edition_on(FilingKind.PLATFORM, date(2026, 6, 1), office.home)
    assert found is not None
    assert found.title == "本单位格式"


@pytest.mark.parametrize(
    ("before", "after", "line", "said"),
    [
        ('source = "brief"', 'source = "moon"', 22, "moon"),
        ('key = "brief"', 'key = "title"', 20, "title"),
        ('type = "date"', 'type = "day"', 59, "day"),
        ("[[fields]]", "[[fields]", 13, ""),
        ('id = "platform-2025"', 'name = "x"', 2, "name"),
        ("valid_from = 2025-11-09", 'valid_from = "2025"', 5, "2025"),
    ],
)
def test_a_broken_edition_says_where_and_what_is_known(
    tmp_path: Path, before: str, after: str, line: int, said: str
) -> None:
    text = (editions.SHIPPED / "platform-2025.toml").read_text(encoding="utf-8")
    path = tmp_path / "坏.toml"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ProfileError) as error:
        editions.read_edition(path)
    assert said in str(error.value)
    assert "坏.toml" in str(error.value)
    assert f"第{line}行" in str(error.value)
