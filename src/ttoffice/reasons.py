"""Why something is refused or doubtful: one value for the screen, the command line and the palette."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that stands in the way, with the article that asks for it.

    Attributes:
        code: stable ASCII name, `area.what`, for programs and tests.
        message: what is missing and what to do, in the user's language.
        basis: article reference such as `pay-later:6(1)`, or a statute's short name, or None.
        field: the field it concerns, by its key in the area's field list, or None.
        warning: true when it does not refuse, only asks to be looked at.
    """

    code: str
    message: str
    basis: str | None = None
    field: str | None = None
    warning: bool = False

    def as_json(self) -> dict[str, str | bool | None]:
        """Return the reason as the command line prints it."""
        return {
            "code": self.code,
            "message": self.message,
            "basis": self.basis,
            "field": self.field,
            "warning": self.warning,
        }


def refusing(reasons: Iterable[Reason]) -> list[Reason]:
    """Return the reasons that refuse, leaving out the warnings."""
    return [reason for reason in reasons if not reason.warning]
