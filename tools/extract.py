"""Finding the strings that source code marks for translation, by its syntax tree.

Marks are calls of `_`, `gettext` and `N_`, by name or as an attribute (`i18n.gettext`).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MARKS = frozenset({"_", "gettext", "N_"})


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked string and where its call stands."""

    msgid: str
    path: Path
    line: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend, with its place; `line` counts from 1."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.path.as_posix()}:{self.line}: {self.text}"


def extract(source: Path) -> tuple[list[Marked], list[Problem]]:
    """The marked strings of all modules below `source`, and the marks that cannot be read."""
    marked: list[Marked] = []
    problems: list[Problem] = []
    for path in sorted(source.rglob("*.py")):
        for call in _marking_calls(ast.parse(path.read_text(encoding="utf-8"), str(path))):
            for found in _strings(call):
                if isinstance(found, str):
                    marked.append(Marked(found, path, call.lineno))
                else:
                    problems.append(Problem(path, found.lineno, _advice(found)))
    return marked, problems


def _marking_calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
            # gettext.translation(...).gettext is defined, not called, with another arity: one argument marks.
            if name in MARKS and len(node.args) == 1 and not node.keywords:
                yield node


def _strings(call: ast.Call) -> Iterator[str | ast.expr]:
    """The literal texts of a mark's argument; an expression stands for a text that cannot be known.

    A plain name, attribute, subscript or call yields nothing: `_(label)` translates what `N_` marked elsewhere.
    """
    pending: list[ast.expr] = [call.args[0]]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.IfExp):
            pending += [node.orelse, node.body]
        elif not isinstance(node, ast.Name | ast.Attribute | ast.Subscript | ast.Call | ast.NamedExpr):
            yield node


def _advice(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "an f-string cannot be translated; use %(name)s and fill it in after the call"
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return "fill the placeholders in after the translation: _(text) % {...}"
    return "only a literal string can be marked for translation"
