"""Running a plain call without building the whole tree of commands, which takes longer than most reads.

It reads the same declarations as the full parser (the options in a command's signature) and takes only
calls that leave no doubt: known options, whole values. Anything else, help and errors included, is left
to the full parser.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from typer.models import ArgumentInfo, OptionInfo

QUICK: dict[tuple[str, ...], tuple[str, str]] = {
    ("list", "results"): ("register", "list_results"),
    ("show",): ("register", "show_result"),
    ("scan",): ("register", "scan"),
    ("rules",): ("rulebooks", "rules"),
    ("log",): ("offices", "show_log"),
    ("paths",): ("offices", "paths"),
    ("keys",): ("keys", "keys"),
    ("exhibits",): ("evidence", "exhibits"),
}
"""Commands that only read, and where their functions stand."""

READERS: dict[str, Callable[[str], Any]] = {
    "str": str,
    "str | None": str,
    "int": int,
    "int | None": int,
    "Path": Path,
    "Path | None": Path,
}


class DoubtError(Exception):
    """The call is left to the full parser."""


def quick_call(arguments: Sequence[str]) -> Callable[[], Any] | None:
    """Return the call of a plain reading command, or None where the full parser is to look at it."""
    for words, (module, name) in QUICK.items():
        if tuple(arguments[: len(words)]) == words:
            from importlib import import_module

            function = getattr(import_module(f"ttoffice.cli.{module}"), name)
            try:
                values = read(inspect.signature(function).parameters, arguments[len(words) :])
            except DoubtError:
                return None
            return lambda: function(**values)
    return None


def read(parameters: Any, words: Sequence[str]) -> dict[str, Any]:
    """Return the values of a function's parameters from the words of a call; raise DoubtError for any doubt."""
    options = {
        decl: parameter
        for parameter in parameters.values()
        if isinstance(parameter.default, OptionInfo)
        for decl in parameter.default.param_decls or ()
    }
    waiting = [item for item in parameters.values() if isinstance(item.default, ArgumentInfo)]
    values = {name: item.default.default for name, item in parameters.items()}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word.startswith("-"):
            name, equals, text = word.partition("=")
            parameter = options.get(name)
            if parameter is None:
                raise DoubtError(word)
            if parameter.annotation == "bool" and not equals:
                values[parameter.name] = True
                continue
            if not equals:
                text = rest.pop(0) if rest else _doubt(word)
            values[parameter.name] = _value(parameter, text)
        elif waiting:
            parameter = waiting.pop(0)
            values[parameter.name] = _value(parameter, word)
        else:
            raise DoubtError(word)
    if any(value is ... for value in values.values()):
        raise DoubtError("missing")
    return values


def _doubt(word: str) -> str:
    raise DoubtError(word)


def _value(parameter: inspect.Parameter, text: str) -> Any:
    reader = READERS.get(str(parameter.annotation))
    if reader is None or text.startswith("-"):
        raise DoubtError(text)
    try:
        value = reader(text)
    except ValueError as error:
        raise DoubtError(text) from error
    low, high = parameter.default.min, parameter.default.max
    if (low is not None and value < low) or (high is not None and value > high):
        raise DoubtError(text)
    return value
