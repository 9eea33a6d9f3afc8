"""The inside of a measured process: runs one function and prints its value, times and peak memory."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from time import perf_counter, process_time


def peak_kb() -> int:
    """Return the largest resident size of this process so far, in kB.

    `ru_maxrss` is not used on Linux: it begins with the size of the process that started this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak


def main() -> None:
    """Run `module:function` with the JSON arguments of the call; `prepare_NAME` beside it runs first."""
    place, _colon, name = sys.argv[1].partition(":")
    arguments = json.loads(sys.argv[2])
    module = import_module(place)
    prepare = getattr(module, f"prepare_{name}", None)
    prepared = {"prepared": prepare(**arguments)} if prepare else arguments
    start, cpu_start = perf_counter(), process_time()
    value = getattr(module, name)(**prepared)
    told = {
        "value": value,
        "seconds": perf_counter() - start,
        "cpu_seconds": process_time() - cpu_start,
        "peak_kb": peak_kb(),
    }
    print(json.dumps(told, default=str))


if __name__ == "__main__":
    main()
