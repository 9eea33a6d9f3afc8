"""Screens: they compose widgets, read views and perform actions; no rule and no SQL lives here."""
