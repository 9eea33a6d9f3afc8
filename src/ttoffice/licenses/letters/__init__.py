"""Letters to a licensee: reminder, demand, notice of default, notice of termination, acknowledgement of service."""
