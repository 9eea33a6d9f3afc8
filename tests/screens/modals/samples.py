"""One dialog of each kind, filled as a day's work fills them; with other text where a test asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ttoffice.errors import ConflictError, RefusedError
from ttoffice.reasons import Reason
from ttoffice.screens.base import BaseModal, Command
from ttoffice.screens.modals.ask import AskModal
from ttoffice.screens.modals.choice import Choice, ChoiceModal, PickModal
from ttoffice.screens.modals.conflict import ConflictModal, ConflictRow
from ttoffice.screens.modals.entry import EntryModal, VerbModal
from ttoffice.screens.modals.history import HistoryEntry, HistoryModal
from ttoffice.screens.modals.message import (
    ConfirmModal,
    LeaveModal,
    MessageModal,
    ReasonsModal,
    TypedConfirmModal,
)
from ttoffice.screens.modals.palette import PaletteModal
from ttoffice.screens.modals.why import WhyModal, WhySection
from ttoffice.widgets.fields import Field
from ttoffice.widgets.keys import KEYS

TITLE = "一种基于近红外光谱与深度学习的烤烟烟叶等级快速识别方法及系统"
LONG = "面向云南高原特色农业，提出一种融合近红外光谱与卷积网络的识别方法，较人工分级效率提高五倍。" * 3
BASES = ("pay-later:4", "pay-later:6(1)", "促转法 11", "pay-later:7(1)", None)


def reasons(text: str = LONG, count: int = 5) -> tuple[Reason, ...]:
    return tuple(
        Reason(f"sample.{place}", f"{place + 1} {text}", BASES[place % 5], warning=place == 2)
        for place in range(count)
    )


def fields() -> tuple[Field, ...]:
    return (
        Field("name", "姓名", "line", hint="与身份证一致", max_length=40, basis="pay-later:6(1)"),
        Field("on", "取得日期", "date", hint="2026-03-31", basis="pay-later:4"),
        Field("kind", "类别", "code", options=(("a", "发明专利"), ("b", "技术秘密"))),
        Field("note", "备注", "text", max_length=300),
        Field("people", "完成人", "rows", fields=(Field("name", "姓名", "line"),)),
        Field("fee", "金额", "money"),
    )


def check(text: str) -> str:
    if not text.startswith("CG-"):
        raise ValueError(f"“{text}”不是编号")
    return text


def refuse(_values: dict[str, Any]) -> Any:
    raise RefusedError([Reason("x.name", "name 姓名未填", "pay-later:6(1)", "name"), *reasons(count=1)])


def commands(text: str) -> list[Command]:
    own = [Command(f"{text} {verb}", str, id=f"result.{verb}") for verb in ("列入", "移出", "排除")]
    grey = Command("作为已实施登记", str, reasons=reasons(count=1), id="result.record_use")
    keyed = [Command(key.label, str, key.keys.split(",")[0], id=key.id) for key in KEYS.values()]
    return [*own, grey, *keyed[:50]]


def rows(text: str) -> list[ConflictRow]:
    return [
        ConflictRow("title", "成果名称", TITLE, text, f"{TITLE}（改）", True),
        ConflictRow("brief", "简介", LONG, f"{LONG}。" * 2, "", False),
        ConflictRow("remarks", "备注", "", "对方的备注", "我的备注", True),
        ConflictRow("contact", "联系人", "李明", "王芳", "", False),
    ]


def history(text: str) -> list[HistoryEntry]:
    return [
        HistoryEntry(1, "2026-01-05 09:15:00", "2026-01-05", "李明", "录入成果"),
        *(
            HistoryEntry(
                version,
                f"2026-02-{version:02d} 10:20:30",
                "2026-03-01" if version == 4 else "",
                "王芳",
                "修改成果",
                (("成果名称", TITLE, text), ("简介", LONG, f"{LONG}\n{text}"), ("备注", "", "新")),
            )
            for version in range(2, 12)
        ),
    ]


def conflict(text: str) -> ConflictModal:
    error = ConflictError(
        f"CG-2026-0001 已被{text[:20]}修改", advice="未写入任何内容，您填写的均已保留。请看清改动后再保存。"
    )
    return ConflictModal(error, rows(text), by="王芳")


def why(text: str) -> WhyModal:
    sections = [
        WhySection(
            "两年筛查", "已满两年", ("财政资金：是", "应用技术类：是", "未实施：是", "两年届满 2026-03-01")
        ),
        WhySection("列入先使用后付费清单", "可以"),
        WhySection("移出先使用后付费清单", "暂不能", (), reasons(text, 3)),
        WhySection("登记转化实施", "暂不能", (text,), reasons(count=2)),
    ]
    return WhyModal("为什么：CG-2026-0001", sections)


def samples(text: str = TITLE) -> dict[str, Callable[[], BaseModal[Any]]]:
    """Return how to make one dialog of each kind with a text of the user's in it."""
    options = [("all", "全部成果"), ("due", "可能应列入清单"), ("long", text), ("x", "备注")]
    choices = [Choice(*option) for option in options]
    choices += [Choice(f"v{place}", f"视图 {place}") for place in range(8)]
    choices.insert(2, Choice("no", "尚未开放的视图", why=text))
    return {
        "message": lambda: MessageModal("未能完成", text, "未写入任何内容。请稍后再试。"),
        "long": lambda: MessageModal(text, "\n".join([LONG] * 12), "未写入任何内容。"),
        "reasons": lambda: ReasonsModal("暂不能办理", reasons(text), "未写入任何内容。"),
        "confirm": lambda: ConfirmModal(f"删除{text}？", yes="删除", detail=text),
        "typed": lambda: TypedConfirmModal(
            f"删除{text}？", "CG-2026-0001", yes="删除", detail="删除后不能恢复。"
        ),
        "leave": LeaveModal,
        "choice": lambda: ChoiceModal("视图", choices, "due"),
        "pick": lambda: PickModal("列", choices, ("x", "due")),
        "ask": lambda: AskModal("转到编号", value=text, hint="如 CG-2026-0001", check=check),
        "palette": lambda: PaletteModal("命令", commands(text)),
        "history": lambda: HistoryModal(f"修改历史：{text}", history(text)),
        "why": lambda: why(text),
        "conflict": lambda: conflict(text),
        "entry": lambda: EntryModal(
            Field("rights", text, "rows", fields=fields()), {"name": text, "note": text}, reasons(count=1)
        ),
        "verb": lambda: VerbModal(f"登记转化实施  {text}", refuse, fields(), detail=text),
    }


SAMPLES = samples()
KEYS_FOR = {"verb": ("ctrl+s",), "conflict": ("space",), "ask": ("enter",), "typed": ("x", "enter")}
