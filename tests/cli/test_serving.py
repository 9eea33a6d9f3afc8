from __future__ import annotations

import signal
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

import pytest

from tests.cli.calls import Call, start
from tests.offices import posix_only
from ttoffice.cli import serving


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
def test_the_link_is_printed_and_ctrl_c_ends_it_well(home: Path) -> None:
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
