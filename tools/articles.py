"""The map from both guidelines to the code that carries it and the tests that show it.

`python -m tools.articles write` renews docs/articles.md from tools/articles.toml; `python -m tools.articles check`
says what is wrong with the map, exit 1 if anything is. The map is true where every article and item of the
rulebook stands in it once, every object that it names exists, every test that it names is a test, and of what the
code cites (`exemption:7(2)`) at least one module that cites it is named.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from ttoffice.rulebook import Article, Guideline, Item, Rulebook, load

ROOT = Path(__file__).parents[1]
MAP = ROOT / "tools" / "articles.toml"
PAGE = ROOT / "docs" / "articles.md"
GUIDELINES = ("exemption", "pay-later")
CITED = re.compile(rf"(?:{'|'.join(GUIDELINES)}):\d+(?:\(\d+\))?")


@dataclass(frozen=True, slots=True)
class Place:
    """One article or item on the map.

    Attributes:
        ref: the article or item, as `exemption:7(2)`.
        title: what it is about, in Chinese; circumstances and bars have that of the rulebook's facts.
        carried: how the program carries it, in one sentence.
        code: objects as `package.module:name`, modules as `package.module`.
        tests: as `tests/folder/test_file.py:test_name`, with the case in brackets where there are several.
    """

    ref: str
    carried: str
    code: tuple[str, ...]
    tests: tuple[str, ...]
    title: str = ""


def read_map(path: Path = MAP) -> tuple[Place, ...]:
    """Return the map as it stands in its file."""
    with path.open("rb") as file:
        rows = tomllib.load(file)["place"]
    return tuple(
        Place(row["ref"], row["carried"], tuple(row["code"]), tuple(row["tests"]), row.get("title", ""))
        for row in rows
    )


def guidelines_of(rulebook: Rulebook) -> list[Guideline]:
    """Return the guidelines of a rulebook that are on the map."""
    found = [rulebook.guideline(name) for name in GUIDELINES]
    if None in found:
        raise LookupError(f"the rulebook {rulebook.id} lacks one of {', '.join(GUIDELINES)}")
    return [guideline for guideline in found if guideline is not None]


def all_places(rulebook: Rulebook) -> Iterator[Article | Item]:
    """Return the articles of the guidelines, each before its items."""
    for guideline in guidelines_of(rulebook):
        for article in guideline.articles:
            yield article
            yield from article.items


# --- what is wrong with a map --------------------------------------------------------------------------


def problems(places: Sequence[Place], rulebook: Rulebook, root: Path = ROOT) -> list[str]:
    """Return what is wrong with a map, a line each."""
    cited = citations_below(root / "src")
    found = list(_coverage([place.ref for place in places], rulebook, cited))
    for place in places:
        found += _of_place(place, root, cited.get(place.ref, frozenset()))
        found += _cases(place, rulebook)
    return found


def _coverage(refs: Sequence[str], rulebook: Rulebook, cited: Mapping[str, object]) -> Iterator[str]:
    wanted = [place.ref for place in all_places(rulebook)]
    yield from (f"{ref}: not on the map" for ref in wanted if ref not in refs)
    yield from (f"{ref}: no article of the guideline" for ref in refs if ref not in wanted)
    yield from (f"{ref}: more than once on the map" for ref in dict.fromkeys(refs) if refs.count(ref) > 1)
    yield from (
        f"{ref}: cited by the code, no article of the guideline" for ref in cited if ref not in wanted
    )


def _of_place(place: Place, root: Path, citing: frozenset[str]) -> Iterator[str]:
    for name in ("carried", "code", "tests"):
        if not getattr(place, name):
            yield f"{place.ref}: nothing under {name}"
    yield from (f"{place.ref}: there is no {name}" for name in place.code if not exists(name))
    yield from (f"{place.ref}: there is no {name}" for name in place.tests if not is_test(name, root))
    if citing and not citing & {name.partition(":")[0] for name in place.code}:
        yield f"{place.ref}: none of the modules that cite it is named: {', '.join(sorted(citing))}"


def _cases(place: Place, rulebook: Rulebook) -> Iterator[str]:
    """A test that is run for each item is named with the case of this one."""
    code = _codes(rulebook).get(place.ref, ("", ""))[0]
    for name in place.tests:
        case = name.partition("[")[2].removesuffix("]")
        if case and case != code:
            yield f"{place.ref}: {case} is not its case"


def is_test(name: str, root: Path) -> bool:
    """Return whether there is a test of a name, `tests/test_file.py:test_name` or with its case `...:test_name[B4]`."""
    path, _colon, test = name.partition(":")
    return test.partition("[")[0] in tests_in(root / path)


def exists(name: str) -> bool:
    """Return whether an object `package.module:name.name` or a module can be imported."""
    module, _colon, inner = name.partition(":")
    try:
        found: object = import_module(module)
        for part in inner.split(".") if inner else ():
            found = getattr(found, part)
    except (ImportError, AttributeError):
        return False
    return True


@cache
def tests_in(path: Path) -> frozenset[str]:
    """Return the names of the test functions of a file, none where there is no such file."""
    if not path.is_file():
        return frozenset()
    return frozenset(
        node.name
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    )


@cache
def citations_below(folder: Path) -> dict[str, frozenset[str]]:
    """Return what the code below a folder cites of the guideline, with the modules that do."""
    found: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if not any(f"{name}:" in text for name in GUIDELINES):
            continue
        module = (
            path.relative_to(folder).with_suffix("").as_posix().removesuffix("/__init__").replace("/", ".")
        )
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CITED.fullmatch(node.value):
                found.setdefault(node.value, set()).add(module)
    return {ref: frozenset(modules) for ref, modules in sorted(found.items())}


# --- the page ------------------------------------------------------------------------------------------

HEAD = """# The guidelines, article by article

Where each article and item of both guidelines (云科规〔2025〕4号) stands in the program, and which test shows it. Made from
`tools/articles.toml` by `python -m tools.articles write`; a test keeps it true: every article and item occurs, every object
and test exists, and what the code cites is found at a module that cites it. `ttoffice rules 'exemption:7(2)'` prints the text.
"""


def page(places: Sequence[Place], rulebook: Rulebook) -> str:
    """Return the map as a page, articles as headings, items as a table below."""
    by_ref = {place.ref: place for place in places}
    codes = _codes(rulebook)
    parts = [HEAD]
    for guideline in guidelines_of(rulebook):
        parts += [f"# {guideline.title}", ""]
        for article in guideline.articles:
            parts += _article(article, by_ref[article.ref])
            for item in article.items:
                named = codes.get(item.ref, (item.ref, by_ref[item.ref].title))
                parts += _item(item, by_ref[item.ref], named)
    return "\n".join(parts)


def _codes(rulebook: Rulebook) -> dict[str, tuple[str, str]]:
    """Return code and short name of each circumstance and bar, by the item it stands in."""
    facts = rulebook.facts
    found = {one.basis: (one.code, one.short) for group in facts.circumstances for one in group.entries}
    return found | {bar.basis: (bar.code, bar.short) for bar in facts.bars.entries}


def _article(article: Article, place: Place) -> list[str]:
    return [f"## {article.label} {place.title}", "", place.carried, "", *_named(place), ""]


def _item(item: Item, place: Place, named: tuple[str, str]) -> list[str]:
    return [f"### {item.label}{named[1]} `{named[0]}`", "", place.carried, "", *_named(place), ""]


def _named(place: Place) -> list[str]:
    code = ", ".join(f"`{name.removeprefix('ttoffice.')}`" for name in place.code)
    return [f"- Code: {code}", *(f"- Test: `{name.removeprefix('tests/')}`" for name in place.tests)]


def main(words: Sequence[str] | None = None) -> int:
    """Check the map, or write its page; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("check", "write"))
    wanted = parser.parse_args(words).command
    places, rulebook = read_map(), load()
    wrong = problems(places, rulebook)
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    if wanted == "write":
        PAGE.write_text(page(places, rulebook), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
