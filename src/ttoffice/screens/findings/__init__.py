"""The work area of exemption findings: cases, the record with its tabs, the matrix, hearings, effects."""
