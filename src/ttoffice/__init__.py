"""ttoffice: the working tool of technology-transfer offices under Yunnan's two guidelines of 2025."""

__version__ = "0.1.0"
