"""An office in which exemption findings can be led: people, an internal rule in force, a license, exhibits.

Everything is made through actions, so that the log and the history are whole; numbers are the same every time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.licenses.seeding import license_
from tests.offices import open_at
from ttoffice.action import Office, perform

FIRST = date(2026, 5, 6)
"""The first day of the cases, a Wednesday after a holiday."""
RULE = "第一条 本办法适用于本单位。\n第二条 认定结论公示五个工作日。"
PEOPLE = (
    "赵敏", "钱伟", "孙丽",  # those concerned: a leader, a manager, a researcher
    "周正", "吴岚", "郑毅", "王芳",  # the panel and who can replace a member
    "冯涛",  # kin of the leader
    "陈静", "褚亮", "卫青", "蒋华",  # the deciding body
    "沈洁", "韩雪", "杨帆", "朱琳",  # reviewers
    "秦朗",  # holds shares of the licensee
    "何静", "吕文",  # with 王芳 a second panel
)  # fmt: skip
ROLES = {"赵敏": ["leader"], "钱伟": ["manager"], "孙丽": ["researcher"]}
LICENSEE = "云南某某咖啡有限公司"
PAPERS = 12
"""So many files are attached to the license."""


@dataclass(frozen=True)
class Prepared:
    """Where everything stands.

    Attributes:
        root: the office's home.
        people: numbers by name.
        papers: numbers of exhibits.
        rule, license, result: numbers.
    """

    root: Path
    people: dict[str, str]
    papers: tuple[str, ...]
    rule: str
    license: str
    result: str

    def office(self, day: date = FIRST) -> Office:
        """Open the office on a day."""
        return open_at(self.root, day)

    def numbers(self, *names: str) -> list[str]:
        """Return the numbers of people."""
        return [self.people[name] for name in names]


def do(office: Office, name: str, subject: str | None = None, /, **data: Any) -> str:
    """Perform an action and return its value as text."""
    return str(perform(office, name, data, subject=subject).value)


def prepare(root: Path, files: Path) -> Prepared:
    """Make the office; `files` is a folder for the files that are attached."""
    office = open_at(root, date(2025, 11, 10))
    people = {name: do(office, "person.create", name=name, roles=ROLES.get(name, [])) for name in PEOPLE}
    do(
        office,
        "person.declare",
        people["冯涛"],
        ties=[{"kind": "kin", "person": people["赵敏"], "relation": "配偶"}],
    )
    share = {"kind": "shareholding", "organisation": LICENSEE, "share": "10"}
    do(office, "person.declare", people["秦朗"], ties=[share])
    result = do(
        office,
        "result.create",
        title="小粒咖啡脱胶工艺",
        completers=[{"name": "孙丽"}],
        rights=[{"kind": "invention", "number": "ZL202310000001.5"}],
        fee_text="零门槛费+销售额5%提成",
        license_kind="ordinary",
    )
    licensed = license_(office, result)
    rule = _rule(office, files, people)
    office = office.on(date(2026, 5, 5))
    papers = tuple(attach(office, files, licensed, f"材料{place:02d}.pdf") for place in range(PAPERS))
    office.lender.close()
    return Prepared(root, people, papers, rule, licensed, result)


def attach(office: Office, files: Path, subject: str, name: str) -> str:
    """Attach a file and return the exhibit's number."""
    path = files / name
    path.write_bytes(f"{subject} {name}".encode())
    return do(office, "exhibit.add", subject=subject, path=str(path))


def _rule(office: Office, files: Path, people: dict[str, str]) -> str:
    """Lead the rule of Art. 11 through consultation, decision and publicity; it is in force from New Year's Day."""
    rule = do(office, "rule.create", title="尽职免责办法", edition="2025", text=RULE)
    office = office.on(date(2025, 11, 28))
    do(
        office,
        "rule.consult",
        rule,
        consulted_from="2025-11-11",
        consulted_until="2025-11-25",
        scope="全校各部门",
        opinions=[{"opinion": "建议写明回避", "answer": "已采纳"}],
    )
    office = office.on(date(2025, 12, 1))
    decision = do(
        office,
        "decision.record",
        title="审议尽职免责办法",
        subject=rule,
        body="校长办公会",
        members=[people[name] for name in ("陈静", "褚亮", "卫青")],
        decided_on="2025-12-01",
        minutes=attach(office, files, rule, "制度纪要.pdf"),
    )
    do(office, "rule.decide", rule, decision=decision)
    notice = do(
        office,
        "notice.draft",
        kind="rule",
        subject=rule,
        place="行政楼公示栏",
        office="科技处",
        channel="电话 0871-65920000",
    )
    do(office, "notice.approve", notice, decision=decision)
    office = office.on(date(2025, 12, 3))
    do(office, "notice.publish", notice, exhibits=[attach(office, files, notice, "制度张贴.jpg")])
    office = office.on(date(2025, 12, 11))
    do(office, "notice.take_down", notice, exhibits=[attach(office, files, notice, "制度撤下.jpg")])
    do(office, "notice.close", notice)
    do(office.on(date(2025, 12, 12)), "rule.effect", rule, effective_on="2026-01-01")
    return rule
