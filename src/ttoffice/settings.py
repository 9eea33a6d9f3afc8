"""Personal settings of this machine, read from `settings.toml` in the home; every one has a default."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.twin import SHELLS

DEFAULT_RULEBOOK = "yunnan-2025-4"
"""The rulebook that is shipped."""


SWITCHES = frozenset({"mask_names"})
"""The settings that are true or false."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may set.

    Attributes:
        operator: the name the log records; empty means the system's login name.
        language: `zh_CN` or `en`; empty means Chinese.
        theme: the workbench's theme; empty means its default.
        rulebook: the id of the rulebook in force; empty means the one shipped.
        mask_names: whether lists of findings cover the names of those concerned; a key, or `--names`, shows them.
        shell: the shell that calls of the command line are written for (`sh`, `powershell`, `cmd`); empty means the
            one that this system most likely has.
        keymap: other keys for what keys do, by id (`ttoffice keys`); whether an id exists is asked later.
    """

    operator: str = ""
    language: str = ""
    theme: str = ""
    rulebook: str = ""
    mask_names: bool = True
    shell: str = ""
    keymap: Mapping[str, str] = field(default_factory=dict, hash=False)


def load_settings(path: Path) -> Settings:
    """Return the settings of a file, defaults where it is missing.

    Raises UsageError naming the place of what is wrong; unknown names are refused, so that a misspelled
    one does not pass unnoticed.
    """
    if not path.exists():
        return Settings()
    if not path.is_file():  # a pipe would be waited for without end
        raise _unusable(path, _("it is no file"))
    import tomllib  # most homes have no settings, and the workbench is to open at once

    from ttoffice.toml_lines import line_of, line_of_error

    try:
        text = path.read_text(encoding="utf-8-sig")
        values: dict[str, Any] = tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except tomllib.TOMLDecodeError as error:
        raise _broken(path, line_of_error(text, error), str(error)) from error
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        raise _unusable(path, str(error)) from error
    known = {item.name for item in fields(Settings)}
    for name, value in values.items():
        if name not in known:
            names = listed(sorted(known))
            reason = _("%(key)s is not known here; known are %(names)s") % {"key": name, "names": names}
            raise _broken(path, line_of(text, name), reason)
        if name == "keymap":
            values[name] = dict(_keys(path, text, value))
        elif problem := _unfit(name, value):
            raise _broken(path, line_of(text, name), problem)
    return Settings(**values)


def _unfit(name: str, value: Any) -> str:
    """Return why a value cannot be that of a setting; empty where it can."""
    if name in SWITCHES:
        return "" if isinstance(value, bool) else _("%(key)s must be true or false") % {"key": name}
    if name == "shell" and value not in SHELLS:
        return _("%(key)s must be one of %(names)s") % {"key": name, "names": ", ".join(SHELLS)}
    return "" if isinstance(value, str) else _("%(key)s must be a text in quotes") % {"key": name}


def keep_setting(path: Path, name: str, value: str) -> None:
    """Write one text into a settings file; everything else in it, comments too, stays as it stands.

    Raises UsageError where the file is broken or cannot be written; it is then left as it was.
    """
    from ttoffice.toml_lines import quoted

    load_settings(path)
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines() if path.exists() else []
        line = f"{name} = {quoted(value)}"
        tables = [place for place, text in enumerate(lines) if text.lstrip().startswith("[")]
        head = tables[0] if tables else len(lines)
        held = [place for place in range(head) if re.match(rf"\s*{name}\s*=", lines[place])]
        if held:
            lines[held[0]] = line
        else:
            lines.insert(head, line)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        part.write_text("\n".join(lines) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise _unusable(path, str(error)) from error


def _keys(path: Path, text: str, table: Any, above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the keys of the table; `list.filter` without quotes makes a table in a table, and means the same."""
    from ttoffice.toml_lines import line_of

    if not isinstance(table, dict):
        raise _broken(path, line_of(text, "keymap"), _("%(key)s must be a table") % {"key": "keymap"})
    for name, value in table.items():
        key_id = f"{above}{name}"
        if isinstance(value, dict):
            yield from _keys(path, text, value, f"{key_id}.")
        elif isinstance(value, str):
            yield key_id, value
        else:
            reason = _("%(key)s must be a text in quotes") % {"key": f"keymap.{key_id}"}
            raise _broken(path, line_of(text, key_id if key_id in text else name), reason)


def _broken(path: Path, line: int, reason: str) -> UsageError:
    return _unusable(path, _("line %(line)d: %(reason)s") % {"line": line, "reason": reason})


def _unusable(path: Path, detail: str) -> UsageError:
    return UsageError(
        _("The settings file %(path)s cannot be used: %(detail)s.") % {"path": path, "detail": detail},
        advice=_("Nothing was changed. Correct that place, or delete the file to use the defaults."),
    )
