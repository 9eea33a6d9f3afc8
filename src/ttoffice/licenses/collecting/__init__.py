"""Seeing that what is owed comes in: reminders, demands, steps that limit loss, default, cure, termination."""
