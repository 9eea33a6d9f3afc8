"""Results: the register, the two-year scan, import, listing profiles and export."""
