"""Where the kit's styles lie: a screen outside the kit cannot name them relative to itself."""

from __future__ import annotations

from pathlib import Path

KIT_CSS = Path(__file__).with_name("kit.tcss")
