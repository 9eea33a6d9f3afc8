"""Making papers of a license from its screens: the contract as a numbered draft, its redline, other letters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ttoffice.screens.base import BaseScreen, Command


def contract_commands(screen: BaseScreen[Any], number: str) -> Iterable[Command]:
    """Yield what makes a paper of a license."""
    return ()
