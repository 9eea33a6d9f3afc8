"""Concluding a finding: the report, sending it back, the decision, revisiting after a review, becoming final."""
