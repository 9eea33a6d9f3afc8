"""When two states of an office count as the same: everything that a rule can ask about, without numbers and days.

Of days it is kept which of the periods that run are over, and whether a day has gone by since the last act.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from typing import Any

from tests.findings.books import Row
from tests.findings.scene import Scene


def shape(scene: Scene) -> Hashable:
    """Return what a state comes to."""
    row = scene.finding
    if row is None:
        return ("nothing", _ties(scene))
    return (
        tuple(one["state"] for one in scene.books.table("finding").values()),
        (row["origin"], row["round"], len(row["sent_back"]), row["follows"] != "", row["extended_on"] is not None),
        tuple(tuple(party["roles"]) for party in row["parties"]),
        _panel(scene, row),
        _ties(scene),
        _some(f"{one['side']} {one['state']}" for one in scene.of("hearing")),
        (_some(one["side"] for one in row["sides"]), _some(one["state"] for one in scene.of("inquiry"))),
        _some(_matrix(one) for one in scene.of("assessment") if one["round"] == row["round"]),
        _some(_decision(scene, row, one) for one in scene.books.table("decision").values()),
        tuple(_notice(scene, row, one) for one in scene.of("notice"))[-2:],
        _some(_objection(scene, one) for one in scene.books.table("objection").values()),
        _some(_review(scene, row, one) for one in scene.books.table("review").values()),
        _some(one["kind"] for one in scene.of("effect")),
        _some(_dossiers(scene)),
        _some(_over(scene)),
    )  # fmt: skip


def _some(values: Iterable[Any]) -> frozenset[Any]:
    return frozenset(values)


def _panel(scene: Scene, row: Row) -> Hashable:
    sits = _some((one["person"], bool(one["lead"])) for one in row["panel"] if one["until"] is None)
    gone = _some(one["person"] for one in row["panel"] if one["until"] is not None)
    newest = {one["person"]: one["outcome"] for one in scene.of("recusal")}
    return sits, gone, _some(newest.items())


def _ties(scene: Scene) -> Hashable:
    return _some(number for number, one in scene.books.table("person").items() if one["ties"])


def _matrix(one: Row) -> Hashable:
    answers = _some((answer["item"], answer["verdict"], bool(answer["proofs"])) for answer in one["answers"])
    return one["person"], one["outcome"], tuple(one["circumstances"]), answers


def _decision(scene: Scene, row: Row, one: Row) -> Hashable:
    return (
        one["subject"] == scene.number,
        one["state"],
        one["text"] == row["text"],
        one["corrects"] == "" or (one["corrects"] == row["decision"]),
        (one["decided_on"] or "") >= (row["reported_on"] or "9999"),
        one["number"] == row["decision"],
    )


def _notice(scene: Scene, row: Row, one: Row) -> Hashable:
    ends = scene.ends(one)
    return (
        one["state"],
        bool(row["text"]) and row["text"] in one["text"],
        (one["scope"], one["period"], bool(one["posted"]), bool(one["taken_down"])),
        ends is not None and scene.today > ends,
        (one["approved_on"] or "") >= (row["decided_on"] or "9999"),
        one["number"] == row["notice"],
    )


def _objection(scene: Scene, one: Row) -> Hashable:
    return one["subject"] == scene.notice, one["state"], one["admission"], one["named"], one["against"] != ""


def _review(scene: Scene, row: Row, one: Row) -> Hashable:
    revisited = one["number"] in {back["review"] for back in row["sent_back"]}
    return (
        one["subject"] == scene.notice,
        one["outcome"],
        tuple(one["panel"]),
        bool(one["findings"]),
        revisited,
    )


def _dossiers(scene: Scene) -> Iterator[tuple[str, bool]]:
    past = scene.books.history("finding", scene.number)
    last = max((one.log_id for one in past), default=0)
    rows = scene.books.ask("SELECT id, subject FROM log WHERE action = 'dossier.make'").fetchall()
    yield from ((subject == scene.number, log_id > last) for log_id, subject in rows)


def _over(scene: Scene) -> Iterator[Hashable]:
    today = scene.today.isoformat()
    for one in scene.books.table("deadline").values():
        if one["subject"] == scene.number and one["ends_on"]:
            yield one["matter"], today > one["ends_on"]
    newest = scene.books.ask("SELECT legal_day FROM log ORDER BY id DESC LIMIT 1").fetchone()
    last = date.fromisoformat(newest[0])
    yield "later", (scene.today > last) - (scene.today < last)
