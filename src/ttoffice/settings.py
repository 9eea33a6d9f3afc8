"""Personal settings of this machine, read from `settings.toml` in the home; every one has a default."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from ttoffice.errors import UsageError
from ttoffice.i18n import gettext as _

DEFAULT_RULEBOOK = "yunnan-2025-4"
"""The rulebook that is shipped."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may set.

    Attributes:
        operator: the name the log records; empty means the system's login name.
        language: `zh_CN` or `en`; empty means Chinese.
        theme: the workbench's theme; empty means its default.
        rulebook: the id of the rulebook in force; empty means the one shipped.
    """

    operator: str = ""
    language: str = ""
    theme: str = ""
    rulebook: str = ""


def load_settings(path: Path) -> Settings:
    """Return the settings of a file, defaults where it is missing.

    Raises UsageError naming the place of what is wrong; unknown names are refused, so that a misspelled
    one does not pass unnoticed.
    """
    try:
        values: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _broken(path, str(error)) from error
    known = {item.name for item in fields(Settings)}
    for name, value in values.items():
        if name not in known or not isinstance(value, str):
            raise _broken(path, name)
    return Settings(**values)


def _broken(path: Path, detail: str) -> UsageError:
    return UsageError(
        _("The settings file %(path)s cannot be used: %(detail)s.") % {"path": path, "detail": detail},
        advice=_("Nothing was changed. Correct that place, or delete the file to use the defaults."),
    )
