"""The day at a glance on the screen: the strip over the agenda, and the overview with its plots."""
