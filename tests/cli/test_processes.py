from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

import pytest

from tests.cli.calls import spawn, start
from tests.offices import contents, open_at, posix_only, problems
from ttoffice.action import perform
from ttoffice.cli.tree import COMMANDS, GROUPS

CALLS = [(name,) for name, *_rest in COMMANDS] + [
    (group, name) for group, _text, commands in GROUPS for name, *_rest in commands
]
ALL_HELP = """
import json, sys
from ttoffice import i18n
i18n.use(sys.argv[1])
from ttoffice.cli.running import run
for words in json.loads(sys.argv[2]):
    print("\\0" + " ".join(words))
    assert run([*words, "--help"]) == 0, words
"""


@pytest.mark.parametrize(("language", "example"), [("zh_CN", "示例"), ("en", "Example")])
def test_every_command_has_help_with_an_example_in_both_languages(
    home: Path, language: str, example: str
) -> None:
    answer = spawn(language, json.dumps([(), *CALLS]), python=("-c", ALL_HELP))
    assert (answer.code, answer.err) == (0, "")
    pages = dict(page.split("\n", 1) for page in answer.out.split("\0")[1:])
    assert len(pages) == len(CALLS) + 1
    for words, page in pages.items():
        if words:
            assert example in page
            assert f"ttoffice {words}" in page
        assert ("Usage" in page) == (language == "en")
        assert ("Show this help" in page) == (language == "en")
        assert ("Options" in page) == (language == "en")
    assert not any(home.iterdir())


def test_the_module_runs_with_pipes_that_default_to_another_encoding(home: Path) -> None:
    environment = {"PYTHONIOENCODING": "gbk", "TTOFFICE_LANG": "zh_CN"}
    data = json.dumps({"title": "咖啡\U00020bb7"}, ensure_ascii=False).encode()
    done = spawn("do", "result.create", "--data", "@-", env=environment, input=data)
    assert (done.code, done.out[:3]) == (0, "CG-")
    assert "咖啡\U00020bb7" in spawn("list", "results", env=environment).out


def test_data_piped_with_a_mark_is_read(home: Path) -> None:
    assert spawn("do", "unit.set", "--data", "-", input=b'\xef\xbb\xbf{"name": "x"}').out == "x\n"
    assert spawn("do", "unit.set", "--data", "-", input=b'{"name": "\xff"}').code == 1


@pytest.fixture
def long_list(home: Path) -> Path:
    office = open_at(home)
    for serial in range(40):
        perform(office, "result.create", {"title": f"成果{serial}", "brief": "长" * 5000})
    office.lender.close()
    return home


@posix_only
@pytest.mark.parametrize(
    "words", [("log", "--json"), ("list", "results"), ("actions", "--json"), ("verify",)]
)
def test_a_reader_that_closes_the_pipe_early_is_no_failure(long_list: Path, words: tuple[str, ...]) -> None:
    child = start(*words)
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    told = child.stderr.read().decode()
    assert child.wait(60) == 0
    assert "Traceback" not in told
    assert "BrokenPipe" not in told
    child.stderr.close()
    if child.stdin:
        child.stdin.close()


HANDLED = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # background jobs ignore it
)
INTERRUPTED = """
import os, signal, sys
from ttoffice.store.connection import Writer
commit = Writer.commit
def interrupted(self):
    os.kill(os.getpid(), signal.SIGINT)
    commit(self)
Writer.commit = interrupted
from ttoffice.cli import main
main(sys.argv[1:])
"""


@posix_only
def test_ctrl_c_undoes_what_was_not_finished_and_ends_with_130(home: Path) -> None:
    office = open_at(home)
    perform(office, "result.create", {"title": "甲"})
    office.lender.close()
    before = contents(office.home.store)
    answer = spawn("do", "result.create", "--data", '{"title": "乙"}', python=("-c", HANDLED + INTERRUPTED))
    assert (answer.code, answer.out) == (130, "")
    assert answer.err.strip()
    assert "Traceback" not in answer.err
    assert contents(office.home.store) == before
    assert problems(office) == ()


def test_what_fails_unexpectedly_is_told_and_kept(home: Path) -> None:
    broken = (
        "import sys, ttoffice.store.log as log\n"
        "def fail(*_a, **_k): raise ZeroDivisionError('boom')\n"
        "log.entries = fail\n"
        "from ttoffice.cli import main\nmain(sys.argv[1:])"
    )
    answer = spawn("log", python=("-c", broken))
    assert (answer.code, answer.out) == (1, "")
    assert "Traceback" not in answer.err
    (report,) = (home / "logs").iterdir()
    assert str(report) in answer.err
    assert "ZeroDivisionError: boom" in report.read_text(encoding="utf-8")


def test_a_read_imports_nothing_heavy(home: Path) -> None:
    open_at(home)
    code = (
        "import sys\nfrom ttoffice.cli import main\n"
        "try:\n    main(['list', 'results', '--json'])\n"
        "except SystemExit as stop:\n    assert stop.code == 0\n"
        "heavy = {'pydantic', 'sqlmodel', 'sqlalchemy', 'alembic', 'textual'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    answer = spawn(python=("-c", code))
    assert answer.code == 0, answer.err


if sys.platform != "win32":

    def test_a_stopped_run_leaves_the_store_whole(home: Path) -> None:
        number = signal.SIGTERM
        stopped = INTERRUPTED.replace("signal.SIGINT", f"signal.Signals({int(number)})")
        assert spawn("do", "unit.set", "--data", '{"name": "x"}', python=("-c", stopped)).code == -number
        assert problems(open_at(home)) == ()


def test_the_program_runs_from_another_folder(home: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "data.json").write_text('{"name": "甲"}', encoding="utf-8")
    assert spawn("do", "unit.set", "--data", "@data.json", cwd=elsewhere).out == "甲\n"
    assert [path.name for path in elsewhere.iterdir()] == ["data.json"]


def test_a_call_without_a_stdout_does_its_work(home: Path) -> None:
    closed = "import os, sys; os.close(1); os.execv(sys.executable, [sys.executable, '-m', 'ttoffice', *sys.argv[1:]])"
    done = spawn("do", "result.create", "--data", '{"title": "甲"}', python=("-c", closed))
    assert (done.code, "Traceback" in done.err) == (0, False)
    assert "甲" in spawn("list", "results").out
    for words in (("list", "results"), ("paths",), ("keys",), ("doctor",), ("log",), ("scan",)):
        done = spawn(*words, python=("-c", closed))
        assert (done.code, "Traceback" in done.err) == (0, False), words


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
@pytest.mark.parametrize("call", [("list", "results"), ("--help",), ("actions", "--json")])
def test_output_to_a_full_disk_is_told(home: Path, call: tuple[str, ...]) -> None:
    full = (
        "import os, sys; os.dup2(os.open('/dev/full', os.O_WRONLY), 1); "
        "os.execv(sys.executable, [sys.executable, '-m', 'ttoffice', *sys.argv[1:]])"
    )
    done = spawn("--lang", "en", *call, python=("-c", full))
    assert done.code == 3
    assert "could not be written to its end" in done.err
    assert not list(home.rglob("failure-*"))
