"""Findings of due-diligence exemption (尽职免责认定): from application to archive, so that no step can be skipped."""
