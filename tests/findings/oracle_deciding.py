"""Second statement: hearings, inquiries, matrices, report, decision, conclusions (exemption Art. 6 to 10 and 12)."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import ceil

from tests.findings import oracle_matrix, oracle_opening, oracle_publicity
from tests.findings.books import Revision, Row, digest, plain
from tests.findings.day_count import policy
from tests.findings.oracle_file import File, Wrong, blank, papers, wrong_order
from tests.findings.oracle_ties import case_of, newest_check, open_conflicts

# --- hearing -------------------------------------------------------------------------------------------


def everybody_heard(file: File) -> Wrong:
    """Art. 12: the person concerned always, and every side of the plan; each record confirmed by who was heard."""
    row, hearings = file.row, file.of("hearing")
    heard = [one for one in hearings if one["state"] == "confirmed"]
    for party in row["parties"]:
        own = [one for one in heard if (one["side"], one["person"]) == ("concerned", party["person"])]
        if party["person"] != "unit" and not own:
            yield "not_heard", party["person"]
    for side in row["sides"]:
        if not any(_of_side(one, side) for one in hearings if one["state"] != "recorded"):
            yield "side_not_heard", f"{side['side']} {side['who']}"
    for one in hearings:
        if one["state"] == "recorded":
            yield "hearing_not_confirmed", one["number"]
        elif one["state"] == "confirmed":
            yield from _confirmed(file, one)
        else:
            yield from _absent(file, one)


def _of_side(hearing: Row, side: Row) -> bool:
    who = (hearing["person"], side["person"]) if side["person"] else (hearing["name"], side["who"])
    return bool(hearing["side"] == side["side"] and who[0] == who[1])


def _confirmed(file: File, one: Row) -> Wrong:
    row = file.row
    days = (("begun_on", row["begun_on"]), ("held_on", one["held_on"]), ("confirmed_on", one["confirmed_on"]))
    yield from wrong_order(*days, ("reported_on", row["reported_on"]))
    yield from papers(file.books, "hearing_unsigned", [one["confirmation"]])
    if one["manner"] in ("interview", "meeting"):
        yield from blank("hearing_empty", one["content"])
        if not one["interviewers"]:
            yield "hearing_by_nobody", one["number"]
    for person in one["interviewers"]:
        sat = [
            seat
            for seat in row["panel"]
            if seat["person"] == person
            and seat["since"] <= one["held_on"]
            and (seat["until"] is None or one["held_on"] <= seat["until"])
        ]
        if not sat:
            yield "hearing_by_others", f"{one['number']} {person}"


def _absent(file: File, one: Row) -> Wrong:
    yield from blank("absence_unexplained", one["absence"])
    yield from papers(file.books, "absent_without_invitation", [one["invitation"]])
    yield from wrong_order(("invited_on", one["invited_on"]), ("reported_on", file.row["reported_on"]))


def material_settled(file: File) -> Wrong:
    """What was asked for came, or it is said why not."""
    for one in file.of("inquiry"):
        if one["state"] == "open":
            yield "inquiry_open", one["number"]
            continue
        days = (("asked_on", one["asked_on"]), ("closed_on", one["closed_on"]))
        yield from wrong_order(*days, ("reported_on", file.row["reported_on"]))
        if one["state"] in ("delivered", "partly"):
            yield from papers(file.books, "nothing_delivered", one["delivered"])
        if one["state"] in ("partly", "not_delivered"):
            yield from blank("not_delivered_unexplained", one["reason"])


# --- report --------------------------------------------------------------------------------------------


def matrices_complete(file: File) -> Wrong:
    """One matrix a person, of this round, for the roles they had, that carries what is proposed."""
    for party in file.row["parties"]:
        matrix = _matrix(file, party["person"])
        if matrix is None or matrix["outcome"] is None:
            yield "nothing_proposed", party["person"]
            continue
        if matrix["roles"] != party["roles"]:
            yield "other_roles", party["person"]
        for code, detail in oracle_matrix.complaints(file.books, matrix):
            yield code, f"{party['person']} {detail}"


def _matrix(file: File, person: str) -> Row | None:
    wanted = (person, file.row["round"])
    found = [one for one in file.of("assessment") if (one["person"], one["round"]) == wanted]
    return found[0] if len(found) == 1 else None


def reported(file: File) -> Wrong:
    """Report and conclusion are written and kept by their hashes; a signed report that is named is there."""
    row = file.row
    yield from wrong_order(("begun_on", row["begun_on"]), ("reported_on", row["reported_on"]))
    if row["report_paper"]:
        yield from papers(file.books, "report_unsigned", [row["report_paper"]])
    for name in ("report", "text"):
        yield from blank(f"no_{name}", row[name])
        if digest(plain(row[name])) != row[f"{name}_sha256"]:
            yield f"{name}_hash", row[f"{name}_sha256"]
    for back in row["sent_back"]:
        if back["on"] > (row["reported_on"] or ""):
            yield "reported_before_sent_back", back["on"]


# --- decision ------------------------------------------------------------------------------------------


def decided(file: File) -> Wrong:
    """A collective decision about this finding and this very text, with quorum and majority, after the report."""
    books, row = file.books, file.row
    decision = file.as_then("decision", row["decision"])
    if decision is None or decision["state"] != "adopted":
        yield "not_adopted", row["decision"]
        return
    if decision["subject"] != file.number:
        yield "decision_other_matter", decision["subject"]
    if not plain(decision["text"]) or plain(decision["text"]) != plain(row["text"]):
        yield "decision_other_text", row["decision"]
    hashes = {decision["text_sha256"], row["text_sha256"], digest(plain(row["text"]))}
    if len(hashes) != 1:
        yield "decision_hash", row["decision"]
    if decision["decided_on"] != row["decided_on"]:
        yield "decided_on_differs", str(row["decided_on"])
    yield from wrong_order(("reported_on", row["reported_on"]), ("decided_on", decision["decided_on"]))
    yield from papers(books, "no_minutes", [decision["minutes"]])
    yield from decision_stands(file)
    yield from _counted(file, decision)
    yield from _impartial(file, decision)


def decision_stands(file: File) -> Wrong:
    """No adopted decision corrects it."""
    for number, other in file.books.all_as_of("decision", file.at).items():
        if other["corrects"] == file.row["decision"] and other["state"] == "adopted":
            yield "decision_corrected", number


def _counted(file: File, decision: Row) -> Wrong:
    """Quorum and majority, counted anew from the members and the unit's settings of that day."""
    members = decision["members"]
    entitled = [one for one in members if one["presence"] != "recused"]
    present = [one for one in members if one["presence"] == "present"]
    yes = sum(one["vote"] == "yes" for one in present)
    taken = file.books.first("decision", decision["number"], "decided_on")
    quorum, majority = (
        Fraction(policy(file.books, code, decision["decided_on"], taken)["value"])
        for code in ("quorum", "majority")
    )
    if len({one["person"] for one in members}) != len(members):
        yield "member_twice", decision["number"]
    if len(present) < max(2, ceil(len(entitled) * quorum)):
        yield "no_quorum", f"{len(present)} of {len(entitled)}"
    if not (yes > len(present) * majority or (majority == 1 and 0 < len(present) == yes)):
        yield "no_majority", f"{yes} of {len(present)}"
    yield from (("voted_though_away", one["person"]) for one in members if one["vote"] and one not in present)


def _impartial(file: File, decision: Row) -> Wrong:
    """Nobody votes who withdrew, or over a conflict that is open."""
    case = case_of(file.books, file.row, decision["decided_on"] or "", file.at)
    for member in decision["members"]:
        if member["presence"] != "present":
            continue
        if newest_check(file.books, member["person"], file.number, file.at) == "withdrawn":
            yield "voted_though_withdrawn", member["person"]
        for conflict in sorted(open_conflicts(file.books, member["person"], case, file.at)):
            yield "member_conflict", f"{member['person']} {conflict}"


# --- conclusions ---------------------------------------------------------------------------------------

TAKEN_OVER = (
    "outcome",
    "articles",
    "circumstances",
    "reasons",
    "part",
    "correction",
    "correct_by",
    "authority",
    "roles",
)


def concluded(file: File) -> Wrong:
    """One conclusion a person, word for word the matrix that was reported, of this decision and this text."""
    row = file.row
    of_round = [one for one in file.of("conclusion") if one["round"] == row["round"]]
    parties = sorted(party["person"] for party in row["parties"])
    if sorted(one["person"] for one in of_round) != parties:
        yield "conclusions_missing", f"{[one['person'] for one in of_round]} {parties}"
    for one in of_round:
        matrix = _matrix(file, one["person"])
        if matrix is None or any(one[name] != matrix[name] for name in TAKEN_OVER):
            yield "conclusion_differs", one["number"]
            continue
        if (one["assessment"], one["assessment_sha256"]) != (
            matrix["number"],
            oracle_matrix.matrix_hash(file.books, matrix["number"], file.at),
        ):
            yield "assessment_hash", one["number"]
        stands = (one["decision"], one["decided_on"], one["text_sha256"])
        if stands != (row["decision"], row["decided_on"], row["text_sha256"]):
            yield "conclusion_other_decision", one["number"]
        for code, detail in oracle_matrix.complaints(file.books, {**matrix, **one}):
            yield code, f"{one['person']} {detail}"


def rounds(file: File) -> Wrong:
    """Each further round goes back to a review that did not uphold, or to a corrected decision; it keeps the one before."""
    books, row = file.books, file.row
    back = [one["review"] for one in row["sent_back"] if one["review"]]
    if len(set(back)) != len(back):
        yield "revisited_twice", str(back)
    yield from (("sent_back_unexplained", one["on"]) for one in row["sent_back"] if not one["reason"].strip())
    for old, new in pairwise(books.history("finding", file.number)):
        if (old.document["state"], new.document["state"]) == ("decided", "investigating"):
            yield from _revisited(file, old.document, new)
    every = {(one["person"], one["round"]): one for one in books.of("conclusion", file.number)}
    reopened = {one["person"]: one["number"] for one in books.of("conclusion", row["follows"] or "-")}
    for (person, number), one in every.items():
        before = every.get((person, number - 1))
        wanted = before["number"] if before else reopened.get(person, "") if number == 1 else ""
        if one["replaces"] != wanted:
            yield "replaces", one["number"]
    last = row["round"] - (row["state"] not in ("decided", "final", "archived"))
    if {number for _person, number in every} != set(range(1, last + 1)):
        yield "conclusions_of_rounds", f"{sorted(every)} {last}"


def _revisited(file: File, old: Row, new: Revision) -> Wrong:
    """It goes back after the decision for one reason only: a review of this finding, or a correction."""
    books, entry = file.books, new.document["sent_back"][-1] if new.document["sent_back"] else {}
    if (
        new.document["round"] != old["round"] + 1
        or len(new.document["sent_back"]) != len(old["sent_back"]) + 1
    ):
        yield "revisited_without_round", str(new.document["round"])
    elif not entry["review"]:
        if not any(_fallen(File(books, {**file.row, **old}, new.log_id))):
            yield "revisited_without_review", str(new.document["round"])
    else:
        review = books.as_of("review", entry["review"], new.log_id) or {"subject": "", "outcome": ""}
        notice = books.row("notice", review["subject"]) or {"subject": ""}
        if notice["subject"] != file.number or review["outcome"] not in ("changed", "revoked"):
            yield "revisited_without_change", entry["review"]
        else:
            yield from wrong_order(("review decided", review["decided_on"]), ("revisited", entry["on"]))


def _fallen(file: File) -> Wrong:
    """Yield what a decided conclusion rests on and what does not stand any more."""
    decision = file.books.row("decision", file.row["decision"])
    yield from decision_stands(file)
    yield from oracle_opening.panel_sits(file)
    if decision is not None:
        yield from _impartial(file, decision)
    for one in oracle_publicity.reviewed(file):
        if one[0] == "review_conflict":
            yield one
