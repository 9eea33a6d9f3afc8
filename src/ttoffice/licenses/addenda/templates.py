"""The template of amending agreements: the shipped one, and the office's own in its settings folder, which replaces it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ttoffice.documents.passages import Known, Passages, read_passages
from ttoffice.documents.shipped import copy_missing
from ttoffice.licenses.addenda.wording import FACTS, PLACES, TABLES
from ttoffice.paths import PACKAGE, Home

NAME = "amendment.toml"
SHIPPED = PACKAGE / "templates" / "agreements" / NAME


@dataclass(frozen=True, slots=True)
class AddendumTemplate:
    """The template as read; `own` tells that it is the office's."""

    found: Passages
    own: bool

    @property
    def title(self) -> str:
        """Its own title; empty where each agreement has the amendment's name."""
        return self.found.title


def load_template(home: Home | None = None) -> AddendumTemplate:
    """Return the template in use; raise TemplateError that names file and line of what is wrong."""
    own = _own(home) if home is not None else None
    chosen = own if own is not None and own.exists() else SHIPPED
    return AddendumTemplate(read_passages(chosen, Known(PLACES, FACTS, TABLES)), chosen is own)


def copy_template(home: Home) -> list[Path]:
    """Copy the shipped template into the office's folder, so that it can be edited; one there already stays."""
    return copy_missing(SHIPPED.parent, _own(home).parent)


def _own(home: Home) -> Path:
    return home.templates / "agreements" / NAME
