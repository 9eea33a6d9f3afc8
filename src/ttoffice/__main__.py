"""`python -m ttoffice`: the same as the `ttoffice` command."""

from __future__ import annotations

from ttoffice.cli import main

if __name__ == "__main__":
    main()
