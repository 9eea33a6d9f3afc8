"""ttoffice: the working tool of technology-transfer offices under Yunnan's two guidelines of 2025."""

from __future__ import annotations

__version__ = "0.1.0"
