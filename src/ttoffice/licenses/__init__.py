"""Licenses of *use first, pay later*: from the first offer to the last receipt."""
