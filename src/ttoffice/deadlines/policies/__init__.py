"""The unit's own settings."""
