from __future__ import annotations

from dataclasses import replace

import pytest

from tests.licenses.contracts.cases import ROYALTY
from ttoffice.licenses.codes import RateKind, RoyaltyBase
from ttoffice.licenses.contracts.wording import percent, rate_text
from ttoffice.licenses.fees import RateStep


def told(kind: RateKind, base: RoyaltyBase, *steps: tuple[int, str]) -> str:
    return rate_text(
        replace(ROYALTY, rate_kind=kind, base=base, steps=tuple(RateStep(*step) for step in steps))
    )


@pytest.mark.parametrize(
    ("kind", "base", "steps", "text"),
    [
        ("fixed", "sales", [(1, "2.50")], "按照2.5%的固定费率计算"),
        ("fixed", "quantity", [(1, "50")], "按照每一单位0.5元的固定费率计算"),
        (
            "by_time",
            "net_sales",
            [(1, "3"), (2, "2"), (4, "1")],
            "费率自提成起算之日起按年分段：第1年为3%，第2年至第3年为2%，第4年起为1%；每一结算期适用其首日所在年度的费率",
        ),
        (
            "by_volume",
            "sales",
            [(0, "5"), (100_000_000, "4"), (500_000_000, "3")],
            (
                "在每一结算期内按照销售额分段累进：不超过100万元的部分为5%，超过100万元且不超过500万元的部分为4%，"
                "超过500万元的部分为3%，各段分别按照本段费率计算后相加"
            ),
        ),
        (
            "by_volume",
            "quantity",
            [(1, "50"), (1001, "30")],
            (
                "在每一结算期内按照销售数量分段累进：不超过1000单位的部分为每一单位0.5元，"
                "超过1000单位的部分为每一单位0.3元，各段分别按照本段费率计算后相加"
            ),
        ),
    ],
)
def test_rates_are_told_as_the_ledger_counts_them(
    kind: str, base: str, steps: list[tuple[int, str]], text: str
) -> None:
    assert told(RateKind(kind), RoyaltyBase(base), *steps) == text


def test_what_is_not_said_is_told_as_nothing() -> None:
    assert rate_text(replace(ROYALTY, steps=())) == ""
    assert rate_text(replace(ROYALTY, base=None)) == ""
    assert percent("万分之五") == "万分之五"
