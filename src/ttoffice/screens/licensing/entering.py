"""Entering a contract that was signed before the program was used: the form of a draft, with the days of signature."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ttoffice.i18n import gettext as _
from ttoffice.paths import Home
from ttoffice.screens.kit.area import FormSpec
from ttoffice.screens.licensing.area import LicensesArea
from ttoffice.screens.licensing.draft_data import data_of
from ttoffice.screens.licensing.draft_fields import SIGNATURE
from ttoffice.screens.licensing.drafting import DraftingScreen
from ttoffice.widgets.fields import blank

SIGNED = ("signed_on", "effective_on", "registered_on", "first_sale_on", "proof", "related")
"""What is said of the signature, beside what a draft says."""


class EnteringArea(LicensesArea):
    """A license as a contract that was concluded before it was entered."""

    create = "license.enter_signed"
    edit = ""

    def form(self) -> FormSpec:
        """Return the form: that of a draft, with the days of signature."""
        from ttoffice.screens.licensing.drafting_fields import signed_form

        return signed_form(self.library)


class EnteringScreen(DraftingScreen):
    """The form of a contract that was signed before."""

    def __init__(self, home: Home) -> None:
        area = EnteringArea()
        area.home = home
        super().__init__(area)

    def _heading(self) -> str:
        return _("Enter a contract signed before")

    def step_label(self, name: str) -> str:
        """Return what a step is called."""
        return _("Signature") if name == SIGNATURE else super().step_label(name)

    def _input(self, values: Mapping[str, Any]) -> dict[str, Any]:
        days = {key: values[key] for key in SIGNED if not blank(values.get(key))}
        return {**data_of(values, new=True), **days}
