"""Commands about actions: run one, list them all."""

from __future__ import annotations

import json as jsonlib
import sys
from pathlib import Path
from typing import Any

import typer

from ttoffice.cli.common import JSON, cited, say, show, show_json, stop
from ttoffice.cli.performing import as_json, plain, run
from ttoffice.errors import EXIT_CONFLICT, ConflictError, InputFileError, UsageError
from ttoffice.i18n import gettext as _
from ttoffice.twin import read_json


def do(
    action: str = typer.Argument(..., help=_("The action's name; all of them: ttoffice actions.")),
    number: list[str] | None = typer.Argument(
        None,
        help=_("The number of the record it is about; several are done one by one; @FILE, @- hold many."),
    ),
    data: str = typer.Option("{}", "--data", "-d", help=_("Its data: JSON, @FILE, or @- for stdin.")),
    version: int | None = typer.Option(
        None, "--version", help=_("The version you have seen; a newer one is refused.")
    ),
    dry_run: bool = typer.Option(False, "--dry-run", help=_("Do everything but keep it.")),
    json: bool = JSON,
) -> None:
    """Run one action: the same that the screens run, with the same refusals."""
    from ttoffice.cli.bulk import do_each, is_many

    if number and is_many(number):
        _refuse_for_many(number, data, version)
        do_each(action, number, read_data(data), dry_run=dry_run, json=json)
        return
    _do_one(action, number[0] if number else None, read_data(data), version, dry_run=dry_run, json=json)


def _refuse_for_many(numbers: list[str], data: str, version: int | None) -> None:
    if version is not None:
        raise UsageError(
            _("A version can only be given with one number."), advice=_("Nothing was written. Leave it out.")
        )
    if "@-" in numbers and data in ("-", "@-"):
        raise UsageError(
            _("Numbers and data cannot both come from stdin."),
            advice=_("Nothing was written. Put one of them into a file: @FILE."),
        )


def _do_one(
    action: str, number: str | None, data: dict[str, Any], version: int | None, *, dry_run: bool, json: bool
) -> None:
    try:
        outcome = run(action, data, subject=_canonical(number), version=version, dry_run=dry_run, json=json)
    except ConflictError as conflict:
        _tell_conflict(conflict, json)
        return
    if json:
        show_json({"action": action, "log_id": outcome.log_id, **as_json(outcome, dry_run=dry_run)})
        return
    value = plain(outcome.value)
    show(value if isinstance(value, str) else jsonlib.dumps(value, ensure_ascii=False))


def _tell_conflict(conflict: ConflictError, json: bool) -> None:
    if json:
        fields = [{"field": name, "then": then, "now": now} for name, then, now in conflict.changes]
        show_json({"ok": False, "conflict": conflict.message, "changes": fields})
    say(str(conflict))
    from ttoffice.results.details import readable_difference

    for name, then, now in conflict.changes:
        say(readable_difference(name, then, now))
    stop(EXIT_CONFLICT)


def _canonical(number: str | None) -> str | None:
    from ttoffice.numbering import read_number

    return None if number is None else read_number(number) or number


def read_data(text: str) -> dict[str, Any]:
    """Return the JSON object of `--data`: as it stands, from `@FILE`, or from stdin for `@-` or `-`.

    Raises InputFileError for a file that cannot be read, UsageError for what is no JSON object.
    """
    try:
        if text in ("-", "@-"):
            text = sys.stdin.read()
        elif text.startswith("@"):
            text = Path(text[1:]).read_text(encoding="utf-8-sig")
        value = jsonlib.loads(read_json(text), object_pairs_hook=_object)
    except (OSError, UnicodeDecodeError) as error:
        raise InputFileError(
            _("The file %(path)s cannot be read: %(error)s.") % {"path": text[1:], "error": error},
            advice=_("Nothing was written. Check the name; the file must be UTF-8."),
        ) from error
    except jsonlib.JSONDecodeError as error:
        raise UsageError(
            _("The data is no JSON; it breaks off being so at line %(line)d, column %(column)d.")
            % {"line": error.lineno, "column": error.colno},
            advice=_('Nothing was written. Write it as {"title": "…"}, or put it into a file: --data @FILE.'),
        ) from error
    except (ValueError, RecursionError) as error:  # ValueError: a number of thousands of digits
        raise UsageError(
            _("The data is no JSON: %(error)s.") % {"error": error},
            advice=_('Nothing was written. Write it as {"title": "…"}, or put it into a file: --data @FILE.'),
        ) from error
    if not isinstance(value, dict):
        raise UsageError(
            _("The data is no JSON object."), advice=_('Nothing was written. Write it as {"title": "…"}.')
        )
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object; a name given twice would lose one of its values silently."""
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(_("%(name)s is given twice") % {"name": twice})
    return value


def actions(
    name: str | None = typer.Argument(None, help=_("Only this action.")),
    json: bool = JSON,
) -> None:
    """List every action: its name, what it does, the article it rests on, and its data."""
    from ttoffice.action import find_action, registered

    chosen = {name: find_action(name)} if name else registered()
    if json:
        show_json(
            [
                {
                    "name": verb.name,
                    "summary": _(verb.summary),
                    "basis": verb.basis,
                    "subject": verb.kind.code if verb.kind else None,
                    "schema": verb.input.model_json_schema(),
                }
                for verb in chosen.values()
            ]
        )
        return
    for verb in chosen.values():
        subject = _(" NUMBER") if verb.kind else ""
        show(f"{verb.name}{subject}  {_(verb.summary)}" + (f"  [{cited(verb.basis)}]" if verb.basis else ""))
        if name:
            show(", ".join(verb.input.model_fields))
