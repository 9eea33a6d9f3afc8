"""The office in figures: how old unpaid sums are, and how far licenses and findings are, each stage with its count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ttoffice.agenda.today.views import Today, today_of
from ttoffice.findings.codes import STATE_LABELS as FINDING_LABELS
from ttoffice.i18n import gettext as _
from ttoffice.licenses.codes import STATE_LABELS as LICENSE_LABELS
from ttoffice.licenses.dues.ageing import Ageing, total_ageing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ttoffice.action.office import Office
    from ttoffice.store.connection import Reader


@dataclass(frozen=True, slots=True)
class StageCount:
    """How many records are at a stage.

    Attributes:
        code: the state, as the store has it.
        label_source: catalog string of what it is called.
        open_fen: what is payable and not paid under them, overdue sums included.
    """

    code: str
    label_source: str
    count: int
    open_fen: int = 0

    @property
    def label(self) -> str:
        """What the stage is called, in the user's language."""
        return _(self.label_source)

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"state": self.code, "count": self.count, "open_fen": self.open_fen}


@dataclass(frozen=True, slots=True)
class Overview:
    """The day at a glance, and the office in figures on that day."""

    today: Today
    ageing: Ageing
    licenses: tuple[StageCount, ...]
    findings: tuple[StageCount, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            **self.today.as_json(),
            "ageing": self.ageing.as_json(),
            "licenses": [one.as_json() for one in self.licenses],
            "findings": [one.as_json() for one in self.findings],
        }


_LICENSES = """
SELECT l.state, COUNT(*), COALESCE(SUM(d.open_fen), 0) FROM license l
  LEFT JOIN (SELECT subject, SUM(amount_fen - paid_fen) AS open_fen FROM due WHERE state = 'open' GROUP BY subject) d
    ON d.subject = l.number
 GROUP BY l.state
"""
_FINDINGS = "SELECT state, COUNT(*), 0 FROM finding GROUP BY state"


def overview_of(office: Office, reader: Reader, day: date | None = None) -> Overview:
    """Return the office in figures; ageing and stages are those of the store as it stands, the ageing seen from the day."""
    return Overview(
        today_of(office, reader, day),
        total_ageing(reader, day or office.today),
        _stages(reader, _LICENSES, LICENSE_LABELS),
        _stages(reader, _FINDINGS, FINDING_LABELS),
    )


def _stages(reader: Reader, sql: str, labels: Mapping[Any, str]) -> tuple[StageCount, ...]:
    """Return every stage in the order of the procedure, those without records as well."""
    found = {state: (count, fen) for state, count, fen in reader.all(sql)}
    return tuple(
        StageCount(str(code), label, *found.get(str(code), (0, 0))) for code, label in labels.items()
    )
