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

KEEPERS: tuple[str, ...] = ("ttoffice.licenses.dues.keeping",)
"""The modules, in the order in which they are called."""


def bring_in_line(ctx: Context, number: str) -> None:
    """Let every keeper follow a license; its newest state is read first."""
    license_ = LICENSES.load(ctx.db, number)
    if license_ is not None:
        for module in KEEPERS:
            import_module(module).bring_in_line(ctx, license_)
