"""Evidence: exhibits of any record, their files in the vault."""
