"""What a page leaves open, and how it is filled: keys of this machine, articles, actions, whole tables.

`{key:list.filter}` the first key, `{keys:…}` all of them, `{do:…}` the key and what it does, `{label:…}` only that;
`{ref:exemption:6}` an article; `{action:license.sign}` what an action does. `{table:keys}` and `{table:actions}`, each
on a line of its own, are the tables of all keys and all actions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ttoffice.action.summaries import SUMMARIES
from ttoffice.i18n import gettext as _
from ttoffice.rulebook import Rulebook
from ttoffice.rulebook.citing import basis_text, place_of
from ttoffice.widgets.keys import GROUPS, KEYS, is_twin, shown_key

PLACE = re.compile(r"\{(key|keys|do|label|ref|action|table):([^{}\s]+)\}")


@dataclass(frozen=True)
class Names:
    """What the places of a page are filled from.

    Attributes:
        own: the keys that this machine has instead of the usual ones, by id, as the keymap gives them.
        rulebook: where articles are cited from; None leaves them as they stand.
    """

    own: Mapping[str, str]
    rulebook: Rulebook | None = None

    def keys_of(self, key_id: str) -> list[str]:
        """Return the keys that do a thing, as they are shown; raise LookupError for an unknown id."""
        names = self.own.get(key_id, KEYS[key_id].keys)
        return [shown_key(name) for name in names.split(",") if not is_twin(name)]


def fill(text: str, names: Names) -> str:
    """Return a page with its places filled; raise LookupError for one that means nothing."""
    return PLACE.sub(lambda match: _FILLERS[match[1]](match[2], names), text)


def _key(key_id: str, names: Names) -> str:
    return f"`{names.keys_of(key_id)[0]}`"


def _keys(key_id: str, names: Names) -> str:
    return " ".join(f"`{key}`" for key in names.keys_of(key_id))


def _do(key_id: str, names: Names) -> str:
    return f"{_key(key_id, names)}（{KEYS[key_id].label}）"


def _label(key_id: str, _names: Names) -> str:
    return KEYS[key_id].label


def _ref(basis: str, names: Names) -> str:
    if names.rulebook is not None and place_of(names.rulebook, basis) is None:
        raise LookupError(f"the rulebook has no {basis}")
    return basis_text(names.rulebook, basis, chinese=True)


def _action(name: str, _names: Names) -> str:
    return f"“{_(SUMMARIES[name])}”"


def _table(name: str, names: Names) -> str:
    return "\n".join(_TABLES[name](names))


def _key_rows(names: Names) -> Iterator[str]:
    for group, heading in GROUPS.items():
        yield f"## {_(heading)}"
        told: dict[str, None] = {}
        for key in KEYS.values():
            if key.group == group:
                told.setdefault(f"| {key.label} | {_keys(key.id, names)} |")
        yield from told


def _action_rows(_names: Names) -> Iterator[str]:
    return (f"| `{name}` | {_(summary)} |" for name, summary in SUMMARIES.items())


_FILLERS: dict[str, Callable[[str, Names], str]] = {
    "key": _key, "keys": _keys, "do": _do, "label": _label, "ref": _ref, "action": _action, "table": _table,
}  # fmt: skip
_TABLES: dict[str, Callable[[Names], Iterator[str]]] = {"keys": _key_rows, "actions": _action_rows}
