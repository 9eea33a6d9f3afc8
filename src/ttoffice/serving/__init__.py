"""The workbench in a browser of this machine: a small server on the loopback address, behind a token.

`door` decides who may come in, `pages` are the few plain pages, `server` hands the workbench out, `session` is one
window of it in a process of its own, `driver` is how that process reads and ends. Needs the extra `web`.
"""

from __future__ import annotations
