from __future__ import annotations

import shutil

from ttoffice.action import Office, perform
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
