"""The next step of a record: what the office would do next with it, and what is missing first, by the guards."""
