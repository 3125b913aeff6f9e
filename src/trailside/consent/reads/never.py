"""Whom I have shut out, and whom I can therefore ask, tell and share with."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from trailside.consent.models import Never
from trailside.kit.errors import NotThere
from trailside.kit.words import Words
from trailside.ledger.sight import Sight
from trailside.ledger.viewer import Viewer
from trailside.people.reads import names, relations


def shut_out_since(person: UUID) -> dict[UUID, datetime]:
    """Whom a person has shut out, and since when."""
    return dict(Never.objects.filter(person_id=person, everybody=False).values_list("who_id", "since"))


def walking_with(viewer: Viewer) -> list[UUID]:
    """Who walks with the viewer now and may open their record: whom they can ask for, tell, and share with."""
    shut_out = shut_out_since(viewer.person)
    return [who for who in relations.specialists_of(viewer.person) if who not in shut_out]


def could_shut_out(sight: Sight, who: UUID) -> Words:
    """The name of someone who works here. Raises NotThere for anyone else."""
    if not sight.is_worker(who) or who == sight.viewer.person:
        raise NotThere
    return names.name(sight, who)


def shut_out_by_me(sight: Sight) -> dict[UUID, Words]:
    """Whom the viewer has shut out, with their names."""
    ids = Never.objects.filter(person_id=sight.viewer.person, everybody=False).values_list("who_id", flat=True)
    return names.names(sight, ids)
