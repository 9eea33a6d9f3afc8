"""The agenda: everything due in the store, gathered from all areas."""
