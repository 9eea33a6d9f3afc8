"""Second statement: what follows a final finding, its archive, and what reopens it (exemption Art. 13, 14)."""

from __future__ import annotations

import json

from tests.findings import oracle_publicity
from tests.findings.books import Row
from tests.findings.oracle_file import File, Wrong, blank, papers, wrong_order

TOLD = ("personnel", "discipline", "audit")
"""Who is told of every final finding."""


def _standing(file: File) -> list[Row]:
    """Return the effects that no later entry corrects."""
    found = file.of("effect")
    corrected = {one["corrects"] for one in found}
    return [one for one in found if one["number"] not in corrected]


def _last_conclusions(file: File) -> list[Row]:
    return [one for one in file.of("conclusion") if one["round"] == file.row["round"]]


def archived(file: File) -> Wrong:
    """Served on everybody, told to personnel, discipline and audit, done what was concluded; sealed by a dossier."""
    row, done = file.row, {(one["kind"], one["person"]) for one in _standing(file)}
    for one in _last_conclusions(file):
        person = one["person"]
        if person != "unit" and ("service", person) not in done:
            yield "not_served", person
        if one["outcome"] == "referred" and ("referral", person) not in done:
            yield "not_referred", person
        if one["outcome"] == "corrected" and ("correction", person) not in done:
            yield "not_put_right", person
    told = {kind for kind, _person in done}
    yield from (("not_told", kind) for kind in TOLD if kind not in told)
    yield from wrong_order(("final_on", row["final_on"]), ("archived_on", row["archived_on"]))
    reopened = any(one["follows"] == file.number for one in file.books.all_as_of("finding", file.at).values())
    yield from (("not_reopened", one["number"]) for one in oracle_publicity.not_upheld(file) if not reopened)
    yield from _sealed(file)


def _sealed(file: File) -> Wrong:
    """The code is that of a dossier made of it for the unit itself, after it became final and before it was archived."""
    past = file.books.history("finding", file.number)
    final = min((one.log_id for one in past if one.document["state"] == "final"), default=0)
    cursor = file.books.ask("SELECT id, input FROM log WHERE action = 'dossier.make'")
    made = [(log_id, json.loads(text)) for log_id, text in cursor.fetchall()]
    fits = [
        log_id
        for log_id, data in made
        if (data["number"], data["code"]) == (file.number, file.row["dossier_code"])
        and data["audience"] == "internal"
        and final < log_id < (file.at or log_id + 1)
    ]
    if not fits:
        yield "no_dossier", file.row["dossier_code"]


def effects(file: File) -> Wrong:
    """Each effect is of a final finding, after that day, with proof, about somebody it is about."""
    row = file.row
    persons = {party["person"] for party in row["parties"]} | {""}
    for one in file.of("effect"):
        if row["state"] not in ("final", "archived"):
            yield "effect_before_final", one["number"]
            continue
        yield from wrong_order(("final_on", row["final_on"]), ("done_on", one["done_on"]))
        if one["person"] not in persons:
            yield "effect_of_others", one["person"]
        if one["kind"] == "certificate":
            yield from _certificate(file, one)
        else:
            yield from papers(file.books, "effect_unproved", one["proof"])


def _certificate(file: File, one: Row) -> Wrong:
    """A certificate names the dossier it can be checked against, and stands for one document."""
    if file.row["state"] != "archived" or one["code"] != file.row["dossier_code"]:
        yield "certificate_code", one["number"]
    yield from blank("certificate_hash", one["text_sha256"])
    yield from blank("certificate_person", one["person"])


def follows(file: File) -> Wrong:
    """What reopens a finding rests on new facts with proof; the old one was final, and stays."""
    row = file.row
    if not row["follows"]:
        return
    old = file.books.row("finding", row["follows"])
    if old is None or old["state"] not in ("final", "archived"):
        yield "follows_nothing_final", row["follows"]
        return
    yield from blank("no_new_facts", row["new_facts"])
    yield from papers(file.books, "new_facts_unproved", row["new_facts_proof"])
    yield from wrong_order(("old final_on", old["final_on"]), ("received_on", row["received_on"]))
