"""What is owed under a license: planned sums and nodes, royalties, interest, and how they stand."""
