"""Exhibits whose files are gone or changed."""

from __future__ import annotations

from ttoffice.agenda.sources import Source

SOURCES: tuple[tuple[str, Source], ...] = ()
