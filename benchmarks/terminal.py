"""A terminal without a window: a program is started in it, fed keys and read, as somebody at the desk would."""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any

from benchmarks.measuring import environment

COLUMNS, ROWS = 120, 40
PATIENCE = 60.0
"""After so many seconds what was waited for will not come."""

KEPT = 200_000
"""So many bytes are kept while something is waited for: a program may write progress for minutes."""

ESCAPES = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_][^\x1b]*\x1b\\|[ -/]*[0-~])"
)
KEYS = {
    "down": b"\x1b[B",
    "up": b"\x1b[A",
    "pagedown": b"\x1b[6~",
    "pageup": b"\x1b[5~",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "enter": b"\r",
    "escape": b"\x1b",
}
SUPPORTED = os.name == "posix"


class Terminal:
    """A program in a pseudo-terminal of `COLUMNS` by `ROWS`; the last of what it writes is kept in `written`.

    Where it is `drawn`, everything is drawn on `screen`, a screen of pyte.
    """

    def __init__(
        self,
        command: Sequence[str],
        home: Path,
        *,
        drawn: bool = False,
        environ: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        import fcntl
        import pty
        import termios

        self.written = bytearray()
        self._draw: Callable[[bytes], None] | None
        self.screen: Any
        self._draw, self.screen = _drawing() if drawn else (None, None)
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        home.mkdir(parents=True, exist_ok=True)
        kept = {
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "HOME": str(home),
            "TEXTUAL_DISABLE_KITTY_KEY": "1",
        }
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env=environment(**kept, **environ),
        )
        os.close(slave)

    def text(self) -> str:
        """Return everything that was written, without the escape sequences."""
        return ESCAPES.sub(b"", bytes(self.written)).decode(errors="replace")

    def read(self, seconds: float) -> bool:
        """Read what comes within so many seconds; return whether anything came."""
        ready, _writable, _failed = select.select([self._master], [], [], seconds)
        if not ready:
            return False
        try:
            piece = os.read(self._master, 65536)
        except OSError:  # how Linux tells that the other side is closed
            piece = b""
        if not piece:
            told = self.text()[-2000:]
            raise RuntimeError(f"{self.process.args!r} ended early: {told}")
        self.written += piece
        if self._draw is not None:
            self._draw(piece)
        return True

    def wait_for(self, wanted: str, patience: float = PATIENCE) -> float:
        """Wait until a text was written; return the seconds since the start, raise TimeoutError after too many."""
        limit = time.perf_counter() + patience
        while wanted not in self.text():
            if time.perf_counter() > limit:
                raise TimeoutError(f"{wanted} did not come: {self.text()[-2000:]}")
            del self.written[:-KEPT]
            self.read(0.5)
        return time.perf_counter() - self.started

    def wait_until_drawn(self, wanted: str, patience: float = PATIENCE) -> float:
        """Wait until a text stands on the screen, which must be drawn: programs of curses write what changes only."""
        limit = time.perf_counter() + patience
        while not any(wanted in line for line in self.screen.display):
            if time.perf_counter() > limit:
                raise TimeoutError(f"{wanted} did not come: {self.text()[-2000:]}")
            del self.written[:-KEPT]
            self.read(0.5)
        return time.perf_counter() - self.started

    def settle(self, quiet: float = 0.3, most: float = PATIENCE) -> None:
        """Read until nothing has come for a while."""
        limit = time.perf_counter() + most
        while self.read(quiet) and time.perf_counter() < limit:
            pass

    def press(self, *keys: str) -> None:
        """Press keys by name, or type text."""
        for key in keys:
            os.write(self._master, KEYS.get(key, key.encode()))

    def peak_mb(self) -> float:
        """Return the largest resident size of the program so far; Linux only."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii", errors="replace")
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]  # Linux always has it

    def cpu_seconds(self) -> float:
        """Return the processor time of the program so far; Linux only."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii", errors="replace")
        user, system = fields.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """End the program and whatever it started in its session."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._master)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _drawing() -> tuple[Callable[[bytes], None], Any]:
    import pyte

    screen = pyte.Screen(COLUMNS, ROWS)
    return pyte.ByteStream(screen).feed, screen


def workbench(home: Path) -> list[str]:
    """Return the command that opens the workbench on a home."""
    return [sys.executable, "-m", "ttoffice", "--home", str(home)]
