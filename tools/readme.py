"""The commands that the README promises, and the parts of it that the program itself gives.

`python -m tools.readme test-command` prints a command: the first fenced block after its marker, an HTML
comment such as `<!-- test-command -->`. The blocks `license-walk` and `finding-walk` are run by a test, line by
line. `python -m tools.readme write` renews the list of keys between `<!-- keys -->` and `<!-- /keys -->`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

NAMES = ("demo-command", "test-command")


def command(readme: str, name: str) -> str:
    """The text of the block that the marker `name` announces; LookupError without it."""
    pattern = rf"<!--\s*{re.escape(name)}\s*-->\s*^```\w*\n(.*?)^```$"
    match = re.search(pattern, readme, re.DOTALL | re.MULTILINE)
    if match is None:
        raise LookupError(f"README.md has no fenced block after <!-- {name} -->")
    return match[1].strip()


NAMED_KEYS = {
    "slash": "/", "question_mark": "?", "colon": ":", "asterisk": "*", "full_stop": ".", "pageup": "PgUp", "pagedown": "PgDn",
    "escape": "Esc", "insert": "Ins", "delete": "Del",
}  # fmt: skip


def shown_key(name: str) -> str:
    """Return a key as the README writes it: `Ctrl+G`, `F3`, `/`."""
    *modifiers, key = name.split("+")
    word = NAMED_KEYS.get(key) or (key if len(key) == 1 else key.capitalize())
    return "+".join([*(modifier.capitalize() for modifier in modifiers), word])


def keys_list() -> str:
    """Return the keys of the workbench as a list, a line a group, with what each does in English."""
    from ttoffice import i18n
    from ttoffice.widgets.keys import GROUPS, KEYS

    i18n.use("en")
    lines = []
    for group, heading in GROUPS.items():
        told: dict[str, str] = {}
        for key in KEYS.values():
            if key.group == group:
                shown = " ".join(f"`{shown_key(name)}`" for name in key.keys.split(","))
                told.setdefault(f"{key.label} {shown}", key.id)
        lines.append(f"- **{i18n.gettext(heading)}**: {', '.join(told)}.")
    return "\n".join(lines)


def with_keys(readme: str) -> str:
    """Return the README with its list of keys as the program has them; LookupError without the markers."""
    before, opened, rest = readme.partition("<!-- keys -->\n")
    _old, closed, after = rest.partition("\n<!-- /keys -->")
    if not (opened and closed):
        raise LookupError("README.md has no <!-- keys --> ... <!-- /keys -->")
    return f"{before}{opened}{keys_list()}{closed}{after}"


if __name__ == "__main__":
    place = Path("README.md")
    text = place.read_text(encoding="utf-8")
    if sys.argv[1] == "write":
        place.write_text(with_keys(text), encoding="utf-8")
    else:
        print(command(text, sys.argv[1]))
