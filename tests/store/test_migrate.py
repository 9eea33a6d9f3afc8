from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tests.offices import contents, end_of, kill_self, open_at, posix_only, problems, start_child
from ttoffice.action import Office, perform
from ttoffice.errors import MigrationError, StoreError
from ttoffice.evidence.views import exhibit
from ttoffice.paths import Home, migrations_dir
from ttoffice.results.checking import expected_guards
from ttoffice.results.views import page
from ttoffice.store import connection, migrate
from ttoffice.store.asking import Filter
from ttoffice.store.migrate import (
    HEAD_REVISION,
    ensure,
    lock,
    migration_engine,
    next_serial,
    revision,
    upgrade,
)
from ttoffice.store.schema import metadata

GOOD_STEP = """
def upgrade():
    with op.batch_alter_table("result") as batch:
        batch.add_column(sa.Column("colour", sa.String(), nullable=True))
"""
FAILING_STEP = GOOD_STEP + '    op.execute("INSERT INTO nowhere VALUES (1)")\n'
UNLINKING_STEP = 'def upgrade():\n    op.execute("DELETE FROM result")\n'


def add_step(monkeypatch: pytest.MonkeyPatch, folder: Path, body: str) -> None:
    """Put one more migration behind the shipped ones and make it the newest."""
    shipped = migrations_dir()
    assert shipped is not None
    copied = folder / "100% migrations"
    shutil.copytree(shipped, copied, ignore=shutil.ignore_patterns("__pycache__"))
    (copied / "versions" / "9999_next.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f'revision = "9999"\ndown_revision = "{HEAD_REVISION}"\n{body}',
        encoding="utf-8",
    )
    monkeypatch.setattr(migrate, "migrations_dir", lambda: copied)
    monkeypatch.setattr(migrate, "HEAD_REVISION", "9999")


@pytest.fixture
def worked(office: Office) -> Office:
    perform(
        office,
        "result.create",
        {"title": "甲", "completers": [{"name": "李"}], "rights": [{"kind": "know_how"}]},
    )
    office.lender.close()
    return office


def test_an_empty_home_gets_a_store_of_the_newest_form(tmp_path: Path) -> None:
    home = Home(tmp_path / "新 家%20" / "office")
    assert revision(home.store) is None
    assert ensure(home)
    assert revision(home.store) == HEAD_REVISION
    assert not ensure(home)
    assert not home.backups.exists()


def test_there_is_one_newest_script_and_the_program_knows_it() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations_dir()).replace("%", "%%"))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD_REVISION]


def test_the_tables_in_the_code_are_those_that_the_scripts_make(tmp_path: Path) -> None:
    upgrade(tmp_path / "store.db")
    engine = migration_engine(tmp_path / "store.db")
    with engine.connect() as conn:
        context = MigrationContext.configure(
            conn,
            opts={
                "compare_type": True,
                "include_object": lambda _object, name, kind, _reflected, _to: (
                    not (kind == "table" and name.startswith("result_search"))
                ),
            },
        )
        assert compare_metadata(context, metadata()) == []
    engine.dispose()


def test_every_check_and_name_in_the_code_stands_in_the_store(tmp_path: Path) -> None:
    """What comparing leaves out on SQLite: the text of CHECKs, and names of constraints."""
    upgrade(tmp_path / "store.db")
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'store.db'}", poolclass=sa.pool.NullPool)
    inspector = sa.inspect(engine)
    for table in metadata().sorted_tables:
        expected = {
            str(item.name): str(item.sqltext)
            for item in table.constraints
            if isinstance(item, sa.CheckConstraint)
        }
        found = {str(item["name"]): item["sqltext"] for item in inspector.get_check_constraints(table.name)}
        assert found == expected, table.name
    engine.dispose()


def test_the_guards_of_the_log_and_the_history_are_there(office: Office) -> None:
    with closing(sqlite3.connect(office.home.store)) as db:
        found = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    assert found == set(expected_guards())


def test_an_upgrade_keeps_every_row_and_a_copy_of_the_old_store(
    worked: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = contents(worked.home.store)
    add_step(monkeypatch, tmp_path, GOOD_STEP)
    assert not ensure(worked.home)
    after = contents(worked.home.store)
    assert after.pop("alembic_version") == [("9999",)]
    assert after["result"] == [(*row, None) for row in before["result"]]
    assert {name: rows for name, rows in after.items() if name != "result"} == {
        name: rows for name, rows in before.items() if name not in ("result", "alembic_version")
    }
    (copy,) = worked.home.backups.iterdir()
    assert contents(copy) == before


@pytest.mark.parametrize(
    "step", [FAILING_STEP, UNLINKING_STEP, "def upgrade():\n    op.drop_table('nowhere')\n"]
)
def test_a_failing_upgrade_leaves_schema_rows_and_version_as_they_were(
    worked: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, step: str
) -> None:
    def schema() -> list[tuple[str]]:
        with closing(sqlite3.connect(worked.home.store)) as db:
            return db.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()

    rows, tables = contents(worked.home.store), schema()
    add_step(monkeypatch, tmp_path, step)
    with pytest.raises(MigrationError) as raised:
        ensure(worked.home)
    assert raised.value.advice
    assert (contents(worked.home.store), schema()) == (rows, tables)
    (copy,) = worked.home.backups.iterdir()
    assert contents(copy) == rows


def go_back(path: Path, form: str) -> None:
    """Put a store of an older form in the place of a store, with the rows that it can hold."""
    shipped, older = migrations_dir(), path.with_name("older.db")
    config = Config()
    config.set_main_option("script_location", str(shipped))
    engine = migration_engine(older)
    with engine.begin() as conn:
        config.attributes["connection"] = conn
        command.upgrade(config, form)
    engine.dispose()
    with closing(sqlite3.connect(older, isolation_level=None)) as db:
        db.execute("ATTACH ? AS newer", (str(path),))
        for (table,) in db.execute(
            "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'result_search%'"
            " AND name NOT IN ('alembic_version', 'sqlite_sequence')"
        ).fetchall():
            names = ", ".join(row[1] for row in db.execute(f"PRAGMA main.table_info({table})"))
            db.execute(f"INSERT INTO main.{table} ({names}) SELECT {names} FROM newer.{table}")
    older.replace(path)


def test_the_search_index_of_an_older_store_is_made_anew(worked: Office) -> None:
    go_back(worked.home.store, "0002")
    assert not ensure(worked.home)
    with worked.reader() as reader:
        assert [line.title for line in page(reader, Filter(search="甲"), worked.today)] == ["甲"]


def test_exhibits_of_an_older_store_are_kept_with_what_they_were_not_asked_for(
    worked: Office, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"a")
    perform(worked, "exhibit.add", {"subject": "CG-2026-0001", "path": str(tmp_path / "a.pdf")})
    worked.lender.close()
    go_back(worked.home.store, "0003")
    assert not ensure(worked.home)
    with worked.reader() as reader:
        view = exhibit(reader, "ZJ-2026-0001")
    assert (view.name, view.pages, view.confidentiality, view.version) == ("a.pdf", None, "internal", 1)
    assert problems(worked) == ()


def test_every_try_keeps_a_copy_of_its_own(
    worked: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    add_step(monkeypatch, tmp_path, FAILING_STEP)
    for _try in range(3):
        with pytest.raises(MigrationError):
            ensure(worked.home)
    copies = sorted(worked.home.backups.iterdir())
    assert len(copies) == 3
    copies[0].unlink()
    with pytest.raises(MigrationError):
        ensure(worked.home)
    assert len(list(worked.home.backups.iterdir())) == 3


def test_a_serial_follows_the_highest_not_the_count(tmp_path: Path) -> None:
    assert next_serial(tmp_path / "none", "copy-") == 1
    for name in ("copy-002.db", "copy-011.damaged", "other-050.db", "copy-x.db"):
        (tmp_path / name).touch()
    assert next_serial(tmp_path, "copy-") == 12


@pytest.mark.parametrize("found", [f"{int(HEAD_REVISION) + 1:04d}", "9999", "abcdef"])
def test_a_store_of_a_newer_program_is_refused_and_left_alone(office: Office, found: str) -> None:
    with closing(sqlite3.connect(office.home.store, isolation_level=None)) as db:
        db.execute("UPDATE alembic_version SET version_num = ?", (found,))
    before = contents(office.home.store)
    with pytest.raises(MigrationError) as raised:
        ensure(office.home)
    assert found in raised.value.message
    assert contents(office.home.store) == before


def test_a_form_that_no_script_knows_is_refused_and_left_alone(office: Office) -> None:
    with closing(sqlite3.connect(office.home.store, isolation_level=None)) as db:
        db.execute("UPDATE alembic_version SET version_num = '0000'")
    before = contents(office.home.store)
    with pytest.raises(MigrationError):
        ensure(office.home)
    assert contents(office.home.store) == before


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with closing(sqlite3.connect(home.store)) as db:
        db.execute("CREATE TABLE theirs (x)")
    before = home.store.read_bytes()
    with pytest.raises(StoreError):
        ensure(home)
    assert home.store.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"\0" * 100, b"title,number\n", b"SQLite format 3\0" + b"\1" * 500])
def test_what_is_no_database_is_refused_and_an_empty_file_is_filled(tmp_path: Path, content: bytes) -> None:
    home = Home(tmp_path)
    home.store.write_bytes(content)
    if not content:
        assert ensure(home)
        return
    with pytest.raises(StoreError):
        ensure(home)
    assert home.store.read_bytes() == content


def test_a_home_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("x")
    with pytest.raises(StoreError) as raised:
        ensure(Home(tmp_path / "home"))
    assert raised.value.advice


def test_a_home_that_may_not_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import filelock

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(filelock.FileLock, "acquire", refuse)
    with pytest.raises(StoreError) as raised:
        ensure(Home(tmp_path))
    assert str(tmp_path) in raised.value.message
    assert raised.value.advice


def test_missing_scripts_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "migrations_dir", lambda: None)
    with pytest.raises(MigrationError):
        ensure(Home(tmp_path))


def test_a_home_held_by_another_program_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrate, "LOCK_TIMEOUT_SECONDS", 0.05)
    home = Home(tmp_path)
    with lock(home), pytest.raises(StoreError) as raised:
        ensure(home)
    assert raised.value.advice
    assert ensure(home)


@posix_only
def test_processes_that_open_an_empty_home_at_once_make_one_store(tmp_path: Path) -> None:
    root = tmp_path / "home"

    def work() -> None:
        office = open_at(root)
        perform(office, "result.create", {"title": "甲"})

    children = [start_child(work) for _process in range(4)]
    assert [end_of(child) for child in children] == [0] * 4
    office = open_at(root)
    assert not office.created
    assert problems(office) == ()
    with office.reader() as reader:
        assert [row[0] for row in reader.all("SELECT number FROM result ORDER BY id")] == [
            f"CG-2026-{serial:04d}" for serial in range(1, 5)
        ]


@posix_only
@pytest.mark.parametrize(
    "stride", [29, pytest.param(1, marks=pytest.mark.exhaustive)], ids=["sample", "every statement"]
)
def test_an_upgrade_killed_at_any_statement_is_done_by_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stride: int
) -> None:
    opened = connection.connect

    def dying(statement: int) -> None:
        def connect(path: Path, **options: bool) -> sqlite3.Connection:
            made = opened(path, **options)
            left = [statement]

            def count(_sql: str) -> None:
                left[0] -= 1
                if left[0] == 0:
                    kill_self()

            made.set_trace_callback(count)
            return made

        monkeypatch.setattr(migrate, "connect", connect)

    killed = 0
    for statement in range(1, 2000, stride):
        root = tmp_path / str(statement)

        def work(statement: int = statement, root: Path = root) -> None:
            dying(statement)
            ensure(Home(root))

        code = end_of(start_child(work))
        office = open_at(root)
        assert problems(office) == ()
        if code == 0:
            break
        assert code == -9
        killed += 1
    assert killed > 5
