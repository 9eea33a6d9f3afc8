"""The manual for case workers: one page a task, in Chinese, read in the terminal, in the workbench and on paper.

The pages are texts in `pages/`, in the order of `index.toml`. They name keys, articles and actions by placeholders
(`places.py`), so that what is read is what this machine has.
"""

from __future__ import annotations

from ttoffice.manual.book import Book, Page, Place, read_book

__all__ = ["Book", "Page", "Place", "read_book"]
