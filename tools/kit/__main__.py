"""Makes the kit, and tries it: `python -m tools.kit -o FOLDER [--for windows:3.12 ...] [--extra web] [--try]`.

Without --for, a kit is for Windows and Linux with the Python that makes it. `--try` makes one for this machine alone
in a throw-away folder, installs it cut off from the network, uses it, installs it once more as an update, and takes
the program away again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from packaging.utils import parse_wheel_filename

from tools import wheel_smoke
from tools.kit.collecting import KitError, collect, fetcher, read_pins
from tools.kit.targets import Target, read_target, this_machine

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
UNIX = ("install.py", "install.sh")
DOS = ("install.cmd", "安装说明.txt")
"""Files with the line ends of Windows; the text also with a mark that its editor knows the encoding by."""
EPOCH = (2025, 11, 9, 0, 0, 0)
"""The date of every member of the zip: the same files give the same bytes."""


def make(folder: Path, targets: Sequence[Target], extras: Sequence[str]) -> Path:
    """Make a kit below a folder and its zip beside it; return the kit. Raises KitError, SmokeError."""
    wheels = folder / "wheels.new"
    shutil.rmtree(wheels, ignore_errors=True)
    wheels.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="ttoffice-kit-") as built:
        own = Path(shutil.copy(wheel_smoke.build(Path(built)), wheels))
    version = str(parse_wheel_filename(own.name)[1])
    pins = read_pins(ROOT / "constraints.txt")
    for target in targets:
        found = collect(own, extras, target, pins, fetcher(target, wheels))
        print(f"kit: {target}: {len(found)} wheels", flush=True)
    kit = folder / f"ttoffice-{version}-kit"
    shutil.rmtree(kit, ignore_errors=True)
    kit.mkdir()
    wheels.rename(kit / "wheels")
    facts = {"version": version, "extras": list(extras), "targets": [str(target) for target in targets]}
    write_rest(kit, facts)
    _pack(kit)
    return kit


def write_rest(kit: Path, facts: Mapping[str, object]) -> None:
    """Write what belongs to the wheels of a kit: the installer, what it is told by, and the list of hashes."""
    for name in UNIX:
        shutil.copy(HERE / name, kit)
    (kit / "install.sh").chmod(0o755)
    for name in DOS:
        text = (HERE / name).read_text(encoding="utf-8").replace("\n", "\r\n")
        (kit / name).write_bytes(text.encode("ascii" if name.endswith(".cmd") else "utf-8-sig"))
    (kit / "kit.json").write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    files = sorted(path for path in kit.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(kit).as_posix()}\n"
        for path in files
    ]
    (kit / "SHA256SUMS").write_bytes("".join(lines).encode())


def _pack(kit: Path) -> None:
    with zipfile.ZipFile(kit.with_name(f"{kit.name}.zip"), "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(path for path in kit.rglob("*") if path.is_file()):
            member = zipfile.ZipInfo(f"{kit.name}/{path.relative_to(kit).as_posix()}", EPOCH)
            member.external_attr = (0o755 if path.suffix == ".sh" else 0o644) << 16
            archive.writestr(member, path.read_bytes())


# --- trying it -------------------------------------------------------------------------------------------


def attempt(folder: Path, extras: Sequence[str]) -> None:
    """Make a kit for this machine, install, use, update and take it away without network; raise SmokeError."""
    kit = make(folder / "kits", [this_machine()], extras)
    desk = folder / "desk"
    desk.mkdir()
    environment = {
        **wheel_smoke.clean_environment(folder),
        **dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9"),
    }
    program = folder / "user" / ".local" / "bin" / "ttoffice"

    def installer(*words: str) -> str:
        command = [sys.executable, str(kit / "install.py"), *words]
        return wheel_smoke.run(command, desk, environment)

    installer("--check")
    installer()
    wheel_smoke.use(program, desk, wheel_smoke.REGISTER)
    installer()
    before = wheel_smoke.run([str(program), "list", "results", "--json"], desk, environment)
    installer("--uninstall")
    data = folder / "home" / "ttoffice.db"
    if program.exists() or not data.is_file() or json.loads(before)["total"] < wheel_smoke.MANY:
        raise wheel_smoke.SmokeError("the program was not taken away, or the data with it")


def main(arguments: Sequence[str]) -> int:
    """Make a kit, or try one; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.kit", description=__doc__)
    parser.add_argument("-o", "--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--for", dest="targets", type=read_target, action="append")
    parser.add_argument("--extra", action="append", default=[])
    parser.add_argument("--try", dest="attempt", action="store_true")
    given = parser.parse_args(arguments)
    here = this_machine()
    try:
        if given.attempt:
            with tempfile.TemporaryDirectory(prefix="ttoffice-kit-") as name:
                attempt(Path(name), given.extra)
            print("kit: installed without network, used, updated, taken away; the data stayed")
            return 0
        targets = given.targets or [Target("windows", here.python), Target("linux", here.python)]
        kit = make(given.out.absolute(), targets, given.extra)
    except (KitError, wheel_smoke.SmokeError, subprocess.SubprocessError) as error:
        print(f"kit: {error}", file=sys.stderr)
        return 1
    size = sum(path.stat().st_size for path in (kit / "wheels").iterdir())
    print(
        f"kit: {kit}, {len(list((kit / 'wheels').iterdir()))} wheels, {size >> 20} MiB; also as {kit.name}.zip"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
