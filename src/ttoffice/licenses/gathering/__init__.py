"""Where the rules of a license find what other records say: the register, enterprises, licenses, the ledger."""
