from __future__ import annotations

import errno
import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.offices import files_below, posix_only
from ttoffice.action import Office, perform
from ttoffice.errors import DamageError, InputFileError, StoreError
from ttoffice.store import vault as vault_module
from ttoffice.store.vault import ScratchVault, Vault


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "合同.pdf"
    path.write_bytes(b"%PDF " * 1000)
    return path


def digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def kept(vault: Vault) -> dict[str, bytes]:
    """Every file below the vault by its name: temporary files would be among them."""
    return {Path(name).name: content for name, content in files_below(vault.folder).items()}


def test_a_file_is_kept_under_its_digest_and_once(vault: Vault, source: Path) -> None:
    first, second = vault.add(source), vault.add(source)
    assert first == second
    assert (first.sha256, first.size) == (digest_of(source), 5000)
    assert kept(vault) == {first.sha256: source.read_bytes()}
    assert vault.read(first.sha256) == source.read_bytes()
    assert list(vault.digests()) == [first.sha256]


@given(content=st.binary(max_size=100))
def test_bytes_are_kept_like_files(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("vault")
    stored = Vault(folder / "vault").add_bytes(content)
    (folder / "source").write_bytes(content)
    assert Vault(folder / "vault").add(folder / "source") == stored
    assert kept(Vault(folder / "vault")) == {stored.sha256: content}


def test_progress_tells_the_bytes_done(vault: Vault, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault_module, "CHUNK", 2000)
    told: list[int] = []
    vault.add(source, told.append)
    assert told == [2000, 4000, 5000]


def test_missing_and_changed_files_are_told(vault: Vault, source: Path) -> None:
    stored = vault.add(source)
    assert vault.check(stored.sha256, stored.size) is None
    assert vault.check(stored.sha256, stored.size + 1)
    vault.path_of(stored.sha256).write_bytes(b"other")
    assert vault.check(stored.sha256)
    with pytest.raises(DamageError):
        vault.read(stored.sha256)
    vault.path_of(stored.sha256).unlink()
    assert vault.check(stored.sha256)
    with pytest.raises(DamageError) as raised:
        vault.read(stored.sha256)
    assert raised.value.advice


@pytest.mark.parametrize("as_bytes", [False, True])
def test_the_same_file_kept_again_heals_a_damaged_one(vault: Vault, source: Path, as_bytes: bool) -> None:
    stored = vault.add(source)
    vault.path_of(stored.sha256).write_bytes(b"damaged")
    if as_bytes:
        vault.add_bytes(source.read_bytes())
    else:
        vault.add(source)
    assert vault.read(stored.sha256) == source.read_bytes()


@posix_only
def test_a_link_is_kept_as_the_file_it_points_to(vault: Vault, source: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(source)
    assert vault.add(tmp_path / "link").sha256 == digest_of(source)
    source.unlink()
    assert len(kept(vault)) == 1
    with pytest.raises(InputFileError):
        vault.add(tmp_path / "link")


@pytest.mark.parametrize("name", ["", "missing.pdf", "a\0b", "\udcff", "x" * 300, "合同.pdf/within"])
def test_what_cannot_be_opened_is_told_and_nothing_is_kept(
    vault: Vault, source: Path, tmp_path: Path, name: str
) -> None:
    with pytest.raises(InputFileError) as raised:
        vault.add(tmp_path / name)
    assert raised.value.advice
    assert kept(vault) == {}


@posix_only
def test_folders_and_pipes_are_no_files(vault: Vault, tmp_path: Path) -> None:
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "."):
        with pytest.raises(InputFileError):
            vault.add(tmp_path / name)
    assert kept(vault) == {}


@posix_only
def test_a_name_of_255_characters_is_no_obstacle(vault: Vault, tmp_path: Path) -> None:
    path = tmp_path / ("n" * 251 + ".pdf")
    path.write_bytes(b"x")
    assert vault.add(path).size == 1


def test_a_file_that_may_not_be_read_is_told(
    vault: Vault, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *_args: object, **_kwargs: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputFileError):
        vault.add(source)


def test_a_file_that_grows_while_it_is_copied_is_refused(
    vault: Vault, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault_module, "CHUNK", 2000)

    def append(done: int) -> None:
        if done == 2000:
            with source.open("ab") as handle:
                handle.write(b"more")

    with pytest.raises(InputFileError) as raised:
        vault.add(source, append)
    assert raised.value.advice
    assert kept(vault) == {}


def test_a_file_whose_reading_fails_half_way_is_told(
    vault: Vault, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault_module, "CHUNK", 2000)

    def cut(done: int) -> None:
        raise InputFileError("gone")

    with pytest.raises(InputFileError):
        vault.add(source, cut)
    assert kept(vault) == {}


def no_room(*_args: object, **_kwargs: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    "broken", ["os.fsync", "pathlib.Path.replace", "tempfile.mkstemp", "pathlib.Path.mkdir"]
)
def test_a_full_disk_is_told_and_nothing_half_written_stays(
    vault: Vault, source: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    ways: tuple[Callable[[], object], ...] = (lambda: vault.add(source), lambda: vault.add_bytes(b"x"))
    for add in ways:
        with monkeypatch.context() as patch:
            patch.setattr(broken, no_room)
            with pytest.raises(StoreError) as raised:
                add()
        assert raised.value.advice
        assert kept(vault) == {}


def test_an_interrupted_copy_leaves_nothing(vault: Vault, source: Path) -> None:
    def interrupt(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        vault.add(source, interrupt)
    assert kept(vault) == {}


def test_a_scratch_vault_finds_what_is_kept_and_keeps_nothing_itself(
    vault: Vault, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = vault.add_bytes(b"kept before")
    before = files_below(vault.folder)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    scratch = ScratchVault(vault.folder)
    assert scratch.read(stored.sha256) == b"kept before"
    assert scratch.read(scratch.add(source).sha256) == source.read_bytes()
    assert scratch.add_bytes(b"kept before") == stored
    assert files_below(vault.folder) == before
    assert len(list((tmp_path / "temporary").iterdir())) == 1
    scratch.discard()
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_dry_run_that_adds_no_file_makes_no_folder(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    assert perform(office, "result.create", {"title": "甲"}, dry_run=True).value == "CG-2026-0001"
    (tmp_path / "a.pdf").write_bytes(b"x")
    perform(office, "result.create", {"title": "甲"})
    with pytest.raises(StoreError):
        perform(
            office, "exhibit.add", {"subject": "CG-2026-0001", "path": str(tmp_path / "a.pdf")}, dry_run=True
        )
