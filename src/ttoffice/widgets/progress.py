from __future__ import annotations

from textual.widgets import Static

from ttoffice.errors import TTOfficeError


class Stopped(TTOfficeError):
    def __init__(self):
        super().__init__("stopped")


class ProgressLine(Static):
    def begin(self, what):
        self.update(what)

    def step(self, d, t=None):
        self.update(f"{d}/{t}")

    def end(self, text=""):
        self.update(text)
