from __future__ import annotations

import shutil
from threading import Event, Thread
from typing import Any

from ttoffice.action import Office, perform
from ttoffice.store.connection import Reader
from ttoffice.store.watching import Watch


def watch(office: Office) -> Watch:
    return Watch(office.home.store, office.reader)


def test_a_write_of_somebody_is_noticed_once(office: Office) -> None:
    watching = watch(office)
    assert not watching.changed()
    perform(office, "result.create", {"title": "名称"})
    assert watching.changed()
    assert not watching.changed()
    watching.close()


def test_a_dry_run_is_no_write(office: Office) -> None:
    watching = watch(office)
    watching.changed()
    perform(office, "result.create", {"title": "名称"}, dry_run=True)
    assert not watching.changed()
    watching.close()


def test_another_file_under_the_same_path_is_noticed(office: Office) -> None:
    watching = watch(office)
    watching.changed()
    copy = office.home.root / "copy.db"
    office.lender.close()
    shutil.copy(office.home.store, copy)
    copy.replace(office.home.store)
    assert watching.changed()
    watching.close()


def test_a_store_that_is_gone_is_no_failure_and_its_return_is_noticed(office: Office) -> None:
    watching = watch(office)
    watching.changed()
    aside = office.home.root / "aside.db"
    office.home.store.rename(aside)
    assert not watching.changed()
    aside.rename(office.home.store)
    perform(office, "result.create", {"title": "名称"})
    assert watching.changed()
    watching.close()


def test_a_watch_is_ended_only_between_two_looks(office: Office) -> None:
    opened: list[Reader] = []
    closed_while_asked: list[bool] = []

    class Slow(Reader):
        asked = False

        def value(self, sql: str, params: Any = ()) -> Any:
            self.asked = True
            begun.set()
            ended.wait(0.05)  # time for the other thread to close, if it did not wait
            found = super().value(sql, params)
            self.asked = False
            return found

        def close(self) -> None:
            closed_while_asked.append(self.asked)
            super().close()

    def open_one() -> Reader:
        opened.append(Slow(office.home.store, check_same_thread=False))
        return opened[-1]

    begun, ended = Event(), Event()
    watching = Watch(office.home.store, open_one)
    looking = Thread(target=watching.changed)
    looking.start()
    begun.wait()
    watching.close()
    looking.join()
    assert closed_while_asked == [False]
    assert not watching.changed()
    assert len(opened) == 1
