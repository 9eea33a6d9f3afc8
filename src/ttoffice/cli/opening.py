"""Opening the workbench without the parser of commands, which takes as long to load as the first frame to paint.

It is loaded only where something fails, to tell of it as of any other call.
"""

from __future__ import annotations

import gc
from pathlib import Path


def open_workbench(home: str | None, operator: str | None) -> int:
    """Run the workbench and return its exit code; nothing escapes but the code.

    Garbage is collected again once the first frame stands.
    """
    gc.disable()
    try:
        from ttoffice.app import run
        from ttoffice.paths import find_home

        return run(find_home(Path(home) if home else None), operator=operator)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - told by the seam of all calls
        from ttoffice.cli.running import tell_of

        return tell_of(error, home=home, operator=operator)
    finally:
        gc.enable()
