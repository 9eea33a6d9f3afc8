"""What the verbs that conclude a finding take."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from ttoffice.action.inputs import Input
from ttoffice.licenses.typed import Day, Number, Text

Whole = Annotated[str, StringConstraints(max_length=200_000)]
Published = Annotated[str, StringConstraints(max_length=40_000)]
"""A conclusion stands whole in its notice, which has room for no more."""


class Report(Input):
    """The report and the conclusion in words, both drafted where left out; the day, and the signed report."""

    on: Day = None
    report: Whole = ""
    text: Published = ""
    paper: Number = ""


class SendBack(Input):
    """Why a report goes back to the panel, and when."""

    on: Day = None
    reason: Text = ""


class Decide(Input):
    """The collective decision that adopted the conclusion."""

    decision: Number


class Revisit(Input):
    """The review that did not uphold the conclusion; left out where the decision itself was corrected."""

    review: Number = ""
    on: Day = None
    reason: Text = ""


class Finalise(Input):
    """The day from which the conclusion is final; today where left out."""

    on: Day = None
