"""The commands of the group `license`: names, help and examples."""

from __future__ import annotations

from typing import Any

from ttoffice.cli import (
    agreements,
    clauses,
    collecting,
    contract_wording,
    contracts,
    filings,
    licensing,
    payments,
    simulating,
)
from ttoffice.i18n import N_

LICENSE_COMMANDS: tuple[tuple[str, Any, str, str], ...] = (
    (
        "draft",
        licensing.draft,
        N_("Draft a license of a result: rights and fee standard come from the register."),
        "license draft --result CG-2026-0001 --licensee QY-2026-0001 --stage 中试=30万元,30日 --royalty 5%",
    ),
    (
        "terms",
        licensing.terms,
        N_("Print the terms as they hold on a day, in words, with the amendments."),
        "license terms XK-2026-0001 --on 2027-03-31",
    ),
    (
        "check",
        licensing.check,
        N_("Print what stands between a license and its signature, and what the law says of it."),
        "license check XK-2026-0001",
    ),
    (
        "readiness",
        licensing.readiness,
        N_("Print which proof of diligence exists and which is missing (exemption Art. 6)."),
        "license readiness XK-2026-0001",
    ),
    *contracts.COMMANDS,
    (
        "library",
        clauses.library,
        N_("Check the clause library and the letters; copy them into the settings folder to edit them."),
        "license library --copy",
    ),
    *agreements.COMMANDS,
    (
        "schedule",
        payments.schedule,
        N_("Print every sum due under a license: its day, what is paid and open."),
        "license schedule XK-2026-0001 --working",
    ),
    (
        "simulate",
        simulating.simulate,
        N_("Print what a license brings under the three modes at one forecast."),
        "license simulate XK-2026-0001 --revenue 2027=50万元,2028=200万元 --slip s2=6m",
    ),
    (
        "statement",
        payments.statement,
        N_("Enter the statement of revenue of a settlement period."),
        "license statement XK-2026-0001 --period 2026-H1 --base 120万元 --received 2026-07-20",
    ),
    (
        "receipt",
        payments.receipt,
        N_("Enter a receipt and what it pays."),
        "license receipt XK-2026-0001 --amount 50000 --on 2026-08-20",
    ),
    (
        "filings",
        filings.filings,
        N_("Print how registration and recordal of a license stand, and what the form lacks."),
        "license filings XK-2026-0001 --kind recordal",
    ),
    (
        "reminders",
        collecting.reminders,
        N_("Print the ladder of reminders of a license: what is due, what was sent, what is at hand."),
        "license reminders XK-2026-0001",
    ),
    (
        "integrity",
        collecting.integrity,
        N_("Print the integrity records of a license, and what the ledger shows."),
        "license integrity XK-2026-0001",
    ),
    (
        "lint",
        contract_wording.lint,
        N_("Look over a contract's wording for the six kinds of clauses that void it."),
        "license lint 对方合同稿.docx",
    ),
)
