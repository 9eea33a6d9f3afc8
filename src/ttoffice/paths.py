"""Where an office's files are: one home folder that holds the store, the vault and what the office adds."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Home:
    """The folders and files of one office, all under `root`; nothing is created by asking."""

    root: Path

    @property
    def store(self) -> Path:
        """The SQLite file."""
        return self.root / "ttoffice.db"

    @property
    def vault(self) -> Path:
        """The folder of files kept under their SHA-256."""
        return self.root / "vault"

    @property
    def backups(self) -> Path:
        """The folder of copies made before a migration or a restore."""
        return self.root / "backups"

    @property
    def exports(self) -> Path:
        """The folder that exports go to when no file is named."""
        return self.root / "exports"

    @property
    def profiles(self) -> Path:
        """The office's own listing profiles, beside those shipped."""
        return self.root / "profiles"

    @property
    def mappings(self) -> Path:
        """Saved column mappings of imports."""
        return self.root / "mappings"

    @property
    def rulebooks(self) -> Path:
        """The office's own rulebooks, beside those shipped."""
        return self.root / "rulebooks"

    @property
    def templates(self) -> Path:
        """The office's own clauses and letters, beside those shipped."""
        return self.root / "templates"

    @property
    def standards(self) -> Path:
        """The office's own editions of the size standard, beside those shipped."""
        return self.root / "standards"

    @property
    def settings(self) -> Path:
        """Personal settings of this machine (operator, language)."""
        return self.root / "settings.toml"

    @property
    def last_folder(self) -> Path:
        """Where the path of the folder stands that a file was last chosen from."""
        return self.root / "last-folder.txt"

    @property
    def logs(self) -> Path:
        """Reports of unexpected failures."""
        return self.root / "logs"

    @property
    def drafts(self) -> Path:
        """What was typed into forms and is not yet saved."""
        return self.root / "drafts"

    @property
    def views(self) -> Path:
        """Saved views of the lists, by area."""
        return self.root / "views.toml"

    @property
    def windows(self) -> Path:
        """Notes of the windows that have the store open."""
        return self.root / "windows"

    @property
    def opened(self) -> Path:
        """Copies of exhibits that were opened to be read."""
        return self.root / "opened"

    def named(self) -> dict[str, Path]:
        """Return every place by name, for `ttoffice paths`."""
        return {
            "home": self.root,
            "store": self.store,
            "vault": self.vault,
            "backups": self.backups,
            "exports": self.exports,
            "profiles": self.profiles,
            "mappings": self.mappings,
            "rulebooks": self.rulebooks,
            "templates": self.templates,
            "standards": self.standards,
            "settings": self.settings,
            "logs": self.logs,
            "drafts": self.drafts,
            "views": self.views,
            "windows": self.windows,
            "opened": self.opened,
        }


def find_home(explicit: Path | None, environ: Mapping[str, str] | None = None) -> Home:
    """Return the home: the given folder, else TTOFFICE_HOME, else this user's data folder."""
    env = os.environ if environ is None else environ
    if explicit is not None:
        return Home(explicit.expanduser().absolute())
    if env.get("TTOFFICE_HOME"):
        return Home(Path(env["TTOFFICE_HOME"]).expanduser().absolute())
    from platformdirs import user_data_path

    return Home(user_data_path("ttoffice", appauthor=False))


def migrations_dir() -> Path | None:
    """Return the folder of migrations: inside the installed package, else beside the checkout's `src`."""
    for folder in (PACKAGE / "migrations", PACKAGE.parents[1] / "migrations"):
        if (folder / "env.py").is_file():
            return folder
    return None
