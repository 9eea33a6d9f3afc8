"""The tree of commands: names, help and examples; what a command does stands in its own module."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import typer
from typer._click import exceptions as click
from typer.core import TyperCommand, TyperGroup

from ttoffice.cli import (
    acting,
    agenda,
    annual,
    awards,
    deadlines,
    dossiers,
    enterprises,
    evidence,
    exporting,
    filings,
    findings,
    importing,
    keys,
    licensing,
    manuals,
    notices,
    offices,
    parties,
    receivables,
    register,
    rulebooks,
    serving,
    stepping,
    today,
    viewing,
)
from ttoffice.cli.common import example, with_near
from ttoffice.cli.finding_tree import FINDING_COMMANDS
from ttoffice.cli.license_tree import LICENSE_COMMANDS
from ttoffice.cli.records import LISTS, lister
from ttoffice.i18n import N_
from ttoffice.i18n import gettext as _

USAGE_WORDS = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))
"""What the parser writes into a usage line."""


class Spoken:
    """What a command says of itself, in the user's language."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the help option with its text translated."""
        option = super().get_help_option(ctx)  # type: ignore[misc]  # the command beside it has it
        if option is not None:
            option.help = _("Show this help and exit.")
        return option

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line with its first word translated."""
        found = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]  # the command beside it has it
        pieces = [_(piece) if piece in USAGE_WORDS else piece for piece in found]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))


class Command(Spoken, TyperCommand):
    """A command that speaks the user's language."""


class Group(Spoken, TyperGroup):
    """A group that speaks the user's language."""

    def get_params(self, ctx: Any) -> Any:
        """Return the options, those of shell completion with their texts translated."""
        found: list[Any] = list(super().get_params(ctx))
        for option in found:
            if option.name in COMPLETION_HELP:
                option.help = _(COMPLETION_HELP[option.name])
        return found

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command of a name; where there is none, name those that were perhaps meant."""
        try:
            return self._click_resolve_command(ctx, args)
        except click.UsageError as error:
            error.message = with_near(error.message, get_close_matches(args[0], self.commands))
            raise


COMPLETION_HELP = {
    "install_completion": N_("Install completion for the current shell."),
    "show_completion": N_("Show completion for the current shell, to copy or adapt it."),
}
PARSER_STRINGS = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("required"),
    N_("default: {default}"),
    N_("env var: {var}"),
    N_("(dynamic)"),
    N_("Missing command."),
    N_("No such command {name!r}."),
    N_("Aborted!"),
)
"""What the command-line parser itself looks up in the catalog."""


def group(text: str) -> typer.Typer:
    """Return an empty group of commands."""
    return typer.Typer(
        cls=Group, help=text, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False
    )


def build(words: Sequence[str] = ()) -> typer.Typer:
    """Return the tree of commands, in the language in use; of a call that names its command, the branch with it alone.

    To make every command ready takes longer than most commands run. What is no name of a command, a word too many
    or too few, needs the whole tree: its help and its proposals.
    """
    app = typer.Typer(
        cls=Group,
        help=_(
            "The working tool of technology-transfer offices in Yunnan: use first, pay later, and"
            " due-diligence exemption. Without a command it opens the workbench. Global options, anywhere:"
            " --home DIR (or TTOFFICE_HOME) picks the store, --lang zh|en the language, --operator NAME who"
            " works."
        ),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=True,
        invoke_without_command=True,
    )
    app.callback()(offices.workbench)
    commands, groups = _branch(words)
    for name, function, text, usage in commands:
        app.command(name, cls=Command, help=_(text), epilog=example(usage))(function)
    for name, text, children in groups:
        sub = group(_(text))
        for child, function, summary, usage in children:
            sub.command(child, cls=Command, help=_(summary), epilog=example(usage))(function)
        app.add_typer(sub, name=name)
    return app


def _branch(words: Sequence[str]) -> tuple[tuple[_Command, ...], tuple[_Group, ...]]:
    """Return the commands and groups among which a call finds its own."""
    first, second = (*words, "", "")[:2]
    commands = tuple(command for command in COMMANDS if command[0] == first)
    groups = tuple(
        (name, text, tuple(child for child in children if child[0] == second) or children)
        for name, text, children in GROUPS
        if name == first
    )
    return (commands, groups) if commands or groups else (COMMANDS, GROUPS)


_Command = tuple[str, Any, str, str]
_Group = tuple[str, str, tuple[_Command, ...]]

COMMANDS: tuple[_Command, ...] = (
    (
        "demo",
        offices.demo,
        N_("Make a lifelike office in a throw-away folder and open it."),
        "demo --rows 300",
    ),
    (
        "init",
        offices.init,
        N_("Make the store of an empty home, and name the unit where given."),
        "init --unit 滇中科技大学",
    ),
    (
        "show",
        register.show_result,
        N_("Print one record, today's or as of any day, or its history."),
        "show CG-2026-0001 --as-of 2026-06-30",
    ),
    (
        "next",
        stepping.next_of,
        N_("Print what the office would do next with a record, and what is missing first."),
        "next XK-2026-0001",
    ),
    (
        "agenda",
        agenda.agenda,
        N_("Print everything that is due, overdue first, or write it as a calendar file."),
        "agenda --within 90 --json",
    ),
    (
        "today",
        today.today,
        N_(
            "Print the day at a glance: due now, procedure clocks, money, results for the list, changes since yesterday."
        ),
        "today --plots",
    ),
    (
        "scan",
        register.scan,
        N_("Print which results the guideline wants listed: unused two full years (pay-later Art. 4)."),
        "scan --as-of 2026-12-31 --json",
    ),
    (
        "deadline",
        deadlines.deadline,
        N_("Count a period and print every day of it: calendar or working days, months, years."),
        "deadline --from 2026-02-10 --for 15d",
    ),
    (
        "deadline-proof",
        deadlines.deadline_proof,
        N_("Print the proof of a deadline, day by day, as a page for paper."),
        "deadline-proof QX-2026-0001 -o 期限推算.html",
    ),
    (
        "policy",
        deadlines.policy,
        N_("Print the unit's settings: value in force, source, since when, what is to come."),
        "policy --as-of 2027-01-01",
    ),
    (
        "calendar",
        deadlines.calendar,
        N_("Print the years of the working calendar and the unit's closures, with their sources."),
        "calendar --json",
    ),
    (
        "calendar-load",
        deadlines.calendar_load,
        N_("Load a year of the working calendar, and count every running deadline anew."),
        "calendar-load 2027年放假安排.csv --dry-run",
    ),
    (
        "views",
        viewing.views,
        N_("List the saved views of the lists, save one, or remove one."),
        "views --save 待挂牌 --view due --sort acquired_on",
    ),
    (
        "exhibits",
        evidence.exhibits,
        N_("List the files attached to a record."),
        "exhibits CG-2026-0001",
    ),
    (
        "attach",
        evidence.attach,
        N_("Attach files, or all files of a folder, to a record as exhibits."),
        "attach CG-2026-0001 纪要.pdf 公示照片/ --source 科研处 --proves criterion:democratic_procedure",
    ),
    (
        "exhibit",
        evidence.exhibit,
        N_("Print what is known of an exhibit, copy it out of the vault, or open it."),
        "exhibit ZJ-2026-0001 -o 专利证书.pdf",
    ),
    (
        "verify-exhibits",
        evidence.verify_exhibits,
        N_("Read the files of exhibits again: each missing or changed one is named with who relies on it."),
        "verify-exhibits --record CG-2026-0001",
    ),
    (
        "notice-document",
        notices.document,
        N_("Make a document of a notice, an objection or a review, as Word file or page to print."),
        "notice-document GS-2026-0001 --kind statement --form docx -o 公示情况说明.docx",
    ),
    (
        "conflicts",
        parties.conflicts,
        N_("Print why a person should perhaps withdraw from a matter (exemption Art. 10(5))."),
        "conflicts RY-2026-0001 --matter CG-2026-0001 --organisation 某某科技有限公司",
    ),
    (
        "dissents",
        parties.dissents,
        N_("Print the dissents recorded in collective decisions (exemption Art. 7(7))."),
        "dissents --search 询价",
    ),
    (
        "dossier",
        dossiers.dossier,
        N_("Make the dossier of a record: one zip with a verifier that runs without ttoffice."),
        "dossier CG-2026-0001 -o 卷宗.zip --for audit",
    ),
    (
        "verify-dossier",
        dossiers.verify_dossier,
        N_("Check a dossier, every byte of it, and look its verification code up in the log."),
        "verify-dossier 卷宗.zip",
    ),
    (
        "ageing",
        receivables.ageing,
        N_("Print how long what is open under licenses has been overdue."),
        "ageing --on 2026-12-31",
    ),
    (
        "forecast",
        receivables.forecast,
        N_("Print what licenses are expected to bring, by quarter."),
        "forecast --quarters 8",
    ),
    (
        "do",
        acting.do,
        N_("Run one action: the same that the screens run, with the same refusals."),
        'do result.edit CG-2026-0001 --data \'{"maturity": "pilot"}\'',
    ),
    (
        "actions",
        acting.actions,
        N_("List every action: its name, what it does, the article it rests on, and its data."),
        "actions --json",
    ),
    (
        "rules",
        rulebooks.rules,
        N_("Print the guidelines, article by article, or one article or item."),
        "rules 'pay-later:6(1)'",
    ),
    ("log", offices.show_log, N_("Print the log, newest first."), "log CG-2026-0001"),
    (
        "verify",
        offices.verify,
        N_("Check the whole store: the log chain, the histories, the vault, and the database itself."),
        "verify",
    ),
    (
        "backup",
        offices.backup,
        N_("Write a checked copy of the store and its vault to one file."),
        "backup --to D:/backup --keep 30",
    ),
    (
        "restore",
        offices.restore,
        N_("Bring back a copy; what stands in the home now is kept beside it first."),
        "restore D:/backup/ttoffice-2026-11.zip",
    ),
    (
        "doctor",
        offices.doctor,
        N_("Look whether this machine and home are fit to work: folders, store, disk, terminal."),
        "doctor",
    ),
    (
        "serve",
        serving.serve,
        N_("Serve the workbench to a browser of this machine, by a link with a token."),
        "serve --port 8650 --no-open",
    ),
    ("paths", offices.paths, N_("Print where everything lies."), "paths --json"),
    (
        "keys",
        keys.keys,
        N_(
            "List the keys of the workbench: their ids, the keys as the settings have them, and what they do."
        ),
        "keys --json",
    ),
    (
        "manual",
        manuals.manual,
        N_("Read the manual: one page a task, with the keys of this machine."),
        "manual 到账",
    ),
)

GROUPS: tuple[_Group, ...] = (
    (
        "import",
        importing.GROUP_HELP,
        (
            (
                "results",
                importing.import_results,
                N_("Import a ledger of results: all of it in one transaction."),
                "import results 成果台账.xlsx --dry-run",
            ),
            (
                "licenses",
                importing.import_licenses,
                N_("Import a ledger of contracts signed before: all of it in one transaction."),
                "import licenses 合同台账.xlsx --dry-run",
            ),
            (
                "receipts",
                importing.import_receipts,
                N_("Import a ledger of receipts: all of it in one transaction."),
                "import receipts 到账台账.xlsx --dry-run",
            ),
        ),
    ),
    (
        "list",
        register.GROUP_HELP,
        (
            (
                "results",
                register.list_results,
                N_("Print the register, or what of it a search and a view leave."),
                "list results --search 咖啡 --limit 20",
            ),
            *((name, lister(code), text, usage) for name, code, text, usage in LISTS),
        ),
    ),
    (
        "enterprise",
        enterprises.GROUP_HELP,
        (
            (
                "size",
                enterprises.size,
                N_("Print the size class of an enterprise on a day, and how it came about."),
                "enterprise size QY-2026-0001 --on 2026-06-30",
            ),
            (
                "standard",
                enterprises.standard,
                N_("Print the size standard in force on a day, or copy it to be edited."),
                "enterprise standard --on 2026-06-30",
            ),
        ),
    ),
    ("license", licensing.GROUP_HELP, LICENSE_COMMANDS),
    ("finding", findings.GROUP_HELP, FINDING_COMMANDS),
    (
        "export",
        exporting.GROUP_HELP,
        (
            (
                "annual",
                annual.export_annual,
                N_("Write the tables of the annual report on transfers, with a sheet of what is missing."),
                "export annual 2026 年度报告附表.xlsx",
            ),
            (
                "listing",
                exporting.export_listing,
                N_("Export the listing for the platform, checked first."),
                "export listing --format xlsx -o listing.xlsx --partial",
            ),
            (
                "dossier",
                dossiers.dossier,
                N_("Make the dossier of a record: one zip with a verifier that runs without ttoffice."),
                "export dossier MZ-2026-0001 -o 卷宗.zip --for audit",
            ),
            (
                "receivables",
                receivables.export_receivables,
                N_("Write balances, ageing, sums due and forecast to a workbook."),
                "export receivables 应收账款.xlsx",
            ),
            (
                "award",
                awards.export_award,
                N_("Write the list of an award distribution for publicity, or for payment."),
                "export award FP-2026-0001 奖励公示.docx",
            ),
            (
                "registration",
                filings.export_registration,
                N_("Write the registration or recordal sheet of a license as a workbook."),
                "export registration XK-2026-0001 技术合同登记.xlsx --partial",
            ),
        ),
    ),
)
