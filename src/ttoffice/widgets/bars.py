"""The line at the top that says where one works, and the line at the bottom that says which keys work."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from ttoffice.i18n import gettext as _
from ttoffice.widgets.text import one_line


def short_path(path: Path, parts: int = 2) -> str:
    """Return a path from the user's folder, or its last parts where it lies elsewhere."""
    try:
        return f"~/{path.relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):
        return "/".join(path.parts[-parts:])


@cache
def own_words(node: type) -> frozenset[str]:
    """Return the descriptions of keys that a class has from this program; Textual's own are not translated."""
    own = [cls for cls in node.__mro__ if cls.__module__.startswith("ttoffice.")]
    declared = [binding for cls in own for binding in cls.__dict__.get("BINDINGS", ())]
    return frozenset(binding.description for binding in declared if isinstance(binding, Binding)) - {""}


class OfficeBar(Static):
    """One line: unit, who works here, today, and the store."""

    DEFAULT_CSS = """
    OfficeBar { dock: top; height: 1; padding: 0 1; text-wrap: nowrap; }
    OfficeBar { background: $header-background; color: $header-foreground; }
    """

    def say(self, *, unit: str, title: str, operator: str, today: str, pinned: bool, store: Path) -> None:
        """Show where and as whom one works; a day that was set from outside says so."""
        day = _("today set to %(day)s") % {"day": today} if pinned else today
        self.update(
            Content.assemble(
                (one_line(unit, 60) or _("Unit not named yet"), "bold"),
                f"  {title}",
                f"  {_('Operator')} {one_line(operator, 40)}",
                (f"  {day}", "bold reverse" if pinned else ""),
                f"  {one_line(short_path(store))}",
            )
        )


class KeyBar(Static):
    """The keys that work now, in the user's language; what has no room stands in the help."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $footer-background; color: $footer-foreground; text-wrap: nowrap; }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._keys: list[tuple[int, str]] = []

    def on_mount(self) -> None:
        """Follow what can be done."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _screen: self._say())
        self._say()

    def on_resize(self) -> None:
        """Show more keys, or fewer."""
        self._say()

    def _say(self) -> None:
        """Show one key an action, the first that does it, as many as the line holds."""
        shown: set[str] = set()
        parts: list[Content | tuple[str, str]] = []
        self._keys, used = [], 0
        for node, binding, enabled, _tooltip in self.screen.active_bindings.values():
            if not (enabled and binding.show) or binding.action in shown:
                continue
            if binding.description not in own_words(type(node)):
                continue
            key, text = self.app.get_key_display(binding), _(binding.description)
            used += cell_len(key) + cell_len(text) + 3
            if used > self.app.size.width:
                break
            shown.add(binding.action)
            parts += [(f" {key} ", "bold $footer-key-foreground"), Content(f"{text} ")]
            self._keys.append((used, binding.key))
        self.update(Content.assemble(*parts), layout=False)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        key = next((key for end, key in self._keys if event.x < end), None)
        if key is not None:
            self.app.simulate_key(key)
