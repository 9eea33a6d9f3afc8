"""Days of law: periods in months and years, and the Chinese working-day calendar."""
