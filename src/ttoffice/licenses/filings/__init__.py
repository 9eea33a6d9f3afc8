"""Filings about a license: registration of the technology contract, recordal of patents, reports, upkeep of rights."""
