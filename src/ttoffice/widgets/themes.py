from __future__ import annotations

DEFAULT_THEME = "textual-dark"
THEMES = {"textual-dark": "Dark"}


def register(app):
    pass
