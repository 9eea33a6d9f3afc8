"""The due process in the demo office: people, an internal rule, a dissent, notices with an objection, a deadline."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ttoffice.action import Office, perform
from ttoffice.results.demo.story import begins_on

NEEDED_DAYS = 74
"""So many days before today the story begins; a shorter past has only its end."""
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
"""A photo of one dot."""

PLACE = {"place": "行政楼一楼公示栏和校内网", "channel": "科学技术处成果转化科 0871-65550123"}
RULE = {
    "title": "职务科技成果转化尽职免责办法",
    "edition": "试行",
    "text": "第一条 本办法适用于本校职务科技成果的转化。\n第二条 重大转化事项由校长办公会集体决策。\n"
    "第三条 认定结论在校内公示五个工作日。",
}
OPINION = {
    "opinion": "建议写明复核人员不得参加过原调查",
    "source": "农学院",
    "answer": "已采纳，写入复核一章",
}
PEOPLE: tuple[dict[str, Any], ...] = (
    {"name": "方启明", "roles": ["leader"], "department": "校领导", "posts": [{"title": "副校长"}]},
    {"name": "邓婉清", "roles": ["leader"], "department": "科学技术处", "posts": [{"title": "处长"}]},
    {"name": "吴敬之", "roles": ["manager"], "department": "财务处", "posts": [{"title": "处长"}]},
    {"name": "郑小舟", "roles": ["manager"], "department": "审计处", "posts": [{"title": "副处长"}]},
    {"name": "冯岚", "roles": ["manager"], "department": "纪检监察室", "posts": [{"title": "主任"}]},
    {
        "name": "彭守拙",
        "roles": ["researcher"],
        "department": "农学与生物技术学院",
        "posts": [{"title": "教授"}],
        "ties": [{"kind": "shareholding", "organisation": "云滇生物科技有限公司", "share": "12"}],
    },
)
DISSENT = "建议先做市场询价，再与受让方商定价格"
OBJECTION = {
    "objector": "彭守拙",
    "channel": "来信",
    "passage": "拟交易价格",
    "content": "认为提成比例低于同类成果",
}


@dataclass(frozen=True)
class Story:
    """Tells what happened: each step is done by somebody on its day, and no step lies before the one told last.

    Attributes:
        today: the last day of the story.
        files: a folder for files to attach.
        until: lets happen what else does by a day, and gives the office with somebody at work on it.
    """

    today: date
    files: Path
    until: Callable[[date], Office]

    def do(self, days_ago: int, action: str, subject: str | None = None, /, **data: Any) -> str:
        """Do something so many days ago; return the number that it came to."""
        return str(perform(self.until(self.day(days_ago)), action, data, subject=subject).value)

    def attach(self, days_ago: int, subject: str, name: str) -> str:
        """Attach a file to a record; return the exhibit's number."""
        path = self.files / name
        path.write_bytes(PICTURE if name.endswith(".png") else f"{subject} {name}\n".encode())
        return self.do(days_ago, "exhibit.add", subject=subject, path=str(path))

    def day(self, days_ago: int) -> date:
        """Return the day so many days ago."""
        return self.today - timedelta(days=days_ago)


def tell_process(office: Office, results: Sequence[str], until: Callable[[date], Office]) -> None:
    """Let the due process happen, about some results; without a result nothing does.

    `until` lets happen what else does by a day, and gives the office with somebody at work on it.
    """
    if not results:
        return
    with TemporaryDirectory(prefix="ttoffice-exhibits-") as scratch:
        story = Story(office.today, Path(scratch), until)
        past = (office.today - begins_on(office.today)).days >= NEEDED_DAYS
        people = [story.do(NEEDED_DAYS if past else 4, "person.create", **person) for person in PEOPLE]
        if past:
            rule, rule_notice = propose_rule(story, people)
            price_notice = publish_price(story, results[0], people)
            close(story, rule_notice, 36)
            story.do(35, "rule.effect", rule, effective_on=story.day(34))
            close(story, price_notice, 26)
        correct_papers(story, results[-1])
        begin_price(story, results[-1])


def propose_rule(story: Story, people: Sequence[str]) -> tuple[str, str]:
    """Consult on a rule, decide it against no voice, and publish it; return its number and the notice's."""
    rule = story.do(73, "rule.create", **RULE)
    story.do(
        58,
        "rule.consult",
        rule,
        consulted_from=story.day(72),
        consulted_until=story.day(59),
        scope="全校各单位",
        opinions=[OPINION],
    )
    minutes = story.attach(57, rule, "校长办公会纪要.txt")
    decision = story.do(
        57,
        "decision.record",
        title="审议职务科技成果转化尽职免责办法",
        subject=rule,
        body="校长办公会",
        members=people[:5],
        decided_on=story.day(57),
        minutes=minutes,
    )
    story.do(57, "rule.decide", rule, decision=decision)
    notice = story.do(56, "notice.draft", kind="rule", subject=rule, **PLACE)
    story.do(56, "notice.approve", notice, by="方启明", decision=decision)
    post(story, notice, 55)
    return rule, notice


def post(story: Story, notice: str, days_ago: int) -> None:
    """Post an approved notice, with a photo of it."""
    photo = story.attach(days_ago, notice, "张贴照片.png")
    story.do(days_ago, "notice.publish", notice, exhibits=[photo])


def close(story: Story, notice: str, days_ago: int) -> None:
    """Take a notice down after its period, with a photo of the empty board, and close it."""
    photo = story.attach(days_ago, notice, "撤下照片.png")
    story.do(days_ago, "notice.take_down", notice, exhibits=[photo])
    story.do(days_ago, "notice.close", notice)


def publish_price(story: Story, result: str, people: Sequence[str]) -> str:
    """Decide a price against one voice, publish it, and answer an objection to it; return the notice's number."""
    minutes = story.attach(54, result, "领导小组会议纪要.txt")
    decision = story.do(
        54,
        "decision.record",
        title="审议成果许可的协议定价",
        subject=result,
        text="同意以协议定价方式许可该成果，拟交易价格如公示。",
        body="科技成果转化领导小组",
        members=people[:3],
        decided_on=story.day(54),
        minutes=minutes,
        against=[people[2]],
        dissents=[{"person": people[2], "wording": DISSENT}],
    )
    notice = story.do(53, "notice.draft", kind="price", subject=result, related="no", **PLACE)
    story.do(53, "notice.approve", notice, by="方启明", decision=decision)
    post(story, notice, 52)
    objection = story.do(45, "objection.receive", notice, **OBJECTION)
    review(story, notice, objection, people[3:5])
    letter = story.attach(37, objection, "送达回证.png")
    story.do(
        37, "objection.answer", objection, channel="当面送达", receipt=letter, text="复核维持原公示内容。"
    )
    return notice


def review(story: Story, notice: str, objection: str, panel: Sequence[str]) -> None:
    """Let others look into an objection, and find nothing wrong."""
    number = story.do(44, "review.open", notice, objections=[objection], panel=panel)
    table = story.attach(40, number, "同类合同提成比例比对表.txt")
    story.do(
        40,
        "review.find",
        number,
        question="提成比例是否偏低",
        found="比对近三年本校同类许可合同五份，提成比例在 2%—5% 之间。",
        exhibits=[table],
    )
    story.do(38, "review.decide", number, outcome="upheld", reasons="定价依据充分，程序符合规定。")


def correct_papers(story: Story, result: str) -> None:
    """Begin a deadline of the office's own."""
    period = {"starts_on": story.day(4), "period": "10wd", "source": "受理通知书"}
    story.do(4, "deadline.start", subject=result, matter="补正登记材料", **period)


def begin_price(story: Story, result: str) -> None:
    """Publish a price that still hangs today."""
    notice = story.do(3, "notice.draft", kind="price", subject=result, related="no", **PLACE)
    story.do(3, "notice.approve", notice, by="邓婉清")
    post(story, notice, 3)
