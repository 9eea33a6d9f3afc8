"""Second statement: application, acceptance in writing, the rule of Art. 11, the panel, the plan (exemption 11, 12)."""

from __future__ import annotations

from datetime import date

from tests.findings.books import digest, plain
from tests.findings.day_count import Calendar, policy
from tests.findings.oracle_file import File, Wrong, blank, papers, wrong_order
from tests.findings.oracle_ties import case_of, newest_check, open_conflicts


def begun(file: File) -> Wrong:
    """It came from somebody, on a day, about somebody."""
    row = file.row
    yield from blank("no_title", row["title"])
    yield from wrong_order(("received_on", row["received_on"]))
    yield from blank("no_applicant", row["applicant"] or row["applicant_name"])
    if not row["parties"] or not all(party["roles"] for party in row["parties"]):
        yield "no_parties", str(row["parties"])
    persons = [party["person"] for party in row["parties"] if party["person"] != "unit"]
    if sorted(persons) != sorted(set(persons)) or set(persons) - {*row["persons"]}:
        yield "persons_differ", str(row["persons"])
    for party in row["parties"]:
        if (party["person"] == "unit") != ("unit" in party["roles"]):
            yield "wrong_role", party["person"]


def answered(file: File) -> Wrong:
    """It was taken up or refused in writing, with reasons, not before it came."""
    row = file.row
    yield from blank("no_answer_reasons", row["answer_reasons"])
    yield from papers(file.books, "no_answer_paper", [row["answer_paper"]])
    yield from wrong_order(("received_on", row["received_on"]), ("answered_on", row["answered_on"]))


def no_other_case(file: File) -> Wrong:
    """Nobody is judged twice in one matter but by reopening: no other finding about both was taken up before."""
    books, row = file.books, file.row
    earlier, number = set[str](), row["follows"]
    while number:
        earlier.add(number)
        number = (books.row("finding", number) or {"follows": ""})["follows"]
    persons = {party["person"] for party in row["parties"]}
    for other in books.all_as_of("finding", file.at).values():
        taken_up = other["state"] not in ("received", "refused", "withdrawn")
        shared = persons & {party["person"] for party in other["parties"]}
        same_matter = other["subject"] and other["subject"] == row["subject"]
        if same_matter and shared and taken_up and other["number"] not in {*earlier, file.number}:
            yield "same_case", other["number"]


def withdrawn(file: File) -> Wrong:
    """Only who applied can withdraw, in writing, and nothing has been concluded."""
    row = file.row
    if row["origin"] != "application":
        yield "withdrawn_though_ordered", row["origin"]
    yield from blank("no_closed_reason", row["closed_reason"])
    yield from papers(file.books, "no_closed_paper", [row["closed_paper"]])
    yield from wrong_order(("received_on", row["received_on"]), ("closed_on", row["closed_on"]))
    if file.of("conclusion"):
        yield "withdrawn_though_concluded", row["number"]


def rule_in_force(file: File) -> Wrong:
    """Art. 11: a rule on exemption, widely consulted, adopted collectively, published, in force on that day."""
    books, row = file.books, file.row
    rule = file.as_then("rule", row["rule"])
    if rule is None or "exemption" not in rule["topics"]:
        yield "no_rule", row["rule"]
        return
    names = ("consulted_from", "consulted_until", "decided_on", "published_on", "effective_on")
    yield from wrong_order(*((name, rule[name]) for name in names), ("answered_on", row["answered_on"]))
    if rule["ended_on"] is not None and rule["ended_on"] <= (row["answered_on"] or ""):
        yield "rule_ended", row["rule"]
    decision = books.row("decision", rule["decision"])
    if decision is None or (decision["state"], decision["subject"]) != ("adopted", row["rule"]):
        yield "rule_not_adopted", rule["decision"]
    elif digest(plain(decision["text"])) != digest(plain(rule["text"])):
        yield "rule_other_text", rule["decision"]
    notice = books.row("notice", rule["notice"])
    if notice is None or (notice["state"], notice["subject"]) != ("closed", row["rule"]):
        yield "rule_not_published", rule["notice"]


def panel_sits(file: File) -> Wrong:
    """Enough members who are qualified, one of whom leads, each checked for this finding, none with a conflict."""
    books, row, members = file.books, file.row, file.members
    if len({seat["person"] for seat in members}) < max(smallest_panel(file), 1):
        yield "panel_small", str(len(members))
    if sum(bool(seat["lead"]) for seat in members) != 1:
        yield "panel_lead", str(members)
    on = row["reported_on"] or row["begun_on"] or ""
    judged = earlier_panel(file)
    case = case_of(books, row, on, file.at, judged=judged)
    for seat in members:
        person = seat["person"]
        yield from blank("panel_unqualified", seat["qualification"])
        check = books.row("recusal", seat["recusal"])
        if check is None or (check["person"], check["subject"]) != (person, file.number):
            yield "panel_unchecked", person
        if newest_check(books, person, file.number, file.at) in ("", "withdrawn"):
            yield "panel_withdrawn", person
        for conflict in sorted(open_conflicts(books, person, case, file.at)):
            yield "panel_conflict", f"{person} {conflict}"


def smallest_panel(file: File) -> int:
    """Return how many the unit wants to sit at least, by its setting on the day the investigation began."""
    day = file.row["begun_on"] or file.row["answered_on"] or ""
    return int(policy(file.books, "smallest_panel", day, file.at)["value"])


def earlier_panel(file: File) -> set[str]:
    """Return who investigated before: in a round that a review did not uphold, or in the finding that this one reopens."""
    books, row = file.books, file.row
    reviewed = any(one["review"] for one in row["sent_back"])
    judged = {
        seat["person"]
        for one in books.history("finding", file.number)
        if reviewed and one.document["state"] == "decided" and one.document["round"] < row["round"]
        for seat in one.document["panel"]
    }
    notices = {one["number"] for one in file.of("notice")}
    for review in books.all_as_of("review", file.at).values():
        if review["subject"] in notices and review["number"] in {back["review"] for back in row["sent_back"]}:
            judged |= {*review["panel"], *review["former"]}
    old = books.row("finding", row["follows"])
    return judged | ({seat["person"] for seat in old["panel"]} if old else set())


def planned(file: File) -> Wrong:
    """There is a plan; who sits was there when it began, and each seat was taken before."""
    row = file.row
    yield from blank("no_plan", row["plan"])
    yield from wrong_order(
        ("received_on", row["received_on"]),
        ("answered_on", row["answered_on"]),
        ("begun_on", row["begun_on"]),
    )
    deadline = file.books.row("deadline", row["investigation_deadline"])
    if deadline is None or (deadline["subject"], deadline["starts_on"]) != (file.number, row["begun_on"]):
        yield "no_investigation_deadline", row["investigation_deadline"]


def kept_to(file: File) -> Wrong:
    """There is still a plan; the investigation was extended in time, with reason and in writing, or not at all."""
    row = file.row
    yield from blank("no_plan", row["plan"])
    if row["extended_on"] is not None:
        yield from blank("no_extension_reason", row["extension_reason"])
        yield from papers(file.books, "no_extension_paper", [row["extension_paper"]])
        back = [one["on"] for one in row["sent_back"] if one["on"] <= row["extended_on"]]
        began = max((row["begun_on"], *back))
        length = policy(file.books, "investigation", began)
        last = Calendar(file.books).last_day(
            date.fromisoformat(began), length["value"], skip=bool(length["skip_closures"])
        )
        days = (("begun_on", row["begun_on"]), ("extended_on", row["extended_on"]))
        yield from wrong_order(*days, ("the deadline", last.isoformat()))
