"""A form that shows one of its parts at a time, as one step after the other."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from ttoffice.widgets.form import Form


class StepForm(Form):
    """A form of steps; whoever holds it says which is shown."""

    def compose(self) -> ComposeResult:
        """Put the fields of each step into a part of its own, and the line about the field at hand below them."""
        for group in self.groups:
            with Vertical(id=f"step-{group}", classes="step"):
                yield from (row for row in self._rows.values() if row.field.group == group)
        yield self._hint

    @property
    def groups(self) -> tuple[str, ...]:
        """The steps that have fields, in their order."""
        return tuple(dict.fromkeys(row.field.group for row in self._rows.values()))

    def group_of(self, key: str) -> str:
        """Return the step of a field."""
        return self._rows[key].field.group

    def show_step(self, group: str) -> None:
        """Show the fields of one step."""
        for name in self.groups:
            self.query_one(f"#step-{name}").display = name == group
        self.scroll_home(animate=False)

    def first_of(self, group: str) -> str:
        """Return the field of a step to begin at: the first that is refused, else its first."""
        keys = [key for key, row in self._rows.items() if row.field.group == group]
        return next((key for key in keys if self._rows[key].has_class("-wrong")), keys[0])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys that go from step to step to whoever holds the form."""
        return False if action == "group" else super().check_action(action, parameters)
