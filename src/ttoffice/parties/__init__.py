"""Parties: the own unit, later its people, rules, enterprises and conflicts."""
