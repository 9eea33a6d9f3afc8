"""Where the kit's styles lie: a screen outside the kit cannot name them relative to itself.

Only those of a list are read before the first frame; the others with the first screen that needs them.
"""

from __future__ import annotations

from pathlib import Path, PurePath

Styles = list[str | PurePath]

LIST_CSS = Path(__file__).with_name("kit.tcss")
SCREEN_CSS: Styles = [Path(__file__).with_name("screens.tcss")]
FORM_CSS: Styles = [*SCREEN_CSS, Path(__file__).parents[1] / "forms.tcss"]
MODAL_CSS: Styles = [Path(__file__).parents[1] / "modals" / "modals.tcss", FORM_CSS[-1]]
