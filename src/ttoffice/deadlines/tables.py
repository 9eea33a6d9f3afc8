"""Tables of the deadlines."""
