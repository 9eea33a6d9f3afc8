"""Cheap checks of the project as a whole: what no single module's test would see."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tools import catalog, readme

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "ttoffice"
MODULES = sorted(PACKAGE.rglob("*.py"))

HEAVY = ("textual", "rich", "sqlmodel", "sqlalchemy", "pydantic", "alembic")
#: Modules that every read command loads; all of them must stay light.
LIGHT = ("views", "rules", "codes", "i18n", "errors", "reasons", "money", "masking", "paths", "settings")

MACHINE_PATH = re.compile(r"(?<![\w.~)}>\]*-])/(?:home|root|Users|opt|work|workspace|tmp|mnt|srv)/\w")
INDEX_ADDRESS = re.compile(
    r"index[-_]url|find[-_]links|trusted[-_]host|https?://[^\s\"']+/simple\b", re.IGNORECASE
)
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX|NotImplemented" + r"Error)\b")


def tracked_texts() -> list[tuple[Path, str]]:
    """Every text file that git knows, with its content."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listing.returncode != 0:
        pytest.skip("not a git checkout")
    texts = []
    for name in listing.stdout.decode().split("\0"):
        path = ROOT / name
        if name and path.is_file():
            content = path.read_bytes()
            if b"\0" not in content:
                texts.append((path.relative_to(ROOT), content.decode("utf-8", "replace")))
    return texts


def places(pattern: re.Pattern[str], *, below: str = "") -> list[str]:
    return [
        f"{path.as_posix()}:{number}: {line.strip()[:120]}"
        for path, text in tracked_texts()
        if path.as_posix().startswith(below)
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def test_no_file_names_a_path_of_one_machine() -> None:
    assert places(MACHINE_PATH) == []


def test_no_file_names_a_package_index() -> None:
    assert places(INDEX_ADDRESS) == []


def test_nothing_shipped_is_marked_unfinished() -> None:
    assert places(UNFINISHED, below="src/") == []


def test_constraints_are_plain_pins() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert [line for line in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line)] == []


def test_every_dependency_is_pinned_in_the_constraints() -> None:
    def name(requirement: str) -> str:
        return re.split(r"[\[<>=!~ ]", requirement, maxsplit=1)[0].lower().replace("_", "-")

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(line for extra in project["optional-dependencies"].values() for line in extra),
    ]
    pinned = {name(line) for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()}
    assert {name(line) for line in wanted} - pinned == {"ttoffice"}


def test_every_module_says_what_it_is_for() -> None:
    silent = [path for path in MODULES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert silent == []


def test_no_module_and_no_function_grows_out_of_sight() -> None:
    long = []
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > 500:
            long.append(f"{path.relative_to(ROOT).as_posix()}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > 60:
                    long.append(
                        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}: {node.name}, {lines} lines"
                    )
    assert long == []


def dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_light(path: Path) -> bool:
    return path.stem in LIGHT and not {"widgets", "screens"} & set(path.parts)


def test_no_module_that_a_read_command_needs_loads_a_heavy_library() -> None:
    light = sorted({"ttoffice.cli", *(dotted(path) for path in MODULES if is_light(path))})
    probe = (
        "import importlib, json, sys\n"
        f"heavy, seen, found = {HEAVY!r}, set(), {{}}\n"
        f"for name in {light!r}:\n"
        "    importlib.import_module(name)\n"
        "    new = {library for library in heavy if library in sys.modules} - seen\n"
        "    seen |= new\n"
        "    if new: found[name] = sorted(new)\n"
        "print(json.dumps(found))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {}


def test_every_string_has_its_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert [str(problem) for problem in catalog.check(catalog.SOURCE)] == []


@pytest.mark.parametrize("name", readme.NAMES)
def test_the_readme_promises_its_commands(name: str) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.command(text, name).startswith("python3 -m venv .venv && ")


LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md")), ROOT / "benchmarks" / "README.md"]


@pytest.mark.parametrize("place", DOCUMENTS, ids=lambda place: place.relative_to(ROOT).as_posix())
def test_what_a_document_links_to_is_there(place: Path) -> None:
    text = re.sub(r"```.*?```|`[^`\n]*`", "", place.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert [target for target in LINK.findall(text) if not (place.parent / target).exists()] == []
