"""The commands that the README and the documents promise.

`python -m tools.readme test-command` prints a command: the first fenced block after its marker, an HTML
comment such as `<!-- test-command -->`. The blocks `license-walk` and `finding-walk`, each in a document of its own, are
run by a test, line by line. `python -m tools.readme write` renews the lists that the program gives, as `tools.docs` does.
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
    if sys.argv[1] == "write":
        from tools import docs

        sys.exit(docs.main(["write"]))
    print(command(Path("README.md").read_text(encoding="utf-8"), sys.argv[1]))
