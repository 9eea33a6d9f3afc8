"""Import of what was concluded and paid before: a ledger of contracts, and a ledger of receipts."""
