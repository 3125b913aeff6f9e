"""Pieces of this room that other pages place: ``{% include panel.template with panel=panel %}``."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from trailside.consent import rules as scopes
from trailside.ledger.sight import Sight
from trailside.people.reads import names
from trailside.team.reads import asks, handovers, planned, promises, reviews


def ask(sight: Sight) -> dict[str, Any] | None:
    """For my own today: ask for whoever walks with me; whom I asked for already. None when nobody walks with me."""
    walking = asks.whom(sight.viewer)
    if not walking:
        return None
    called, waiting = names.names(sight, walking), asks.mine(sight)
    lines = [{"worker": worker, "name": called[worker], "ask": waiting.get(worker)} for worker in walking]
    return {"template": "team/panels/ask.html", "lines": lines}


def handed(sight: Sight) -> dict[str, Any] | None:
    """For my own today: someone else walks with me now, and I have not said what I think of it. None otherwise."""
    row = handovers.open_one(sight)
    if row is None:
        return None
    called = names.names(sight, [row.before_id, row.after_id])
    return {
        "template": "team/panels/handed.html",
        "id": row.pk,
        "at": row.at,
        "before": called[row.before_id],
        "after": called[row.after_id],
        "can_stay": handovers.can_stay(sight, row),
    }


def we_meet(sight: Sight) -> dict[str, Any] | None:
    """For my own today: when we meet, and what was promised to me. None when there is neither."""
    me = sight.viewer.person
    meetings, promised = planned.coming(sight, me), promises.to(sight, me)
    if not meetings and not promised:
        return None
    workers = {one.worker for one in meetings} | {one.worker for one in promised}
    called = names.names(sight, workers)
    return {
        "template": "team/panels/we_meet.html",
        "meetings": [{"it": one, "name": called[one.worker]} for one in meetings],
        "promised": [{"it": one, "name": called[one.worker]} for one in promised],
    }


def between(sight: Sight, person: UUID) -> dict[str, Any] | None:
    """For a person's page at their specialist's: what stands between the two. None when not in sight."""
    if not sight.allows(person, scopes.WROTE) or person == sight.viewer.person:
        return None
    return {
        "template": "team/panels/between.html",
        "person": person,
        "me": sight.viewer.person,
        "asked": [one for one in asks.for_me(sight) if one.person == person],
        "meetings": planned.coming(sight, person),
        "promised": promises.to(sight, person),
        "signed": reviews.signed_for(sight, person),
    }
