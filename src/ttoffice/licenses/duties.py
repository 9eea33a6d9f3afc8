"""What follows from a license: modules named here bring what they keep in line with the license as it now stands.

A module declares `bring_in_line(ctx, license_)`. It is called in the same transaction after a license was signed,
took effect, was amended, saw its first sale, ended or was terminated; what stands already is left alone, so that
it can be called again at any time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ttoffice.licenses.shelves import LICENSES

if TYPE_CHECKING:
    from ttoffice.action.office import Context

KEEPERS: tuple[str, ...] = (
    "ttoffice.licenses.dues.keeping",
    "ttoffice.licenses.filings.keeping",
    "ttoffice.licenses.collecting.keeping",
)
"""The modules, in the order in which they are called."""


PAYMENT_KEEPERS: tuple[str, ...] = ("ttoffice.licenses.collecting.keeping",)
"""Modules that follow money as well: each declares `payments_changed(ctx, number)`."""


def payments_changed(ctx: Context, number: str) -> None:
    """Let what hangs on payments follow after money came in, went out, or was allocated anew."""
    for module in PAYMENT_KEEPERS:
        import_module(module).payments_changed(ctx, number)


def bring_in_line(ctx: Context, number: str) -> None:
    """Let every keeper follow a license; its newest state is read first."""
    license_ = LICENSES.load(ctx.db, number)
    if license_ is not None:
        for module in KEEPERS:
            import_module(module).bring_in_line(ctx, license_)
