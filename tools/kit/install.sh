#!/bin/sh
# Starts install.py with the newest Python on this machine.
cd "$(dirname "$0")" || exit 1
for python in python3.14 python3.13 python3.12 python3.11 python3; do
    command -v "$python" >/dev/null 2>&1 && exec "$python" install.py "$@"
done
echo "没有找到 Python 3.11 或更高版本。" >&2
exit 1
