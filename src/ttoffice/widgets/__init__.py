"""Widgets that every screen is made of; data reaches them as plain text only."""
