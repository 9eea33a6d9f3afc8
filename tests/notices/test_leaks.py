from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttoffice.notices.leaks import LeakKind, leak_reasons, scan
from ttoffice.notices.masks import mask_bank, mask_identity, mask_mobile, mask_name

OWN = ("昆明市呈贡区景明南路727号",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("联系电话13812345678", LeakKind.MOBILE),
        ("联系电话138-1234-5678。", LeakKind.MOBILE),
        ("１３８１２３４５６７８", LeakKind.MOBILE),
        ("138\u200b1234\u206056\u00ad78", LeakKind.MOBILE),
        ("身份证530102199001011234", LeakKind.IDENTITY),
        ("公民身份号码：530102900101123", LeakKind.IDENTITY),
        ("银行卡6222021234567890123", LeakKind.BANK),
        ("账号：53001234567890", LeakKind.BANK),
        ("家庭住址：昆明市五华区翠湖北路2号", LeakKind.ADDRESS),
        ("现住址为五华区某某巷", LeakKind.ADDRESS),
        ("住昆明市盘龙区北京路123号翠湖花园3栋2单元501室", LeakKind.ADDRESS),
        ("翠湖花园3-2-501", LeakKind.ADDRESS),
        ("云南大学家属院12栋3单元201", LeakKind.ADDRESS),
        ("某县某镇大河村委会小河村3组12号", LeakKind.ADDRESS),
        ("昆明市盘龙区北京路123号5幢602室", LeakKind.ADDRESS),
        ("学府路253号科技楼301室", LeakKind.MAYBE_ADDRESS),
        ("昆明市盘龙区北京路123号", LeakKind.MAYBE_ADDRESS),
    ],
)
def test_what_must_not_be_published_is_found(text: str, kind: LeakKind) -> None:
    assert [leak.kind for leak in scan(f"第一行\n{text}", OWN)] == [kind]
    assert scan(f"第一行\n{text}", OWN)[0].line == 2


@pytest.mark.parametrize(
    "text",
    [
        "张三，科技处副处长",
        "专利号 ZL202310000001.5",
        "软件登记号 2023SR0123456",
        "联系电话 0871-65123456",
        "请到昆明市呈贡区景明南路727号科技处",
        "统一社会信用代码：12530000431204156G",
        "公示期15日，地点：行政楼203室公示栏",
        "拟交易价格：260000.00元",
        "云科规〔2025〕4号",
        "促转法第十八条",
        "住址不公开",
        "530102********1234，138****5678",
        "GS-2026-0001、JY-2026-0012",
        "合同编号2026530100000123",
    ],
)
def test_what_may_be_published_is_left_alone(text: str) -> None:
    assert scan(text, OWN) == []


def test_a_message_names_the_place_and_does_not_repeat_the_number() -> None:
    (reason,) = leak_reasons("text", "一\n二\n电话13812345678")
    assert "3" in reason.message
    assert "138****5678" in reason.message
    assert "13812345678" not in reason.message
    assert not reason.warning


@given(st.text(max_size=80), st.sampled_from(["13812345678", "530102199001011234"]), st.text(max_size=80))
def test_a_number_is_found_wherever_it_stands(before: str, number: str, after: str) -> None:
    text = f"{before}。{number}。{after}"
    kinds = {leak.kind for leak in scan(text)}
    assert kinds & {LeakKind.MOBILE, LeakKind.IDENTITY}


@given(st.text(max_size=300))
def test_any_text_can_be_scanned(text: str) -> None:
    for leak in scan(text):
        assert 0 <= leak.start < len(text)
        assert 1 <= leak.line <= text.count("\n") + 1


def test_masks_follow_the_campus_rule() -> None:
    assert [mask_name(name) for name in ("", "张", "张三", "王小明", "欧阳小明")] == [
        "",
        "张",
        "张*",
        "王*明",
        "欧**明",
    ]
    assert mask_identity("530102199001011234") == "530102********1234"
    assert mask_mobile("13812345678") == "138****5678"
    assert mask_bank("6222021234567890123") == "622202*********0123"
    assert mask_mobile("123") == "***"
