"""What tests of the dossiers share: a case with exhibits and objections, and a shelf for records about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ttoffice.action import Context, Office, core, kinds, perform
from ttoffice.action.core import Action
from ttoffice.action.inputs import Input
from ttoffice.action.kinds import RecordKind
from ttoffice.action.shelf import Shelf
from ttoffice.evidence.dossier import parts
from ttoffice.evidence.dossier.making import Made, make_dossier
from ttoffice.evidence.dossier.parts import Part
from ttoffice.store.connection import Reader

NUMBER = "CG-2026-0001"
ODD_NAMES = (
    "CON.pdf",
    "a\u202egpj.exe",
    "报告.PDF",
    "报告.pdf",
    "x" * 250 + ".pdf",
    "证" * 80 + ".pdf",
    "=cmd|'!A0.csv",
    "-rf.txt",
    " .hidden. ",
    "e\u0301.txt",
    "[b]{0}%s.txt",
)


def attach(office: Office, folder: Path, name: str, content: bytes, **more: Any) -> str:
    path = folder / name
    path.write_bytes(content)
    data = {"subject": NUMBER, "path": str(path), **more}
    return str(perform(office, "exhibit.add", data).value)


def made(office: Office, target: Path, audience: str = "internal") -> Made:
    return make_dossier(office, NUMBER, target, audience=audience)


# --- records about a record ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Day:
    day: str
    counts: bool
    why: str = ""


@dataclass(frozen=True)
class Notice:
    subject: str = ""
    title: str = ""
    text: str = ""
    viewers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Objection:
    subject: str = ""
    content: str = ""
    identity: str = ""
    feedback_receipt: str = ""


@dataclass(frozen=True)
class Deadline:
    subject: str = ""
    label: str = ""
    proof: tuple[Day, ...] = ()


SHELVES: dict[str, Shelf[Any]] = {
    "notice": Shelf("notice", Notice, frozenset({"viewers"})),
    "objection": Shelf("objection", Objection),
    "deadline": Shelf("deadline", Deadline, frozenset({"proof"})),
}
KINDS = {
    code: RecordKind(shelf, code.title(), code, headline, {})
    for (code, shelf), headline in zip(SHELVES.items(), ("title", "content", "label"), strict=True)
}
OBJECTOR = "赵举报"
"""Who objected: stands in no field of the records here, but an area knows it."""


def withheld_texts(_reader: Reader, number: str) -> Iterator[str]:
    if number.startswith("YY-"):
        yield OBJECTOR


def dossier_parts(_reader: Reader, number: str) -> Iterator[Part]:
    if number.startswith("GS-"):
        yield Part("公示", "公示文本.txt", "公示文本", number, "公示正文".encode())
        yield Part("公示", "笔记.txt", "笔记", number, f"{OBJECTOR}来过".encode())


class Entered(Input):
    """A record of some kind, for tests."""

    kind: str
    values: dict[str, Any]


def enter(office: Office, kind: str, **values: Any) -> str:
    """Put a record on a shelf in an action of its own."""
    return str(perform(office, "test.enter", {"kind": kind, "values": values}).value)


def _enter(ctx: Context, data: Entered) -> str:
    shelf = SHELVES[data.kind]
    return shelf.enter(ctx, shelf.from_document(data.values))


def set_up_shelves(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put shelves of this module in the place of whatever stands there."""
    verb = Action("test.enter", Entered, _enter, "test")
    monkeypatch.setitem(core._ACTIONS, "test.enter", verb)
    monkeypatch.setattr(parts, "AREAS", (*parts.AREAS, __name__))
    office.lender.close()
    with closing(sqlite3.connect(office.home.store)) as db:
        for code, shelf in SHELVES.items():
            monkeypatch.setitem(kinds.HOMES, code, __name__)
            columns = ", ".join(shelf.columns)
            db.execute(f"DROP TABLE IF EXISTS {code}")
            db.execute(f"CREATE TABLE {code} (id INTEGER PRIMARY KEY, number, version, words, {columns})")
        db.commit()
