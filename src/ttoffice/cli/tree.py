"""The tree of commands: names, help and examples; what a command does stands in its own module."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from ttoffice.cli import acting, exporting, importing, offices, register, rulebooks
from ttoffice.cli.common import example
from ttoffice.i18n import gettext as _


class Command(TyperCommand):
    """A command whose own help option speaks the user's language."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the help option with its text translated."""
        return translated(super().get_help_option(ctx))


class Group(TyperGroup):
    """A group whose own help option speaks the user's language."""

    def get_help_option(self, ctx: Any) -> Any:
        """Return the help option with its text translated."""
        return translated(super().get_help_option(ctx))


def translated(option: Any) -> Any:
    """Set the text of a help option."""
    if option is not None:
        option.help = _("Show this help and exit.")
    return option


def group(text: str) -> typer.Typer:
    """Return an empty group of commands."""
    return typer.Typer(
        cls=Group, help=text, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False
    )


def build() -> typer.Typer:
    """Return the whole tree, in the language in use."""
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
    for name, function, usage in COMMANDS:
        app.command(name, cls=Command, epilog=example(usage))(function)
    for name, text, commands in GROUPS:
        sub = group(_(text))
        for child, function, usage in commands:
            sub.command(child, cls=Command, epilog=example(usage))(function)
        app.add_typer(sub, name=name)
    return app


COMMANDS: tuple[tuple[str, Any, str], ...] = (
    ("demo", offices.demo, "demo --rows 300"),
    ("init", offices.init, "init --unit 滇中科技大学"),
    ("show", register.show_result, "show CG-2026-0001 --as-of 2026-06-30"),
    ("scan", register.scan, "scan --as-of 2026-12-31 --json"),
    ("do", acting.do, "do result.edit CG-2026-0001 --data '{\"maturity\": \"pilot\"}'"),
    ("actions", acting.actions, "actions --json"),
    ("rules", rulebooks.rules, "rules 'pay-later:6(1)'"),
    ("log", offices.show_log, "log CG-2026-0001"),
    ("verify", offices.verify, "verify"),
    ("backup", offices.backup, "backup D:/backup/ttoffice-2026-11.db"),
    ("restore", offices.restore, "restore D:/backup/ttoffice-2026-11.db"),
    ("doctor", offices.doctor, "doctor"),
    ("paths", offices.paths, "paths --json"),
)

GROUPS: tuple[tuple[str, str, tuple[tuple[str, Any, str], ...]], ...] = (
    (
        "import",
        importing.GROUP_HELP,
        (("results", importing.import_results, "import results 成果台账.xlsx --dry-run"),),
    ),
    (
        "list",
        register.GROUP_HELP,
        (("results", register.list_results, "list results --search 咖啡 --limit 20"),),
    ),
    (
        "export",
        exporting.GROUP_HELP,
        (("listing", exporting.export_listing, "export listing --format xlsx -o listing.xlsx --partial"),),
    ),
)
