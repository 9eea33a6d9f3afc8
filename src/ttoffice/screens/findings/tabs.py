"""The tabs of a finding, each loaded when it is opened."""

from __future__ import annotations

from ttoffice.i18n import N_
from ttoffice.screens.kit.tabs import Tab, TabContent, View


def _course(view: View) -> TabContent:
    from ttoffice.screens.findings.course import course_tab

    return course_tab(view)


def _case(view: View) -> TabContent:
    from ttoffice.screens.findings.case_tabs import case_tab

    return case_tab(view)


def _panel(view: View) -> TabContent:
    from ttoffice.screens.findings.case_tabs import panel_tab

    return panel_tab(view)


def _hearings(view: View) -> TabContent:
    from ttoffice.screens.findings.register_tabs import hearings_tab

    return hearings_tab(view)


def _exhibits(view: View) -> TabContent:
    from ttoffice.screens.findings.register_tabs import exhibits_tab

    return exhibits_tab(view)


def _matrix(view: View) -> TabContent:
    from ttoffice.screens.findings.matrix_tab import matrix_tab

    return matrix_tab(view)


def _conclusion(view: View) -> TabContent:
    from ttoffice.screens.findings.conclusion_tab import conclusion_tab

    return conclusion_tab(view)


def _publicity(view: View) -> TabContent:
    from ttoffice.screens.findings.register_tabs import publicity_tab

    return publicity_tab(view)


def _effects(view: View) -> TabContent:
    from ttoffice.screens.findings.register_tabs import effects_tab

    return effects_tab(view)


def _timeline(view: View) -> TabContent:
    from ttoffice.screens.findings.register_tabs import timeline_tab

    return timeline_tab(view)


TABS: tuple[Tab, ...] = (
    Tab("course", N_("Course"), _course),
    Tab("case", N_("Case"), _case),
    Tab("panel", N_("Investigators"), _panel),
    Tab("hearings", N_("Heard"), _hearings),
    Tab("exhibits", N_("Exhibits"), _exhibits),
    Tab("matrix", N_("Matrix"), _matrix),
    Tab("conclusion", N_("Conclusion"), _conclusion),
    Tab("publicity", N_("Publicity"), _publicity),
    Tab("effects", N_("Effects"), _effects),
    Tab("timeline", N_("Timeline"), _timeline),
)
