"""The licenses of the demo office."""
