"""Who may come in: the name a request was sent to, the page it was sent from, and the token it brings.

A browser sends requests to 127.0.0.1 for any page it shows. So the port alone keeps nobody out: a page from
elsewhere could open a websocket here, and a name that somebody points at 127.0.0.1 would make it the same origin.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from enum import Enum

HOST = "127.0.0.1"
"""The only address that is listened on."""
NAMES = (HOST, "localhost")
"""What a person may write for it."""
TOKEN_BYTES = 32


class Verdict(Enum):
    """What becomes of a request."""

    OPEN = "open"
    ENTER = "enter"
    UNKNOWN = "unknown"
    WRONG_TOKEN = "wrong token"
    FOREIGN = "foreign"


def _secret() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


@dataclass(frozen=True, slots=True)
class Door:
    """The door of one start: the port it stands at, the token of the link, the pass that a cookie then carries.

    The two differ, so that a link that somebody reads later is no cookie, nor the other way round.
    """

    port: int
    token: str = field(default_factory=_secret, repr=False)
    pass_: str = field(default_factory=_secret, repr=False)

    @property
    def cookie(self) -> str:
        """The name of the cookie; browsers keep cookies by host, not by port, so the port is in it."""
        return f"ttoffice-{self.port}"

    @property
    def link(self) -> str:
        """The link that opens the workbench."""
        return f"http://{HOST}:{self.port}/?token={self.token}"

    def judge(
        self,
        *,
        host: str | None,
        origin: str | None,
        cookie: str | None,
        token: str | None = None,
        websocket: bool = False,
    ) -> Verdict:
        """Return what becomes of a request by its headers; `token` is None where its address has none.

        A websocket is bound by no rule of the browser but its Origin, so it must have the right one.
        """
        if host not in self._hosts():
            return Verdict.FOREIGN
        if (websocket or origin is not None) and origin != f"http://{host}":
            return Verdict.FOREIGN
        if token is not None:
            return Verdict.ENTER if _same(token, self.token) else Verdict.WRONG_TOKEN
        return Verdict.OPEN if cookie is not None and _same(cookie, self.pass_) else Verdict.UNKNOWN

    def _hosts(self) -> tuple[str, ...]:
        return tuple(f"{name}:{self.port}" for name in NAMES)


def _same(given: str, wanted: str) -> bool:
    """Compare in a time that does not tell how much of it is right."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), wanted.encode())
