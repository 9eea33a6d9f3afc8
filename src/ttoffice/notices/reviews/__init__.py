"""Reviews of notices: another panel, findings, an outcome, and feedback to whoever objected."""
