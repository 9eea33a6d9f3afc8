"""Objections to notices: received, decided if late, answered; who makes them stands apart."""
