"""What can be done next in an office in memory with its newest finding: the numbers and days that moves need."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.findings import oracle_matrix
from tests.findings.books import Books, Row
from tests.findings.memory import World
from tests.findings.preparing import Prepared

DAY = timedelta(days=1)
PANEL = ("周正", "吴岚", "郑毅")
SECOND_PANEL = ("王芳", "何静", "吕文")
BODY = ("陈静", "褚亮", "卫青", "蒋华")
REVIEWERS = ("沈洁", "韩雪", "杨帆")
CONCERNED = {"leader": "赵敏", "manager": "钱伟", "researcher": "孙丽"}
CIRCUMSTANCE = {"leader": "L6", "manager": "M8", "researcher": "R1", "unit": "L5"}
"""One circumstance of each role, with few elements."""


class Scene:
    """The newest finding of a world that was not refused or withdrawn, and everything about it, read once."""

    def __init__(self, world: World, prepared: Prepared) -> None:
        self.world, self.prepared = world, prepared
        self.books: Books = world.books()
        findings = [*self.books.table("finding").values()]
        goes_on = [row for row in findings if row["state"] not in ("refused", "withdrawn")]
        self.finding: Row | None = [None, *findings, *goes_on][-1]
        self.number: str = self.finding["number"] if self.finding else "MZ-2026-0099"

    @property
    def state(self) -> str:
        """The finding's state; empty where there is none."""
        return str(self.finding["state"]) if self.finding else ""

    @property
    def today(self) -> date:
        """The day of law."""
        return self.world.today

    def paper(self, place: int) -> str:
        """Return the number of an exhibit."""
        return self.prepared.papers[place % len(self.prepared.papers)]

    def person(self, name: str) -> str:
        """Return the number of a person."""
        return self.prepared.people[name]

    def persons(self, *names: str) -> list[str]:
        """Return the numbers of people."""
        return self.prepared.numbers(*names)

    def of(self, table: str) -> list[Row]:
        """Return what belongs to the finding, oldest first."""
        return self.books.of(table, self.number)

    def newest(self, table: str, *, of: str = "", **values: Any) -> str:
        """Return the newest record about the finding (or another) with some values; a number nobody has if there is none."""
        rows = self.books.of(table, of or self.number)
        fits = [row["number"] for row in rows if all(row[name] == value for name, value in values.items())]
        return fits[-1] if fits else PREFIX[table] + "-2026-0099"

    @property
    def notice(self) -> str:
        """The newest notice of the finding."""
        return self.newest("notice")

    @property
    def parties(self) -> list[str]:
        """Who the finding is about."""
        return [party["person"] for party in self.finding["parties"]] if self.finding else []

    def seats(self, *names: str, lead: int = 1) -> list[dict[str, Any]]:
        """Return seats of people; the first `lead` of them lead."""
        return [
            {
                "person": self.person(name),
                "field": "law",
                "qualification": "法律职业资格",
                "lead": place < lead,
            }
            for place, name in enumerate(names)
        ]

    def whole(self, roles: list[str], *circumstances: str, **verdicts: str) -> list[dict[str, Any]]:
        """Return answers to everything there is to answer; `verdicts` gives others to an item's last word."""
        law = oracle_matrix.facts()
        items = [f"criterion:{entry['code']}" for entry in law["criteria"]["entries"]]
        items.append("premise:no_intent")
        known = oracle_matrix.circumstances()
        items += [f"element:{code}.{name}" for code in circumstances for name in known[code]["elements"]]
        return [
            *({**self._proved(item), "verdict": verdicts.get(_last(item), "met")} for item in items),
            *(_bar(code, verdicts.get(code, "clear")) for code in oracle_matrix.bars_of(roles)),
        ]

    def _proved(self, item: str) -> dict[str, Any]:
        return {"item": item, "reasoning": "有材料为证", "proofs": [self.paper(len(item))]}

    def ends(self, notice: Row) -> date | None:
        """Return the last day of a notice's period as the program has it."""
        deadline = self.books.row("deadline", notice["deadline"])
        return date.fromisoformat(deadline["ends_on"]) if deadline and deadline["ends_on"] else None


PREFIX = {
    "hearing": "TQ", "inquiry": "DQ", "decision": "JY", "notice": "GS", "objection": "YY", "review": "FH",
    "recusal": "HB", "finding": "MZ",
}  # fmt: skip


def _last(item: str) -> str:
    return item.replace(".", ":").rsplit(":", 1)[-1]


def _bar(code: str, verdict: str) -> dict[str, Any]:
    acts = next(bar["acts"] for bar in oracle_matrix.facts()["bars"]["entries"] if bar["code"] == code)
    found = {"acts": [acts[0]["code"]], "law": "某法第一条"} if verdict == "barred" else {}
    return {"item": f"bar:{code}", "verdict": verdict, "reasoning": "经核查", **found}
