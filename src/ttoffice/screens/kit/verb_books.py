"""The verbs of a work area by the kind of record they are about: what each asks for follows from its action's input."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from ttoffice.action.kinds import kind_of
from ttoffice.screens.kit.asked import Words, fields_of, probe_of
from ttoffice.screens.kit.verbs import Verb
from ttoffice.widgets.fields import Field

if TYPE_CHECKING:
    from ttoffice.action.core import Action


@dataclass(frozen=True)
class VerbBook:
    """What an area says about its verbs beyond what their actions say.

    Attributes:
        record: the kind of record that the area is about.
        about: the field of an input that takes such a record, where an action makes a further record under it.
        forms: actions that forms, undo and screens of their own perform.
        order: the verbs in the order of the work; others follow.
        own: gives the verbs that ask in a way of their own.
        words: gives how the fields of an action are called and explained.
        made: of an action, the kind of record whose labels its fields have, where its name does not say it.
    """

    record: str
    about: str
    forms: frozenset[str]
    order: tuple[str, ...]
    own: Callable[[], Mapping[str, Verb]]
    words: Callable[[str], Words]
    made: Mapping[str, str] = field(default_factory=dict)

    def verbs_of(self, code: str) -> tuple[Verb, ...]:
        """Return what can be done with a record of a kind, in the order of the work."""
        if kind_of(code) is None:
            return ()
        place = {name: at for at, name in enumerate(self.order)}
        found = [self._verb(action) for action in self._actions(code)]
        return tuple(sorted(found, key=lambda verb: (place.get(verb.name, len(place)), verb.name)))

    def _actions(self, code: str) -> Iterator[Action]:
        from ttoffice.action import registered

        for action in registered().values():
            if action.name not in self.forms and code == self._kind_about(action):
                yield action

    def _kind_about(self, action: Action) -> str:
        """Return the kind of record that an action is about; that under which it makes a further one."""
        if action.kind is not None:
            return action.kind.code
        return self.record if self.about in action.input.model_fields else ""

    def _verb(self, action: Action) -> Verb:
        own = self.own().get(action.name)
        if own is not None:
            return replace(own, label_source=action.summary)
        about = "" if action.kind is not None else self.about
        fields = partial(self.fields, action, about)
        probe = probe_of(action.input, about)
        return Verb(action.name, action.summary, fields, probe, "ask", bulk=False, about=about)

    def fields(self, action: Action, about: str = "") -> tuple[Field, ...]:
        """Return the fields of an action, called as in the kind of record that it makes or changes."""
        named = self.made.get(action.name, action.name.partition(".")[0])
        kind = kind_of(named) or kind_of(action.kind.code if action.kind is not None else self.record)
        assert kind is not None
        return fields_of(action.input, kind, self.words(action.name), about)
