"""Commands about the money of one license: its schedule, a statement of revenue, a receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from ttoffice.cli.common import JSON, day, office, show, show_json, show_table, shown_fen
from ttoffice.cli.performing import as_json, run
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
                shown_fen(row.amount_fen) or _expected(row.expected_fen),
                shown_fen(row.paid_fen),
                shown_fen(row.open_fen),
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


def _expected(fen: int) -> str:
    return _("about %(amount)s") % {"amount": shown_fen(fen)} if fen else ""


def _remarks(row: ScheduleRow) -> str:
    from ttoffice.i18n import listed

    parts = []
    if row.days_late:
        parts.append(_("%(days)d d late") % {"days": row.days_late})
    if row.report_on is not None:
        parts.append(_("report by %(day)s") % {"day": row.report_on.isoformat()})
    if row.interest_fen:
        parts.append(_("interest not claimed: %(fen)s") % {"fen": shown_fen(row.interest_fen)})
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
    outcome = run("statement.enter", _given(data), dry_run=dry_run, json=json)
    if json:
        show_json(as_json(outcome, dry_run=dry_run))
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
    outcome = run("receipt.enter", _given(data), dry_run=dry_run, json=json)
    if json:
        show_json(as_json(outcome, dry_run=dry_run))
        return
    show(str(outcome.value))
    _show_dues(outcome)


def _given(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "")}


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
