"""What stands on every screen and dialog of the tour, and which keys work there: seen once, for many tests."""

from __future__ import annotations

import asyncio
import pickle
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from textual.dom import DOMNode
from textual.widget import Widget

from tests.offices import open_at
from tests.screens.driving import NARROW, Driver, workbench
from tests.screens.tour import STOPS, full_office, settled, tour
from ttoffice.screens.base import BaseModal, key_commands
from ttoffice.widgets.bars import KeyBar

TEXTS = {"zh_CN": "烤烟", "en": "tobacco"}
"""What users have written wherever they can, in each language's tour."""


@dataclass(frozen=True)
class Bound:
    """One key that something in the chain from the focus to the program takes now.

    Attributes:
        owner: the class that binds it; that of Textual where the key is one of Textual's own.
        id: its id in the registry of keys, empty for one of Textual's own.
        action: what it does.
        priority: whether it goes before all others.
    """

    key: str
    owner: str
    id: str
    action: str
    priority: bool = False

    @property
    def name(self) -> str:
        """Its id, or whose own key it is."""
        return self.id or self.owner


@dataclass(frozen=True)
class Sight:
    """One stop of the tour, as it was seen.

    Attributes:
        text: what stood on the screen.
        chain: the keys that are taken, those of the focused widget first.
        shown: the ids of the keys on the bottom line, and whether each did something then.
        offered: the ids of what palette and help offer; None for a dialog, which is answered first.
    """

    name: str
    modal: bool
    text: str
    chain: tuple[Bound, ...]
    shown: tuple[tuple[str, bool], ...] | None
    offered: frozenset[str] | None


def owner_of(node: DOMNode, binding_id: str) -> str:
    """Return the class that a key belongs to, for people."""
    if binding_id:
        return type(node).__name__
    return next((kind.__name__ for kind in type(node).__mro__ if kind.__module__.startswith("textual.")), "")


def chain_of(driver: Driver) -> Iterator[Bound]:
    """Yield every key that works now, from the focused widget outwards."""
    app = driver.app
    for node, bindings in driver.screen._modal_binding_chain:
        for key, binding in bindings:
            found = binding.id or ""
            if app._check_action_state(binding.action, node):
                yield Bound(key, owner_of(node, found), found, binding.action, binding.priority)


def shown_keys(driver: Driver) -> tuple[tuple[str, bool], ...] | None:
    """Return the keys on the bottom line and whether what they stand for may be done; None without a line."""
    bar = driver.screen.query_one_optional(KeyBar)
    if bar is None:
        return None
    active = driver.screen.active_bindings
    states = []
    for _end, key in bar._keys:
        found = active.get(key)
        works = found is not None and bool(driver.app._check_action_state(found.binding.action, found.node))
        states.append(((found.binding.id or key) if found is not None else key, works))
    return tuple(states)


def look(driver: Driver, name: str) -> Sight:
    """Return what stands on the screen now."""
    modal = isinstance(driver.screen, BaseModal)
    offered = None if modal else frozenset(command.id for command in key_commands(driver.screen))
    return Sight(name, modal, driver.text(), tuple(chain_of(driver)), shown_keys(driver), offered)


async def see_all(
    folder: Path, store: Path, language: str, names: tuple[str, ...], *, parts: bool
) -> list[Sight]:
    """Go to some stops of the tour and return every sight of them; with `parts` also from each kind of part in focus."""
    root = folder / "home"
    root.mkdir()
    shutil.copy(store, root / "ttoffice.db")
    office = open_at(root)
    luggage = full_office(office, folder / "files", TEXTS[language])
    sights = []
    async with workbench(office, NARROW, language) as driver:
        async for station in tour(driver, luggage, only=names):
            driver.app.clear_notifications()
            await settled(driver)
            sights.append(look(driver, station.name))
            for part in other_parts(driver) if parts and station.name in WALKED else ():
                part.focus()
                await settled(driver)
                sights.append(look(driver, f"{station.name}, {part_name(part)}"))
    return sights


WALKED = ("the_form", "the_export", "the_import_tried", "the_entry", "the_conflict", "the_list")
"""Stops where the keys are looked at from every kind of part that takes the focus."""


def other_parts(driver: Driver) -> list[Widget]:
    """Return one part of each kind that takes the focus, besides the one that has it."""
    kinds: dict[type[Widget], Widget] = {}
    for part in driver.screen.focus_chain:
        kinds.setdefault(type(part), part)
    return [part for part in kinds.values() if part is not driver.screen.focused]


def part_name(part: Widget) -> str:
    """Return what a part is called in a report."""
    field = getattr(part, "field", None)
    return field.key if field is not None else part.id or type(part).__name__


def _seen(folder: Path, store: Path, language: str, names: tuple[str, ...], *, parts: bool) -> list[Sight]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(folder / "user"))
        return asyncio.run(see_all(folder, store, language, names, parts=parts))


def _seen_once(
    store: Path, factory: pytest.TempPathFactory, language: str, names: tuple[str, ...], worker: str
) -> list[Sight]:
    """Make the tour in the first process of the run that asks, and hand its sights to the others."""
    shared = factory.getbasetemp().parent if worker != "master" else factory.getbasetemp()
    kept = shared / f"sights-{language}-{len(names)}.pickle"
    with FileLock(f"{kept}.lock"):
        if not kept.exists():
            folder = factory.mktemp(language[:2])
            kept.write_bytes(
                pickle.dumps((folder, _seen(folder, store, language, names, parts=language == "zh_CN")))
            )
    folder, found = pickle.loads(kept.read_bytes())
    FOLDERS[language] = folder
    sights: list[Sight] = found
    return sights


FOLDERS: dict[str, Path] = {}
"""Where each language's tour took place."""


EVERY = pytest.param(tuple(STOPS), marks=pytest.mark.exhaustive, id="every stop")


def _sample(step: int, first: int) -> Any:
    """Return every so-many-th stop, and those looked at from every part, as a parameter; and all of them."""
    chosen = {*tuple(STOPS)[first::step], *(WALKED if first == 0 else ())}
    return [pytest.param(tuple(name for name in STOPS if name in chosen), id="sample"), EVERY]


@pytest.fixture(scope="session", params=_sample(48, 0))
def sights(
    request: pytest.FixtureRequest,
    blank_store: Path,
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
) -> list[Sight]:
    """What is seen on a tour in Chinese: of some stops in the suite, of each with -m exhaustive."""
    return _seen_once(blank_store, tmp_path_factory, "zh_CN", request.param, worker_id)


@pytest.fixture(scope="session", params=_sample(48, 2))
def english_sights(
    request: pytest.FixtureRequest,
    blank_store: Path,
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
) -> list[Sight]:
    """What is seen on a tour in English: of some stops in the suite, of each with -m exhaustive."""
    return _seen_once(blank_store, tmp_path_factory, "en", request.param, worker_id)
