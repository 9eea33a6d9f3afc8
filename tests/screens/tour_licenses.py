"""The licenses of the office that the tour goes through: one drafted, one performed, with money, milestones and papers."""

from __future__ import annotations

from typing import Any

from ttoffice.action import Office, perform


def license_out(office: Office, text: str) -> None:
    """Enter an enterprise, a draft, and a signed license of a result of its own under which much has happened."""
    line = text[:90].strip() or "词"
    enterprise = perform(
        office, "enterprise.enter", {"name": f"甲 {line}", "code_reason": f"乙 {line}"}
    ).value
    given = {
        "title": f"丁 {line}",
        "secrecy": "open",
        "rights": [{"kind": "know_how", "holders": [{"name": line}]}],
    }
    result = str(perform(office, "result.create", given).value)
    drafted = {"result": result, "licensee": enterprise, "title": f"乙 {line}", "note": f"丙 {text[:900]}"}
    perform(office, "license.draft", {**drafted, "terms": {"territory": line}})
    signed = perform(office, "license.enter_signed", signed_before(enterprise, result, line)).value
    go_on(office, str(signed), line)


def signed_before(enterprise: Any, result: str, line: str) -> dict[str, Any]:
    """Return a contract of both parts: stages, one of them late, and a royalty."""
    stages = [
        {"label": f"甲 {line}", "milestone": "sample", "planned_on": "2026-03-01", "proof": f"乙 {line}",
         "amount": "10万元", "days_to_pay": 30},
        {"label": f"丙 {line}", "milestone": "launch", "planned_on": "2026-12-01", "proof": f"丁 {line}",
         "amount": "20万元", "days_to_pay": 30},
    ]  # fmt: skip
    royalty = {
        "base": "net_sales", "base_note": f"戊 {line}", "rate": "5", "period": "quarter", "report_days": 15,
        "payment_days": 15, "starts_on": "2026-01-01", "ends_on": "2029-12-31",
    }  # fmt: skip
    plan = {"threshold_fen": 0, "stages": stages, "royalty": royalty, "late_rate": "0.05"}
    return {
        "title": f"甲 {line}",
        "licensee": enterprise,
        "results": [result],
        "signed_on": "2025-12-20",
        "effective_on": "2026-01-01",
        "note": f"乙 {line}",
        "terms": {"kind": "ordinary", "territory": line, "field_of_use": line, "ends_on": "2030-12-31", "plan": plan},
    }  # fmt: skip


def go_on(office: Office, number: str, line: str) -> None:
    """Let a milestone be reached and another postponed, a period be reported, money come in, terms change."""
    with office.reader() as reader:
        milestones = [row[0] for row in reader.all("SELECT number FROM milestone ORDER BY id")]
    perform(office, "milestone.reach", {"on": "2026-03-05", "note": line}, subject=milestones[0])
    slipped = {"to": "2027-02-01", "reason": f"甲 {line}"}
    perform(office, "milestone.postpone", slipped, subject=milestones[1])
    reported = {"license": number, "period": "2026-Q1", "base": "100万元", "received_on": "2026-04-10"}
    perform(office, "statement.enter", {**reported, "note": f"乙 {line}"})
    came = {"license": number, "amount": "60000", "received_on": "2026-05-06"}
    perform(office, "receipt.enter", {**came, "payer": f"丙 {line}", "reference": f"丁 {line}"[:60]})
    changed = {"terms": {"territory": f"丁 {line}"}, "effective_on": "2026-06-01", "signed_on": "2026-05-20"}
    perform(office, "license.amend", {**changed, "reason": f"戊 {line}"}, subject=number)
