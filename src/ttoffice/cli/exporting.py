"""The command that exports the listing."""

from __future__ import annotations

from ttoffice.i18n import N_

GROUP_HELP = N_("Export records to a file.")


def export_listing() -> None:
    """Export the listing."""
