"""Reading the editions of the size standard: those shipped, and the office's own; a broken one says where it is wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ttoffice.errors import ProfileError, UsageError, os_reason
from ttoffice.i18n import gettext as _
from ttoffice.i18n import listed
from ttoffice.parties.enterprises import ENTERPRISES, Industry
from ttoffice.parties.sizes import INDICATORS, SizeResult, Standard, StandardRow, size_on
from ttoffice.toml_lines import line_of, line_of_error

if TYPE_CHECKING:
    from ttoffice.store.connection import Reader

SHIPPED = Path(__file__).parents[1] / "standards"
TOP: dict[str, type] = {
    "id": str,
    "title": str,
    "source": str,
    "valid_from": date,
    "note": str,
    "rows": list,
}
TEXTS = ("industry", "name", "gb4754", "note")
LARGEST = 100_000_000
"""No floor of a standard is higher; more is a mistake of units."""


@cache
def shipped() -> tuple[Standard, ...]:
    """Return the editions that come with the program, in the order of their days."""
    return tuple(_in_folder(SHIPPED))


def standards(folder: Path) -> tuple[Standard, ...]:
    """Return the shipped editions and those of the office's own folder.

    Raises ProfileError where a file of the folder is broken; it names file, line and reason.
    """
    return (*shipped(), *_in_folder(folder))


def copy_into(folder: Path) -> list[Path]:
    """Copy the shipped editions into the office's folder and return the copies; what stands there already is left.

    Raises UsageError where the folder takes no files.
    """
    copies = [folder / f"{path.stem}-copy.toml" for path in sorted(SHIPPED.glob("*.toml"))]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, target in zip(sorted(SHIPPED.glob("*.toml")), copies, strict=True):
            with target.open("xb") as file:
                file.write(path.read_bytes())
    except OSError as error:
        raise UsageError(
            _("%(path)s was not written: %(why)s.") % {"path": folder, "why": os_reason(error)},
            advice=_("Nothing else was changed. Take the file that stands there out of the way, or edit it."),
        ) from error
    return copies


def size_of(reader: Reader, number: str, day: date) -> SizeResult | None:
    """Return the size class of an enterprise on a day, by the editions of the reader's home; None for no such number."""
    found = ENTERPRISES.load(reader, number)
    return None if found is None else size_on(found.record, day, standards_beside(reader))


def standards_beside(reader: Reader) -> tuple[Standard, ...]:
    """Return the editions that hold for a store: the shipped ones, and those in the folder of its home."""
    from ttoffice.paths import Home

    return standards(Home(reader.path.parent).standards)


def _in_folder(folder: Path) -> Iterator[Standard]:
    for path in sorted(folder.glob("*.toml")):
        yield read(path)


def read(path: Path) -> Standard:
    """Return the edition in a file; raise ProfileError for what cannot be used."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ProfileError(
            _("%(path)s cannot be read: %(why)s.") % {"path": path, "why": os_reason(error)}, advice=_advice()
        ) from error
    except UnicodeDecodeError as error:
        raise ProfileError(
            _("%(path)s is not text in UTF-8; save it again as UTF-8.") % {"path": path}, advice=_advice()
        ) from error
    return parse(text, path)


def parse(text: str, path: Path) -> Standard:
    """Return the edition of a TOML text; raise ProfileError naming the line and what is wrong."""
    reading = _Reading(text, path)
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = line_of_error(text, error)
        raise reading.at(line, _("this is no TOML: %(why)s") % {"why": error}) from error
    reading.head(raw)
    rows = [reading.row(place, item) for place, item in enumerate(raw["rows"])]
    for place, row in enumerate(rows):
        if row.industry in [other.industry for other in rows[:place]]:
            raise reading.wrong(
                _("the industry %(name)s stands there twice") % {"name": row.industry}, "industry", place
            )
    return Standard(
        raw["id"], raw["title"], raw["source"], raw["valid_from"], {row.industry: row for row in rows}, raw.get("note", "")
    )  # fmt: skip


def _advice() -> str:
    return _(
        "The size standard was not used and nothing was written. Correct the file or take it out of the folder."
    )


class _Reading:
    """One file while it is read; knows how to name the line of what is wrong."""

    def __init__(self, text: str, path: Path) -> None:
        self.text = text
        self.path = path

    def at(self, line: int, reason: str) -> ProfileError:
        """Return the error for a line."""
        place = {"path": self.path, "line": line, "reason": reason}
        return ProfileError(_("%(path)s, line %(line)d: %(reason)s.") % place, advice=_advice())

    def wrong(self, reason: str, key: str = "", row: int | None = None) -> ProfileError:
        """Return the error for a key, of the row counted from 0 where one is given."""
        return self.at(line_of(self.text, key, row, "rows"), reason)

    def head(self, raw: Mapping[str, Any]) -> None:
        """Check what stands before the rows."""
        for key, value in raw.items():
            if key not in TOP:
                known = {"key": key, "names": listed(TOP)}
                raise self.wrong(_("%(key)s is not known here; known are %(names)s") % known, key)
            if type(value) is not TOP[key]:
                raise self.wrong(_("%(key)s is not of the kind asked for") % {"key": key}, key)
        for key in TOP:
            if key != "note" and not raw.get(key):
                raise self.wrong(_("%(key)s is missing") % {"key": key}, key)

    def row(self, place: int, item: Any) -> StandardRow:
        """Return one row."""
        if not isinstance(item, dict):
            raise self.wrong(_("rows must be tables: [[rows]]"), "rows")
        for key, value in item.items():
            if key not in (*TEXTS, *INDICATORS):
                known = {"key": key, "names": listed((*TEXTS, *INDICATORS))}
                raise self.wrong(_("%(key)s is not known here; known are %(names)s") % known, key, place)
            if key in TEXTS and not isinstance(value, str):
                raise self.wrong(_("%(key)s must be a text in quotes") % {"key": key}, key, place)
        floors = {name: self._floors(place, name, item[name]) for name in INDICATORS if name in item}
        if not floors:
            names = {"names": listed(INDICATORS)}
            raise self.wrong(_("a row needs at least one of %(names)s") % names, "industry", place)
        return StandardRow(
            self._industry(place, item), item.get("name", ""), item.get("gb4754", ""), floors, item.get("note", "")
        )  # fmt: skip

    def _industry(self, place: int, item: Mapping[str, Any]) -> Industry:
        known = [code.value for code in Industry if code is not Industry.ELSEWHERE]
        if item.get("industry") not in known:
            values = {"name": item.get("industry", ""), "names": listed(known)}
            raise self.wrong(
                _("the industry “%(name)s” is not known; known are %(names)s") % values, "industry", place
            )
        return Industry(item["industry"])

    def _floors(self, place: int, name: str, value: Any) -> tuple[int, int, int]:
        whole = isinstance(value, list) and len(value) == 3 and all(type(one) is int for one in value)
        if not whole or not LARGEST >= value[0] > value[1] > value[2] > 0:
            raise self.wrong(
                _("%(key)s must be three whole numbers that fall: large, medium, small") % {"key": name},
                name,
                place,
            )
        return (value[0], value[1], value[2])
