"""Every verb about findings with a bounded set of inputs: one that is good, and several that must be refused.

A move is made for the newest finding as it stands; where there is nothing to act on it names a number nobody has.
"""

from __future__ import annotations

from collections.abc import Iterator

from tests.findings.moves_after import around, deciding, effects, objecting, publicity, waiting
from tests.findings.moves_before import hearings, matrices, opening, panels
from tests.findings.moving import Move
from tests.findings.scene import Scene

PARTS = (opening, panels, hearings, matrices, deciding, publicity, objecting, effects, around, waiting)


def moves(scene: Scene) -> Iterator[Move]:
    """Yield every move there is in a scene."""
    for part in PARTS:
        yield from part(scene)
