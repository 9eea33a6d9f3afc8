"""Templates of a finding's papers: shipped ones, and the office's own in its settings folder, which replace them."""

from __future__ import annotations

from pathlib import Path

from ttoffice.documents.passages import Known
from ttoffice.documents.shipped import copy_missing
from ttoffice.findings.documents.facts import FACTS
from ttoffice.findings.documents.places import PLACES
from ttoffice.findings.documents.tables import TABLES
from ttoffice.findings.documents.template_reading import FormTemplate, read_form
from ttoffice.paths import PACKAGE, Home

SHIPPED = PACKAGE / "templates" / "findings"
KNOWN = Known(PLACES, FACTS, TABLES)


def load_template(code: str, home: Home | None = None) -> FormTemplate:
    """Return the template of a form; raise TemplateError that names file and line of what is wrong."""
    own = home.templates / "findings" / f"{code}.toml" if home is not None else None
    if own is not None and own.exists():
        return read_form(own, KNOWN, own=True)
    return read_form(SHIPPED / f"{code}.toml", KNOWN, own=False)


def copy_templates(home: Home) -> list[Path]:
    """Copy the shipped forms into the office's folder, so that they can be edited; those there already stay."""
    return copy_missing(SHIPPED, home.templates / "findings")
