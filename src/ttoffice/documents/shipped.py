"""Templates that come with the program, copied to where an office edits its own."""

from __future__ import annotations

from pathlib import Path


def copy_missing(shipped: Path, folder: Path) -> list[Path]:
    """Copy the shipped TOML files into a folder, those that are there already left alone; return what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {path: folder / path.name for path in sorted(shipped.glob("*.toml"))}
    missing = {path: target for path, target in wanted.items() if not target.exists()}
    for path, target in missing.items():
        target.write_bytes(path.read_bytes())
    return list(missing.values())
