"""The contract of a license: its clauses as data, its numbered versions, and what differs between two of them."""
