"""The ledger's entries about me, as days of plain sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from trailside.kit.words import Words
from trailside.ledger import reads as ledger
from trailside.ledger import record
from trailside.ledger.sight import Sight
from trailside.people.reads import names


@dataclass(frozen=True)
class Done:
    """One thing that was done: when, in words, by whom; ``said_by`` when the phone was turned round."""

    at: datetime
    words: str
    by: Words | None
    said_by: Words | None


def days(sight: Sight, entries: Iterable[ledger.Entry], zone: str) -> list[tuple[date, list[Done]]]:
    """Entries by day where the programme is, newest first. Names come through ``sight``."""
    entries, verbs, me = list(entries), record.verbs(), sight.viewer.person
    people = {who for entry in entries for who in (entry.by, entry.said_by) if who and who != me}
    called = names.names(sight, people)
    found: dict[date, list[Done]] = defaultdict(list)
    for entry in entries:
        here = entry.at.astimezone(ZoneInfo(zone))
        found[here.date()].append(
            Done(
                at=here,
                words=str(verbs.get(entry.verb, entry.verb)),
                by=called.get(entry.by) if entry.by else None,
                said_by=called.get(entry.said_by) if entry.said_by else None,
            )
        )
    return list(found.items())
