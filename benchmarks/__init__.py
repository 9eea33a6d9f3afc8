"""Measurements of the program beside what does the same work without it: `python -m benchmarks`."""

from __future__ import annotations
