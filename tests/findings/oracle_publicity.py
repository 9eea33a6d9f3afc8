"""Second statement: the internal notice with its whole period, objections, reviews, feedback (exemption Art. 13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.findings.books import Row, digest
from tests.findings.day_count import Calendar, policy
from tests.findings.oracle_file import File, Wrong, blank, papers, wrong_order
from tests.findings.oracle_ties import case_of, open_conflicts


def published(file: File) -> Wrong:
    """The very text that was decided was published inside the unit, for the whole period, after the decision."""
    books, row = file.books, file.row
    notice = file.as_then("notice", row["notice"])
    if notice is None or (notice["kind"], notice["subject"]) != ("finding", file.number):
        yield "no_notice", row["notice"]
        return
    if notice["state"] != "closed":
        yield "notice_not_closed", notice["state"]
    if notice["scope"] != "unit":
        yield "notice_scope", notice["scope"]
    if row["text"].strip() not in notice["text"]:
        yield "published_other_text", row["notice"]
    if digest(notice["text"]) != notice["text_sha256"]:
        yield "notice_hash", row["notice"]
    yield from papers(books, "posting_unproved", notice["posted"])
    yield from papers(books, "taking_down_unproved", notice["taken_down"])
    days = [("decided_on", row["decided_on"])]
    days += [(name, notice[name]) for name in ("approved_on", "published_on", "taken_down_on", "closed_on")]
    yield from wrong_order(*days, ("final_on", row["final_on"]))
    if notice["published_on"] and notice["taken_down_on"]:
        yield from _whole_period(file, notice)
    yield from _other_rounds(file, notice)


def _whole_period(file: File, notice: Row) -> Wrong:
    """The period is the unit's or longer, and its last day had passed when the notice came down."""
    books, start = file.books, date.fromisoformat(notice["published_on"])
    posted = books.first("notice", notice["number"], "published_on")
    setting = policy(books, "finding_publicity", notice["published_on"], posted)
    deadline = books.row("deadline", notice["deadline"]) or {"pauses": [], "skip_closures": 0}
    pauses = tuple((stop["first"], stop["resumed"] or "9999") for stop in deadline["pauses"])
    calendar = Calendar(books)
    wanted = calendar.last_day(start, setting["value"], skip=bool(setting["skip_closures"]), pauses=pauses)
    own = calendar.last_day(start, notice["period"], skip=bool(setting["skip_closures"]), pauses=pauses)
    last = max(wanted, own).isoformat()
    for name in ("taken_down_on", "closed_on"):
        if (notice[name] or "") <= last:
            yield "period_short", f"{name} {notice[name]}, not over before the end of {last}"


def _other_rounds(file: File, closed: Row) -> Wrong:
    """No other notice of the finding is on display, none follows the one that closed, each has one before it."""
    notices = file.of("notice")
    for one in notices:
        if one["number"] != closed["number"] and one["state"] == "published":
            yield "another_notice", f"{one['number']} {one['state']}"
        if one["follows"] == closed["number"]:
            yield "notice_followed", one["number"]


def still_stands(file: File) -> Wrong:
    """The notice that a final finding rests on stays closed, but for a later review that did not uphold it."""
    notice = file.books.row("notice", file.row["notice"])
    if file.row["state"] not in ("final", "archived") or (notice and notice["state"] == "closed"):
        return
    if not any(one["subject"] == file.row["notice"] for one in not_upheld(file)):
        yield "notice_gone", file.row["notice"]


def not_upheld(file: File) -> list[Row]:
    """Return the reviews that changed or revoked a conclusion and were not answered by deciding it again."""
    revisited = {back["review"] for back in file.row["sent_back"]}
    return [
        one
        for one in _reviews(file)
        if one["outcome"] in ("changed", "revoked") and one["number"] not in revisited
    ]


def _objections(file: File) -> list[Row]:
    numbers = {notice["number"] for notice in file.of("notice")}
    return [one for one in file.books.all_as_of("objection", file.at).values() if one["subject"] in numbers]


def _reviews(file: File) -> list[Row]:
    numbers = {notice["number"] for notice in file.of("notice")}
    return [one for one in file.books.all_as_of("review", file.at).values() if one["subject"] in numbers]


def objections_answered(file: File) -> Wrong:
    """Every objection is answered in writing after its review, with proof that it arrived; or refused, or taken back."""
    books, row = file.books, file.row
    for one in _objections(file):
        if one["state"] == "answered":
            review = file.as_then("review", one["review"])
            if review is None or not review["outcome"]:
                yield "answered_without_review", one["number"]
                continue
            days = (("review decided", review["decided_on"]), ("feedback_on", one["feedback_on"]))
            yield from wrong_order(("received_on", one["received_on"]), *days, ("final_on", row["final_on"]))
            yield from papers(books, "feedback_unproved", [one["feedback_receipt"]])
            yield from blank("feedback_channel", one["feedback_channel"])
        elif one["state"] == "refused":
            yield from blank("late_refused_unexplained", one["admission_reason"])
            if one["admission"] != "refused":
                yield "refused_in_time", one["number"]
        elif one["state"] == "withdrawn":
            yield from papers(books, "withdrawal_unproved", [one["withdrawal"]])
        else:
            yield "objection_open", one["number"]


def reviewed(file: File) -> Wrong:
    """Each review is decided by others, on findings with exhibits, with reasons; what it changed was decided again."""
    row, sat = file.row, set[str]()
    revisited = {back["review"] for back in row["sent_back"]}
    for one in _reviews(file):
        if not one["outcome"]:
            yield "review_open", one["number"]
            continue
        yield from blank("review_unexplained", one["reasons"])
        if not one["findings"] or not all(found["exhibits"] for found in one["findings"]):
            yield "review_unproved", one["number"]
        yield from wrong_order(("opened_on", one["opened_on"]), ("decided_on", one["decided_on"]))
        yield from _others(file, one, sat)
        sat |= {*one["panel"], *one["former"]}
        if one["outcome"] in ("changed", "revoked"):
            if one["number"] not in revisited:
                yield "not_revisited", one["number"]
            yield from wrong_order(
                ("review decided", one["decided_on"]), ("decided again", row["decided_on"])
            )


def _others(file: File, review: Row, sat: set[str]) -> Wrong:
    """Who reviews neither investigated, nor voted, nor reviewed before, and has no open conflict."""
    books, row = file.books, file.row
    at = next(
        (one.log_id for one in books.history("review", review["number"]) if one.document["outcome"]),
        file.at,
    )
    judged = {seat["person"] for seat in row["panel"] if seat["since"] <= review["decided_on"]} | sat
    decisions = {one["decision"] for one in books.of("conclusion", file.number)}
    judged |= {
        member["person"]
        for number in decisions
        for member in (books.row("decision", number) or {"members": []})["members"]
        if member["presence"] == "present" and books.born("decision", number) <= (at or 0)
    }
    if not review["panel"]:
        yield "review_by_nobody", review["number"]
    if {*review["panel"]} & judged:
        yield "review_by_same", f"{review['number']} {sorted({*review['panel']} & judged)}"
    for number in review["objections"]:
        who = books.table("objector").get(number)
        if who and who["person"] in review["panel"]:
            yield "review_by_objector", review["number"]
    about = replace(case_of(books, row, review["decided_on"], at), subject=review["subject"])
    for person in review["panel"]:
        for conflict in sorted(open_conflicts(books, person, about, at)):
            yield "review_conflict", f"{person} {conflict}"
