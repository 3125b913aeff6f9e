"""How many people began to walk with the programme in each quarter, and where they stood; never a person."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

from trailside.ledger.sight import Sight
from trailside.people.models import Episode
from trailside.people.rules import EpisodeState

WALKING, ENDED = "walking", "ended"


def by_quarter(sight: Sight, until: datetime) -> dict[tuple[str, str], int]:
    """Episodes of the viewer's organisation as they stood at ``until``: (quarter such as 2026-Q4, standing) -> people.

    What is not yet welcomed is not counted. The same until the next ``until``, so that days cannot be compared.
    """
    zone = ZoneInfo(sight.viewer.zone)
    rows = Episode.objects.filter(organisation_id=sight.viewer.organisation, began_at__lt=until)
    found: Counter[tuple[str, str]] = Counter()
    for began, ended in rows.exclude(state=EpisodeState.NOT_YET_WELCOMED).values_list("began_at", "ended_at"):
        here = began.astimezone(zone)
        standing = ENDED if ended is not None and ended < until else WALKING
        found[f"{here.year}-Q{(here.month + 2) // 3}", standing] += 1
    return dict(found)
