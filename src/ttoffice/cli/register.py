"""Commands that read the register: list, show, scan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from ttoffice.cli.common import JSON, day, office, record_number, say, show, show_json, show_table
from ttoffice.i18n import N_, listed
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from datetime import date

    from ttoffice.results.scanning import ScanLine
    from ttoffice.results.views import ResultLine

GROUP_HELP = N_("List records.")


def list_results(
    search: str | None = typer.Option(
        None, "--search", "-s", help=_("Words, pinyin or right numbers to search for.")
    ),
    view: str | None = typer.Option(
        None, "--view", "-v", help=_("A named view: all, listed, pay_later, due …")
    ),
    sort: str | None = typer.Option(None, "--sort", help=_("number, title, department or acquired_on.")),
    descending: bool = typer.Option(False, "--descending", help=_("Sort from the last to the first.")),
    ascending: bool = typer.Option(False, "--ascending", help=_("Sort from the first to the last.")),
    columns: str | None = typer.Option(None, "--columns", help=_("Columns by their keys: number,title,…")),
    saved: str | None = typer.Option(
        None, "--saved", help=_("A saved view (ttoffice views); other options go before it.")
    ),
    limit: int = typer.Option(200, "--limit", "-n", min=1, help=_("How many lines at most.")),
    json: bool = JSON,
) -> None:
    """Print the register, or what of it a search and a view leave."""
    from ttoffice.cli.viewing import asked
    from ttoffice.results import views
    from ttoffice.store.asking import Filter

    wanted = asked(
        saved,
        search=search,
        view=view,
        sort=sort,
        descending=descending,
        ascending=ascending,
        columns=columns,
    )
    opened = office()
    chosen = Filter(wanted.search, wanted.view, wanted.sort, wanted.descending)
    with opened.reader() as reader:
        lines = views.page(reader, chosen, opened.today, limit=limit)
        total = views.count(reader, chosen, opened.today, cap=max(limit, views.COUNT_CAP))
    _show_lines(lines, wanted.columns, total, json)
    say(_("%(shown)d of %(total)d shown.") % {"shown": len(lines), "total": total})


def _show_lines(lines: list[ResultLine], keys: tuple[str, ...], total: int, json: bool) -> None:
    from ttoffice.results.columns import COLUMNS, USUAL, as_document

    if json:
        shown = [as_document(line, keys) if keys else line.as_document() for line in lines]
        show_json({"total": total, "results": shown})
        return
    chosen = [COLUMNS[key] for key in keys or USUAL]
    show_table(
        [column.label for column in chosen], ([column.text(line) for column in chosen] for line in lines)
    )


def show_result(
    number: str = typer.Argument(..., help=_("The record's number, such as CG-2026-0001.")),
    as_of: str | None = typer.Option(
        None, "--as-of", help=_("Show it as it stood on this day (2026-03-31).")
    ),
    history: bool = typer.Option(False, "--history", help=_("Show every change: who, when, before, after.")),
    reveal: str = typer.Option(
        "", "--reveal", help=_("Print who made an objection, for this reason; the log keeps who looked.")
    ),
    json: bool = JSON,
) -> None:
    """Print one record, today's or as of any day, or its history."""
    from ttoffice.action.kinds import code_of
    from ttoffice.cli.records import show_record
    from ttoffice.results.details import as_of_document, changes, detail

    canonical = record_number(number)
    if reveal:
        from ttoffice.cli.notices import reveal_objector

        reveal_objector(canonical, reveal, json=json)
        return
    wanted = day(as_of, "--as-of")
    if show_record(canonical, code_of(canonical) or "", wanted, history=history, json=json):
        return
    if code_of(canonical) == "exhibit":
        from ttoffice.cli.evidence import show_exhibit

        show_exhibit(canonical, wanted, history=history, json=json)
        return
    opened = office()
    with opened.reader() as reader:
        if history:
            _show_changes(changes(reader, canonical), json)
        elif wanted is not None:
            _show_document(as_of_document(reader, canonical, wanted), json)
        else:
            _show_document(detail(reader, canonical), json)


def _show_document(document: dict[str, Any], json: bool) -> None:
    if json:
        show_json(document)
        return
    from ttoffice.results.details import readable

    for label, value in readable(document):
        show(_("%(label)s: %(value)s") % {"label": label, "value": value} if label else value)


def _show_changes(found: list[dict[str, Any]], json: bool) -> None:
    if json:
        show_json(found)
        return
    from ttoffice.results.details import readable_change

    for change in found:
        show("\n".join(readable_change(change)))


def scan(
    as_of: str | None = typer.Option(None, "--as-of", help=_("The day to decide for; today where left out.")),
    within: int = typer.Option(
        90, "--within", min=0, max=36500, help=_("How many calendar days ahead to look for what comes due.")
    ),
    json: bool = JSON,
) -> None:
    """Print which results the guideline wants listed: unused two full years (pay-later Art. 4)."""
    from ttoffice.results import scanning
    from ttoffice.results.scan import SHOWN, Standing

    opened = office()
    wanted = day(as_of, "--as-of") or opened.today
    groups: dict[Standing, list[ScanLine]] = {standing: [] for standing in Standing}
    with opened.reader() as reader:
        for line in scanning.scan(reader, wanted, within):
            groups[line.decision.standing].append(line)
    if not opened.rulebook.in_force(wanted):
        say(
            _("The guideline is not in force on %(day)s; the scan shows what it would ask.")
            % {"day": wanted.isoformat()}
        )
    if json:
        show_json(
            {
                "as_of": wanted.isoformat(),
                **{standing.value: [line.as_document() for line in groups[standing]] for standing in SHOWN},
            }
        )
        return
    _show_scan(groups, wanted)


def _show_scan(groups: dict[Any, list[ScanLine]], as_of: date) -> None:
    from ttoffice.results.labels import condition_label, standing_label
    from ttoffice.results.scan import SHOWN

    for standing in SHOWN:
        lines = groups[standing]
        show(f"{standing_label(standing)} ({len(lines)})")
        if lines:
            show_table(
                (_("Number"), _("Title"), _("Acquired on"), _("Due on"), _("Open or reason")),
                (
                    (
                        line.number,
                        line.title,
                        line.acquired_on or "",
                        line.decision.due_on.isoformat() if line.decision.due_on else "",
                        line.exclusion_reason
                        or listed(condition_label(name) for name in line.decision.missing),
                    )
                    for line in lines
                ),
            )
        show("")
    say(_("As of %(day)s.") % {"day": as_of.isoformat()})
