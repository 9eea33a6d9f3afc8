"""Makes the offline kit: wheels of ttoffice and of all it needs, with an installer that asks for Python alone.

    python -m tools.kit -o OUT                                   Windows and Linux on x86-64, this Python's version
    python -m tools.kit --platform win_amd64 --python 3.12 -o OUT

Wheels are fetched for each platform and version as pip finds them, in the versions of constraints.txt. pip judges the
conditions of requirements (`sys_platform == "win32"`) by the machine it runs on; so what a package asks for is read from
the wheels here and judged by the machine they are meant for.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.parser import Parser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from tools.wheel_smoke import ROOT, SmokeError, build

OFFLINE = Path(__file__).parent / "offline"
EXTRAS = frozenset({"web"})
WINDOWS, LINUX = "win_amd64", "linux_x86_64"
PLATFORMS = {
    WINDOWS: ("win_amd64",),
    LINUX: ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64", "linux_x86_64"),
}
"""What pip calls the platforms that a kit may be for; Linux by the age of its C library, newest first."""
SCRIPTS = {"安装.cmd": "", "卸载.cmd": " --uninstall"}


class KitError(Exception):
    """The kit could not be made; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Target:
    """A machine that the kit is for: its platform, and its Python as `3.12`."""

    platform: str
    python: str

    def environment(self) -> dict[str, str]:
        """Return what conditions of requirements are judged by."""
        windows = self.platform == WINDOWS
        return {
            "sys_platform": "win32" if windows else "linux",
            "platform_system": "Windows" if windows else "Linux",
            "os_name": "nt" if windows else "posix",
            "platform_machine": "AMD64" if windows else "x86_64",
            "platform_python_implementation": "CPython",
            "implementation_name": "cpython",
            "python_version": self.python,
            "python_full_version": f"{self.python}.0",
        }

    def options(self) -> list[str]:
        """Return the options by which pip takes wheels for this machine."""
        tag = "cp" + self.python.replace(".", "")
        platforms = [word for name in PLATFORMS[self.platform] for word in ("--platform", name)]
        return [*platforms, "--python-version", self.python, "--implementation", "cp", "--abi", tag,
                "--abi", "abi3", "--abi", "none"]  # fmt: skip


def wanted_by(wheel: Path, extras: Iterable[str], environment: dict[str, str]) -> Iterator[Requirement]:
    """Yield what a wheel asks for on a machine, with the extras it was asked for by."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(archive.read(name).decode("utf-8"))
    for line in metadata.get_all("Requires-Dist") or ():
        requirement = Requirement(line)
        marker = requirement.marker
        if marker is None or any(marker.evaluate({**environment, "extra": extra}) for extra in (*extras, "")):
            yield requirement


def gather(wheel: Path, folder: Path, target: Target) -> None:
    """Put into the folder every wheel that the first one needs on a machine."""
    environment = target.environment()
    waiting = list(wanted_by(wheel, EXTRAS, environment))
    held: dict[str, set[str]] = {canonicalize_name("ttoffice"): set(EXTRAS)}
    while waiting:
        fresh = [asked for asked in waiting if not _held(held, asked)]
        if not fresh:
            return
        for asked in fresh:
            held.setdefault(canonicalize_name(asked.name), set()).update(asked.extras)
        download([f"{asked.name}{asked.specifier}" for asked in fresh], folder, target)
        waiting = [
            further
            for asked in fresh
            for path in wheels_of(folder, asked.name)
            for further in wanted_by(path, held[canonicalize_name(asked.name)], environment)
        ]


def _held(held: Mapping[str, set[str]], asked: Requirement) -> bool:
    """Return whether a package is there already, with all the extras it is asked for with."""
    extras = held.get(canonicalize_name(asked.name))
    return extras is not None and asked.extras <= extras


def download(requirements: Sequence[str], folder: Path, target: Target) -> None:
    """Fetch wheels of packages, in the tested versions and without what they need themselves."""
    command = [
        sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:",
        *target.options(), "-c", str(ROOT / "constraints.txt"), "-d", str(folder), *sorted(set(requirements)),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise KitError(f"for {target.platform}, Python {target.python}:\n{done.stderr}")


def wheels_of(folder: Path, name: str) -> list[Path]:
    """Return the wheels of one package in a folder."""
    wanted = canonicalize_name(name)
    return [path for path in sorted(folder.glob("*.whl")) if parse_wheel_filename(path.name)[0] == wanted]


def command_file(versions: Sequence[str], option: str) -> bytes:
    """Return a script of Windows: in the code page of Chinese Windows, with its line ends.

    It looks for a Python that the kit is for, the newest first, and leaves all else to install.py.
    """
    looks = [
        f'if not defined PY py -{version} -c "" >nul 2>nul && set "PY=py -{version}"'
        for version in reversed(versions)
    ]
    lines = [
        "@echo off", "setlocal", 'cd /d "%~dp0"', 'set "PY="', *looks,
        'if not defined PY python -c "" >nul 2>nul && set "PY=python"', "if not defined PY goto nopython",
        f"%PY% install.py{option} %*", "set CODE=%errorlevel%", "if not defined TTOFFICE_QUIET pause",
        "exit /b %CODE%", ":nopython", f"echo 没有找到 Python，请先安装 Python {'、'.join(versions)}（64 位），再运行本程序。",
        f"echo Python {' / '.join(versions)} was not found.", "if not defined TTOFFICE_QUIET pause", "exit /b 1",
    ]  # fmt: skip
    return "".join(f"{line}\r\n" for line in lines).encode("gb18030")


def shell_file(versions: Sequence[str]) -> bytes:
    """Return the script of Linux that looks for a Python that the kit is for."""
    names = " ".join([*(f"python{version}" for version in reversed(versions)), "python3"])
    return f"""#!/bin/sh
# 离线安装 ttoffice：sh install.sh；卸载：sh install.sh --uninstall
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
for python in {names}; do
    if command -v "$python" >/dev/null 2>&1; then
        exec "$python" "$here/install.py" "$@"
    fi
done
echo "没有找到 Python，请先安装 Python {"、".join(versions)}，再运行本程序。" >&2
exit 1
""".encode()


def write_kit(wheel: Path, folder: Path, targets: Sequence[Target]) -> None:
    """Fill an empty folder with wheels, installer, instructions and the list of hashes."""
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    (wheels / wheel.name).write_bytes(wheel.read_bytes())
    for target in targets:
        gather(wheel, wheels, target)
    versions = sorted(
        {target.python for target in targets}, key=lambda text: tuple(map(int, text.split(".")))
    )
    version = str(parse_wheel_filename(wheel.name)[1])
    (folder / "VERSIONS").write_text("\n".join([version, *versions]) + "\n", encoding="utf-8", newline="\n")
    (folder / "install.py").write_bytes((OFFLINE / "install.py").read_bytes())
    (folder / "install.sh").write_bytes(shell_file(versions))
    for name, option in SCRIPTS.items():
        (folder / name).write_bytes(command_file(versions, option))
    guide = (
        (OFFLINE / "安装说明.txt")
        .read_text(encoding="utf-8")
        .format(version=version, versions="、".join(versions))
    )
    (folder / "安装说明.txt").write_bytes(guide.replace("\n", "\r\n").encode("utf-8-sig"))
    write_sums(folder)


def write_sums(folder: Path) -> None:
    """List every file of the kit with its SHA-256."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}"
        for path in paths
    ]
    (folder / "SHA256SUMS").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def zipped(folder: Path) -> Path:
    """Pack a kit into a zip beside it; the shell script stays one that can be run."""
    place = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(place, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(
                    f"{folder.name}/{path.relative_to(folder).as_posix()}", (2026, 1, 1, 0, 0, 0)
                )
                entry.external_attr = (0o755 if path.suffix == ".sh" else 0o644) << 16
                archive.writestr(entry, path.read_bytes())
    return place


def main(arguments: Sequence[str] | None = None) -> int:
    """Make a kit; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.kit", description="Make the offline kit.")
    parser.add_argument(
        "--platform", action="append", choices=[*PLATFORMS], help="may be repeated; default: both"
    )
    parser.add_argument(
        "--python", action="append", help="version, such as 3.12; may be repeated; default: this one"
    )
    parser.add_argument("--wheel", type=Path, help="a wheel of ttoffice; default: one is built")
    parser.add_argument("-o", dest="out", type=Path, required=True, help="the folder to write the kit to")
    options = parser.parse_args(arguments)
    pythons = options.python or [f"{sys.version_info[0]}.{sys.version_info[1]}"]
    targets = [Target(name, python) for name in options.platform or [*PLATFORMS] for python in pythons]
    with tempfile.TemporaryDirectory(prefix="ttoffice-kit-") as name:
        try:
            wheel = options.wheel or build(Path(name))
            folder = options.out.resolve() / f"ttoffice-{parse_wheel_filename(wheel.name)[1]}-offline"
            if folder.exists():
                raise KitError(f"{folder} is there already")
            write_kit(wheel, folder, targets)
            print(zipped(folder))
        except (KitError, SmokeError) as error:
            print(f"kit: {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
