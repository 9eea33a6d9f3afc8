"""Making the demo office: a home of its own, the unit, many results, and what happened to some of them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from ttoffice.action import Office, perform
from ttoffice.action.office import open_office
from ttoffice.errors import UsageError
from ttoffice.findings.demo.telling import plan_findings
from ttoffice.i18n import gettext as _
from ttoffice.licenses.demo.telling import tell_licenses
from ttoffice.paths import Home
from ttoffice.results.demo.actions import MOST
from ttoffice.results.demo.story import at_work, begins_on, tell
from ttoffice.results.demo.words import load_words

SEED = 20_251_109


def make_demo(rows: int, home: Path | None, progress: Callable[[int, int], None]) -> Home:
    """Make a demo office of so many results and return its home, a new temporary folder where none is given.

    The same number of rows gives the same office on the same day. Raises UsageError when the home is in
    use, StoreError where it cannot be written.
    """
    root = Path(tempfile.mkdtemp(prefix="ttoffice-demo-")) if home is None else home.expanduser().absolute()
    office = open_office(Home(root))
    _refuse_used(office)
    words = load_words()
    operators = words.people["operators"]
    first = at_work(office, operators[0], begins_on(office.today))
    perform(first, "unit.set", words.unit)
    _fill(first, office, rows, progress)
    tell(office, operators, (tell_licenses,), (plan_findings,))
    office.lender.close()
    return office.home


def _fill(first: Office, office: Office, rows: int, progress: Callable[[int, int], None]) -> None:
    for start in range(0, rows, MOST):
        perform(
            first,
            "demo.fill",
            {
                "rows": min(MOST, rows - start),
                "first": start,
                "seed": SEED,
                "as_of": office.today,
                "progress": lambda done: progress(done, rows),
            },
        )


def _refuse_used(office: Office) -> None:
    with office.reader() as reader:
        used = reader.value("SELECT 1 FROM log LIMIT 1")
    if used:
        raise UsageError(
            _("The home %(path)s is in use: its store holds records.") % {"path": office.home.root},
            advice=_("Nothing was changed. Name an empty folder with --home, or none for a temporary one."),
        )
