"""The command that lists the keys of the workbench, as this machine has them."""

from __future__ import annotations

from collections.abc import Mapping

from ttoffice.cli.common import JSON, home, say, show, show_json, show_table, stop
from ttoffice.errors import EXIT_REFUSED
from ttoffice.i18n import gettext as _
from ttoffice.settings import load_settings
from ttoffice.widgets.keys import GROUPS, KEYS, Key, is_twin, read_keymap


def keys(json: bool = JSON) -> None:
    """List the keys of the workbench: their ids, the keys as the settings have them, and what they do."""
    place = home().settings
    keymap = read_keymap(load_settings(place).keymap)
    if json:
        show_json([_as_json(key, keymap.keys) for key in KEYS.values()])
    else:
        _show(keymap.keys)
    for problem in keymap.problems:
        say(f"{place}: {problem}")
    if keymap.problems:
        stop(EXIT_REFUSED)


def _keys_of(key: Key, own: Mapping[str, str]) -> list[str]:
    """Return the keys that do it; the full-width forms, which come by themselves, are left out."""
    return [name for name in own.get(key.id, key.keys).split(",") if not is_twin(name)]


def _as_json(key: Key, own: Mapping[str, str]) -> dict[str, object]:
    return {
        "id": key.id,
        "keys": _keys_of(key, own),
        "usual_keys": key.keys.split(","),
        "label": key.label,
        "group": key.group,
        "own": key.id in own,
    }


def _show(own: Mapping[str, str]) -> None:
    for group, heading in GROUPS.items():
        show(_(heading))
        show_table(
            (_("What"), _("Keys"), _("Id")),
            (
                (key.label, " ".join(_keys_of(key, own)), key.id)
                for key in KEYS.values()
                if key.group == group
            ),
        )
        show("")
