"""The offline install kit: every wheel that is needed, an installer that needs only Python, and what it is told by."""
