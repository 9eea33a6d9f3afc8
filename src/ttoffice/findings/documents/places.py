"""Every place to fill of a finding's papers by its name."""

from __future__ import annotations

from collections.abc import Mapping

from ttoffice.findings.documents.places_case import CASE_PLACES
from ttoffice.findings.documents.places_course import (
    COURSE_PLACES,
    DECISION_PLACES,
    HEARING_PLACES,
    INQUIRY_PLACES,
)
from ttoffice.findings.documents.places_person import PERSON_PLACES
from ttoffice.findings.documents.sheet import Place

PLACES: Mapping[str, Place] = {
    **CASE_PLACES,
    **PERSON_PLACES,
    **HEARING_PLACES,
    **INQUIRY_PLACES,
    **DECISION_PLACES,
    **COURSE_PLACES,
}
"""Places by name; no name stands in two of the parts."""
