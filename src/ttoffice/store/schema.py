"""The whole schema: every area's tables gathered, for migrations and their checks."""

from __future__ import annotations

from importlib import import_module

from sqlalchemy import MetaData

TABLE_MODULES = (
    "ttoffice.store.tables",
    "ttoffice.parties.tables",
    "ttoffice.deadlines.tables",
    "ttoffice.evidence.tables",
    "ttoffice.notices.tables",
    "ttoffice.results.tables",
    "ttoffice.results.listing.tables",
    "ttoffice.licenses.tables",
    "ttoffice.licenses.awards.tables",
    "ttoffice.licenses.contracts.tables",
    "ttoffice.licenses.filings.tables",
    "ttoffice.licenses.supports.tables",
    "ttoffice.licenses.collecting.tables",
    "ttoffice.licenses.integrity.tables",
    "ttoffice.licenses.annual.tables",
    "ttoffice.findings.tables",
    "ttoffice.agenda.tables",
)
"""Where tables are declared; named, not imported, because areas stand above the store."""


def metadata() -> MetaData:
    """Return the metadata with every table in it."""
    from ttoffice.store.base import metadata as gathered

    for module in TABLE_MODULES:
        import_module(module)
    return gathered
