from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.licenses.acting import act, dues, refused, sign, warnings
from tests.notices.acts import exhibit
from tests.offices import open_at, problems
from ttoffice.action import Office, perform
from ttoffice.agenda.views import gather
from ttoffice.deadlines.keeping import of_subject
from ttoffice.evidence.views import exhibit as exhibit_view
from ttoffice.licenses.codes import LicenseState
from ttoffice.licenses.collecting.default import DefaultState
from ttoffice.licenses.collecting.measures import MEASURES
from ttoffice.licenses.collecting.outlook import Outlook, outlook
from ttoffice.licenses.collecting.record import REMINDERS, ReminderRecord, Rung
from ttoffice.licenses.reading import known
from ttoffice.licenses.shelves import LICENSES

THRESHOLD = "YS-2026-0001"
UNIT = {
    "name": "滇中科技大学",
    "office": "科技成果转化中心",
    "address": "昆明市呈贡区",
    "contact_name": "李明",
    "contact_phone": "0871-65123456",
    "bank": "中国某某银行昆明呈贡支行",
    "bank_account": "5300000000000001",
}


@pytest.fixture
def license_(office: Office) -> str:
    """A license whose threshold fee of 30,000 yuan has been overdue since 2026-01-30; today is 2026-06-01."""
    perform(office, "unit.set", UNIT)
    return sign(office)


def on(office: Office, day: date) -> Office:
    return open_at(office.home.root, day)


def look(office: Office, number: str) -> Outlook:
    with office.reader() as reader:
        return outlook(reader, known(reader, number), office.today)


def sent(office: Office, number: str) -> ReminderRecord:
    with office.reader() as reader:
        found = REMINDERS.load(reader, number)
    assert found is not None
    return found.record


def items(office: Office, kind: str) -> list[Any]:
    with office.reader() as reader:
        return [item for item in gather(office, reader, within=30).items if item.kind == kind]


def demand(office: Office, license_: str, **more: Any) -> str:
    return str(
        act(office, "reminder.send", license=license_, channel="express", address="昆明市官渡区", **more)
    )


def delivered(office: Office, license_: str, folder: Path, day: date) -> str:
    """Send a demand today and let it be delivered on a day; return its number."""
    number = demand(office, license_)
    proof = exhibit(office, folder, license_, "签收单.pdf")
    act(on(office, day), "reminder.confirm_delivery", number, proof=[proof])
    return number


def wait(office: Office, license_: str) -> list[tuple[str, date | None]]:
    with office.reader() as reader:
        return [
            (item.record.state, item.record.ends_on)
            for item in of_subject(reader, license_)
            if item.record.matter == "termination_right"
        ]


def test_what_the_ladder_asks_for_stands_on_the_agenda_until_it_was_sent(
    office: Office, license_: str
) -> None:
    (item,) = items(office, "reminder")
    assert (item.subject, item.day) == (license_, date(2026, 2, 14))
    assert item.command == f"ttoffice license reminders {license_}"
    assert look(office, license_).rungs[0].rung is Rung.DEMAND
    number = demand(office, license_)
    record = sent(office, number)
    assert (record.rung, record.step, record.open_fen) == (Rung.DEMAND, 15, 3_000_000)
    assert [(due.number, due.days_late) for due in record.dues] == [(THRESHOLD, 122)]
    assert items(office, "reminder") == []


def test_the_letter_is_kept_with_its_hash_under_the_number_of_the_reminder(
    office: Office, license_: str
) -> None:
    number = demand(office, license_)
    record = sent(office, number)
    assert record.letter_name == f"{number}-许可使用费催告函.docx"
    assert office.vault.read(record.letter_sha256).startswith(b"PK")
    assert record.pay_by == date(2026, 7, 1)
    with office.reader() as reader:
        letter = exhibit_view(reader, record.proof[0])
    assert (letter.sha256, letter.subject) == (record.letter_sha256, license_)
    assert {link.code for link in letter.links} == {"step:performance", "step:loss_limited"}
    assert problems(office) == ()


@pytest.mark.parametrize(
    ("rung", "more", "name"),
    [
        ("before", {"dues": ["YS-2026-0002"]}, "许可使用费催款提醒函"),
        ("after", {}, "许可使用费催款提醒函"),
        ("default", {"breach": "未按期支付门槛费。"}, "违约通知书"),
        ("termination", {"breach": "经催告仍未支付门槛费。"}, "解除合同通知书"),
    ],
)
def test_each_rung_has_its_letter(
    office: Office, license_: str, rung: str, more: dict[str, Any], name: str
) -> None:
    number = demand(office, license_, rung=rung, **more)
    record = sent(office, number)
    assert record.letter_name == f"{number}-{name}.docx"
    assert record.rung == rung


def test_a_call_is_no_demand_and_what_is_not_overdue_is_not_demanded(office: Office, license_: str) -> None:
    assert refused(office, "reminder.send", license=license_, channel="phone") == {"reminder.unwritten"}
    act(office, "reminder.send", license=license_, channel="phone", rung="after")
    early = on(office, date(2026, 1, 20))
    assert "reminder.not_overdue" in refused(
        early, "reminder.send", license=license_, channel="letter", rung="demand", dues=[THRESHOLD]
    )
    assert refused(office, "reminder.send", license="XK-2026-0009", channel="letter") == {"license.none"}
    assert "license.no_due" in refused(
        office, "reminder.send", license=license_, channel="letter", dues=["YS-2026-0099"]
    )


def test_delivery_begins_the_wait_and_its_proof_shows_what_it_proves(
    office: Office, license_: str, tmp_path: Path
) -> None:
    number = delivered(office, license_, tmp_path, date(2026, 6, 5))
    assert wait(office, license_) == [("open", date(2026, 7, 6))]  # thirty days end on a Sunday
    assert "reminder.confirmed" in refused(on(office, date(2026, 6, 9)), "reminder.confirm_delivery", number)
    with office.reader() as reader:
        links = {link.code for link in exhibit_view(reader, "ZJ-2026-0001").links}
    assert links == {"step:performance", "step:loss_limited"}
    before, after = on(office, date(2026, 7, 6)), on(office, date(2026, 7, 7))
    assert look(before, license_).standing.state is DefaultState.WAITING
    assert look(after, license_).standing.state is DefaultState.TERMINABLE


def test_the_wait_stands_on_the_agenda_by_its_name_once(
    office: Office, license_: str, tmp_path: Path
) -> None:
    number = delivered(office, license_, tmp_path, date(2026, 6, 5))
    (title,) = [
        item.title for item in items(on(office, date(2026, 6, 10)), "deadline") if number in item.title
    ]
    assert title.startswith(f"催告后解除前的等待期 {number}")
    assert title.count("等待期") == 1


def test_a_demand_that_gives_longer_lets_wait_longer(office: Office, license_: str) -> None:
    number = demand(office, license_, pay_by="2026-08-31")
    assert warnings(on(office, date(2026, 6, 5)), "reminder.confirm_delivery", number) == {
        "reminder.no_proof"
    }
    assert wait(office, license_) == [("open", date(2026, 8, 31))]


def test_payment_cures_the_default_and_its_reversal_brings_it_back(
    office: Office, license_: str, tmp_path: Path
) -> None:
    delivered(office, license_, tmp_path, date(2026, 6, 5))
    later = on(office, date(2026, 6, 20))
    part = act(later, "receipt.enter", license=license_, amount="10000", kind="bank", to=[{"due": THRESHOLD}])
    assert [state for state, _day in wait(office, license_)] == ["open"]
    rest = act(later, "receipt.enter", license=license_, amount="20000", kind="bank", to=[{"due": THRESHOLD}])
    assert [state for state, _day in wait(office, license_)] == ["done"]
    assert look(later, license_).standing.state is DefaultState.CURED
    act(later, "receipt.reverse", rest, reason="银行退汇")
    assert wait(office, license_) == [("done", date(2026, 7, 6)), ("open", date(2026, 7, 6))]
    assert part
    assert problems(office) == ()


def test_a_license_is_terminated_once_the_right_exists_and_all_that_follows_is_done(
    office: Office, license_: str, tmp_path: Path
) -> None:
    data = {"ground": "nonpayment", "reason": "催告后三十日内仍未支付"}
    assert refused(office, "license.terminate", license_, **data) == {
        "terminate.no_demand",
        "terminate.no_notice",
        "terminate.no_decision",
    }
    delivered(office, license_, tmp_path, date(2026, 6, 5))
    late = on(office, date(2026, 7, 10))
    assert "terminate.too_early" in refused(
        on(office, date(2026, 7, 1)), "license.terminate", license_, **data
    )
    act(
        late,
        "policy.set",
        code="termination_decision",
        value="never",
        effective_from="2026-07-01",
        source="校办〔2026〕3号",
    )
    notice = act(
        late,
        "reminder.send",
        license=license_,
        channel="express",
        rung="termination",
        breach="催告后三十日内仍未支付门槛费。",
    )
    assert refused(late, "license.terminate", license_, notice=notice, **data) == {
        "terminate.notice_undelivered"
    }
    act(late, "reminder.confirm_delivery", notice, proof=[exhibit(late, tmp_path, license_, "签收.pdf")])
    proof = exhibit(late, tmp_path, license_, "解除通知.pdf")
    act(late, "license.terminate", license_, notice=notice, proof=[proof], **data)
    with late.reader() as reader:
        found = LICENSES.load(reader, license_)
        matters = {item.record.matter: item.record.state for item in of_subject(reader, license_)}
        (measure,) = MEASURES.where(reader)
        links = {link.code for link in exhibit_view(reader, proof).links}
    assert found is not None
    assert (found.record.state, found.record.ended_on) == (LicenseState.TERMINATED, date(2026, 7, 10))
    assert found.record.end_reason.startswith("经催告仍未支付许可使用费：")
    assert matters["termination_right"] == "void"
    assert matters["materials_return"] == "open"
    assert matters["registration"] == "void"
    assert (measure.record.kind, measure.record.dues) == ("termination", (THRESHOLD,))
    assert links == {"circumstance:8(4)", "step:loss_limited"}
    assert dues(late, license_)["stage", "s1"].state == "cancelled"
    assert dues(late, license_)["threshold", "threshold"].state == "open"
    assert refused(late, "license.terminate", license_, **data) == {"license.state"}
    assert [one.kind.value for one in look(late, license_).suggestions][-2:] == ["recall", "relicensing"]
    assert problems(late) == ()


def test_a_license_ends_by_agreement_with_the_signed_paper(
    office: Office, license_: str, tmp_path: Path
) -> None:
    data = {"ground": "mutual", "reason": "双方协商一致"}
    assert refused(office, "license.terminate", license_, **data) == {"terminate.no_agreement"}
    act(
        office, "license.terminate", license_, proof=[exhibit(office, tmp_path, license_, "协议.pdf")], **data
    )
    with office.reader() as reader:
        assert MEASURES.where(reader) == []


def test_a_mute_silences_reminders_only_and_is_listed(office: Office, license_: str) -> None:
    act(office, "license.mute", license_, until="2026-06-20", reason="正在协商展期")
    assert items(office, "reminder") == []
    assert [item.day for item in items(office, "mute")] == [date(2026, 6, 20)]
    assert len(items(office, "mitigation")) == 1
    assert len(items(office, "due")) == 1
    assert "reminder.muted" in warnings(
        office, "reminder.send", license=license_, channel="phone", rung="after"
    )
    later = on(office, date(2026, 6, 21))
    assert (items(later, "mute"), look(later, license_).muted) == ([], False)
    act(office, "license.unmute", license_, reason="协商未成")
    assert len(items(office, "reminder")) == 1
    assert refused(office, "license.unmute", license_, reason="再次") == {"license.not_muted"}


def test_a_step_that_limits_loss_is_kept_with_what_it_proves_and_is_corrected_by_a_further_one(
    office: Office, license_: str, tmp_path: Path
) -> None:
    (item,) = items(office, "mitigation")
    assert item.day == date(2026, 3, 1)
    proof = exhibit(office, tmp_path, license_, "约谈纪要.pdf")
    data = {"license": license_, "kind": "talks", "what": "约谈法定代表人", "result": "承诺七日内付款"}
    first = act(office, "mitigation.record", proof=[proof], **data)
    assert warnings(office, "mitigation.record", **data) == {"mitigation.no_proof"}
    second = act(office, "mitigation.record", corrects=first, proof=[proof], taken_on="2026-05-30", **data)
    assert refused(office, "mitigation.record", corrects=first, **data) == {"mitigation.corrected"}
    assert "mitigation.corrects" in refused(office, "mitigation.record", corrects="JS-2026-0099", **data)
    found = look(office, license_)
    assert {one.number for one in found.measures} == {"JS-2026-0002", second}
    assert found.proved == 1
    assert "talks" not in {one.kind.value for one in found.suggestions}
    assert [item.day for item in items(office, "mitigation")] == [date(2026, 7, 1)]
    assert refused(office, "mitigation.record", **{**data, "taken_on": "2026-06-02"}) == {"license.future"}


def test_a_past_day_is_seen_as_it_was(office: Office, license_: str) -> None:
    demand(office, license_)
    later = on(office, date(2026, 6, 10))
    with later.reader() as reader:
        then = gather(later, reader, day=date(2026, 5, 31), within=0)
        now = gather(later, reader, within=0)
    assert [item.kind for item in then.items if item.kind == "reminder"] == []  # entered on 2026-06-01 only
    assert [item.kind for item in now.items if item.kind == "reminder"] == []
