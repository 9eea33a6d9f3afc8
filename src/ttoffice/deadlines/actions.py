"""Verbs of the deadlines."""
