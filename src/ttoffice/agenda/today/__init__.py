"""The day at a glance: clocks that run, money of the quarter, results falling due, and what changed since yesterday."""
