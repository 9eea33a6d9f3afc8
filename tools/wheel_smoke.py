"""Builds sdist and wheel, installs the wheel alone and uses it: `python -m tools.wheel_smoke`.

Run from the checkout. The wheel is built from the sdist, in isolation; it is installed with constraints.txt into
a fresh environment in a temporary folder, and every command runs there, away from the checkout.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
REGISTER = ROOT / "tests" / "data" / "register_2026.xlsx"
PROBLEMS_FOUND = 1
"""The exit code when the work was done and something is to be looked at, as always with a real ledger."""
MANY = 200


class SmokeError(Exception):
    """The package is not fit to be released; the message says what was seen."""


def build(folder: Path) -> Path:
    """Build the sdist and, from it, the wheel; return the wheel."""
    environment = {**os.environ, "PIP_CONSTRAINT": str(ROOT / "constraints.txt")}
    _run([sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)], ROOT, environment)
    return next(folder.glob("*.whl"))


def lacking(names: Sequence[str]) -> list[str]:
    """What the checkout has for the package and a wheel with these member names has not."""
    package = ROOT / "src" / "ttoffice"
    wanted = {_member("ttoffice", path.relative_to(package)) for path in _tracked("src/ttoffice")}
    wanted |= {
        _member("ttoffice/migrations", path.relative_to(ROOT / "migrations"))
        for path in _tracked("migrations")
    }
    languages = {path.parent for path in package.glob("locale/*/*.po")}
    wanted |= {f"ttoffice/locale/{folder.name}/LC_MESSAGES/ttoffice.mo" for folder in languages}
    return sorted(wanted - set(names))


def install(wheel: Path, folder: Path) -> Path:
    """Install the wheel into a fresh environment below `folder`; return the `ttoffice` command."""
    environment = folder / "env"
    _run([sys.executable, "-m", "venv", str(environment)], folder)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    constraints = str(ROOT / "constraints.txt")
    _run([str(scripts / "python"), "-m", "pip", "install", "-q", "-c", constraints, str(wheel)], folder)
    return scripts / ("ttoffice.exe" if os.name == "nt" else "ttoffice")


def use(program: Path, folder: Path, register: Path) -> None:
    """Walk through an office's first day with the installed program."""
    environment = _clean_environment(folder)
    shutil.copy(register, folder)

    def ttoffice(*arguments: str, expected: int = 0) -> str:
        return _run([str(program), *arguments], folder, environment, expected=expected)

    ttoffice("--help")
    ttoffice("init", "--unit", "滇中科技大学")
    imported = json.loads(ttoffice("import", "results", register.name, "--json", expected=PROBLEMS_FOUND))
    due = json.loads(ttoffice("scan", "--json"))["due"]
    if imported["created"] < MANY or not due:
        raise SmokeError(f"too little came of the import: {imported['created']} results, {len(due)} due")
    ttoffice(
        "export", "listing", "--which", "all", "--partial", "--format", "xlsx", "-o", "listing.xlsx",
        expected=PROBLEMS_FOUND,
    )  # fmt: skip
    with zipfile.ZipFile(folder / "listing.xlsx") as workbook:
        if workbook.testzip() is not None:
            raise SmokeError("the exported workbook is damaged")
    ttoffice("verify")


def main(arguments: Sequence[str]) -> int:
    """Build, install, use; the only argument is a register to import instead of the test data's."""
    register = Path(arguments[0]).resolve() if arguments else REGISTER
    with tempfile.TemporaryDirectory(prefix="ttoffice-smoke-") as name:
        folder = Path(name)
        try:
            wheel = build(folder / "dist")
            with zipfile.ZipFile(wheel) as archive:
                absent = lacking(archive.namelist())
            if absent:
                raise SmokeError("not in the wheel:\n  " + "\n  ".join(absent))
            program = install(wheel, folder)
            desk = folder / "desk"
            desk.mkdir()
            use(program, desk, register)
        except SmokeError as error:
            print(f"wheel: {error}", file=sys.stderr)
            return 1
        print(f"wheel: {wheel.name}, {wheel.stat().st_size // 1024} KiB, installed and used")
    return 0


def _member(prefix: str, path: Path) -> str:
    return f"{prefix}/{path.as_posix()}"


def _tracked(folder: str) -> list[Path]:
    """The files of `folder` that belong to the project: git's, which leaves caches out."""
    listing = _run(["git", "ls-files", "-z", folder], ROOT)
    return [ROOT / name for name in listing.split("\0") if name]


def _clean_environment(folder: Path) -> dict[str, str]:
    """The environment of a user who has never run the program: nothing of ours, a home of their own."""
    foreign = ("TTOFFICE_", "XDG_", "PYTHON", "PIP_", "PYTEST_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    user = str(folder / "user")
    return {**kept, "HOME": user, "USERPROFILE": user, "TTOFFICE_HOME": str(folder / "home")}


def _run(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None, *, expected: int = 0
) -> str:
    """Run and return what was printed; SmokeError with both streams for another exit code than expected."""
    print(
        "wheel: $",
        " ".join(Path(part).name if Path(part).is_absolute() else part for part in command),
        flush=True,
    )
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode != expected:
        raise SmokeError(f"exit code {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
