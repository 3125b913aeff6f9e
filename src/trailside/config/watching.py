"""Whoever watches a record is told at once that one more line stands there: that it does, and never what it says.

The page then asks again through its gate. Telling is a courtesy: when it fails, the next page shows the same lines.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import DatabaseError

from trailside.kit.hub import hub, of_record
from trailside.ledger.models import Entry, Look

LINE = "line"
# After these somebody may see less: open streams of the record end, and come back through the gate, or not.
NARROWS = frozenset(
    {"consent.shut_out", "people.handed_on", "people.parted", "people.episode_ended", "people.forgotten"}
)
logger = logging.getLogger("trailside.server")


def told_of_deeds(entries: Sequence[Entry]) -> None:
    """Follows each commit."""
    narrowed = {entry.about for entry in entries if entry.about and entry.verb in NARROWS}
    _tell({entry.about for entry in entries if entry.about}, narrowed)


def told_of_looks(looks: Sequence[Look]) -> None:
    """Follows each writing of looks."""
    _tell({look.about for look in looks if look.about})


def _tell(persons: Iterable[UUID], narrowed: Iterable[UUID] = ()) -> None:
    try:
        for person in narrowed:
            hub.close(of_record(person))
        for person in persons:
            hub.tell(of_record(person), LINE)
    except DatabaseError:  # the relay between several processes
        logger.warning("whoever watches could not be told")
