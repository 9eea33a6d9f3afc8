"""The findings of the demo office."""
