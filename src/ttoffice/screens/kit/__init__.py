"""The kit that every work area's screens are built from: an area names its columns, fields and verbs, no more."""
