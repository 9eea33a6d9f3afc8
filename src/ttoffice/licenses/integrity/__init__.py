"""Integrity records of both sides of a license (pay-later Art. 8)."""
