"""A made-up office to look at and to measure with: lifelike results, and a story of what happened to them."""

from __future__ import annotations
