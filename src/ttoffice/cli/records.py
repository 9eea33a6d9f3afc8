"""Commands that read the records on shelves: the list of a kind, one record, its past and its changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from ttoffice.cli.common import JSON, day, office, say, show, show_json, show_table
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.action.kinds import RecordKind
    from ttoffice.action.records import RecordLine
    from ttoffice.store.asking import Filter
    from ttoffice.store.connection import Reader

LISTS: tuple[tuple[str, str, str, str], ...] = (
    (
        "deadlines",
        "deadline",
        N_("Print the deadlines, or what of them a search and a view leave."),
        "list deadlines --view overdue --sort ends_on",
    ),
    (
        "postponements",
        "snooze",
        N_("Print what was postponed on the agenda, and why."),
        "list postponements --view holding",
    ),
    (
        "notices",
        "notice",
        N_("Print the notices, or what of them a search and a view leave."),
        "list notices --view running",
    ),
    (
        "objections",
        "objection",
        N_("Print the objections to notices, without who made them."),
        "list objections --view open",
    ),
    (
        "reviews",
        "review",
        N_("Print the reviews of notices."),
        "list reviews --view open",
    ),
    (
        "people",
        "person",
        N_("Print the people, or what of them a search and a view leave."),
        "list people --search zs",
    ),
    (
        "enterprises",
        "enterprise",
        N_("Print the enterprises, or what of them a search and a view leave."),
        "list enterprises --search 茶",
    ),
    (
        "recusals",
        "recusal",
        N_("Print the recusal checks, or what of them a search and a view leave."),
        "list recusals --view withdrawn",
    ),
    (
        "decisions",
        "decision",
        N_("Print the collective decisions, or what of them a search and a view leave."),
        "list decisions --view adopted",
    ),
    (
        "contracts",
        "contract",
        N_("Print the versions of contracts, or what of them a search and a view leave."),
        "list contracts --view newest",
    ),
    (
        "internal-rules",
        "rule",
        N_("Print the internal rules, or what of them a search and a view leave."),
        "list internal-rules --view in_force",
    ),
    (
        "awards",
        "award",
        N_("Print the award distributions, or what of them a search and a view leave."),
        "list awards --view unpaid",
    ),
    (
        "annual-reports",
        "annual",
        N_("Print the annual reports that were exported, and whether they were handed in."),
        "list annual-reports --view open",
    ),
    (
        "licenses",
        "license",
        N_("Print the licenses, or what of them a search and a view leave."),
        "list licenses --view under_way",
    ),
    (
        "amendments",
        "amendment",
        N_("Print the amendments of licenses."),
        "list amendments --search XK-2026-0001",
    ),
    (
        "dues",
        "due",
        N_("Print the sums due under licenses, or what of them a search and a view leave."),
        "list dues --view overdue --sort due_on",
    ),
    (
        "milestones",
        "milestone",
        N_("Print the milestones of licenses, or what of them a search and a view leave."),
        "list milestones --view late",
    ),
    (
        "statements",
        "statement",
        N_("Print the statements of revenue, or what of them a search and a view leave."),
        "list statements --view corrections",
    ),
    (
        "receipts",
        "receipt",
        N_("Print the receipts under licenses, or what of them a search and a view leave."),
        "list receipts --search XK-2026-0001",
    ),
    (
        "allocations",
        "allocation",
        N_("Print which receipt pays which sum due, and what was released."),
        "list allocations --search XK-2026-0001",
    ),
    (
        "filings",
        "filing",
        N_("Print the registrations, recordals and reports of licenses, and the fees paid for rights."),
        "list filings --view under_way",
    ),
    (
        "supports",
        "support",
        N_("Print the guarantees, insurances, subsidies and vouchers of licenses."),
        "list supports --view guarantees --sort ends_on",
    ),
    (
        "reminders",
        "reminder",
        N_("Print the reminders, demands and notices that were sent, and their deliveries."),
        "list reminders --view undelivered",
    ),
    (
        "mitigation",
        "mitigation",
        N_("Print the steps that limited or stopped loss (exemption Art. 8(4))."),
        "list mitigation --view unproved",
    ),
    (
        "integrity",
        "integrity",
        N_("Print the integrity records of both sides (pay-later Art. 8)."),
        "list integrity --view adverse",
    ),
    (
        "findings",
        "finding",
        N_("Print the exemption findings, names covered; --names shows them."),
        "list findings --view investigating",
    ),
    (
        "hearings",
        "hearing",
        N_("Print who was heard in findings, and whether the record is confirmed."),
        "list hearings --search MZ-2026-0001",
    ),
    (
        "inquiries",
        "inquiry",
        N_("Print what was asked for in findings, and what came of it."),
        "list inquiries --view overdue",
    ),
    (
        "assessments",
        "assessment",
        N_("Print the matrices of findings, one a person and round."),
        "list assessments --view open",
    ),
    (
        "conclusions",
        "conclusion",
        N_("Print what was concluded in findings, one a person and round."),
        "list conclusions --view favourable",
    ),
    (
        "effects",
        "effect",
        N_("Print what was done with final findings: served, notified, certified, relied on."),
        "list effects --view certificates",
    ),
)
"""The lists of shelved records: what the command is called, the kind, what it prints, and an example."""


SEARCH = typer.Option("", "--search", "-s", help=_("Words or pinyin to search for."))
VIEW = typer.Option("", "--view", "-v", help=_("A named view; an unknown name lists them."))
SORT = typer.Option("number", "--sort", help=_("number, or a field of the record."))
DESCENDING = typer.Option(False, "--descending", help=_("Sort from the last to the first."))
ON = typer.Option(None, "--on", help=_("The day that views go by (2026-03-31); today where left out."))
LIMIT = typer.Option(200, "--limit", "-n", min=1, help=_("How many lines at most."))


def lister(code: str) -> Callable[..., None]:
    """Return the command that lists a kind of record."""
    if code in COVERED:
        from ttoffice.cli.finding_lists import covered_lister

        return covered_lister(code)

    def list_records(
        search: str = SEARCH,
        view: str = VIEW,
        sort: str = SORT,
        descending: bool = DESCENDING,
        on: str | None = ON,
        limit: int = LIMIT,
        json: bool = JSON,
    ) -> None:
        """Print the records of a kind, or what of them a search and a view leave."""
        from ttoffice.store.asking import Filter

        print_list(read_list(code, Filter(search, view, sort, descending), on, limit), json=json)

    return list_records


COVERED = frozenset({"finding", "hearing", "inquiry", "assessment", "conclusion", "effect"})
"""The kinds whose lists cover the names of those concerned."""
Cover = Callable[["Reader", "list[RecordLine]"], "list[RecordLine]"]


@dataclass(frozen=True)
class Listed:
    """What a search and a view leave of a kind: its first records, and how many there are."""

    kind: RecordKind
    lines: list[RecordLine]
    total: int

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the rows."""
        return (_("Number"), *map(self.kind.label_of, self._keys))

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """The records as rows, as a person reads them."""
        return [
            (line.number, *(self.kind.readable(key, line.document.get(key)) for key in self._keys))
            for line in self.lines
        ]

    @property
    def _keys(self) -> tuple[str, ...]:
        return (self.kind.headline, *self.kind.listed)

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        found = [{"number": line.number, "version": line.version, **line.document} for line in self.lines]
        return {"total": self.total, "records": found}

    def say_count(self) -> None:
        """Say how many of them are shown."""
        say(_("%(shown)d of %(total)d shown.") % {"shown": len(self.lines), "total": self.total})


def read_list(code: str, chosen: Filter, on: str | None, limit: int, cover: Cover | None = None) -> Listed:
    """Return what a search and a view leave of a kind; `cover` covers in it what is not to be read."""
    from ttoffice.action import records
    from ttoffice.action.kinds import kind_of

    kind = kind_of(code)
    assert kind is not None
    opened = office()
    today = day(on, "--on") or opened.today
    chosen = replace(chosen, view=chosen.view or next(iter(kind.views)))
    with opened.reader() as reader:
        lines = records.page(reader, kind, chosen, today, limit)
        lines = cover(reader, lines) if cover is not None else lines
        return Listed(kind, lines, records.count(reader, kind, chosen, today))


def print_list(found: Listed, *, json: bool) -> None:
    """Print a list, and say how many of it are shown."""
    if json:
        show_json(found.as_json())
    else:
        show_table(found.headings, found.rows)
    found.say_count()


def show_record(number: str, code: str, as_of: date | None, *, history: bool, json: bool) -> bool:
    """Print a shelved record, as it stands or stood, or its changes; return False where its kind has no shelf."""
    from ttoffice.action import records
    from ttoffice.action.kinds import kind_of

    kind = kind_of(code)
    if kind is None:
        return False
    if code == "finding" and not history:
        from ttoffice.cli.findings import show_finding

        show_finding(number, as_of, json=json)
        return True
    with office().reader() as reader:
        if history:
            _show_changes(kind, records.changes(reader, kind, number), json=json)
            return True
        found = records.document(reader, kind, number, day=as_of)
    if json:
        show_json(found)
        return True
    show(f"{_(kind.title)} {number}")
    for label, value in records.readable_lines(kind, found):
        show(_("%(label)s: %(value)s") % {"label": label, "value": value})
    return True


def _show_changes(kind: RecordKind, found: list[dict[str, Any]], *, json: bool) -> None:
    from ttoffice.action.office import shown_moment
    from ttoffice.action.summaries import summary_of

    if json:
        show_json(found)
        return
    for change in found:
        when = shown_moment(change["at"])
        show(f"{change['version']}. {when}  {change['operator']}  {summary_of(change['action'])}")
        for key, pair in change["fields"].items():
            before, after = (kind.readable(key, pair[side]) for side in ("before", "after"))
            if key in kind.told:
                _show_told(kind.label_of(key), before.split("\n"), after.split("\n"))
            else:
                show(f"   {kind.label_of(key)}: {before} -> {after}")


def _show_told(label: str, before: list[str], after: list[str]) -> None:
    """Print of a field that is told as sentences only those that went and that came."""
    show(f"   {label}:")
    for mark, lines, others in (("-", before, after), ("+", after, before)):
        for line in lines:
            if line and line not in others:
                show(f"   {mark} {line}")
