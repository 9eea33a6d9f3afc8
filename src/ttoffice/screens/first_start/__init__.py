"""The first start: an office is set up, a demo office made, a backup brought back or another folder opened."""
