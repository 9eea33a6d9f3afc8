"""What came in under a license, and which sums it pays."""
