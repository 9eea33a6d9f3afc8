"""The procedure before signature: what the steps look at, how it is gathered, and what speaks against a step."""
