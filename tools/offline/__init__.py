"""What goes into the offline kit as it is: the installer and its instructions."""

from __future__ import annotations
