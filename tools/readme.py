"""The commands that the README promises, read from the README: `python -m tools.readme test-command`.

A command is the first fenced block after its marker, an HTML comment: `<!-- test-command -->`.
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


if __name__ == "__main__":
    print(command(Path("README.md").read_text(encoding="utf-8"), sys.argv[1]))
