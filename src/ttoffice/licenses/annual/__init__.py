"""The annual report on transfers (促转法 21): its tables, what is missing for them, and that it was handed in."""
