"""Install ttoffice from this folder, without network: python install.py [--to FOLDER] [--uninstall].

Only the standard library is used. The program goes into a folder of the user's own; the office's data lies
elsewhere and is never touched, neither by an update nor by taking the program away.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
WINDOWS = os.name == "nt"
NEEDED = (3, 11)
SCRIPT = "mbcs" if WINDOWS else "utf-8"
"""How the system reads what starts the program."""
SUMS, FACTS, WHEELS = "SHA256SUMS", "kit.json", "wheels"


class InstallError(Exception):
    """The program cannot be installed; the message says why and what to do."""


# --- where things go -------------------------------------------------------------------------------------


def default_folder() -> Path:
    """Return where the program goes by itself: a folder of the user's own."""
    if WINDOWS:
        local = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(local) / "Programs" / "ttoffice"
    return Path.home() / ".local" / "lib" / "ttoffice"


def launcher(folder: Path) -> Path:
    """Return what starts the program."""
    return folder / "ttoffice.cmd" if WINDOWS else Path.home() / ".local" / "bin" / "ttoffice"


def entry() -> Path:
    """Return the entry of the menu of programs."""
    if WINDOWS:
        roaming = os.environ.get("APPDATA") or str(Path.home() / "AppData" / "Roaming")
        return Path(roaming) / "Microsoft" / "Windows" / "Start Menu" / "Programs" / "ttoffice.lnk"
    return Path.home() / ".local" / "share" / "applications" / "ttoffice.desktop"


def program_in(environment: Path) -> Path:
    """Return the program of an environment."""
    return environment / ("Scripts/ttoffice.exe" if WINDOWS else "bin/ttoffice")


# --- the kit ---------------------------------------------------------------------------------------------


def check_python() -> None:
    """Raise InstallError where this Python is too old or has no venv."""
    if sys.version_info < NEEDED:
        raise InstallError(
            f"本机的 Python 是 {sys.version.split()[0]}，需要 3.11 或更高版本。请先安装后重新运行。"
        )
    try:
        import ensurepip
        import venv

        del ensurepip, venv
    except ImportError as error:
        raise InstallError(
            f"本机的 Python 缺少组件 {error.name}。Debian 或 Ubuntu：apt install python3-venv。"
        ) from error


def check_kit(kit: Path) -> dict[str, object]:
    """Compare every file of the kit with its hash; return what the kit is. Raise InstallError on a difference."""
    try:
        facts: dict[str, object] = json.loads((kit / FACTS).read_text(encoding="utf-8"))
        lines = (kit / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise InstallError(f"安装包不完整：{error}。请重新复制整个文件夹。") from error
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    bad = [name for name, digest in listed.items() if _digest(kit / name) != digest]
    bad += [path.name for path in (kit / WHEELS).iterdir() if f"{WHEELS}/{path.name}" not in listed]
    if bad or not listed:
        raise InstallError(f"下列文件缺失、多余或与校验值不符：{'、'.join(bad)}。请重新复制整个文件夹。")
    return facts


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


# --- installing ------------------------------------------------------------------------------------------


def new_environment(folder: Path, version: str) -> Path:
    """Return a folder for the environment that is not in use: an update stands beside what ran before."""
    taken = {path.name for path in folder.glob("env-*")}
    names = (f"env-{version}" if count == 1 else f"env-{version}-{count}" for count in range(1, 1000))
    return folder / next(name for name in names if name not in taken)


def install(kit: Path, folder: Path) -> Path:
    """Install the kit; return the program. What ran before runs on until the new one does.

    Raises InstallError; then nothing but what ran before is there.
    """
    check_python()
    facts = check_kit(kit)
    folder.mkdir(parents=True, exist_ok=True)
    before = sorted(folder.glob("env-*"))
    environment = new_environment(folder, str(facts["version"]))
    try:
        _run([sys.executable, "-m", "venv", str(environment)], "无法建立运行环境")
        python = environment / ("Scripts/python.exe" if WINDOWS else "bin/python")
        wanted = [f"{name}=={version}" for name, version in _pins(facts)]
        _run(
            [str(python), "-m", "pip", "--isolated", "install", "-q", "--no-index", "--disable-pip-version-check",
             "--find-links", str(kit / WHEELS), *wanted],
            f"无法安装。本安装包适用于：{_targets(facts)}；本机：{sys.platform}，Python {sys.version.split()[0]}",
        )  # fmt: skip
        _run([str(program_in(environment)), "--help"], "安装后的程序不能运行")
    except BaseException:
        shutil.rmtree(environment, ignore_errors=True)
        raise
    _start_with(folder, environment)
    for old in before:
        shutil.rmtree(
            old, ignore_errors=True
        )  # a window that is still open holds it on Windows; the next update goes on
    return program_in(environment)


def _pins(facts: dict[str, object]) -> list[tuple[str, str]]:
    extras = facts.get("extras") or []
    assert isinstance(extras, list)
    name = f"ttoffice[{','.join(map(str, extras))}]" if extras else "ttoffice"
    return [(name, str(facts["version"]))]


def _targets(facts: dict[str, object]) -> str:
    targets = facts.get("targets")
    return "、".join(map(str, targets)) if isinstance(targets, list) else ""


def _run(command: list[str], trouble: str) -> None:
    """Run quietly, cut off from the settings of other programs; raise InstallError with what was said."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))
    }
    environment["PYTHONUTF8"] = "1"
    done = subprocess.run(
        command,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise InstallError(f"{trouble}。\n{(done.stderr or done.stdout).strip()[-1500:]}")


def _start_with(folder: Path, environment: Path) -> None:
    """Make what starts the program, and the entry of the menu."""
    start, program = launcher(folder), program_in(environment)
    start.parent.mkdir(parents=True, exist_ok=True)
    if WINDOWS:
        _write(start, f'@echo off\r\n"{program}" %*\r\n', SCRIPT)
        _windows_entry(program)
        return
    _write(start, f'#!/bin/sh\nexec "{program}" "$@"\n')
    start.chmod(0o755)
    menu = entry()
    menu.parent.mkdir(parents=True, exist_ok=True)
    _write(
        menu,
        "[Desktop Entry]\nType=Application\nName=ttoffice\nName[zh_CN]=科技成果转化工作台\n"
        f'Exec="{program}"\nTerminal=true\nCategories=Office;\n',
    )


def _write(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write a file whole: beside its place, then renamed."""
    new = path.with_name(path.name + ".new")
    new.write_bytes(text.encode(encoding))
    new.replace(path)


def _windows_entry(program: Path) -> None:
    """Make the entry of the start menu; where the system does not allow it, the program still starts by its file."""
    script = (
        "$s=(New-Object -ComObject WScript.Shell).CreateShortcut($env:TT_ENTRY);"
        "$s.TargetPath=$env:TT_PROGRAM;$s.WorkingDirectory=[Environment]::GetFolderPath('MyDocuments');$s.Save()"
    )
    given = {**os.environ, "TT_ENTRY": str(entry()), "TT_PROGRAM": str(program)}
    with contextlib.suppress(OSError):
        subprocess.run(
            ["powershell", "-NoProfile", "-Command", script], env=given, capture_output=True, check=False
        )


def uninstall(folder: Path) -> None:
    """Take the program away: its environments, what starts it, the entry of the menu. No data."""
    for environment in folder.glob("env-*"):
        shutil.rmtree(environment, ignore_errors=True)
    start = launcher(folder)
    if start.is_file() and str(folder) in start.read_text(encoding=SCRIPT, errors="replace"):
        start.unlink()
        entry().unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        folder.rmdir()


# --- the call --------------------------------------------------------------------------------------------


def main(arguments: list[str] | None = None) -> int:
    """Install, update or take away; return the exit code."""
    parser = argparse.ArgumentParser(prog="install.py", description="离线安装、更新或卸载 ttoffice。")
    parser.add_argument("--to", type=Path, default=default_folder(), help="程序文件夹；数据不放在这里")
    parser.add_argument("--uninstall", action="store_true", help="卸载程序，数据原样保留")
    parser.add_argument("--check", action="store_true", help="只核对安装包是否完整")
    given = parser.parse_args(arguments)
    folder = given.to.expanduser().absolute()
    try:
        if given.uninstall:
            uninstall(folder)
            print("程序已卸载。数据文件夹未作任何改动。")
            return 0
        if given.check:
            print(f"安装包完整：ttoffice {check_kit(HERE)['version']}。")
            return 0
        print("正在核对并安装，约需一分钟……", flush=True)
        program = install(HERE, folder)
    except InstallError as error:
        print(f"没有安装：{error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"没有安装：无法写入 {error.filename or folder}：{error.strerror}。", file=sys.stderr)
        return 1
    print(f"已安装到 {folder}。\n启动：{launcher(folder)}\n以下为本机检查结果：", flush=True)
    subprocess.run([str(program), "doctor"], check=False)
    if not WINDOWS and str(launcher(folder).parent) not in os.environ.get("PATH", "").split(os.pathsep):
        print(f"提示：{launcher(folder).parent} 不在 PATH 中；请重新登录，或使用完整路径启动。")
    return 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8" if not WINDOWS or stream.isatty() else None, errors="replace")
    sys.exit(main())
