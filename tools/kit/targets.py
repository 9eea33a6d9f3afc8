"""The machines that a kit is for: what pip calls them, and what the conditions of requirements are asked with."""

from __future__ import annotations

import platform
import sys
from dataclasses import dataclass

GLIBC = ("2_17", "2_28", "2_34")
"""Versions of the C library whose wheels run on the systems in use."""


@dataclass(frozen=True)
class Target:
    """A system and a minor version of Python, such as `windows` and `3.12`.

    Attributes:
        system: `windows`, `linux` or `linux-arm`.
        python: two numbers, such as `3.12`.
    """

    system: str
    python: str

    @property
    def platforms(self) -> tuple[str, ...]:
        """Return the tags of platforms whose wheels run there."""
        if self.system == "windows":
            return ("win_amd64",)
        machine = "aarch64" if self.system == "linux-arm" else "x86_64"
        return (*(f"manylinux_{glibc}_{machine}" for glibc in GLIBC), f"manylinux2014_{machine}")

    @property
    def markers(self) -> dict[str, str]:
        """Return the values that conditions of requirements (PEP 508) have there."""
        windows = self.system == "windows"
        machine = "AMD64" if windows else "aarch64" if self.system == "linux-arm" else "x86_64"
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "os_name": "nt" if windows else "posix",
            "platform_machine": machine,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": "Windows" if windows else "Linux",
            "platform_version": "",
            "python_full_version": f"{self.python}.0",
            "python_version": self.python,
            "sys_platform": "win32" if windows else "linux",
        }

    def __str__(self) -> str:
        return f"{self.system}:{self.python}"


SYSTEMS = ("windows", "linux", "linux-arm")


def read_target(text: str) -> Target:
    """Return a target written as `windows:3.12`; raise ValueError for anything else."""
    system, _, python = text.partition(":")
    major, _, minor = python.partition(".")
    if system not in SYSTEMS or major != "3" or not minor.isdecimal() or int(minor) < 11:
        raise ValueError(f"{text}: write one of {', '.join(SYSTEMS)}, a colon and a Python such as 3.12")
    return Target(system, python)


def this_machine() -> Target:
    """Return the machine that this runs on."""
    arm = platform.machine().lower() in ("aarch64", "arm64")
    system = "windows" if sys.platform == "win32" else "linux-arm" if arm else "linux"
    return Target(system, f"{sys.version_info.major}.{sys.version_info.minor}")
