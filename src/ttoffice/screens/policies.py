"""The unit's settings: each with the value in force, its source, since when, and what is to come."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from ttoffice.deadlines.kinds import KINDS
from ttoffice.deadlines.policy import SETTINGS, PolicyValue, preset, shown, title_of
from ttoffice.deadlines.shelves import POLICIES
from ttoffice.deadlines.views import PolicyLine, policy_entries, policy_lines
from ttoffice.errors import UsageError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _
from ttoffice.screens.kit.area import Area, FormSpec
from ttoffice.screens.kit.reading import NOW, Moment, Reading, Section, Shown
from ttoffice.screens.side_list import SideList
from ttoffice.store.asking import Filter
from ttoffice.store.connection import Reader
from ttoffice.widgets.columns import Column
from ttoffice.widgets.states import Cells, state

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.screens.modals.history import HistoryEntry

CODES = tuple(SETTINGS)


class PolicyArea(Area):
    """The settings, one row each; a change is a further entry."""

    name = "policy"
    kind = "policy"
    title = N_("Unit settings")
    none_yet = N_("Nothing matches.")
    number_hint = "review"
    views: ClassVar[Mapping[str, str]] = {
        "all": N_("All settings"),
        "own": N_("Set by the unit"),
        "preset": N_("As they come with the program"),
    }
    sorts: ClassVar[Mapping[str, str]] = {"number": N_("Order of the work")}
    create = edit = "policy.set"
    past = True

    def columns(self) -> tuple[Column, ...]:
        """Return the columns of the list."""
        return (
            Column("title", _("Setting"), 18, grow=4),
            Column("value", _("Value set"), 16, grow=2),
            Column("since", _("In force from"), 10),
            Column("next", _("To come"), 21, grow=1, drop=1),
            Column("source", _("Source"), 14, grow=6, drop=2),
            Column("code", _("Code"), 16, drop=3),
        )

    def number(self, cells: Cells) -> str:
        """Return the code of the setting in a row, which stands last."""
        return str(cells[-1])

    def _lines(self, reader: Reader, chosen: Filter, today: date) -> dict[int, PolicyLine]:
        words = chosen.search.casefold().split()
        found = {}
        for place, line in enumerate(policy_lines(reader, today), 1):
            said = " ".join(map(str, policy_cells(line))).casefold()
            wanted = {"own": line.value.since is not None, "preset": line.value.since is None}
            if wanted.get(chosen.view, True) and all(word in said for word in words):
                found[place] = line
        return dict(reversed(found.items())) if chosen.descending else found

    def page(self, reader: Reader, chosen: Filter, today: date, limit: int) -> Mapping[int, Cells]:
        """Return the settings."""
        return {place: policy_cells(line) for place, line in self._lines(reader, chosen, today).items()}

    def ids(self, reader: Reader, chosen: Filter, today: date) -> Iterator[array[int]]:
        """Yield the places of the settings."""
        yield array("q", self._lines(reader, chosen, today))

    def rows(self, reader: Reader, ids: Sequence[int], today: date) -> Mapping[int, Cells]:
        """Return settings by their places."""
        lines = dict(enumerate(policy_lines(reader, today), 1))
        return {place: policy_cells(lines[place]) for place in ids if place in lines}

    def find(self, reader: Reader, number: str) -> int | None:
        """Return the place of a setting, by its code or by the number of one of its entries."""
        code = _code(reader, number)
        return CODES.index(code) + 1 if code is not None else None

    # --- one setting -----------------------------------------------------------------------------------

    def read(self, office: Office, number: str, moment: Moment = NOW) -> Reading:
        """Return a setting on a day, or one of its entries; raise UsageError where there is none of this code."""
        with office.reader() as reader:
            code = _code(reader, number)
            if code is None:
                raise UsageError(_("There is no setting %(code)s.") % {"code": number})
            day = moment.day or office.today
            line = next(line for line in policy_lines(reader, day) if line.value.code == code)
            entries = policy_entries(reader, code)
        if moment.version is not None and 0 < moment.version <= len(entries):
            line = PolicyLine(entries[moment.version - 1].value, None)
        sections = (
            Section(title_of(code), tuple(value_lines(line.value))),
            *((Section(_("To come"), tuple(value_lines(line.later))),) if line.later else ()),
            Section(_("As it comes with the program"), tuple(value_lines(preset(code)))),
            *(
                Section(
                    _("Entry %(number)s") % {"number": entry.value.number},
                    tuple(value_lines(entry.value, entry.note)),
                )
                for entry in reversed(entries)
            ),
        )
        document = {
            "code": code,
            "value": line.value.value,
            "source": line.value.source,
            "skip_closures": line.value.skip_closures or None,
        }
        return Reading(code, title_of(code), len(entries), document, sections, moment)

    def changes(self, office: Office, number: str) -> list[HistoryEntry]:
        """Return every entry of a setting as a change, oldest first."""
        from ttoffice.screens.modals.history import entries_of
        from ttoffice.store.history import changes_of, revisions

        with office.reader() as reader:
            items = POLICIES.where(reader, "code = ?", (_code(reader, number),))
            made = [revisions(reader, "policy", item.id)[0] for item in items]
        found = changes_of([replace(entry, version=place) for place, entry in enumerate(made, 1)])
        return entries_of(found, self.label_of, self.readable)

    def further(self, reading: Reading) -> dict[str, Any] | None:
        """Begin a further entry with the value in force; its day and its source are asked for anew."""
        kept = {key: reading.document[key] for key in ("code", "value", "skip_closures")}
        return {**self.form().empty, **kept}

    def copied(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a duplicate takes over."""
        return dict(document)

    def form(self) -> FormSpec:
        """Return the form of a further entry."""
        from ttoffice.screens.deadline_fields import policy_form

        return policy_form()

    def label_of(self, key: str) -> str:
        """Return the label of a field."""
        return KINDS["policy"].label_of(key)

    def readable(self, key: str, value: Any) -> str:
        """Return a field's value as a person reads it."""
        return KINDS["policy"].readable(key, value)


def _code(reader: Reader, number: str) -> str | None:
    if number in SETTINGS:
        return number
    found = POLICIES.load(reader, number)
    return found.record.code if found is not None else None


def policy_cells(line: PolicyLine) -> Cells:
    """Return a setting as it stands in its columns."""
    value, later = line.value, line.later
    return (
        title_of(value.code),
        value.words,
        state("muted", _("preset")) if value.since is None else value.since.isoformat(),
        "" if later is None or later.since is None else f"{later.since.isoformat()} {later.words}",
        value.source,
        value.code,
    )


def value_lines(value: PolicyValue, note: str = "") -> Iterator[tuple[str, Shown]]:
    """Yield what there is to say of a value."""
    yield _("Value set"), shown(value.code, value.value)
    if value.since is not None:
        yield _("In force from"), value.since.isoformat()
    yield _("Source"), value.source
    if value.skip_closures:
        yield _("Passes over closures"), _("yes")
    if note:
        yield _("Note"), note


class PolicyScreen(SideList):
    """The unit's settings; editing one enters what follows it."""

    def __init__(self) -> None:
        super().__init__(PolicyArea())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep what has no meaning for settings to other lists."""
        if action in ("jump", "duplicate"):
            return False
        return super().check_action(action, parameters)
