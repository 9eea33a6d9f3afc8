"""What a matrix allows to conclude, worked out once more from the rulebook's own file of facts (exemption Art. 6-10)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import ttoffice.rulebooks
from tests.findings.books import Books, Row, canonical, digest

FAVOURABLE = ("exempt", "in_part", "corrected")
ARTICLE_9 = "exemption:9"


@cache
def facts() -> dict[str, Any]:
    """Return the rulebook's facts as the file has them."""
    (folder,) = ttoffice.rulebooks.__path__
    return tomllib.loads((Path(folder) / "yunnan-2025-4" / "facts.toml").read_text(encoding="utf-8"))


@cache
def circumstances() -> dict[str, dict[str, Any]]:
    """Return every circumstance of Art. 7 to 9 by code, with its article, roles, premises and elements."""
    return {
        entry["code"]: {
            "basis": entry.get("basis", article["basis"]),
            "article": article["basis"],
            "roles": entry.get("roles", article["roles"]),
            "intent": any(premise["code"] == "no_intent" for premise in article["premises"]),
            "elements": [element["code"] for element in entry["elements"]],
            "catch_all": entry.get("catch_all", False),
        }
        for article in facts()["circumstances"]
        for entry in article["entries"]
    }


def bars_of(roles: list[str]) -> list[str]:
    """Return the bars of Art. 10 that bind somebody in these roles."""
    return [bar["code"] for bar in facts()["bars"]["entries"] if set(bar["roles"]) & set(roles)]


def complaints(books: Books, matrix: Row) -> Iterator[tuple[str, str]]:
    """Yield what forbids the outcome that a matrix (or a conclusion with its matrix's answers) comes to."""
    answers = {answer["item"]: answer for answer in matrix["answers"]}
    outcome, roles = matrix["outcome"], matrix["roles"]
    for code in bars_of(roles):
        answer = answers.get(f"bar:{code}")
        if answer is None or answer["verdict"] not in ("clear", "barred"):
            yield "bar_unanswered", code
        elif not answer["reasoning"].strip():
            yield "bar_without_ground", code
        elif answer["verdict"] == "barred" and outcome in FAVOURABLE:
            yield "barred", code
    criteria = [f"criterion:{entry['code']}" for entry in facts()["criteria"]["entries"]]
    yield from (("criterion_unanswered", item) for item in criteria if item not in answers)
    if not matrix["reasons"].strip():
        yield "no_reasons", outcome
    for answer in matrix["answers"]:
        yield from _proved(books, answer)
    if outcome in FAVOURABLE:
        yield from (("criterion_not_met", item) for item in criteria if not _met(answers.get(item)))
        yield from _favourable(matrix, answers)
    if outcome == "referred" and not matrix["authority"].strip():
        yield "no_authority", outcome


def _met(answer: Row | None) -> bool:
    """A thing is met by a verdict, with reasons, on at least one piece of proof."""
    return bool(
        answer and answer["verdict"] == "met" and answer["reasoning"].strip() and len(answer["proofs"]) > 0
    )


def _favourable(matrix: Row, answers: dict[str, Row]) -> Iterator[tuple[str, str]]:
    """No liability only under circumstances that are open to the role and shown in each of their elements."""
    outcome, relied_on, known = matrix["outcome"], matrix["circumstances"], circumstances()
    for code in relied_on:
        if code in known and set(known[code]["roles"]) & set(matrix["roles"]):
            yield from _shown(code, known[code], matrix, answers)
        else:
            yield "circumstance_not_open", code
    articles = {known[code]["article"] for code in relied_on if code in known}
    if not (articles & {ARTICLE_9} if outcome == "corrected" else articles - {ARTICLE_9}):
        yield "wrong_outcome", outcome
    if outcome == "in_part" and not matrix["part"].strip():
        yield "no_part", outcome
    if outcome == "corrected" and not matrix["correction"].strip():
        yield "no_correction", outcome


def _shown(code: str, one: dict[str, Any], matrix: Row, answers: dict[str, Row]) -> Iterator[tuple[str, str]]:
    """Every element of a circumstance is met, the other law is named, and there was no intent."""
    for element in one["elements"]:
        answer = answers.get(f"element:{code}.{element}")
        if answer is None or not _met(answer):
            yield "element_not_shown", f"{code}.{element}"
        elif one["catch_all"] and not answer["law"].strip():
            yield "no_law", code
    if one["intent"] and not _met(answers.get("premise:no_intent")):
        yield "intent_open", code
    if one["basis"] not in matrix["articles"]:
        yield "article_not_named", one["basis"]


def _proved(books: Books, answer: Row) -> Iterator[tuple[str, str]]:
    """Each proof is there, and is what it was when it was taken over."""
    for proof in answer["proofs"]:
        number = proof["number"]
        exhibit = books.table("exhibit").get(number)
        if exhibit is not None:
            if (exhibit["sha256"], 0) != (proof["sha256"], proof["version"]):
                yield "proof_changed", number
        elif proof["sha256"] != _hash_of(books, number, proof["version"]):
            yield "proof_missing", number


def _hash_of(books: Books, number: str, version: int) -> str:
    """Return the hash of a record's document in a version, from the history; empty where there is none."""
    cursor = books.ask(
        f"SELECT document FROM revision WHERE number = '{number}' AND version = {version} ORDER BY id DESC"
    )
    row = cursor.fetchone()
    return digest(row[0]) if row else ""


def matrix_hash(books: Books, number: str, at: int | None) -> str:
    """Return the hash of a matrix's document as it stood after a log entry."""
    past = [one for one in books.history("assessment", number) if at is None or one.log_id <= at]
    return digest(canonical(past[-1].document)) if past else ""
