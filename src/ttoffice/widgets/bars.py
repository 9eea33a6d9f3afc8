"""The line at the top that says where one works, and the line at the bottom that says which keys work."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Footer, Static
from textual.widgets._footer import FooterKey

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
    OfficeBar { dock: top; height: 1; background: $primary; color: $foreground; padding: 0 1; text-wrap: nowrap; }
    OfficeBar:light { color: $background; }
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


class KeyBar(Footer):
    """The keys that work now, in the user's language; what has no room stands in the help."""

    def compose(self) -> ComposeResult:
        """Show one key an action, the first that does it, as many as the line holds."""
        if not self._bindings_ready:
            return
        shown: set[str] = set()
        room = self.app.size.width
        for node, binding, enabled, tooltip in self.screen.active_bindings.values():
            if not binding.show or binding.action in shown:
                continue
            if binding.description not in own_words(type(node)):
                continue
            key, text = self.app.get_key_display(binding), _(binding.description)
            room -= cell_len(key) + cell_len(text) + 2
            if room < 0:
                break
            shown.add(binding.action)
            yield FooterKey(
                binding.key, key, text, binding.action, disabled=not enabled, tooltip=tooltip
            ).data_bind(compact=Footer.compact)

    def on_resize(self) -> None:
        """Show more keys, or fewer."""
        self.call_after_refresh(self.recompose)
