"""What law orders to be kept although a person wants to be forgotten, and until when.

Only a full note that a payer asked for is such a thing: 130 CMR 450.205 orders providers of MassHealth to keep
records of a service for six years after its date. Everything else goes when the person says so.
"""

import datetime as dt
from collections.abc import Iterable

YEARS = 6
BACKUPS_LIVE = dt.timedelta(days=30)
"""How long a copy of the vault lives: after that not even a copy of the key is left."""


def closed_until(full_notes: Iterable[dt.date]) -> dt.date | None:
    """The day on which what is kept goes too, from the days of meetings with a full note; None: nothing is kept."""
    last = max(full_notes, default=None)
    if last is None:
        return None
    try:
        return last.replace(year=last.year + YEARS)
    except ValueError:  # 29 February
        return last.replace(year=last.year + YEARS, month=3, day=1)
