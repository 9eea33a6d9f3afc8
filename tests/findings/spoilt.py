"""What is spoilt in a store behind the program's back, and which complaint of the oracle it must provoke."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.findings.memory import World

Statements = list[str] | Callable[[World], list[str]]

MZ, JY, GS, RD, TQ = "MZ-2026-0001", "JY-2026-0001", "GS-2026-0001", "RD-2026-0001", "TQ-2026-0001"
MAIN, UPHELD, AGAIN = "to the archive and reopened", "objection upheld", "decided again"
ZHOU, ZHAO, CHEN, FENG, SHEN = (f"RY-2025-{n:04d}" for n in (4, 1, 9, 8, 13))
KIN = json.dumps(
    [
        {
            "kind": "kin", "person": ZHAO, "name": "", "relation": "表亲", "organisation": "", "credit_code": "",
            "share": "", "since": None, "until": None, "declared_on": None,
        }
    ]
)  # fmt: skip


def change(table: str, where: str = f"number = '{MZ}'", /, **values: Any) -> list[str]:
    """Return the statement that changes columns of a row."""
    sets = ", ".join(f"{name} = {_sql(value)}" for name, value in values.items())
    return [f"UPDATE {table} SET {sets} WHERE {where}"]


def _sql(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "'" + text.replace("'", "''") + "'"


def inside(table: str, column: str, path: str, value: Any, where: str = f"number = '{MZ}'") -> list[str]:
    """Return the statement that changes one place of a JSON column."""
    return [
        f"UPDATE {table} SET {column} = json_set({column}, '{path}', json({_sql(json.dumps(value))})) WHERE {where}"
    ]


def without(table: str, column: str, path: str, where: str = f"number = '{MZ}'") -> list[str]:
    """Return the statement that takes one place out of a JSON column."""
    return [f"UPDATE {table} SET {column} = json_remove({column}, '{path}') WHERE {where}"]


def answer(item: str, **values: Any) -> Callable[[World], list[str]]:
    """Return what changes one answer of the matrix; without values it is taken out."""

    def statements(world: World) -> list[str]:
        answers = world.books().table("assessment")[RD]["answers"]
        kept = [one for one in answers if one["item"] != item or values]
        spoilt = [{**one, **values} if one["item"] == item else one for one in kept]
        return change("assessment", f"number = '{RD}'", answers=spoilt)

    return statements


def revision(kind: str, number: str, **values: Any) -> Callable[[World], list[str]]:
    """Return what adds a further entry to the history of a record, and brings its row in line."""

    def statements(world: World) -> list[str]:
        past = world.books().history(kind, number)[-1]
        document = json.dumps({**past.document, **values}, ensure_ascii=False)
        entry = world.books().ask("SELECT MAX(id) FROM log").fetchone()[0]
        row = f"({entry}, '{kind}', {past.subject_id}, '{number}', {past.version + 1}, {_sql(document)})"
        return [
            f"INSERT INTO revision (log_id, kind, subject_id, number, version, document) VALUES {row}",
            *change(kind, f"number = '{number}'", **values),
        ]

    return statements


def copied(table: str, number: str, **values: Any) -> Callable[[World], list[str]]:
    """Return what enters a row once more under another number, with some values changed."""

    def statements(world: World) -> list[str]:
        names = [row[1] for row in world.books().ask(f"PRAGMA table_info({table})")]
        new = {"id": "NULL", "number": f"'{number[:-1]}9'"} | {
            key: _sql(value) for key, value in values.items()
        }
        picked = ", ".join(new.get(name, name) for name in names)
        return [f"INSERT INTO {table} SELECT {picked} FROM {table} WHERE number = '{number}'"]

    return statements


def by_another_law(world: World) -> list[str]:
    """Return what makes the exemption rest on another law that is not named."""
    answers = world.books().table("assessment")[RD]["answers"]
    shown = next(one for one in answers if one["verdict"] == "met")
    added = [*answers, {**shown, "item": "element:L8.other_law", "law": ""}]
    return change("assessment", f"number = '{RD}'", circumstances=["L8"], answers=added)


def without_left(world: World) -> list[str]:
    """Return what makes a member who left one who never did."""
    panel = world.books().table("finding")[MZ]["panel"]
    return revision("finding", MZ, panel=[{**seat, "left_reason": "另一原因"} for seat in panel])(world)


OF_PANEL = f"person = '{ZHOU}' AND subject = '{MZ}'"
OF_TQ, OF_JY, OF_GS, OF_RD = (f"number = '{number}'" for number in (TQ, JY, GS, RD))
OF_RULE = "subject LIKE 'GZ-%'"
ABSENT = "side = 'acquirer'"
NEW = "number = 'MZ-2026-0002'"
SPOILT: list[tuple[str, str, Statements]] = [
    # the case and its answer
    ("no_title", MAIN, change("finding", title="")),
    ("no_applicant", MAIN, change("finding", applicant="", applicant_name="")),
    ("no_parties", MAIN, change("finding", parties=[])),
    ("persons_differ", MAIN, change("finding", persons=[])),
    ("wrong_role", MAIN, inside("finding", "parties", "$[0].roles", ["unit"])),
    ("day_missing", MAIN, change("finding", received_on=None)),
    ("day_order", MAIN, change("finding", answered_on="2026-04-01")),
    ("no_answer_reasons", MAIN, change("finding", answer_reasons=" ")),
    ("no_answer_paper", MAIN, change("finding", answer_paper="ZJ-2026-0999")),
    ("no_answer_paper", "refused", change("finding", answer_paper="")),
    ("withdrawn_though_ordered", "withdrawn", change("finding", origin="audit")),
    ("same_case", UPHELD, copied("finding", MZ, state="accepted")),
    ("no_closed_reason", "withdrawn", change("finding", closed_reason="")),
    ("no_closed_paper", "withdrawn", change("finding", closed_paper="")),
    ("withdrawn_though_concluded", AGAIN, revision("finding", MZ, state="withdrawn")),
    ("unknown_state", MAIN, ["PRAGMA ignore_check_constraints=ON", *change("finding", NEW, state="gone")]),
    # Art. 11
    ("no_rule", MAIN, change("finding", rule="")),
    ("no_rule", MAIN, change("rule", "1", topics=["reward"])),
    ("rule_ended", MAIN, change("rule", "1", ended_on="2026-02-01")),
    ("rule_not_adopted", MAIN, change("decision", OF_RULE, state="rejected")),
    ("rule_other_text", MAIN, change("decision", OF_RULE, text="第一条")),
    ("rule_not_published", MAIN, change("notice", "kind = 'rule'", state="published")),
    ("day_missing", MAIN, change("rule", "1", consulted_until=None)),
    ("day_order", MAIN, change("rule", "1", published_on="2025-11-30")),
    # Art. 12: the panel and the plan
    ("panel_small", MAIN, without("finding", "panel", "$[2]")),
    ("panel_lead", MAIN, inside("finding", "panel", "$[0].lead", False)),
    ("panel_unqualified", MAIN, inside("finding", "panel", "$[0].qualification", "")),
    ("panel_unchecked", MAIN, inside("finding", "panel", "$[0].recusal", "HB-2026-0002")),
    ("panel_withdrawn", MAIN, change("recusal", OF_PANEL, outcome="withdrawn")),
    ("panel_conflict", MAIN, change("person", f"number = '{ZHOU}'", ties=json.loads(KIN))),
    ("panel_conflict", MAIN, inside("finding", "panel", "$[0].person", ZHAO)),
    ("panel_conflict", AGAIN, change("review", "1", panel=["RY-2025-0007"])),
    ("no_plan", MAIN, change("finding", f"number = '{MZ}'", plan="")),
    ("no_investigation_deadline", MAIN, change("deadline", "matter = 'investigation'", subject="MZ-2026-0003")),
    ("no_extension_reason", MAIN, change("finding", extended_on="2026-05-07")),
    ("no_extension_paper", MAIN, change("finding", extended_on="2026-05-07", extension_reason="因案情")),
    # Art. 12: hearing every side
    ("not_heard", MAIN, change("hearing", OF_TQ, person=SHEN)),
    ("hearing_not_confirmed", MAIN, change("hearing", OF_TQ, state="recorded")),
    ("hearing_unsigned", MAIN, change("hearing", OF_TQ, confirmation="")),
    ("hearing_empty", MAIN, change("hearing", OF_TQ, content="")),
    ("hearing_by_nobody", MAIN, change("hearing", OF_TQ, interviewers=[])),
    ("hearing_by_others", MAIN, change("hearing", OF_TQ, interviewers=[SHEN])),
    ("day_order", MAIN, change("hearing", OF_TQ, held_on="2026-05-01")),
    ("side_not_heard", MAIN, inside("finding", "sides", "$[0].who", "另一企业")),
    ("absence_unexplained", MAIN, change("hearing", ABSENT, absence="")),
    ("absent_without_invitation", MAIN, change("hearing", ABSENT, invitation="")),
    ("inquiry_open", MAIN, change("inquiry", "1", state="open")),
    ("nothing_delivered", MAIN, change("inquiry", "1", state="delivered")),
    ("not_delivered_unexplained", MAIN, change("inquiry", "1", reason="")),
    # Art. 6 to 10
    ("nothing_proposed", MAIN, change("assessment", OF_RD, outcome=None)),
    ("other_roles", MAIN, change("assessment", OF_RD, roles=["manager"])),
    ("bar_unanswered", MAIN, answer("bar:B5")),
    ("bar_without_ground", MAIN, answer("bar:B5", reasoning="")),
    ("barred", MAIN, answer("bar:B4", verdict="barred")),
    ("criterion_unanswered", MAIN, answer("criterion:supervision")),
    ("criterion_not_met", MAIN, answer("criterion:supervision", verdict="not_shown")),
    ("criterion_not_met", MAIN, answer("criterion:supervision", proofs=[])),
    ("element_not_shown", MAIN, answer("element:L6.reform", verdict="not_met")),
    ("intent_open", MAIN, answer("premise:no_intent")),
    ("proof_changed", MAIN, answer("criterion:supervision", proofs=[{"number": "ZJ-2026-0001", "sha256": "0", "version": 0}])),
    ("proof_missing", MAIN, answer("criterion:supervision", proofs=[{"number": "XK-2020-0001", "sha256": "0", "version": 1}])),
    ("circumstance_not_open", MAIN, change("assessment", OF_RD, circumstances=["L6", "M8"])),
    ("no_law", MAIN, by_another_law),
    ("wrong_outcome", MAIN, change("assessment", OF_RD, circumstances=[])),
    ("wrong_outcome", MAIN, change("assessment", OF_RD, outcome="corrected")),
    ("article_not_named", MAIN, change("assessment", OF_RD, articles=["exemption:6"])),
    ("no_reasons", MAIN, change("assessment", OF_RD, reasons="")),
    ("no_part", MAIN, change("assessment", OF_RD, outcome="in_part", part="")),
    ("no_correction", MAIN, change("assessment", OF_RD, outcome="corrected", correction="")),
    ("no_authority", MAIN, change("assessment", OF_RD, outcome="referred", authority="")),
    # report, decision, conclusions
    ("report_unsigned", MAIN, change("finding", report_paper="ZJ-2026-0999")),
    ("no_report", MAIN, change("finding", report="")),
    ("no_text", MAIN, change("finding", text="")),
    ("report_hash", MAIN, change("finding", report="另一报告")),
    ("text_hash", MAIN, change("finding", text="另一结论")),
    ("reported_before_sent_back", "sent back", inside("finding", "sent_back", "$[0].on", "2026-06-30")),
    ("sent_back_unexplained", "sent back", inside("finding", "sent_back", "$[0].reason", "")),
    ("not_adopted", MAIN, change("decision", OF_JY, state="rejected")),
    ("decision_other_matter", MAIN, change("decision", OF_JY, subject="XK-2025-0001")),
    ("decision_other_text", MAIN, change("decision", OF_JY, text="另一结论")),
    ("decision_hash", MAIN, change("decision", OF_JY, text_sha256="0")),
    ("decided_on_differs", MAIN, change("finding", decided_on="2026-05-08")),
    ("no_minutes", MAIN, change("decision", OF_JY, minutes="")),
    ("decision_corrected", MAIN, change("decision", OF_RULE, corrects=JY)),
    ("member_twice", MAIN, inside("decision", "members", "$[1].person", CHEN, OF_JY)),
    ("no_quorum", MAIN, change("decision", OF_JY, members=[
        {"person": f"RY-2025-{n:04d}", "name": "", "presence": presence, "vote": vote, "why": "", "recusal": ""}
        for n, presence, vote in ((9, "present", "yes"), (10, "present", "yes"), (11, "absent", None), (12, "absent", None))
    ])),
    ("no_majority", MAIN, [
        *inside("decision", "members", "$[0].vote", "no", OF_JY),
        *inside("decision", "members", "$[1].vote", "abstain", OF_JY),
    ]),
    ("voted_though_away", MAIN, inside("decision", "members", "$[0].presence", "absent", OF_JY)),
    ("voted_though_withdrawn", MAIN, change("recusal", OF_PANEL, person=CHEN, outcome="withdrawn")),
    ("member_conflict", MAIN, change("person", f"number = '{CHEN}'", ties=json.loads(KIN))),
    ("member_conflict", MAIN, inside("decision", "members", "$[0].person", ZHAO, OF_JY)),
    ("conclusions_missing", MAIN, ["DELETE FROM conclusion"]),
    ("conclusion_differs", MAIN, change("conclusion", "1", outcome="in_part")),
    ("assessment_hash", MAIN, change("conclusion", "1", assessment_sha256="0")),
    ("conclusion_other_decision", MAIN, change("conclusion", "1", text_sha256="0")),
    ("replaces", AGAIN, change("conclusion", "round = 2", replaces="")),
    ("conclusions_of_rounds", AGAIN, change("conclusion", "round = 2", round=3)),
    # Art. 13
    ("no_notice", MAIN, change("finding", notice="")),
    ("notice_not_closed", MAIN, change("notice", OF_GS, state="published")),
    ("notice_gone", MAIN, revision("notice", GS, state="withdrawn")),
    ("notice_scope", MAIN, change("notice", OF_GS, scope="public")),
    ("published_other_text", MAIN, change("notice", OF_GS, text="另一结论")),
    ("notice_hash", MAIN, change("notice", OF_GS, text_sha256="0")),
    ("posting_unproved", MAIN, change("notice", OF_GS, posted=[])),
    ("taking_down_unproved", MAIN, change("notice", OF_GS, taken_down=[])),
    ("period_short", MAIN, change("notice", OF_GS, taken_down_on="2026-05-12", closed_on="2026-05-12")),
    ("period_short", MAIN, change("notice", OF_GS, period="30d")),
    ("day_order", MAIN, change("notice", OF_GS, approved_on="2026-05-01")),
    ("day_order", MAIN, change("finding", final_on="2026-05-10")),
    ("another_notice", MAIN, copied("notice", GS, state="published", follows="")),
    ("notice_followed", MAIN, copied("notice", GS, state="withdrawn", follows=GS)),
    ("objection_open", UPHELD, change("objection", "1", state="in_review")),
    ("answered_without_review", UPHELD, change("objection", "1", review="")),
    ("feedback_unproved", UPHELD, change("objection", "1", feedback_receipt="")),
    ("feedback_channel", UPHELD, change("objection", "1", feedback_channel="")),
    ("late_refused_unexplained", UPHELD, change("objection", "1", state="refused", admission="refused")),
    ("refused_in_time", UPHELD, change("objection", "1", state="refused")),
    ("withdrawal_unproved", UPHELD, change("objection", "1", state="withdrawn")),
    ("review_open", UPHELD, change("review", "1", outcome="")),
    ("review_unexplained", UPHELD, change("review", "1", reasons="")),
    ("review_unproved", UPHELD, change("review", "1", findings=[])),
    ("review_by_nobody", UPHELD, change("review", "1", panel=[])),
    ("review_by_same", UPHELD, change("review", "1", panel=[CHEN])),
    ("review_by_same", UPHELD, change("review", "1", panel=[ZHOU])),
    ("review_by_objector", UPHELD, [
        f"INSERT INTO objector (objection, name, contact, person, salt) VALUES ('YY-2026-0001', '沈洁', '', '{SHEN}', '')"
    ]),
    ("review_conflict", UPHELD, change("review", "1", panel=[FENG])),
    ("not_revisited", UPHELD, change("review", "1", outcome="changed")),
    ("not_revisited", AGAIN, inside("finding", "sent_back", "$[0].review", "")),
    ("revisited_twice", AGAIN, inside("finding", "sent_back", "$[1]", {"on": "2026-05-07", "reason": "变更", "review": "FH-2026-0001"})),
    ("revisited_without_change", AGAIN, change("review", "1", outcome="upheld")),
    ("revisited_without_review", "decision corrected", change("decision", "corrects <> ''", state="prepared")),
    ("revisited_without_round", AGAIN, [
        f"UPDATE revision SET document = json_set(document, '$.round', 1) WHERE number = '{MZ}'"
    ]),
    # Art. 14
    ("not_served", MAIN, change("effect", "kind = 'service'", kind="reliance")),
    ("not_told", MAIN, change("effect", "kind = 'audit'", kind="reliance")),
    ("not_referred", MAIN, change("conclusion", "1", outcome="referred")),
    ("not_put_right", MAIN, change("conclusion", "1", outcome="corrected")),
    ("not_reopened", UPHELD, [*change("review", "1", outcome="changed"), *change("finding", state="archived")]),
    ("no_dossier", MAIN, change("finding", dossier_code="b" * 64)),
    ("effect_before_final", MAIN, change("finding", state="decided")),
    ("effect_of_others", MAIN, change("effect", "kind = 'service'", person=SHEN)),
    ("effect_unproved", MAIN, change("effect", "kind = 'service'", proof=[])),
    ("day_order", MAIN, change("effect", "kind = 'service'", done_on="2026-05-06")),
    ("certificate_code", MAIN, change("effect", "kind = 'certificate'", code="")),
    ("certificate_hash", MAIN, change("effect", "kind = 'certificate'", text_sha256="")),
    ("certificate_person", MAIN, change("effect", "kind = 'certificate'", person="")),
    ("follows_nothing_final", MAIN, change("finding", NEW, follows="MZ-2020-0001")),
    ("no_new_facts", MAIN, change("finding", NEW, new_facts="")),
    ("new_facts_unproved", MAIN, change("finding", NEW, new_facts_proof=[])),
    # what stands, and what is gone
    ("deleted", MAIN, ["DELETE FROM hearing"]),
    ("deleted", MAIN, ["DELETE FROM effect WHERE kind = 'certificate'"]),
    ("changed_without_history", MAIN, change("finding", loss="较小")),
    ("no_history", MAIN, copied("hearing", TQ)),
    ("settled_changed", MAIN, revision("hearing", TQ, content="另一陈述")),
    ("settled_changed", MAIN, revision("conclusion", "JL-2026-0001", reasons="另一理由")),
    ("settled_changed", MAIN, revision("decision", JY, note="更正")),
    ("closed_changed", MAIN, revision("finding", MZ, note="补记")),
    ("state_skipped", MAIN, revision("finding", "MZ-2026-0002", state="decided")),
    ("answer_changed", MAIN, revision("finding", MZ, answer_reasons="另一理由")),
    ("extension_changed", "extended", revision("finding", MZ, extension_reason="另一原因")),
    ("report_changed", UPHELD, revision("finding", MZ, text="另一结论")),
    ("decision_changed", UPHELD, revision("finding", MZ, decision="JY-2026-0009")),
    ("final_changed", UPHELD, revision("finding", MZ, notice="GS-2026-0009")),
    ("party_removed", "a member replaced", revision("finding", MZ, parties=[])),
    ("seat_changed", "a member replaced", without_left),
    ("seat_removed", "a member replaced", revision("finding", MZ, panel=[])),
    ("sent_back_changed", AGAIN, revision("finding", MZ, sent_back=[])),
    ("round_jumped", UPHELD, revision("finding", MZ, round=3)),
    ("assessment_moved", "sent back", revision("assessment", RD, round=9)),
    ("approved_changed", UPHELD, revision("notice", GS, text="另一结论")),
    ("approved_hash", UPHELD, revision("notice", GS, text="另一结论")),
    ("published_changed", UPHELD, revision("notice", GS, period="1d")),
    ("withdrawn_changed", AGAIN, revision("notice", GS, withdrawn_reason="另一原因")),
    ("other_verb", MAIN, ["UPDATE log SET action = 'license.import' WHERE action = 'finding.decide'"]),
    ("recorded_before", MAIN, ["UPDATE log SET legal_day = '2026-05-01' WHERE action = 'finding.decide'"]),
]  # fmt: skip
"""The complaint, the way whose last state is spoilt, and how."""
