from __future__ import annotations

import signal
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, build_opener

import pytest

from tests.cli.calls import Call, start
from tests.offices import posix_only, settled
from ttoffice.cli import serving
from ttoffice.serving import running
from ttoffice.serving.door import HOST


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5"])
def test_no_other_address_is_served_and_the_way_from_elsewhere_is_named(
    call: Call, home: Path, host: str
) -> None:
    answer = call("serve", "--host", host, "--no-open")
    assert (answer.code, answer.out) == (2, "")
    assert "127.0.0.1" in answer.err
    assert "ssh -L" in answer.err
    assert not any(home.iterdir())


def test_without_the_extra_it_says_how_to_get_it(
    call: Call, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "find_spec", lambda _name: None)
    answer = call("serve", "--no-open")
    assert (answer.code, answer.out) == (2, "")
    assert "ttoffice[web]" in answer.err
    assert "离线安装包" in answer.err


@posix_only
def test_the_link_is_printed_and_ctrl_c_ends_it_well(store_home: Path) -> None:
    settled(store_home)
    handled = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from ttoffice.cli import main; main(sys.argv[1:])"
    )
    child = start("serve", "--no-open", python=("-c", handled))
    try:
        assert child.stdout is not None
        link = child.stdout.readline().decode().strip()
        assert link.startswith("http://127.0.0.1:")
        with build_opener(ProxyHandler({})).open(link, timeout=30) as answer:
            assert answer.status == 200
    finally:
        child.send_signal(signal.SIGINT)
        _out, err = child.communicate(timeout=60)
    assert child.returncode == 0, err.decode()
    assert "已关闭" in err.decode()
    assert "Traceback" not in err.decode()


def test_a_port_that_is_taken_is_told_with_the_way_out(call: Call, store_home: Path) -> None:
    settled(store_home)
    with socket.create_server((HOST, 0)) as other:
        port = other.getsockname()[1]
        answer = call("serve", "--no-open", "--port", port)
    assert (answer.code, answer.out) == (2, "")
    assert str(port) in answer.err
    assert "--port" in answer.err


def test_a_folder_in_which_no_office_was_set_up_is_not_served(
    call: Call, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "run_server", pytest.fail)
    answer = call("serve", "--no-open")
    assert (answer.code, answer.out) == (2, "")
    assert "ttoffice demo" in answer.err
    assert not any(home.iterdir())


def test_a_store_that_cannot_be_opened_is_told_before_anything_is_served(
    call: Call, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "run_server", pytest.fail)
    (home / "ttoffice.db").write_bytes(b"no store at all " * 100)
    answer = call("serve", "--no-open")
    assert answer.code not in (0, 2)
    assert "ttoffice.db" in answer.err


def test_windows_open_on_the_home_for_the_operator_in_the_language_of_the_call(
    call: Call, store_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(store_home)
    served: dict[str, Any] = {}

    def run(words: tuple[str, ...], port: int, title: Callable[[], str], **more: Any) -> None:
        served.update(more, words=words, port=port, title=title())

    monkeypatch.setattr(running, "run_server", run)
    answer = call("--lang", "en", "--operator", "杨文斌", "serve", "--port", 8650, "--no-open")
    assert answer.code == 0
    assert served["words"][1:] == (
        "-m", "ttoffice", "--home", str(store_home), "--lang", "en", "--operator", "杨文斌",
    )  # fmt: skip
    assert (served["port"], served["browser"], served["title"]) == (8650, False, "滇中科技大学")


@posix_only
def test_the_browser_takes_the_link_from_a_page_that_only_this_user_reads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[tuple[Path, str]] = []

    def opened(address: str) -> bool:
        assert "secret" not in address
        page = Path(address.removeprefix("file://"))
        seen.append((page, page.read_text(encoding="utf-8")))
        return True

    monkeypatch.setattr(webbrowser, "open", opened)
    with running._opened("http://127.0.0.1:8650/?token=secret", wanted=True):
        page, text = seen[0]
        assert "url=http://127.0.0.1:8650/?token=secret" in text
        assert page.parent.stat().st_mode & 0o077 == 0
    assert not page.exists()
