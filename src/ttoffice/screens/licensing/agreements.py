"""Amendments as a list, and the agreements that they are written as: recorded, proposed in a form, for signature."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from ttoffice.i18n import gettext as _
from ttoffice.licenses.kinds import AMENDMENT
from ttoffice.screens.base import BaseScreen, Command
from ttoffice.screens.licensing.contract_files import ask_file
from ttoffice.screens.licensing.lists import PartArea

if TYPE_CHECKING:
    from ttoffice.action.office import Office
    from ttoffice.licenses.contracts.writing import Made


class AmendmentsArea(PartArea):
    """The amendments of licenses."""

    name = "amendment"
    record_kind = AMENDMENT
    orders = ("number", "subject", "effective_on", "signed_on")

    def commands(self, screen: BaseScreen[Any]) -> Iterable[Command]:
        """Offer the agreement of the amendment at hand as a file."""
        from ttoffice.screens.kit.records import RecordScreenBase

        if isinstance(screen, RecordScreenBase) and (number := screen.current_number()) is not None:
            label = f"{_('Write the amending agreement as a file')}  {number}"
            yield Command(
                label, partial(ask_file, screen, label, partial(amendment_file, screen.office, number))
            )


def newest_command(screen: BaseScreen[Any], license_: str) -> Command:
    """Return what writes the newest amendment of a license as an agreement."""
    label = _("Write the newest amending agreement as a file")
    make = partial(newest_file, screen.office, license_)
    return Command(label, partial(ask_file, screen, f"{label}  {license_}", make))


def amendment_file(office: Office, number: str, form: str) -> Made:
    """Return the agreement of a recorded amendment."""
    from ttoffice.action.records import document
    from ttoffice.licenses.addenda.making import recorded_agreement

    with office.reader() as reader:
        license_ = str(document(reader, AMENDMENT, number)["subject"])
    return recorded_agreement(office, license_, number).file(form)


def newest_file(office: Office, license_: str, form: str) -> Made:
    """Return the agreement of the newest recorded amendment of a license."""
    from ttoffice.licenses.addenda.making import recorded_agreement

    return recorded_agreement(office, license_).file(form)


# --- what is only proposed -----------------------------------------------------------------------------


def proposed_commands(screen: BaseScreen[Any], license_: str, data: Mapping[str, Any]) -> Iterable[Command]:
    """Yield what writes an amendment that stands in a form as an agreement: a draft, and the copy for signature."""
    titles = (
        (_("Write what stands here as a draft agreement"), False),
        (_("Write what stands here as the copy for signature"), True),
    )
    for title, final in titles:
        make = partial(proposed_file, screen.office, license_, data, final)
        yield Command(title, partial(ask_file, screen, f"{title}  {license_}", make))


def proposed_file(office: Office, license_: str, data: Mapping[str, Any], final: bool, form: str) -> Made:
    """Return the agreement of an amendment that is only proposed; nothing is recorded."""
    from ttoffice.licenses.addenda.making import proposed_agreement

    return proposed_agreement(office, license_, data, final=final).file(form)
