"""Import of ledgers: finding the header, reading cells, planning rows, writing them in one action."""
