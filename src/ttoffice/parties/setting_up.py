"""Setting up an office for the first time: its store, its unit, and the settings of whoever works there.

The workbench's first screen and `ttoffice init` both do it here. What is wrong is told before anything is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ttoffice.action.office import Office, open_office, untouched
from ttoffice.errors import RefusedError
from ttoffice.i18n import gettext as _
from ttoffice.parties.rules import unit_reasons
from ttoffice.paths import Home, on_network
from ttoffice.reasons import Reason, refusing
from ttoffice.settings import keep_setting

UNIT = ("name", "office", "credit_code")
SETTINGS = ("operator", "language", "theme")


@dataclass(frozen=True, slots=True)
class SetUp:
    """What is said of an office when it is set up; empty texts leave what stands.

    Attributes:
        name, office, credit_code: the own unit, the office that does the work, the unit's code.
        operator: whom the log names.
        language, theme: of the workbench.
    """

    name: str = ""
    office: str = ""
    credit_code: str = ""
    operator: str = ""
    language: str = ""
    theme: str = ""

    @property
    def unit(self) -> dict[str, str]:
        """What is said of the own unit."""
        return {key: getattr(self, key) for key in UNIT if getattr(self, key)}


def set_up_reasons(root: Path, wanted: SetUp) -> list[Reason]:
    """Return what is wrong or doubtful of a set-up: the code's check digit, the folder, a network share."""
    reasons = unit_reasons(wanted.credit_code, "")
    if root.exists() and not root.is_dir():
        message = _("%(path)s is a file; the data need a folder.") % {"path": root}
        reasons.append(Reason("setup.no_folder", message, field="folder"))
    if on_network(root):
        message = _("This is a network share: SQLite is not safe there. Choose a folder on this machine.")
        reasons.append(Reason("setup.network", message, field="folder", warning=True))
    if not untouched(Home(root)):
        message = _("There is an office in this folder already: it is opened, and what stands in it stays.")
        reasons.append(Reason("setup.in_use", message, field="folder", warning=True))
    return reasons


def set_up(home: Home, wanted: SetUp, *, environ: Mapping[str, str] | None = None) -> Office:
    """Make the store of a home where there is none, name the unit and keep the settings; return the office.

    Raises RefusedError before anything is made where something is wrong with it, StoreError or UsageError where the
    folder cannot be written.
    """
    refuse_wrong(home.root, wanted)
    office = open_office(home, environ=environ, operator=wanted.operator or None)
    settle(office, wanted)
    return office


def refuse_wrong(root: Path, wanted: SetUp) -> None:
    """Raise RefusedError where something is wrong with a set-up."""
    if refused := refusing(set_up_reasons(root, wanted)):
        raise RefusedError(refused, advice=_("Nothing was written. Correct the input and try again."))


def settle(office: Office, wanted: SetUp) -> None:
    """Name the unit of an opened office, and keep what is said of whoever works there."""
    from ttoffice.action import perform

    for name in SETTINGS:
        if value := getattr(wanted, name):
            keep_setting(office.home.settings, name, value)
    if wanted.unit:
        perform(office, "unit.set", wanted.unit)
