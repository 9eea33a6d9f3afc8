"""The command about the clause library and the letters: check them, copy them out to edit, list what they may name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import typer

from ttoffice.cli.common import JSON, home, say, show, show_json, show_table
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.licenses.addenda.templates import AddendumTemplate
    from ttoffice.licenses.contracts.library import Library
    from ttoffice.licenses.letters.templates import LetterTemplate


def library(
    copy: bool = typer.Option(
        False, "--copy", help=_("Copy the clauses and letters into the settings folder.")
    ),
    conditions: bool = typer.Option(False, "--conditions", help=_("List what conditions may name.")),
    places: bool = typer.Option(False, "--places", help=_("List what may be filled in.")),
    json: bool = JSON,
) -> None:
    """Check the clause library and the letters, and print what may be chosen and filled in."""
    from ttoffice.licenses.addenda.templates import copy_template
    from ttoffice.licenses.addenda.templates import load_template as load_agreement
    from ttoffice.licenses.contracts.library import copy_library, load_library
    from ttoffice.licenses.letters.letter import LetterKind
    from ttoffice.licenses.letters.templates import copy_letters, load_template

    where = home()
    if copy:
        for path in (*copy_library(where), *copy_letters(where), *copy_template(where)):
            show(str(path))
        say(_("Files that were there already were left as they are."))
        return
    found = load_library(where)
    letters: dict[str, LetterTemplate | AddendumTemplate] = {
        kind.value: load_template(kind, where) for kind in LetterKind
    }
    letters["amendment"] = load_agreement(where)
    if conditions:
        _show_conditions(json)
    elif places:
        _show_places(json)
    elif json:
        show_json(_library_json(found, letters))
    else:
        _show_library(found)
    say(
        _("Edition %(edition)s, %(articles)d articles and annexes, %(letters)d letters; own files: %(own)s.")
        % {
            "edition": found.edition,
            "articles": len(found.articles),
            "letters": len(letters),
            "own": ", ".join((*found.own, *(name for name, letter in letters.items() if letter.own))) or "-",
        }
    )


def _show_library(found: Library) -> None:
    show_table(
        (_("Key"), _("What"), _("Usual"), _("Options")),
        (
            *(
                (
                    choice.key,
                    choice.title,
                    choice.default,
                    "；".join(f"{code} {label}" for code, label in choice.options.items()),
                )
                for choice in found.choices.values()
            ),
            *(
                (parameter.key, parameter.title, parameter.default, parameter.kind)
                for parameter in found.parameters.values()
            ),
        ),
        widest=60,
    )


def _show_conditions(json: bool) -> None:
    from ttoffice.licenses.contracts.facts import FACTS

    rows = [(name, _(meaning)) for name, (meaning, _holds) in FACTS.items()]
    if json:
        show_json(dict(rows))
    else:
        show_table((_("Condition"), _("Meaning")), rows)


def _show_places(json: bool) -> None:
    from ttoffice.licenses.contracts.fields import FIELDS

    rows = [(f"{{{name}}}", _(field.title)) for name, field in FIELDS.items()]
    if json:
        show_json(dict(rows))
    else:
        show_table((_("Place"), _("Meaning")), rows)


def _library_json(found: Library, letters: Mapping[str, LetterTemplate | AddendumTemplate]) -> dict[str, Any]:
    return {
        "edition": found.edition,
        "sha256": found.sha256,
        "own": list(found.own),
        "choices": {
            key: {"title": choice.title, "default": choice.default, "options": dict(choice.options)}
            for key, choice in found.choices.items()
        },
        "parameters": {
            key: {"title": item.title, "kind": item.kind, "default": item.default}
            for key, item in found.parameters.items()
        },
        "articles": [
            {
                "key": article.key,
                "title": article.title,
                "clauses": [clause.key for clause in article.clauses],
            }
            for article in found.articles
        ],
        "letters": {name: {"title": letter.title, "own": letter.own} for name, letter in letters.items()},
    }
