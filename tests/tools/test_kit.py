from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.offices import posix_only
from tools import kit
from tools.kit import LINUX, WINDOWS, Target
from tools.offline import install

HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"


def wheel(folder: Path, name: str, *wanted: str, version: str = "1.0") -> Path:
    """A wheel that holds nothing but what it asks for."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}-{version}-py3-none-any.whl"
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {name}",
        f"Version: {version}",
        *(f"Requires-Dist: {line}" for line in wanted),
    ]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}-{version}.dist-info/METADATA", "\n".join(lines) + "\n")
    return path


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Wheels to be fetched, in place of an index."""
    folder = tmp_path / "shop"

    def fetch(requirements: list[str], into: Path, target: Target) -> None:
        for requirement in requirements:
            name = Requirement(requirement).name
            (found,) = kit.wheels_of(folder, name)
            (into / found.name).write_bytes(found.read_bytes())

    monkeypatch.setattr(kit, "download", fetch)
    wheel(folder, "textual", "rich", "winonly; sys_platform == 'win32'", "nixonly; os_name == 'posix'")
    wheel(folder, "rich", "textual")  # in a circle
    wheel(folder, "winonly")
    wheel(folder, "nixonly")
    wheel(folder, "serving", "parts[fast]")
    wheel(folder, "parts", "old; python_version < '3.12'", "quick; extra == 'fast'", "slow; extra == 'other'")
    wheel(folder, "old")
    wheel(folder, "quick")
    return folder


@pytest.fixture
def program(tmp_path: Path) -> Path:
    return wheel(
        tmp_path / "dist", "ttoffice", "textual", "serving; extra == 'web'", "tests; extra == 'test'"
    )


@pytest.mark.parametrize(
    ("target", "only"),
    [
        (Target(WINDOWS, "3.11"), {"winonly", "old"}),
        (Target(WINDOWS, "3.13"), {"winonly"}),
        (Target(LINUX, "3.12"), {"nixonly"}),
    ],
)
def test_a_kit_holds_what_the_machine_it_is_for_needs_and_nothing_else(
    shop: Path, program: Path, tmp_path: Path, target: Target, only: set[str]
) -> None:
    kit.write_kit(program, tmp_path / "out", [target])
    names = {path.name.split("-")[0] for path in (tmp_path / "out" / "wheels").iterdir()}
    assert names == {"ttoffice", "textual", "rich", "serving", "parts", "quick", *only}


@pytest.fixture
def made(shop: Path, program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A kit for the Python that runs, as the installer sees it."""
    folder = tmp_path / "out"
    kit.write_kit(program, folder, [Target(LINUX, HERE)])
    for name, path in (("HERE", folder), ("WHEELS", folder / "wheels"), ("SUMS", folder / "SHA256SUMS"),
                       ("VERSIONS", folder / "VERSIONS")):  # fmt: skip
        monkeypatch.setattr(install, name, path)
    return folder


def test_every_file_of_a_kit_is_listed_with_its_hash_and_packed(made: Path) -> None:
    lines = (made / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = {line.split("  ")[1]: line.split("  ")[0] for line in lines}
    files = {path.relative_to(made).as_posix(): path for path in made.rglob("*") if path.is_file()}
    assert listed == {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in files.items()
        if name != "SHA256SUMS"
    }
    with zipfile.ZipFile(kit.zipped(made)) as archive:
        assert {name.partition("/")[2] for name in archive.namelist()} == set(files)
        assert archive.getinfo("out/install.sh").external_attr >> 16 == 0o755


def test_the_scripts_of_windows_speak_the_code_page_of_chinese_windows(made: Path) -> None:
    for name in kit.SCRIPTS:
        content = (made / name).read_bytes()
        assert content.count(b"\n") == content.count(b"\r\n") > 5
        assert "没有找到 Python" in content.decode("gbk")
        assert f"py -{HERE}".encode() in content
    assert b"install.py --uninstall" in (made / "卸载.cmd").read_bytes()
    guide = (made / "安装说明.txt").read_bytes()
    assert guide.startswith(b"\xef\xbb\xbf")
    assert f"需要事先装好 Python {HERE}".encode() in guide
    assert b"{" not in guide


def test_the_installer_refuses_another_python_a_changed_file_a_missing_one_and_one_more(made: Path) -> None:
    install.check_python()
    install.check_sums()
    extra = made / "wheels" / "more-1.0-py3-none-any.whl"
    extra.write_bytes(b"")
    with pytest.raises(install.KitError, match=r"more-1\.0"):
        install.check_sums()
    extra.unlink()
    rich = made / "wheels" / "rich-1.0-py3-none-any.whl"
    rich.write_bytes(rich.read_bytes() + b"x")
    with pytest.raises(install.KitError, match=r"rich-1.0.*校验值不符"):
        install.check_sums()
    rich.unlink()
    with pytest.raises(install.KitError, match=r"缺少文件 wheels/rich-1.0"):
        install.check_sums()
    (made / "VERSIONS").write_text("1.0\n3.8\n3.9\n", encoding="utf-8")
    with pytest.raises(install.KitError, match=r"适用于 Python 3.8、3.9"):
        install.check_python()


def test_a_failed_installation_leaves_the_old_one_as_it_was(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "程序"
    (place / "env-1").mkdir(parents=True)
    (place / "env-1" / "pyvenv.cfg").write_text("", encoding="utf-8")

    def fail(command: list[str], **_more: str) -> None:
        (place / "env-2").mkdir(exist_ok=True)
        raise install.KitError("磁盘已满")

    monkeypatch.setattr(install, "run", fail)
    assert install.main(["--to", str(place)]) == 1
    assert "磁盘已满" in capsys.readouterr().err
    assert [path.name for path in place.iterdir()] == ["env-1"]


def test_uninstalling_where_nothing_is_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert install.main(["--uninstall", "--to", str(tmp_path)]) == 1
    assert "没有安装 ttoffice" in capsys.readouterr().err


@posix_only
def test_an_entry_of_somebody_else_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    foreign = tmp_path / ".local" / "bin" / "ttoffice"
    foreign.parent.mkdir(parents=True)
    foreign.write_text("#!/bin/sh\n", encoding="utf-8")
    place = tmp_path / "程序"
    made = install.launchers(place, place / "env-1")
    assert made == [tmp_path / "share" / "applications" / "ttoffice.desktop"]
    assert foreign.read_text(encoding="utf-8") == "#!/bin/sh\n"
    assert install.is_ours(made[0], place)


@posix_only
def test_the_shell_script_can_be_read_by_a_shell(made: Path) -> None:
    done = subprocess.run(
        ["sh", "-n", str(made / "install.sh")], capture_output=True, check=False, env={**os.environ}
    )
    assert (done.returncode, done.stderr) == (0, b"")
