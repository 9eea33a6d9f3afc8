"""Which wheels a target needs: the requirements of each wheel, asked with the target's own conditions.

pip answers conditions such as `sys_platform == "win32"` for the machine it runs on, whatever platform it is asked
for. So the closure is made here, by the versions of constraints.txt, and pip only fetches what is named.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Mapping
from email.parser import HeaderParser
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from tools.kit.targets import Target

Fetch = Callable[[list[str]], list[Path]]
"""Fetches wheels of requirements such as `rich==15.0.0`, those alone, and returns them."""


class KitError(Exception):
    """The kit cannot be made; the message says what is missing."""


def read_pins(path: Path) -> dict[str, str]:
    """Return the versions of a constraints file by name."""
    lines = (line.partition("#")[0].strip() for line in path.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition("==") for line in lines if "==" in line)
    return {canonicalize_name(name): version for name, _, version in pairs}


def requirements_of(wheel: Path) -> list[Requirement]:
    """Return what the metadata of a wheel requires, under whatever conditions."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        found = HeaderParser().parsestr(archive.read(name).decode("utf-8"))
    return [Requirement(line) for line in found.get_all("Requires-Dist", [])]


def wanted(wheel: Path, extras: Iterable[str], markers: Mapping[str, str]) -> list[Requirement]:
    """Return what a wheel requires with these extras where these conditions hold."""
    asked = [{**markers, "extra": extra} for extra in ("", *extras)]
    return [
        item
        for item in requirements_of(wheel)
        if item.marker is None or any(item.marker.evaluate(environment) for environment in asked)
    ]


def collect(
    own: Path, extras: Iterable[str], target: Target, pins: Mapping[str, str], fetch: Fetch
) -> list[Path]:
    """Return every wheel that the own wheel needs on a target, itself not among them.

    Raises KitError where a requirement has no pinned version, or a pinned one does not satisfy it.
    """
    done: dict[str, Path] = {}
    seen: set[tuple[str, tuple[str, ...]]] = set()
    waiting = [(own, tuple(extras))]
    while waiting:
        needs = [item for wheel, more in waiting for item in wanted(wheel, more, target.markers)]
        new = sorted({_pinned(item, pins) for item in needs} - {f"{name}=={pins[name]}" for name in done})
        done |= {parse_wheel_filename(wheel.name)[0]: wheel for wheel in (fetch(new) if new else ())}
        steps = {(canonicalize_name(item.name), tuple(sorted(item.extras))) for item in needs} - seen
        seen |= steps
        waiting = [(done[name], more) for name, more in sorted(steps)]
    return sorted(done.values())


def _pinned(item: Requirement, pins: Mapping[str, str]) -> str:
    name = canonicalize_name(item.name)
    if name not in pins:
        raise KitError(f"constraints.txt has no version of {name}")
    if not item.specifier.contains(pins[name], prereleases=True):
        raise KitError(f"{name} is pinned at {pins[name]}, but {item} is required")
    return f"{name}=={pins[name]}"


def fetcher(target: Target, folder: Path) -> Fetch:
    """Return what fetches wheels for a target into a folder by pip; it raises KitError where there is none."""
    abi = f"cp{target.python.replace('.', '')}"

    def fetch(requirements: list[str]) -> list[Path]:
        before = set(folder.glob("*.whl"))
        platforms = [word for tag in target.platforms for word in ("--platform", tag)]
        done = subprocess.run(
            [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:", "-d", str(folder),
             "--implementation", "cp", "--python-version", target.python, "--abi", abi, "--abi", "abi3",
             "--abi", "none", *platforms, *requirements],
            capture_output=True, text=True, encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
        if done.returncode:
            raise KitError(f"{target}: {done.stderr.strip()[-800:]}")
        names = {requirement.partition("==")[0] for requirement in requirements}
        return [
            wheel
            for wheel in sorted(
                set(folder.glob("*.whl")), key=lambda wheel: (wheel not in before, wheel.name)
            )
            if parse_wheel_filename(wheel.name)[0] in names and _runs_on(wheel, target, abi)
        ]

    return fetch


def _runs_on(wheel: Path, target: Target, abi: str) -> bool:
    """Return whether a wheel is of the target; wheels of others lie in the same folder."""
    tags = parse_wheel_filename(wheel.name)[3]
    return any(
        (
            tag.platform == "any"
            or any(known in tag.platform for known in target.platforms)
            or _linux(tag.platform, target)
        )
        and tag.abi in (abi, "abi3", "none")
        for tag in tags
    )


def _linux(platform: str, target: Target) -> bool:
    machine = "aarch64" if target.system == "linux-arm" else "x86_64"
    return target.system != "windows" and platform.startswith("manylinux") and platform.endswith(machine)
