"""Who has been quiet longer than they themselves said is fine. Worked out from codes; opens nobody's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trailside.consent.rules import CONTACT
from trailside.encounters.reads import meetings
from trailside.kit import clock
from trailside.ledger.sight import Sight
from trailside.people.models import SupportRelationship
from trailside.reach.reads import quiet as agreements
from trailside.team.models import Ask
from trailside.team.rules import quiet_for


@dataclass(frozen=True)
class Quiet:
    """Quiet for ``days``; ``agreed`` were fine. ``by``: which way they would like to be looked for."""

    person: UUID
    days: int
    agreed: int
    by: str


def _last_signs(sight: Sight) -> dict[UUID, datetime]:
    """The last sign between each person in sight and us: since we walk together, met, reached, asked for."""
    me, seen = sight.viewer.person, list(sight.persons)
    since = SupportRelationship.objects.filter(specialist_id=me, participant_id__in=seen, until=None)
    last = dict(since.values_list("participant_id", "since"))
    asked = Ask.objects.filter(person_id__in=seen).order_by("asked_at").values_list("person_id", "asked_at")
    for signs in (meetings.last_met(sight), agreements.last_contacts(sight), dict(asked)):
        for person, at in signs.items():
            if person in last and at > last[person]:
                last[person] = at
    return last


def longer_than_agreed(sight: Sight) -> list[Quiet]:
    """Whoever agreed how long quiet is fine, and it is longer now; longest over first. *Leave me be* never comes.

    Each one given is a look: that they are quiet is more than their name.
    """
    now, last = clock.now(), _last_signs(sight)
    found = []
    for person, agreed in agreements.quiet_agreements(sight).items():
        days = quiet_for(now, last[person], agreed.days) if person in last else None
        if days is not None and agreed.days is not None:
            sight.require(person, CONTACT)
            found.append(Quiet(person, days, agreed.days, agreed.by))
    return sorted(found, key=lambda quiet: quiet.agreed - quiet.days)
