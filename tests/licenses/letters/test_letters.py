from __future__ import annotations

import html
import io
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pytest

from tests.screens.driving import NASTY
from ttoffice.documents.html import as_html
from ttoffice.documents.paper import clean
from ttoffice.errors import RefusedError
from ttoffice.licenses.letters.letter import Letter, LetterDue, LetterKind, Party, SentLetter, Service
from ttoffice.licenses.letters.writing import letter_docx, letter_name, letter_paper, letter_reasons
from ttoffice.paths import Home

UNIT = Party(
    "滇中科技大学",
    address="昆明市呈贡区雨花路99号",
    contact="周敏",
    phone="0871-65123456",
    office="科技成果转化办公室",
    bank="中国建设银行昆明大学城支行",
    account="53001895036050001234",
)
DUES = (
    LetterDue("YS-2026-0003", "合同生效满一年阶段款", date(2027, 12, 26), 5_000_000, 5_000_000, 60, 150_000),
    LetterDue("YS-2026-0007", "2027年下半年提成", date(2028, 2, 20), 3_456_789, 1_456_789, 4, 2_914),
)
SENT = SentLetter("CS-2028-0001", "许可使用费催款提醒函", date(2028, 1, 5), date(2028, 1, 7))
DEMAND = Letter(
    LetterKind.DEMAND,
    "CS-2028-0002",
    date(2028, 2, 24),
    "XK-2026-0001",
    "咖啡果皮低温干燥技术许可",
    UNIT,
    Party("云南绿源咖啡科技有限公司", address="普洱市思茅区茶城大道18号"),
    date(2026, 12, 1),
    DUES,
    "0.05",
    None,
    date(2028, 3, 31),
    earlier=(SENT,),
)
KINDS: dict[LetterKind, dict[str, Any]] = {
    LetterKind.REMINDER: {},
    LetterKind.DEMAND: {},
    LetterKind.DEFAULT: {"dues": (), "breach": "逾期未提交2027年下半年提成报告", "clause": "第九条"},
    LetterKind.TERMINATION: {"claims": ("请支付违约金人民币一万元",), "ends_on": date(2028, 5, 1)},
    LetterKind.SERVICE: {"service": Service("《许可使用费催告函》（CS-2028-0002）", 2)},
}


def of(kind: LetterKind, **changes: Any) -> Letter:
    return replace(DEMAND, kind=kind, **{**KINDS[kind], **changes})


def told(letter: Letter) -> str:
    document = docx.Document(io.BytesIO(letter_docx(letter)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def codes(letter: Letter) -> set[tuple[str, str | None]]:
    return {(reason.code, reason.field) for reason in letter_reasons(letter)}


@pytest.mark.parametrize("kind", LetterKind)
def test_every_letter_is_whole_and_gives_the_same_bytes(kind: LetterKind) -> None:
    letter = of(kind)
    assert letter_reasons(letter) == []
    text = told(letter)
    for word in ("云南绿源咖啡科技有限公司", "XK-2026-0001", "滇中科技大学"):
        assert word in text
    assert "{" not in text
    assert "None" not in text
    assert "（）" not in text
    assert letter_docx(letter) == letter_docx(letter)
    assert letter_name(letter).startswith("CS-2028-0002-")


def test_a_demand_names_the_sums_in_figures_and_written_out_and_what_follows() -> None:
    text = told(DEMAND)
    for word in (
        "最长已逾期60日",
        "人民币64,567.89元（大写：人民币陆万肆仟伍佰陆拾柒元捌角玖分）",
        "逾期利息合计人民币66,097.03元",
        "每日0.05%",
        "于2028年3月31日前",
        "自收到本函之日起30日内",
        "第五百六十三条",
        "第十五条",
        "于2028年1月5日发出《许可使用费催款提醒函》（CS-2028-0001），该函于2028年1月7日送达",
        "1,500.00",
        "合计",
    ):
        assert word in text, word


def test_what_does_not_apply_is_left_out() -> None:
    plain = replace(
        DEMAND, late_rate="", earlier=(), dues=tuple(replace(due, interest_fen=0) for due in DUES)
    )
    text = told(plain)
    assert "逾期利息" not in text
    assert "此前" not in text
    assert "即将到期" in told(
        of(LetterKind.REMINDER, dues=tuple(replace(due, days_overdue=0, interest_fen=0) for due in DUES))
    )


def test_a_termination_tells_that_thirty_days_passed_only_after_a_delivered_demand() -> None:
    assert "催告送达后已满30日" in told(of(LetterKind.TERMINATION))
    undelivered = replace(SENT, delivered_on=None)
    assert "已满30日" not in told(of(LetterKind.TERMINATION, earlier=(undelivered,)))


@pytest.mark.parametrize(
    ("letter", "reason"),
    [
        (of(LetterKind.DEMAND, dues=()), ("letter.dues", "dues")),
        (of(LetterKind.DEMAND, dues=(replace(DUES[0], days_overdue=0),)), ("letter.not_overdue", "dues")),
        (of(LetterKind.DEMAND, pay_by=None), ("letter.missing", "pay_by")),
        (of(LetterKind.DEMAND, licensor=replace(UNIT, account="")), ("letter.missing", "account")),
        (of(LetterKind.REMINDER, licensee=Party("")), ("letter.missing", "licensee")),
        (of(LetterKind.DEMAND, late_rate=""), ("letter.interest", "late_rate")),
        (of(LetterKind.DEFAULT, breach=""), ("letter.breach", "breach")),
        (of(LetterKind.TERMINATION, dues=(), breach=""), ("letter.ground", "breach")),
        (of(LetterKind.SERVICE, service=None), ("letter.service", "service")),
    ],
)
def test_what_is_missing_is_listed_before_anything_is_made(letter: Letter, reason: tuple[str, str]) -> None:
    assert reason in codes(letter)
    with pytest.raises(RefusedError):
        letter_docx(letter)


@pytest.mark.parametrize("text", [*NASTY, "A<B & C", "{{x}}", "[/b]", "{licensor}"])
def test_hostile_text_stands_as_it_was_typed(text: str) -> None:
    letter = replace(DEMAND, title=text, claims=(text,), dues=(replace(DUES[0], title=text),))
    kept = [line for line in clean(text).replace("\r", "\n").split("\n") if line.strip("\t ")]
    page = as_html(letter_paper(letter))
    for line in kept:
        assert html.escape(line.strip()) in page


def test_the_office_writes_its_own_letters(tmp_path: Any) -> None:
    folder = tmp_path / "templates" / "letters"
    folder.mkdir(parents=True)
    (folder / "demand.toml").write_text(
        'title = "催告书"\n[[paragraphs]]\ntext = "{licensee}应付{open_amount}。"\n', encoding="utf-8"
    )
    page = as_html(letter_paper(DEMAND, Home(tmp_path)))
    assert "催告书" in page
    assert "云南绿源咖啡科技有限公司应付人民币64,567.89元" in page
