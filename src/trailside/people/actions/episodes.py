"""Ending an episode: by name of how it ended, never counted as failing. Someone who comes back begins a new one."""

from __future__ import annotations

from uuid import UUID

from trailside.kit import clock
from trailside.kit.errors import NotThere
from trailside.ledger.acting import acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight
from trailside.people.models import Episode, SupportRelationship
from trailside.people.rules import Ending, EpisodeState


def end(
    sight: Sight, person: UUID, *, ending: Ending, said_by: UUID | None = None, once: Once | None = None
) -> Episode:
    """End the open episode of ``person`` and the walking together. Raises NotThere when none is open."""
    with acting(sight, said_by=said_by, once=once) as act:
        open_ones = Episode.objects.filter(person_id=person, organisation_id=sight.viewer.organisation)
        episode = open_ones.exclude(state=EpisodeState.ENDED).first()
        if episode is None:
            raise NotThere
        episode.state, episode.ended_at, episode.ending = EpisodeState.ENDED, clock.now(), ending
        act.keep(episode)
        for walk in SupportRelationship.objects.filter(participant_id=person, until=None):
            walk.until = clock.now()
            act.keep(walk)
        act.tell("people.episode_ended", about=person, ref=episode, ending=ending)
        act.answered_at("/people/")
    return episode
