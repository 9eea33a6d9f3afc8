"""The office that the tour goes through: every list has rows, and a user's text stands wherever one may."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from tests.screens.driving import enter
from tests.screens.tour_findings import find_out
from tests.screens.tour_licenses import license_out
from ttoffice.action import Office, perform
from ttoffice.results.listing.export import run_export
from ttoffice.screens.kit.drafting import FORM, drafts_of
from ttoffice.store.saved_views import SavedView, save

READY = {
    "license_kind": "ordinary",
    "payment_mode": "stages",
    "tech_field": "agriculture",
    "maturity": "pilot",
    "secrecy": "open",
    "transfer_mode": "license",
    "consent": "given",
    "result_type": "know_how",
}
"""What a listing asks for besides texts."""
FACTS = {"fiscal": "yes", "technology_class": "applied", "implemented": "no"}
"""What the two-year scan asks for besides a right."""
PROFILE = "guideline-minimum"


def one_line(text: str, longest: int = 290) -> str:
    """Return a text as it may stand on one line of a workbook or in the name of a view."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:longest]


def file_name(text: str, suffix: str) -> str:
    """Return a text as a file of this system may be named; nothing but `/` and NUL is forbidden here."""
    held = text.replace("/", "∕").replace("\0", "")
    while len((held + suffix).encode(errors="surrogateescape")) > 250:
        held = held[:-1]
    return held + suffix


def texts(text: str) -> dict[str, Any]:
    """Return a text in every field of a result that takes one."""
    line, word = text[:290], text[:50].strip() or "词"
    return {
        "department": line,
        "funding_source": line,
        "project_number": line,
        "industry": line,
        "brief": text * 2,
        "keywords": [word],
        "fee_text": line,
        "license_term": line,
        "territory": line,
        "contact_name": line,
        "contact_phone": line[:40],
        "platform_number": line,
        "remarks": text,
        "rights": [
            {"kind": "know_how", "number": line, "holders": [{"name": line}], "acquired_on": "2024-06-01"}
        ],
        "completers": [{"name": line, "unit": line}],
        "fee_plan": {"stages": [{"trigger": line, "share": "30"}], "threshold_fen": 0},
    }


def fill(office: Office, folder: Path, text: str) -> tuple[str, Path]:
    """Fill an office; return the number of its first result and a ledger to import."""
    perform(office, "unit.set", {"name": text[:290], "office": text[:290]})
    number = enter(office, text[:290], **texts(text))
    perform(office, "result.edit", {**READY, **FACTS}, subject=number)
    perform(office, "result.list", {"since": "2026-05-01"}, subject=number)
    other = enter(office, f"乙 {text}"[:290], **FACTS, rights=texts(text)["rights"], department=text[:290])
    perform(office, "result.exclude", {"reason": text[:900]}, subject=other)
    third = enter(
        office,
        f"丙 {text}"[:290],
        secrecy="secret",
        implementations=[{"mode": "license", "note": text[:290]}],
        implemented="yes",
    )
    folder.mkdir(exist_ok=True)
    proof = folder / file_name(text, ".pdf")
    proof.write_bytes(b"%PDF")
    attached = {"subject": number, "path": str(proof), "source": text[:900], "proves": text[:900]}
    perform(office, "exhibit.add", {**attached, "collector": text[:900]})
    gather(office, number, text)
    publish(office, number, text)
    upload(office, number, text)
    license_out(office, text)
    find_out(office, text)
    perform(office, "result.edit", {"contact_name": f"后来 {text}"[:290]}, subject=number)
    perform(office, "result.edit", {"remarks": f"{text}!"}, subject=third)
    save(office.home.views, "results", SavedView(one_line(text, 60) or "视图", search=one_line(text, 100)))
    draft = drafts_of(office).begin("result.create", operator=office.operator, clock=office.clock)
    draft.save({FORM: {"title": text, "brief": text}}, None, text)
    draft.keep()
    return number, ledger(folder, text)


def gather(office: Office, number: str, text: str) -> None:
    """Enter people with ties, a recusal check, a decision with a dissent, and a draft of a rule."""
    line = text[:90]
    tie = {"kind": "other", "name": f"我 {line}", "relation": line, "organisation": line}
    post = {"title": f"甲 {line}", "body": line}
    for name in (f"甲 {line}", f"乙 {line}"):
        given = {"name": name, "department": line, "posts": [post], "ties": [tie], "note": text[:900]}
        perform(office, "person.create", {**given, "roles": ["leader"]})
    join(office, text)
    people = ("RY-2026-0001", "RY-2026-0002")
    check = {
        "person": people[0],
        "subject": number,
        "outcome": "decided_none",
        "reasons": f"甲 {line}",
        "decided_by": f"乙 {line}",
    }
    perform(office, "recusal.record", check)
    meeting = {
        "title": f"甲 {line}",
        "body": f"乙 {line}",
        "text": f"丙 {text}",
        "members": people,
        "decided_on": "2026-05-20",
        "minutes": "ZJ-2026-0001",
        "against": people[1:],
        "dissents": [{"person": people[1], "wording": f"丁 {text[:900]}"}],
        "note": text[:900],
    }
    perform(office, "decision.record", meeting)
    rule = {"title": f"甲 {line}", "text": f"乙 {text}", "edition": line, "scope": line}
    perform(office, "rule.create", {**rule, "opinions": [{"opinion": f"丙 {line}", "answer": line}]})
    let_run(office, number, text)


def join(office: Office, text: str) -> None:
    """Enter an enterprise with figures, a recognition and a shareholder."""
    line = text[:90]
    figures = {"year": 2025, "employees": 120, "revenue_fen": 180_000_000_00, "source": f"甲 {line}"}
    told = ("representative", "contact_name", "contact_phone", "address", "bank_name", "industry_text")
    given = {
        **{key: f"{place} {line}" for place, key in enumerate(told)},
        "name": f"甲 {line}",
        "former_names": [f"乙 {line}"],
        "code_reason": f"丙 {line}",
        "industry": "industry",
        "figures": [figures],
        "marks": [{"kind": "high_tech", "number": line}],
        "insiders": [{"who": f"丁 {line}", "position": "shareholder", "share": "12.5", "source": line}],
        "note": text[:900],
    }
    perform(office, "enterprise.enter", given)


def let_run(office: Office, number: str, text: str) -> None:
    """Begin a deadline that is stopped, resumed and extended, close the unit, and change a setting."""
    line = text[:90]
    given = {"subject": number, "matter": line[:60], "starts_on": "2026-06-01", "period": "8m"}
    paper = {"label": line, "source": line, "basis": line}
    deadline = str(perform(office, "deadline.start", {**given, **paper}).value)
    perform(office, "deadline.stop", {"reason": text[:900]}, subject=deadline)
    perform(office, "deadline.resume", {"reason": text[:900]}, subject=deadline)
    more = {"reason": text[:900], "basis": line, "period": "5wd"}
    perform(office, "deadline.extend", more, subject=deadline)
    closure = {"name": line, "first_day": "2026-07-13", "last_day": "2026-08-21", "source": line}
    perform(office, "calendar.set_closure", closure)
    setting = {
        "code": "price_publicity",
        "value": "20d",
        "effective_from": "2026-06-01",
        "source": line,
    }
    perform(office, "policy.set", {**setting, "note": text[:900]})


def publish(office: Office, number: str, text: str) -> None:
    """Publish a notice, receive an objection to it, open a review; a draft of another notice waits."""
    line = text[:290]
    said = {"title": f"甲 {line}", "place": f"乙 {line}", "channel": f"丙 {line}", "office": f"丁 {line}"}
    facts = [{"label": f"戊 {line}", "value": f"甲 {text}"}]
    given = {"kind": "price", "subject": number, "related": "yes", "related_note": f"乙 {line}", **said}
    notice = perform(office, "notice.draft", {**given, "facts": facts}).value
    perform(office, "notice.approve", {"by": f"丙 {line}"}, subject=notice)
    perform(office, "notice.publish", {}, subject=notice)
    came = {"objector": f"丁 {line}", "channel": f"戊 {line}", "passage": line, "content": f"甲 {text}"}
    perform(office, "objection.receive", came, subject=notice)
    perform(office, "person.create", {"name": f"丙 {line[:80]}"})
    perform(office, "review.open", {"panel": ["RY-2026-0003"]}, subject=notice)
    rule = perform(office, "rule.create", {"title": line[:90], "text": f"甲 {text}"}).value
    perform(office, "notice.draft", {"kind": "rule", "subject": rule, **said, "facts": facts})


def upload(office: Office, number: str, text: str) -> None:
    """Export the first result and mark the batch as uploaded; a second batch waits."""
    target = office.home.root / file_name(one_line(text, 60), ".xlsx")
    first = run_export(office, profile=PROFILE, fmt="xlsx", target=target, numbers=(number,))
    assert first.batch is not None, first.as_json()
    perform(office, "listing.mark_uploaded", {}, subject=first.batch)
    run_export(office, profile=PROFILE, fmt="csv", numbers=(number,))


def ledger(folder: Path, text: str) -> Path:
    """Write a workbook of two sheets whose names, headings and cells hold a text."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = sheet_name(text, "甲")
    cell = one_line(text, 400)
    sheet.append(["成果名称", "授权日期", cell[:100], "成果类型"])
    sheet.append([f"丁 {cell}"[:290], f"{cell}", cell, cell])
    sheet.append([f"戊 {cell}"[:290], date(2024, 6, 1), cell, "发明专利"])
    sheet.append(["", cell, cell, ""])
    more = book.create_sheet(sheet_name(text, "乙"))
    more.append(["成果名称"])
    more.append([cell])
    path = folder / file_name(text, ".xlsx")
    book.save(path)
    return path


def sheet_name(text: str, start: str) -> str:
    """Return a text as a sheet may be named: at most 31 characters, and none of `[]:*?/\\`."""
    return (start + "".join(letter for letter in one_line(text) if letter not in "[]:*?/\\'"))[:31]
