"""Listings: what of the register goes to a platform, checked first, in the columns that a profile says.

`profile` reads profiles, `sources` knows what a column can show, `preflight` judges one row, `selection` and
`reading` bring the rows of the store, `writers` make the files, `export` and `changes` put it together.
"""

from __future__ import annotations
