"""Copies of the data and the vault before something changes them, and the way back.

A copy of the data stands in the data folder, a copy of the vault beside the vault: never together. Both are dropped
after thirty days, so that forgetting is complete then; what was forgotten since a copy was made is forgotten again
when the copy is put back, and everybody signs in anew.
"""

from trailside.config.copies.copy import Copy, drop_old, listed, make, newest
from trailside.config.copies.restore import put_back

__all__ = ["Copy", "drop_old", "listed", "make", "newest", "put_back"]
