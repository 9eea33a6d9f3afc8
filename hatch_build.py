"""The build hook: compile the catalogs and bring the migrations into the wheel."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogAndMigrations(BuildHookInterface[Any]):
    """Runs for each wheel, editable ones included."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogs in place; add the migrations unless `version` is "editable"."""
        root = Path(self.root)
        _load_po(root).compile_locales(root / "src" / "ttoffice" / "locale")
        if version != "editable":
            build_data["force_include"]["migrations"] = "ttoffice/migrations"


def _load_po(root: Path) -> ModuleType:
    """Load tools/po.py by its path: an isolated build has no project folder on its import path."""
    spec = importlib.util.spec_from_file_location("ttoffice_build_po", root / "tools" / "po.py")
    if spec is None or spec.loader is None:
        raise ImportError("tools/po.py cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module
