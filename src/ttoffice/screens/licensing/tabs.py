"""The tabs of a license, each loaded when it is opened."""

from __future__ import annotations

from ttoffice.i18n import N_
from ttoffice.screens.kit.tabs import Tab, TabContent, View


def _terms(view: View) -> TabContent:
    from ttoffice.screens.licensing.terms import terms_tab

    return terms_tab(view)


def _schedule(view: View) -> TabContent:
    from ttoffice.screens.licensing.money_tabs import schedule_tab

    return schedule_tab(view)


def _receipts(view: View) -> TabContent:
    from ttoffice.screens.licensing.money_tabs import receipts_tab

    return receipts_tab(view)


def _procedure(view: View) -> TabContent:
    from ttoffice.screens.licensing.procedure import procedure_tab

    return procedure_tab(view)


def _documents(view: View) -> TabContent:
    from ttoffice.screens.licensing.papers import documents_tab

    return documents_tab(view)


def _history(view: View) -> TabContent:
    from ttoffice.screens.licensing.papers import history_tab

    return history_tab(view)


TABS: tuple[Tab, ...] = (
    Tab("terms", N_("Terms"), _terms),
    Tab("schedule", N_("Schedule"), _schedule),
    Tab("receipts", N_("Receipts"), _receipts),
    Tab("procedure", N_("Procedure"), _procedure),
    Tab("documents", N_("Documents"), _documents),
    Tab("history", N_("History"), _history),
)
