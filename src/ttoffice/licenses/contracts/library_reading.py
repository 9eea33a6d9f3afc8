"""Reading the clause library: every mistake is refused with the file, the line and what is known."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from ttoffice.documents.reading import TemplateFile, near, unknown
from ttoffice.errors import TemplateError
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.licenses.contracts.annexes import TABLES
from ttoffice.licenses.contracts.facts import FACTS
from ttoffice.licenses.contracts.fields import FIELDS
from ttoffice.licenses.contracts.library import HEAD_FILE, Article, Choice, Clause, Library, Parameter
from ttoffice.licenses.contracts.values import KINDS, value_error

KEY_FORM = re.compile(r"[a-z][a-z0-9_]{0,59}")
HEAD = {"edition": str, "title": str, "subtitle": str, "source": str, "choices": dict, "parameters": dict}
CHOICE = {"title": str, "default": str, "options": dict}
PARAMETER = {"title": str, "kind": str, "default": str}
ARTICLE = {"key": str, "title": str, "basis": str, "annex": bool, "paragraphs": list}
CLAUSE = {
    "key": str,
    "text": str,
    "table": str,
    "when": str,
    "sub": bool,
    "optional": bool,
    "basis": str,
}


class _Known:
    """What the texts of a library may name; keys are gathered first, since articles refer to each other."""

    def __init__(self, choices: Mapping[str, Choice], parameters: Mapping[str, Parameter]) -> None:
        self.conditions = {
            *FACTS,
            *(f"{key}.{option}" for key, found in choices.items() for option in found.options),
        }
        self.slots = {*FIELDS, *parameters}
        self.seen: dict[str, str] = dict.fromkeys((*choices, *parameters), HEAD_FILE)
        self.articles: dict[str, str] = {}


def read(files: Sequence[tuple[Path, bool]]) -> Library:
    """Return the library of its files; raise TemplateError naming file and line of what is wrong."""
    opened = [(TemplateFile(path), own) for path, own in files]
    heads = [file for file, _own in opened if file.path.name == HEAD_FILE]
    bodies = [file for file, _own in opened if file.path.name != HEAD_FILE]
    if not heads:
        raise TemplateError(
            _("The clause library has no file %(name)s.") % {"name": HEAD_FILE},
            advice=_("Nothing was made. Put it back: it lies in the program's folder templates/contract."),
        )
    head = heads[0]
    head.typed(head.raw, HEAD)
    head.needed(head.raw, "edition", "title")
    choices, parameters = _choices(head), _parameters(head)
    known = _Known(choices, parameters)
    _keys(bodies, known)
    articles = [_article(file, known) for file in bodies]
    content = "\n".join(file.text for file, _own in opened)
    return Library(
        head.raw["edition"],
        head.raw["title"],
        head.raw.get("subtitle", ""),
        head.raw.get("source", ""),
        choices,
        parameters,
        (*(item for item in articles if not item.annex), *(item for item in articles if item.annex)),
        sha256(content.encode()).hexdigest(),
        tuple(file.path.name for file, own in opened if own),
    )


def _choices(file: TemplateFile) -> dict[str, Choice]:
    found = {}
    for key, raw in file.raw.get("choices", {}).items():
        _check_key(file, key, None)
        _table(file, key, raw, CHOICE)
        file.needed(raw, "title", "default", "options")
        for option, label in raw["options"].items():
            _check_key(file, option, None)
            if not isinstance(label, str) or not label.strip():
                raise file.wrong(_("%(key)s must be a text in quotes") % {"key": option}, option)
        if raw["default"] not in raw["options"]:
            raise file.wrong(
                _("%(key)s has no option %(option)s; there are %(names)s")
                % {"key": key, "option": raw["default"], "names": listed(raw["options"])},
                key,
            )
        found[key] = Choice(key, raw["title"], raw["options"], raw["default"])
    return found


def _parameters(file: TemplateFile) -> dict[str, Parameter]:
    found = {}
    for key, raw in file.raw.get("parameters", {}).items():
        _check_key(file, key, None)
        _table(file, key, raw, PARAMETER)
        file.needed(raw, "title", "kind")
        if raw["kind"] not in KINDS:
            raise file.wrong(unknown(raw["kind"], KINDS), key)
        parameter = Parameter(key, raw["title"], raw["kind"], raw.get("default", "").strip())
        why = value_error(parameter.kind, parameter.default) if parameter.default else ""
        if why:
            raise file.wrong(
                _("the default of %(key)s cannot be used: %(why)s") % {"key": key, "why": why}, key
            )
        found[key] = parameter
    return found


def _table(file: TemplateFile, key: str, raw: Any, known: Mapping[str, type]) -> None:
    if not isinstance(raw, dict):
        raise file.wrong(_("%(key)s must be a table") % {"key": key}, key)
    for name, value in raw.items():
        if name not in known:
            raise file.wrong(unknown(name, known), key)
        if not isinstance(value, known[name]):
            raise file.wrong(_("%(key)s must be a text in quotes") % {"key": f"{key}.{name}"}, key)


def _check_key(file: TemplateFile, key: str, table: int | None) -> None:
    if not KEY_FORM.fullmatch(key):
        raise file.wrong(
            _("%(key)s is no key: small Latin letters, digits and underscores, a letter first")
            % {"key": key},
            "key" if table is not None else key,
            table,
        )


def _keys(bodies: Iterable[TemplateFile], known: _Known) -> None:
    """Gather the keys of all articles and clauses, and refuse one that stands there twice."""
    for file in bodies:
        file.typed(file.raw, ARTICLE)
        file.needed(file.raw, "key", "title")
        clauses = file.raw.get("paragraphs", [])
        if not clauses or not all(isinstance(item, dict) for item in clauses):
            raise file.wrong(_("there is no [[paragraphs]]"), "paragraphs")
        for index, item in enumerate([file.raw, *clauses]):
            place = index - 1 if index else None
            file.needed(item, "key", table=place)
            key = item["key"]
            if not isinstance(key, str):
                raise file.wrong(_("%(key)s must be a text in quotes") % {"key": "key"}, "key", place)
            _check_key(file, key, place)
            name = f"ref:{key}" if index else f"article:{key}"
            seen = known.articles if not index else known.seen
            if key in seen:
                raise file.wrong(
                    _("the key %(key)s stands in %(file)s already; give one of them another")
                    % {"key": key, "file": seen[key]},
                    "key",
                    place,
                )
            seen[key] = file.path.name
            known.slots.add(name)


def _article(file: TemplateFile, known: _Known) -> Article:
    clauses = tuple(_clause(file, index, item, known) for index, item in enumerate(file.raw["paragraphs"]))
    if clauses[0].sub:
        raise file.wrong(_("the first sentence cannot be an item below another"), "sub", 0)
    raw = file.raw
    return Article(
        raw["key"],
        raw["title"].strip(),
        clauses,
        raw.get("annex", False),
        raw.get("basis", ""),
        file.path.name,
    )


def _clause(file: TemplateFile, index: int, item: dict[str, Any], known: _Known) -> Clause:
    file.typed(item, CLAUSE, index)
    if ("text" in item) == ("table" in item):
        raise file.wrong(_("a sentence needs either text or table"), "key", index)
    if item.get("table", "") and item["table"] not in TABLES:
        reason = _("there is no table %(name)s; %(known)s") % {
            "name": item["table"],
            "known": near(item["table"], TABLES),
        }
        raise file.wrong(reason, "table", index)
    text = None
    if "text" in item:
        file.needed(item, "text", table=index)
        text = file.template(item["text"].strip(), known.slots, "text", index)
    when = file.condition(item["when"], known.conditions, "when", index) if "when" in item else None
    return Clause(
        item["key"],
        text,
        item.get("table", ""),
        when,
        item.get("sub", False),
        item.get("optional", False),
        item.get("basis", ""),
    )
