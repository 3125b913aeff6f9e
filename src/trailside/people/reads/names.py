"""What people are called, through a Sight."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from trailside.kit.words import Words
from trailside.ledger.sight import NAME, Sight
from trailside.people.models import Person


def names(sight: Sight, persons: Collection[UUID]) -> dict[UUID, Words]:
    """Names by id, one query for the rows and one for the keys; a Sight remembers the names it has read.

    Whoever was forgotten, works here no longer, or is not in sight is "someone who has left", all alike.
    """
    found = {person: sight.called[person] for person in persons if person in sight.called}
    wanted = list(set(persons) - set(found))
    if not wanted:
        return found
    sight.prepare(wanted)
    left = Words(_("someone who has left"))
    found |= dict.fromkeys(wanted, left)
    for person in Person.objects.filter(pk__in=wanted).only("id", "name"):
        if sight.allows(person.pk, NAME):
            found[person.pk] = sight.called[person.pk] = person.name.read(sight) or left
    return found


def name(sight: Sight, person: UUID) -> Words:
    """One person's name."""
    return names(sight, [person])[person]
