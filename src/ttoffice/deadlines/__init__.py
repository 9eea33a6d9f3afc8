"""Deadlines: the working calendar of the office, the unit's policy, and every period that runs."""
