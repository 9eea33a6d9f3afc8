"""Installs ttoffice from the folder it lies in, without a network, for the user who runs it.

Runs by itself on the user's Python. The program goes into a folder of its own (`--to`), each version into an
environment of its own below it; data are never touched, neither by an update nor by `--uninstall`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
WHEELS = HERE / "wheels"
SUMS = HERE / "SHA256SUMS"
VERSIONS = HERE / "VERSIONS"
WINDOWS = os.name == "nt"


class KitError(Exception):
    """The installation cannot go on; the message says why and what to do."""


def main(arguments: list[str] | None = None) -> int:
    """Install, update or uninstall; return the exit code."""
    parser = argparse.ArgumentParser(description="离线安装 ttoffice（不联网）")
    parser.add_argument("--to", type=Path, default=usual_place(), help="程序安装到的文件夹")
    parser.add_argument("--uninstall", action="store_true", help="卸载程序；数据保留")
    options = parser.parse_args(arguments)
    speak_utf8()
    try:
        if options.uninstall:
            uninstall(options.to.expanduser().absolute())
        else:
            install(options.to.expanduser().absolute())
    except (KitError, OSError) as error:
        print(f"未能完成：{error}", file=sys.stderr)
        return 1
    return 0


def speak_utf8() -> None:
    """Write Chinese on any console; what one cannot show, it shows as a mark."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", line_buffering=True)


def usual_place() -> Path:
    """Return where programs of one user lie on this system."""
    if WINDOWS:
        return (
            Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
            / "Programs"
            / "ttoffice"
        )
    return Path.home() / ".local" / "opt" / "ttoffice"


def install(place: Path) -> None:
    """Check the kit, make a fresh environment, install into it, and only then let the old one go."""
    check_python()
    check_sums()
    print("1. 安装包文件校验通过。")
    place.mkdir(parents=True, exist_ok=True)
    old = environments(place)
    new = next(folder for folder in (place / f"env-{n}" for n in range(1, 10_000)) if not folder.exists())
    try:
        run([sys.executable, "-m", "venv", str(new)])
        programs = new / ("Scripts" if WINDOWS else "bin")
        wanted = VERSIONS.read_text(encoding="utf-8").split()[0]
        run([
            str(programs / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-index",
            "-f", str(WHEELS), f"ttoffice[web]=={wanted}",
        ])  # fmt: skip
        run([str(programs / "ttoffice"), "paths"])
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    print(f"2. 已将 ttoffice {wanted} 安装到：{new}")
    for path in launchers(place, new):
        print(f"3. 已建立启动入口：{path}")
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    print("4. 检查本机是否适合运行（ttoffice doctor）：")
    subprocess.run([str(programs / "ttoffice"), "doctor"], check=False)
    print("安装完成。原有数据没有改动。数据所在位置（ttoffice paths）：")
    subprocess.run([str(programs / "ttoffice"), "paths"], check=False)
    print(f"启动：{start_word(place)}    更新：用新的安装包再次运行安装程序    卸载：运行卸载程序")


def uninstall(place: Path) -> None:
    """Remove the program and its entries; say where the data stay."""
    found = environments(place)
    if not found:
        raise KitError(f"{place} 中没有安装 ttoffice。")
    programs = found[-1] / ("Scripts" if WINDOWS else "bin")
    told = subprocess.run([str(programs / "ttoffice"), "paths"], capture_output=True, check=False).stdout
    for path in entries(place):
        if is_ours(path, place):
            path.unlink()
    for folder in found:
        shutil.rmtree(folder)
    if not any(place.iterdir()):
        place.rmdir()
    print("程序已卸载。数据没有删除，仍在以下位置；确需删除的，请先备份，再自行删除文件夹：")
    print(told.decode("utf-8", "replace"))


def environments(place: Path) -> list[Path]:
    """Return the environments that this installer made there."""
    return sorted(folder for folder in place.glob("env-*") if (folder / "pyvenv.cfg").is_file())


def check_python() -> None:
    """Raise KitError where this Python is none that the kit was made for."""
    versions = VERSIONS.read_text(encoding="utf-8").split()[1:]
    running = f"{sys.version_info[0]}.{sys.version_info[1]}"
    if running not in versions:
        raise KitError(
            f"本机运行的是 Python {running}，本安装包适用于 Python {'、'.join(versions)}。"
            "请安装其中一个版本后再试，或者向管理员索取对应版本的安装包。"
        )


def check_sums() -> None:
    """Raise KitError naming the first file that is missing, changed or not of the kit."""
    listed = {}
    for line in SUMS.read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        listed[name] = digest
    for name, digest in listed.items():
        path = HERE / name
        if not path.is_file():
            raise KitError(f"安装包缺少文件 {name}，请重新复制整个安装包。")
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise KitError(f"文件 {name} 与校验值不符，可能已损坏或者被改动，请重新复制整个安装包。")
    for path in WHEELS.iterdir():
        if f"wheels/{path.name}" not in listed:
            raise KitError(f"安装包中多出文件 {path.name}，不属于本安装包，请重新复制整个安装包。")


def entries(place: Path) -> list[Path]:
    """Return where the entries stand by which the program is started."""
    if WINDOWS:
        menu = Path(os.environ.get("APPDATA") or place) / "Microsoft" / "Windows" / "Start Menu" / "Programs"
        return [place / "ttoffice.cmd", menu / "ttoffice.lnk"]
    share = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return [Path.home() / ".local" / "bin" / "ttoffice", share / "applications" / "ttoffice.desktop"]


def is_ours(path: Path, place: Path) -> bool:
    """Return whether an entry leads to the program in this place; a link of Windows names it in its bytes."""
    if not path.is_file():
        return False
    content, name = path.read_bytes(), str(place)
    return path.parent == place or name.encode() in content or name.encode("utf-16-le") in content


def launchers(place: Path, environment: Path) -> list[Path]:
    """Make the entries lead to an environment; leave a file of the same name that is not ours."""
    made = []
    for path in entries(place):
        if path.exists() and not is_ours(path, place):
            print(f"   {path} 已存在，不是本程序建立的，未作改动。")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        write_entry(path, place, environment)
        made.append(path)
    return made


def write_entry(path: Path, place: Path, environment: Path) -> None:
    """Write one entry, by its kind."""
    program = environment / "bin" / "ttoffice"
    if path.suffix == ".cmd":  # relative, so that a folder with a Chinese name does no harm
        path.write_bytes(f'@"%~dp0{environment.name}\\Scripts\\ttoffice.exe" %*\r\n'.encode("ascii"))
    elif path.suffix == ".lnk":
        run(
            ["powershell", "-NoProfile", "-NonInteractive", "-Command", LINK],
            LNK=str(path),
            CMD=str(place / "ttoffice.cmd"),
        )
    elif path.suffix == ".desktop":
        path.write_text(DESKTOP.format(program=program), encoding="utf-8")
    else:
        path.write_text(f'#!/bin/sh\nexec "{program}" "$@"\n', encoding="utf-8")
        path.chmod(0o755)


LINK = (
    "$s = (New-Object -ComObject WScript.Shell).CreateShortcut($env:LNK); $wt = Get-Command wt.exe -ErrorAction"
    " SilentlyContinue; if ($wt) { $s.TargetPath = $wt.Source; $s.Arguments = '\"' + $env:CMD + '\"' } else"
    " { $s.TargetPath = $env:CMD }; $s.WorkingDirectory = $env:USERPROFILE; $s.Save()"
)
"""Makes a link in the start menu, in Windows Terminal where there is one; paths come in by the environment."""
DESKTOP = """[Desktop Entry]
Type=Application
Name=ttoffice
Comment=科技成果转化工作台
Exec="{program}"
Terminal=true
Categories=Office;
"""


def start_word(place: Path) -> str:
    """Return what a user types or clicks to begin."""
    return (
        f"开始菜单中的 ttoffice，或 {place / 'ttoffice.cmd'}"
        if WINDOWS
        else "ttoffice（~/.local/bin 应在 PATH 中）"
    )


def run(command: list[str], **more: str) -> None:
    """Run a command; KitError with what it said where it fails. Nothing of the machine's pip settings counts."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    environment = {**kept, "PIP_CONFIG_FILE": os.devnull, **more}
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode != 0:
        raise KitError(f"{Path(command[0]).name} 执行失败：\n{done.stdout.decode('utf-8', 'replace')}")


if __name__ == "__main__":
    sys.exit(main())
