"""The store: one SQLite file, its connections, migrations, log, history, vault neighbours and backups.

Everything that is particular to SQLite stands in this package.
"""
