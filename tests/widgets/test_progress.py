from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tests.screens.modals.hosting import Host
from ttoffice import i18n
from ttoffice.action import Office
from ttoffice.results.importing import run_import
from ttoffice.results.views import count
from ttoffice.store.asking import Filter
from ttoffice.widgets.progress import ProgressLine, duration
from ttoffice.widgets.stopping import Stopped, Stopper


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


async def test_a_line_says_how_far_it_is_and_how_long_it_takes(office: Office) -> None:
    i18n.use("zh_CN")
    clock = Clock()
    app = Host(office)
    async with app.run_test(size=(100, 10)) as pilot:
        line = ProgressLine(clock=clock)
        await app.screen.mount(line)
        line.begin("读取[b]台账\x1b.xlsx", stoppable=True)
        assert line.line(60).rstrip() == "读取[b]台账?.xlsx  0:00  按 Esc 停止"
        line.step(1500, 3000)
        clock.now += 1
        assert "约余" not in line.line(100)
        clock.now += 3
        assert line.line(100).rstrip() == (
            "读取[b]台账?.xlsx  1,500/3,000  50%  [###############...............]  0:04  约余 0:04  按 Esc 停止"
        )
        await pilot.pause(0.3)
        assert "1,500/3,000" in app.screen._compositor.render_strips()[1].text
        for width in (0, 1, 20, 47, 79):
            assert cell_len(line.line(width)) == width
        line.end("完成：3,000 行")
        assert not line.running
        await pilot.pause()
        assert "完成：3,000 行" in app.screen._compositor.render_strips()[1].text


async def test_a_line_without_a_total_counts_only(office: Office) -> None:
    app = Host(office)
    async with app.run_test():
        line = ProgressLine(clock=Clock())
        await app.screen.mount(line)
        line.begin("x")
        line.step(12345)
        assert line.line(40).rstrip() == "x  12,345  0:00"


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (67.9, "1:07"), (3723, "1:02:03")])
def test_a_duration_is_written_as_a_clock_does(seconds: float, shown: str) -> None:
    assert duration(seconds) == shown


def test_work_that_is_stopped_writes_nothing(office: Office, tmp_path: Path) -> None:
    ledger = tmp_path / "台账.csv"
    ledger.write_text(
        "成果名称,备注\n" + "\n".join(f"成果{number},无" for number in range(500)), encoding="utf-8"
    )
    stopper = Stopper()
    seen: list[Any] = []

    def tell(done: int, total: int | None) -> None:
        seen.append((done, total))
        stopper.ask()

    with pytest.raises(Stopped):
        run_import(office, ledger, dry_run=False, progress=stopper.progress(tell))
    assert seen
    with office.reader() as reader:
        assert count(reader, Filter(), office.today) == 0
