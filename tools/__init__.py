"""Tools of the project's developers; none is part of the installed program."""
