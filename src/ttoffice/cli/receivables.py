"""Commands about the money of licenses: schedule, statement, receipt, ageing, forecast, and all of it as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ttoffice.cli.common import JSON, day, office, say, show, show_json, show_table
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.action.performing import Outcome
    from ttoffice.licenses.dues.balances import Balance
    from ttoffice.licenses.dues.views import ScheduleRow

LICENSE = typer.Argument(..., help=_("The license's number, such as XK-2026-0001."))
DRY_RUN = typer.Option(False, "--dry-run", help=_("Do everything but keep it."))


def schedule(
    number: str = LICENSE,
    on: str | None = typer.Option(None, "--on", help=_("As seen from this day; today where left out.")),
    working: bool = typer.Option(
        False, "--working", "-w", help=_("Print how each amount and day came about.")
    ),
    json: bool = JSON,
) -> None:
    """Print every sum due under a license: its day, what is paid and open, how late it is."""
    from ttoffice.licenses.dues.balances import balance
    from ttoffice.licenses.dues.views import schedule as rows_of
    from ttoffice.licenses.reading import known

    opened = office()
    today = day(on, "--on") or opened.today
    with opened.reader() as reader:
        number = known(reader, number).number
        rows, sums = rows_of(reader, number, today), balance(reader, today, number=number)
    if json:
        show_json({"license": number, "balance": sums.as_json(), "dues": [row.as_json() for row in rows]})
        return
    _show_schedule(rows, working=working)
    _show_balance(sums)


def _show_schedule(rows: list[ScheduleRow], *, working: bool) -> None:
    from ttoffice.licenses.codes import DUE_LABELS, DUE_STATES

    show_table(
        (
            _("Number"),
            _("Kind"),
            _("Entry title"),
            _("Day"),
            _("Amount"),
            _("Paid"),
            _("Not paid"),
            _("State"),
            _("Remarks"),
        ),
        (
            (
                row.number,
                _(DUE_LABELS[row.kind]),
                row.title,
                _day_text(row),
                _fen(row.amount_fen) or _expected(row.expected_fen),
                _fen(row.paid_fen),
                _fen(row.open_fen),
                _(DUE_STATES[row.state]),
                _remarks(row),
            )
            for row in rows
        ),
    )
    if working:
        for row in rows:
            show(f"\n{row.number} {row.title}")
            for line in row.working:
                show(f"  {line}")


def _day_text(row: ScheduleRow) -> str:
    if row.day is None:
        return ""
    if not row.fixed:
        return _("about %(day)s") % {"day": row.day.isoformat()}
    return row.day.isoformat() + (_(" (provisional)") if row.provisional else "")


def _fen(fen: int) -> str:
    from ttoffice.money import shown_yuan

    return shown_yuan(fen) if fen else ""


def _expected(fen: int) -> str:
    return _("about %(amount)s") % {"amount": _fen(fen)} if fen else ""


def _remarks(row: ScheduleRow) -> str:
    from ttoffice.i18n import listed

    parts = []
    if row.days_late:
        parts.append(_("%(days)d d late") % {"days": row.days_late})
    if row.report_on is not None:
        parts.append(_("report by %(day)s") % {"day": row.report_on.isoformat()})
    if row.interest_fen:
        parts.append(_("interest not claimed: %(fen)s") % {"fen": _fen(row.interest_fen)})
    if row.note:
        parts.append(row.note)
    return listed(parts)


def _show_balance(sums: Balance) -> None:
    from ttoffice.money import shown_yuan

    show(
        _("Owed %(owed)s, paid %(paid)s, open %(open)s, overdue %(overdue)s; not allocated %(free)s.")
        % {
            name: shown_yuan(getattr(sums, f"{name}_fen"))
            for name in ("owed", "paid", "open", "overdue", "free")
        }
    )


# --- entering ------------------------------------------------------------------------------------------


def statement(
    number: str = LICENSE,
    period: str = typer.Option(
        ..., "--period", "-p", help=_("The settlement period: 2026-H1, 2026年上半年, 2026-Q3, 2026-03.")
    ),
    base: str = typer.Option("", "--base", "-b", help=_("The base reported: 1200000 or 120万元.")),
    quantity: int | None = typer.Option(
        None, "--quantity", help=_("The quantity sold, where a quantity is the base.")
    ),
    received: str | None = typer.Option(
        None, "--received", help=_("The day the report came in; today where left out.")
    ),
    proof: str = typer.Option("", "--proof", help=_("The exhibit with the report, ZJ-...")),
    note: str = typer.Option("", "--note", help=_("A note.")),
    dry_run: bool = DRY_RUN,
    json: bool = JSON,
) -> None:
    """Enter the statement of revenue of a settlement period; the royalty is computed and shown line by line."""
    data = {
        "license": number,
        "period": period,
        "base": base,
        "quantity": quantity,
        "received_on": _iso(received, "--received"),
        "proof": proof,
        "note": note,
    }
    outcome = _perform("statement.enter", data, dry_run=dry_run, json=json)
    if outcome is None:
        return
    show(str(outcome.value))
    made = {number: after for number, _before, after in outcome.changes}
    for line in made.get(outcome.value, {}).get("working", ()):
        show(f"  {line}")
    _show_dues(outcome)


def receipt(
    number: str = LICENSE,
    amount: str = typer.Option(..., "--amount", "-a", help=_("What came in: 50000 or 5万元.")),
    on: str | None = typer.Option(None, "--on", help=_("The day it came in; today where left out.")),
    kind: str = typer.Option("bank", "--kind", "-k", help=_("bank, voucher, guarantee or insurance.")),
    to: list[str] = typer.Option(
        [], "--to", help=_("What it pays, as the payer said: YS-2026-0001 or YS-2026-0001=30000; none.")
    ),
    payer: str = typer.Option("", "--payer", help=_("Who paid; the licensee where left out.")),
    reference: str = typer.Option(
        "", "--reference", "-r", help=_("Bank reference, voucher or claim number.")
    ),
    support: str = typer.Option(
        "", "--support", help=_("The guarantee, insurance or voucher it was paid under, ZC-...")
    ),
    proof: str = typer.Option("", "--proof", help=_("The exhibit with the paper, ZJ-...")),
    dry_run: bool = DRY_RUN,
    json: bool = JSON,
) -> None:
    """Enter a receipt; it pays by the order of the law what is due, unless the payer named it."""
    data = {
        "license": number,
        "kind": kind,
        "amount": amount,
        "received_on": _iso(on, "--on"),
        "payer": payer,
        "reference": reference,
        "support": support,
        "proof": proof,
        "to": _parts(to),
    }
    outcome = _perform("receipt.enter", data, dry_run=dry_run, json=json)
    if outcome is not None:
        show(str(outcome.value))
        _show_dues(outcome)


def _parts(named: list[str]) -> Any:
    """Return what a receipt pays as the action takes it."""
    if not named:
        return "auto"
    if named == ["none"]:
        return "none"
    pairs = (item.partition("=") for item in named)
    return [{"due": due, **({"amount": amount} if amount else {})} for due, _equals, amount in pairs]


def _iso(text: str | None, option: str) -> str | None:
    found = day(text, option)
    return found.isoformat() if found else None


def _perform(name: str, data: dict[str, Any], *, dry_run: bool, json: bool) -> Outcome | None:
    """Run an action as `do` does; with --json the answer is printed here and None returned."""
    from ttoffice.action import perform
    from ttoffice.errors import RefusedError

    given = {key: value for key, value in data.items() if value not in (None, "")}
    try:
        outcome = perform(office(), name, given, dry_run=dry_run)
    except RefusedError as refused:
        if json:
            show_json({"ok": False, "reasons": [reason.as_json() for reason in refused.reasons]})
        raise
    for warning in outcome.warnings:
        say(_("Note: %(message)s") % {"message": warning.message})
    if dry_run:
        say(_("Dry run: nothing was written."))
    if not json:
        return outcome
    show_json(
        {
            "ok": True,
            "value": outcome.value,
            "dry_run": dry_run,
            "warnings": [warning.as_json() for warning in outcome.warnings],
            "changes": [
                {"number": number, "before": before, "after": after}
                for number, before, after in outcome.changes
            ],
        }
    )
    return None


def _show_dues(outcome: Outcome) -> None:
    """Print the dues that an action changed, as they stand now."""
    from ttoffice.action.kinds import code_of, kind_of

    kind = kind_of("due")
    assert kind is not None
    dues = {number: after for number, _before, after in outcome.changes if code_of(number) == "due"}
    keys = ("title", "due_on", "amount_fen", "paid_fen", "state")
    shown = [
        (number, *(kind.readable(key, after.get(key)) for key in keys))
        for number, after in dues.items()
        if after["state"] != "expected"
    ]
    if shown:
        show_table((_("Number"), *map(kind.label_of, keys)), shown)


# --- across licenses -----------------------------------------------------------------------------------


def ageing(
    on: str | None = typer.Option(None, "--on", help=_("As seen from this day; today where left out.")),
    json: bool = JSON,
) -> None:
    """Print how long what is open has been overdue, license by license, with the limitation period as a warning."""
    from ttoffice.licenses.dues.ageing import BUCKETS, total_ageing
    from ttoffice.licenses.dues.ageing import ageing as rows_of

    opened = office()
    today = day(on, "--on") or opened.today
    with opened.reader() as reader:
        rows, whole = rows_of(reader, today), total_ageing(reader, today)
    if json:
        show_json(
            {
                "as_of": today.isoformat(),
                "total": whole.as_json(),
                "licenses": [row.as_json() for row in rows],
            }
        )
        return
    headers = (
        _("License number"),
        _("Name of the licensee"),
        *(_(label) for _code, label in BUCKETS),
        _("Not paid"),
        _("Limitation ends"),
    )
    lines = [(row, row.license, row.licensee) for row in rows] + [(whole, _("Together"), "")]
    show_table(
        headers,
        (
            (
                number,
                licensee,
                *map(_fen, row.open_fen),
                _fen(row.total_fen),
                row.limitation_on.isoformat() if row.limitation_on else "",
            )
            for row, number, licensee in lines
        ),
    )
    if whole.limited_fen:
        say(
            _(
                "Of %(fen)s the limitation period of three years, counted from each sum's own day, is past or ends"
                " within six months; demands and part payments begin it anew (民法典 188, 195)."
            )
            % {"fen": _fen(whole.limited_fen)}
        )


def forecast(
    number: str | None = typer.Argument(None, help=_("Only this license.")),
    quarters: int = typer.Option(8, "--quarters", "-q", min=1, max=80, help=_("How many quarters.")),
    on: str | None = typer.Option(None, "--on", help=_("As seen from this day; today where left out.")),
    plot: bool = typer.Option(False, "--plot", help=_("Draw it as columns below the table.")),
    json: bool = JSON,
) -> None:
    """Print what is expected to come in by quarter, and what each part of it rests on."""
    from ttoffice.licenses.dues.forecast import forecast as made
    from ttoffice.licenses.dues.workbook import quarter_words
    from ttoffice.licenses.reading import known

    opened = office()
    today = day(on, "--on") or opened.today
    with opened.reader() as reader:
        chosen = None if number is None else known(reader, number).number
        found = made(reader, today, quarters=quarters, number=chosen)
    if json:
        show_json(found.as_json())
        return
    show_table(
        (
            _("Quarter"),
            _("Fixed"),
            _("Milestones"),
            _("Royalties by their mean"),
            _("Royalties by the minimum"),
            _("Together"),
            _("Royalties not to be told"),
        ),
        (
            (
                quarter_words(item.key),
                _fen(item.fixed_fen),
                _fen(item.milestone_fen),
                _fen(item.mean_fen),
                _fen(item.minimum_fen),
                _fen(item.total_fen),
                str(item.unknown or ""),
            )
            for item in found.quarters
        ),
    )
    if plot:
        show("")
        for line in _drawn([(quarter_words(item.key), item.total_fen) for item in found.quarters]):
            show(line)


HEIGHT = 14


def _drawn(amounts: list[tuple[str, int]]) -> list[str]:
    """Return amounts by quarter as columns, as wide as the terminal."""
    from shutil import get_terminal_size

    from ttoffice.widgets.plots import Pen, Plot, Series, columns, text_of

    places, values = zip(*amounts, strict=True)
    picture = Plot(places, (Series("", values),))
    return text_of(columns(picture, get_terminal_size((80, 24)).columns, HEIGHT, Pen(show=_fen)))


def export_receivables(
    file: Path = typer.Argument(..., help=_("The workbook to write, such as 应收账款.xlsx.")),
    on: str | None = typer.Option(None, "--on", help=_("As seen from this day; today where left out.")),
) -> None:
    """Write balances, ageing, every due and the forecast to a workbook."""
    from ttoffice.errors import UsageError
    from ttoffice.licenses.dues.workbook import write_receivables

    if file.suffix.lower() != ".xlsx":
        raise UsageError(
            _("%(path)s does not end in .xlsx.") % {"path": file},
            advice=_("Nothing was written. Name the file such as 应收账款.xlsx."),
        )
    opened = office()
    today = day(on, "--on") or opened.today
    with opened.reader() as reader:
        rows = write_receivables(reader, today, file)
    show(str(file))
    say(_("%(count)d rows written.") % {"count": rows})
