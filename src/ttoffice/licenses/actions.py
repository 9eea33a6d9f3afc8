"""Every verb of a license: drafting, the procedure before signature, signing and running, amendments."""

from __future__ import annotations

from ttoffice.licenses import (
    amending_actions,
    drafting_actions,
    procedure_actions,
    running_actions,
    signing_actions,
)

__all__ = ["amending_actions", "drafting_actions", "procedure_actions", "running_actions", "signing_actions"]
