"""Dossiers (卷宗): all that the office holds of a record in one zip that verifies without the program."""
