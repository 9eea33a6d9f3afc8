"""Makes the offline kit for this machine, installs it with the network cut off, and uses it: `python -m tools.kit_smoke`.

Run from the checkout. Installed twice, as an update would be, and uninstalled: the data stay.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.kit import LINUX, WINDOWS, KitError, Target, write_kit, zipped
from tools.wheel_smoke import REGISTER, SmokeError, build, use

NOWHERE = "http://127.0.0.1:9"
"""A proxy that is none: whatever would use the network fails at once."""


def cut_off(folder: Path) -> dict[str, str]:
    """Return the environment of a user without a network, whose pip has no settings of its own."""
    foreign = ("TTOFFICE_", "XDG_", "PYTHON", "PIP_", "PYTEST_")
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith(foreign)}
    proxies = {f"{scheme}_proxy": NOWHERE for scheme in ("http", "https", "all")}
    user = str(folder / "user")
    return {**kept, **proxies, **{name.upper(): value for name, value in proxies.items()}, "no_proxy": "",
            "HOME": user, "USERPROFILE": user, "LOCALAPPDATA": user, "APPDATA": user, "TTOFFICE_QUIET": "1",
            "PIP_CONFIG_FILE": os.devnull, "TTOFFICE_HOME": str(folder / "home")}  # fmt: skip


def installer(kit: Path, *options: str) -> list[str]:
    """Return the call of a kit's installer, as its instructions have it."""
    if os.name == "nt":
        return ["cmd", "/c", str(kit / ("卸载.cmd" if "--uninstall" in options else "安装.cmd"))]
    return ["sh", str(kit / "install.sh"), *options]


def walk(kit: Path, folder: Path) -> None:
    """Install, use, install once more, uninstall; SmokeError where something is not as it should be."""
    environment = cut_off(folder)
    desk = folder / "desk"
    for place in (desk, folder / "user"):
        place.mkdir()
    place = folder / "user" / ("Programs/ttoffice" if os.name == "nt" else ".local/opt/ttoffice")
    for _time in range(2):
        told = run(installer(kit), desk, environment)
        if "安装完成" not in told:
            raise SmokeError(told)
    (env,) = place.glob("env-*")
    program = env / ("Scripts/ttoffice.exe" if os.name == "nt" else "bin/ttoffice")
    use(program, desk, REGISTER)
    entry = place / "ttoffice.cmd" if os.name == "nt" else folder / "user" / ".local" / "bin" / "ttoffice"
    run([str(entry), "verify"], desk, environment)
    run([str(entry), "serve", "--help"], desk, environment)
    before = run([str(entry), "verify", "--json"], desk, environment)
    run(installer(kit, "--uninstall"), desk, environment)
    if place.exists() or entry.exists() or not before:
        raise SmokeError("the program is still there after it was uninstalled")
    if not any(folder.rglob("ttoffice.db")):
        raise SmokeError("the data went with the program")


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> str:
    """Run and return what was printed; SmokeError where it fails."""
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    told = (done.stdout + done.stderr).decode("utf-8", "replace")
    if done.returncode != 0:
        raise SmokeError(f"{' '.join(command)}: exit code {done.returncode}\n{told}")
    return told


def main() -> int:
    """Build, make the kit, walk through it; return the exit code."""
    target = Target(WINDOWS if os.name == "nt" else LINUX, f"{sys.version_info[0]}.{sys.version_info[1]}")
    with tempfile.TemporaryDirectory(prefix="ttoffice-kit-smoke-") as name:
        folder = Path(name)
        try:
            kit = folder / "安装包 ttoffice"
            write_kit(build(folder / "dist"), kit, [target])
            size = zipped(kit).stat().st_size
            walk(kit, folder)
        except (KitError, SmokeError) as error:
            print(f"kit: {error}", file=sys.stderr)
            return 1
    print(f"kit: {size // 1024} KiB for {target.platform}, installed without a network, used and uninstalled")
    return 0


if __name__ == "__main__":
    sys.exit(main())
