"""Hearing every side, and asking for material (exemption Art. 12)."""
