"""What is missing for an annual report, record by record, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ttoffice.i18n import N_
from ttoffice.licenses.annual.rows import UNKNOWN, ContractRow, Missing
from ttoffice.parties.views import own_unit
from ttoffice.store.connection import Reader


def missing_of(
    reader: Reader, year: int, contracts: Iterable[ContractRow], undistributed: Mapping[str, tuple[str, ...]]
) -> Iterator[Missing]:
    """Yield what the tables of a year lack."""
    if not own_unit(reader).name:
        yield Missing("", "", N_("Name of the own unit"), N_("Enter the name of the own unit with unit.set."))
    for one in contracts:
        for what, todo in _of_contract(one, year):
            yield Missing(one.number, one.title, what, todo)
        if one.number in undistributed:
            yield Missing(
                one.number,
                one.title,
                N_("%(numbers)s of the year not distributed"),
                N_("Draft the distribution with award.draft."),
                undistributed[one.number],
            )


def _of_contract(one: ContractRow, year: int) -> Iterator[tuple[str, str]]:
    if not one.results:
        yield N_("Results licensed"), N_("Enter the licensed results in the terms of the license.")
    if UNKNOWN in one.types or (one.results and not one.types):
        yield N_("Type of the result"), N_("Complete the type of the result in the register.")
    if UNKNOWN in one.sources or (one.results and not one.sources):
        what = N_("Source of the result (whether publicly funded)")
        yield what, N_("Complete the funding of the result in the register.")
    if one.licensee_class == UNKNOWN:
        yield (
            N_("Size class of the licensee"),
            N_("Enter the enterprise with its employees, revenue and assets as of signature."),
        )
    if one.region == UNKNOWN:
        yield N_("Place of the licensee"), N_("Complete its place in the register of enterprises.")
    if one.pricing == UNKNOWN:
        yield (
            N_("How the price was found"),
            N_(
                "Fill it in from the papers on file when reporting; it cannot be added after signature, so enter it"
                " before signing from now on."
            ),
        )
    if one.related == UNKNOWN:
        yield (
            N_("Whether it is a related transaction"),
            N_(
                "Fill it in from the declaration on file when reporting; it cannot be added after signature, so enter"
                " it before signing from now on."
            ),
        )
    if one.signed_in(year) and one.registered_on is None:
        what = N_("Registration of the technology contract")
        yield what, N_("Have it registered and enter the certificate.")


def incomplete(contracts: Iterable[ContractRow]) -> int:
    """Return how many contracts have a cell without a value."""
    return sum(UNKNOWN in (one.licensee_class, one.region, one.pricing, one.related) for one in contracts)
