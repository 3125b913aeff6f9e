"""Putting a meeting up for review, by either of the two, and taking it back. Nothing is put up by itself."""

from __future__ import annotations

from trailside.encounters.models import Addendum, Encounter, Response, Sentence
from trailside.kit import clock
from trailside.ledger.acting import Act, acting
from trailside.ledger.once import Once
from trailside.ledger.sight import Sight

Written = Sentence | Response | Addendum


def _written(encounter: Encounter) -> list[Written]:
    return [
        *Sentence.objects.filter(encounter=encounter, left_out_at=None),
        *Response.objects.filter(encounter=encounter),
        *Addendum.objects.filter(encounter=encounter),
    ]


def put_up(sight: Sight, encounter: Encounter, *, once: Once | None = None) -> Encounter:
    """Let a supervisor read this meeting's words. Doing it twice does it once."""
    with acting(sight, once=once) as act:
        act.answered_at(f"/meetings/{encounter.pk}/")
        if encounter.up_since is None:
            encounter.up_since = clock.now()
            act.keep(encounter)
            _copy(sight, act, encounter)
            act.tell("encounters.put_up", about=encounter.person_id, ref=encounter)
    return encounter


def _copy(sight: Sight, act: Act, encounter: Encounter) -> None:
    for row in _written(encounter):
        row.for_review.write(sight, row.words.read(sight))
        act.keep(row)


def take_back(sight: Sight, encounter: Encounter, *, once: Once | None = None) -> Encounter:
    """Close it to supervisors again."""
    with acting(sight, once=once) as act:
        act.answered_at(f"/meetings/{encounter.pk}/")
        if encounter.up_since is not None:
            encounter.up_since = None
            act.keep(encounter)
            for row in _written(encounter):
                row.for_review.clear()
                act.keep(row)
            act.tell("encounters.taken_back", about=encounter.person_id, ref=encounter)
    return encounter
