"""The working calendar of the office: the years announced, and the days on which the unit is closed."""
