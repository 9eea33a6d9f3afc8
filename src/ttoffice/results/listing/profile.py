"""Listing profiles: which columns a platform asks for, under which headers, in which words and lengths.

A profile is data, a TOML file. Those shipped lie in `ttoffice/profiles`, an office's own in `profiles` of its
home; one of the office's replaces a shipped one of the same id.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from ttoffice.errors import ProfileError
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.paths import PACKAGE, Home
from ttoffice.results.listing.sources import JOINER, SOURCES, Source

SHIPPED = PACKAGE / "profiles"
DEFAULT_PROFILE = "yunnan-default"
WORDING_FILE = "commercial-wording.txt"

REFUSE, WARN, OFF = "refuse", "warn", "off"
CHECKS: Mapping[str, str] = MappingProxyType(
    {
        "not_pay_later": REFUSE,
        "commercial_wording": WARN,
        "secrecy_unknown": WARN,
        "right_unverified": WARN,
        "lapsed": WARN,
        "fee_mismatch": WARN,
        "items": WARN,
        "invisible": WARN,
    }
)
"""The checks that a profile may make stricter, softer or leave out, with their shipped weight."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a listing.

    Attributes:
        header: as the platform names it.
        field: a path of `SOURCES`, or empty for a constant.
        key: its name in JSON.
        required, max_length (characters, 0: no limit), max_items (0: no limit): what is checked.
        join: what stands between several values.
        codes: text by code, complete; an empty text means that the platform does not take that code.
        default: what stands there when the result says nothing.
        constant: what stands in every row.
        date_format: %Y, %m and %d with any text between; empty means 2026-03-31.
        basis: the article that asks for it, or None.
        width: in a workbook, in characters of the narrow kind.
        wrap, as_text: in a workbook, long text over several lines; text even where it is a number.
    """

    header: str
    field: str = ""
    key: str = ""
    required: bool = False
    max_length: int = 0
    max_items: int = 0
    join: str = JOINER
    codes: Mapping[str, str] = dataclasses.field(default_factory=dict)
    default: str = ""
    constant: str = ""
    date_format: str = ""
    basis: str | None = None
    width: float = 16
    wrap: bool = False
    as_text: bool = False

    @property
    def source(self) -> Source | None:
        """What the column shows, None for a constant."""
        return SOURCES.get(self.field)

    @property
    def is_integer(self) -> bool:
        """Whether the column holds whole numbers."""
        return self.source is not None and self.source.kind == "integer" and not self.as_text


@dataclass(frozen=True)
class Profile:
    """A profile as read.

    Attributes:
        text: the TOML as it was read; a batch keeps it, so that its rows can be told again later.
        checks: weight by check, complete.
        wording: the commercial words that are looked for.
    """

    id: str
    title: str
    description: str
    columns: tuple[Column, ...]
    text: str
    sheet: str = "挂牌信息"
    checks: Mapping[str, str] = dataclasses.field(default_factory=lambda: dict(CHECKS))
    wording: tuple[str, ...] = ()
    path: Path | None = None

    @cached_property
    def cells(self) -> tuple[Column, ...]:
        """The columns apart from the running number: what makes up the content of a row."""
        return tuple(column for column in self.columns if column.field != "row")

    @cached_property
    def row_at(self) -> int | None:
        """The place of the running number among the columns, None where there is none."""
        places = [place for place, column in enumerate(self.columns) if column.field == "row"]
        return places[0] if places else None

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the text, which names the profile exactly."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Listing:
    """A profile that can be chosen: its id, its file, and whether it is the office's own."""

    id: str
    path: Path
    own: bool


def available(home: Home | None = None) -> list[Listing]:
    """Return the profiles there are, the office's own before those shipped, without reading them."""
    found: dict[str, Listing] = {}
    folders = [(home.profiles, True)] if home is not None else []
    for folder, own in (*folders, (SHIPPED, False)):
        for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
            found.setdefault(path.stem, Listing(path.stem, path, own))
    return list(found.values())


def load(name: str, home: Home | None = None) -> Profile:
    """Return a profile by its id, or by the path of a `.toml` file.

    Raises ProfileError naming the file, the line and what is wrong, or the ids that there are.
    """
    if name.endswith(".toml"):
        return read(Path(name), home)
    for listing in available(home):
        if listing.id == name:
            return read(listing.path, home)
    raise ProfileError(
        _("There is no listing profile named %(name)s.") % {"name": name},
        advice=_("There are: %(names)s. An own one is a .toml file in the folder profiles of the home.")
        % {"names": listed(listing.id for listing in available(home))},
    )


def read(path: Path, home: Home | None = None) -> Profile:
    """Return the profile of a file; raise ProfileError naming the file, the line and what is wrong."""
    from ttoffice.results.listing.profile_reading import parse

    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ProfileError(
            _("%(path)s, line %(line)d: the file is not UTF-8.") % {"path": path, "line": line},
            advice=_("Save it again as UTF-8."),
        ) from error
    except OSError as error:
        raise ProfileError(
            _("The profile %(path)s cannot be read: %(why)s.")
            % {"path": path, "why": error.strerror or str(error)},
            advice=_("Check the name and whether the file may be read."),
        ) from error
    return parse(text, path=path, wording=wording_of(home))


def wording_of(home: Home | None = None) -> tuple[str, ...]:
    """Return the commercial words that are looked for: those shipped and the office's own, one a line."""
    words: dict[str, None] = {}
    for folder in (SHIPPED, *((home.profiles,) if home is not None else ())):
        file = folder / WORDING_FILE
        if file.is_file():
            lines = file.read_text(encoding="utf-8-sig", errors="replace").splitlines()
            words |= dict.fromkeys(
                line.strip() for line in lines if line.strip() and not line.startswith("#")
            )
    return tuple(words)
