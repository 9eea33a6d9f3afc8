"""Commands about licenses: draft one, print its terms as of any day, what is missing, how ready it is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from ttoffice.cli.common import JSON, cited, day, office, say, show, show_json, show_table
from ttoffice.cli.performing import as_json, run
from ttoffice.errors import UsageError
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _

if TYPE_CHECKING:
    from ttoffice.licenses.readiness import Readiness

GROUP_HELP = N_("Draft licenses, and see how they stand.")
_STAGE = re.compile(r"(?P<node>[^=＝]+)[=＝](?P<paid>.+?)(?:[,，/]\s*(?P<days>\d{1,4})\s*[日天d])?")


def draft(
    result: list[str] | None = typer.Option(
        None, "--result", help=_("The result, such as CG-2026-0001; may be repeated.")
    ),
    licensee: str = typer.Option(
        "", "--licensee", help=_("The licensee: QY number, credit code or exact name.")
    ),
    title: str = typer.Option("", "--title", help=_("What the license is called; else after its result.")),
    responsible: str = typer.Option("", "--responsible", help=_("Who looks after it, by number or name.")),
    kind: str = typer.Option("", "--kind", help=_("Kind: ordinary, sole or exclusive.")),
    territory: str = typer.Option("", "--territory", help=_("The territory; empty for everywhere.")),
    field: str = typer.Option("", "--field", help=_("The field of use; empty for all.")),
    until: str = typer.Option("", "--until", help=_("Last day of the term, such as 2031-12-31.")),
    threshold: str = typer.Option("", "--threshold", help=_("Threshold fee: 0, 30000 (yuan) or 3万元.")),
    stage: list[str] | None = typer.Option(
        None, "--stage", help=_("NODE=AMOUNT,DAYS: 中试=30万元,30日 or 2027-06-30=10%; may be repeated.")
    ),
    total: str = typer.Option("", "--total", help=_("The sum that stages with a share are shares of.")),
    royalty: str = typer.Option("", "--royalty", help=_("Fixed royalty rate, such as 5%.")),
    base: str = typer.Option("", "--base", help=_("Base of the royalty: net_sales, 销售额 …")),
    base_note: str = typer.Option("", "--base-note", help=_("What the base is, in the contract's words.")),
    period: str = typer.Option("", "--period", help=_("Settlement: month, quarter, half_year or year.")),
    report_days: int | None = typer.Option(None, "--report-days", help=_("Days to report after a period.")),
    payment_days: int | None = typer.Option(None, "--payment-days", help=_("Days to pay after the report.")),
    royalty_from: str = typer.Option(
        "",
        "--royalty-from",
        help=_("First income that counts: a day, a time after effect (12m), or 首次销售."),
    ),
    royalty_until: str = typer.Option("", "--royalty-until", help=_("Last day of income that counts.")),
    cap: str = typer.Option("", "--cap", help=_("Most royalty in all.")),
    minimum: str = typer.Option("", "--minimum", help=_("Least royalty a year.")),
    late_rate: str = typer.Option("", "--late-rate", help=_("Late interest a day: 0.03% or 万分之三.")),
    data: str = typer.Option("", "--data", "-d", help=_("Everything as JSON, @FILE, or @- for stdin.")),
    dry_run: bool = typer.Option(False, "--dry-run", help=_("Do everything but keep it.")),
    json: bool = JSON,
) -> None:
    """Draft a license of a result: its rights and fee standard come from the register."""
    given = read_given(data)
    whole = {"results": list(result or ()), "licensee": licensee, "title": title, "responsible": responsible}
    given |= {name: value for name, value in whole.items() if value}
    terms = {"kind": kind, "territory": territory, "field_of_use": field, "ends_on": until}
    stages = [_stage(text) for text in stage or ()]
    plan = {"threshold": threshold, "total": total, "stages": stages, "late_rate": late_rate}
    income: dict[str, Any] = {
        "rate": royalty,
        "base": base,
        "base_note": base_note,
        "period": period,
        "report_days": report_days,
        "payment_days": payment_days,
        "ends_on": royalty_until,
        "cap": cap,
        "minimum": minimum,
        **_income_start(royalty_from),
    }
    given["terms"] = _joined(given.get("terms") or {}, terms, plan, income)
    _draft(given, dry_run=dry_run, json=json)


def _draft(given: dict[str, Any], *, dry_run: bool, json: bool) -> None:
    outcome = run("license.draft", given, dry_run=dry_run, json=json)
    if json:
        show_json(as_json(outcome, dry_run=dry_run))
    else:
        show(str(outcome.value))


def read_given(data: str) -> dict[str, Any]:
    """Return the JSON object of `--data`; a text that begins with no bracket is the name of a file."""
    from ttoffice.cli.acting import read_data

    if not data:
        return {}
    plain = data.lstrip().startswith(("{", "@")) or data == "-"
    return read_data(data if plain else f"@{Path(data)}")


def _joined(
    known: dict[str, Any], terms: dict[str, Any], plan: dict[str, Any], income: dict[str, Any]
) -> Any:
    """Return the terms of the data with those of the options over them."""
    joined = {**known, **_said(terms)}
    fees = {**(known.get("plan") or {}), **_said(plan)}
    royalty = {**(fees.get("royalty") or {}), **_said(income)}
    if royalty:
        fees["royalty"] = royalty
    return {**joined, "plan": fees} if fees else joined


def _said(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value not in ("", None, [])}


FIRST_SALE = frozenset({"first_sale", "first sale", "first-sale", "首次销售"})
"""Ways of writing that income counts from the first sale."""


def _income_start(text: str) -> dict[str, Any]:
    """Return from when income counts, as one of the three fields of a royalty; raise UsageError for what is none."""
    from ttoffice.licenses.typed import day_of, period_of

    if not text.strip():
        return {}
    if text.strip().lower() in FIRST_SALE:
        return {"from_first_sale": True}
    for name, reader in (("starts_on", day_of), ("starts_after", period_of)):
        try:
            return {name: reader(text)}
        except ValueError:
            continue
    raise UsageError(
        _("%(text)s is no day, no period and not the first sale.") % {"text": text},
        advice=_("Write 2027-01-01, 12m or first-sale (首次销售)."),
    )


def _stage(text: str) -> dict[str, Any]:
    """Return a stage of `NODE=AMOUNT,DAYS`; raise UsageError for what is none."""
    from ttoffice.licenses.codes import MILESTONE_LABELS
    from ttoffice.licenses.typed import code_of, day_of, period_of

    found = _STAGE.fullmatch(text.strip())
    if found is None:
        raise UsageError(
            _("%(text)s is no stage.") % {"text": text},
            advice=_("Write NODE=AMOUNT,DAYS, such as 中试=30万元,30日 or 2027-06-30=10%."),
        )
    node, paid = found["node"].strip(), found["paid"].strip()
    stage: dict[str, Any] = {"days_to_pay": int(found["days"])} if found["days"] else {}
    stage["share" if paid.endswith(("%", "％")) else "amount"] = paid
    for name, reader in (("on", day_of), ("after", period_of)):
        try:
            return stage | {name: reader(node)}
        except ValueError:
            continue
    code = code_of(node, MILESTONE_LABELS)
    return stage | {"label": node, "milestone": code if code in MILESTONE_LABELS else "other"}


# --- how it stands -------------------------------------------------------------------------------------


def canonical(number: str) -> str:
    """Return a license's number as it is kept."""
    from ttoffice.numbering import read_number

    return read_number(number) or number


NUMBER = typer.Argument(..., help=_("The license's number, such as XK-2026-0001."))


def terms(
    number: str = NUMBER,
    on: str | None = typer.Option(None, "--on", help=_("The terms that hold on this day (2027-03-31).")),
    json: bool = JSON,
) -> None:
    """Print the terms of a license as they hold on a day, in words, and the amendments in effect by then."""
    from ttoffice.licenses.chain import chain_of
    from ttoffice.licenses.reading import known, terms_document
    from ttoffice.licenses.wording import terms_lines

    opened = office()
    wanted = day(on, "--on") or opened.today
    with opened.reader() as reader:
        found = known(reader, number)
        chain = chain_of(reader, found, wanted)
    held = chain[-1].terms if chain else found.record.terms
    if json:
        amendments = [link.amendment.number for link in chain]
        document = {"number": found.number, "on": wanted.isoformat(), "amendments": amendments}
        show_json({**document, "terms": terms_document(held)})
        return
    show(f"{found.number} {found.record.title}")
    for label, text in terms_lines(held):
        show(_("%(label)s: %(value)s") % {"label": label, "value": text})
    for link in chain:
        record = link.amendment.record
        show(f"{link.amendment.number} {record.title} ({record.effective_on.isoformat()})")
        for one in link.differences:
            show(f"   {one.sentence}")
    say(_("As of %(day)s.") % {"day": wanted.isoformat()})


def check(number: str = NUMBER, json: bool = JSON) -> None:
    """Print what stands between a license and its signature, and what the law says of it."""
    from ttoffice.licenses.hindrances import hindrances
    from ttoffice.licenses.reading import known

    opened = office()
    with opened.reader() as reader:
        reasons = hindrances(reader, known(reader, number), opened.rulebook, opened.today)
    if json:
        show_json([reason.as_json() for reason in reasons])
        return
    for reason in sorted(reasons, key=lambda one: one.warning):
        mark = _("Note: %(message)s") if reason.warning else "%(message)s"
        basis = f" [{cited(reason.basis)}]" if reason.basis else ""
        show(mark % {"message": reason.message} + basis)
    refusing = sum(not reason.warning for reason in reasons)
    say(
        _("%(refusing)d hindrances, %(notes)d notes.")
        % {"refusing": refusing, "notes": len(reasons) - refusing}
    )


def readiness(
    number: str = NUMBER,
    on: str | None = typer.Option(None, "--on", help=_("The day to look at; today where left out.")),
    json: bool = JSON,
) -> None:
    """Print which proof of diligence exists, criterion by criterion, and which is missing."""
    from ttoffice.licenses.readiness import readiness as ready

    opened = office()
    with opened.reader() as reader:
        found = ready(reader, opened.rulebook, number, day(on, "--on") or opened.today)
    if json:
        show_json(found.as_json())
    else:
        _show_readiness(found)


def _show_readiness(found: Readiness) -> None:
    from ttoffice.licenses.kinds import LICENSE

    show(f"{found.number} {found.title} ({LICENSE.readable('state', found.state.value)})")
    for gauge in found.gauges:
        show("")
        show(f"{gauge.label} {gauge.there}/{gauge.asked} [{cited(gauge.basis)}]")
        if not gauge.proofs:
            show(_("Nothing is asked for yet."))
            continue
        show_table(
            (_("State"), _("Proof"), _("Numbers"), _("What to do")),
            (
                (
                    _("there") if proof.there else _("missing"),
                    proof.label,
                    "、".join(proof.numbers),
                    proof.advice,
                )
                for proof in gauge.proofs
            ),
        )
        if gauge.more:
            show(_("Further exhibits: %(numbers)s") % {"numbers": "、".join(gauge.more)})
    say(_("%(there)d of %(asked)d proofs are there.") % {"there": found.there, "asked": found.asked})
