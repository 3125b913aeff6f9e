"""Pieces of this room that other pages place.

``{% include panel.template with panel=panel %}``; the page hands its request's context along (CSRF, once-keys).
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from trailside.consent import rules as scopes
from trailside.ledger.sight import Sight
from trailside.plans.reads import goals, steps


def next_steps(sight: Sight) -> dict[str, Any]:
    """For the participant's own today: what is next (the first step large), each with *done* and *not this time*."""
    me = sight.viewer.person
    mine = steps.open_steps(sight, me)
    return {"template": "plans/panels/next_steps.html", "steps": mine, "has_goal": bool(mine) or _has_goal(sight, me)}


def plan(sight: Sight, person: UUID) -> dict[str, Any] | None:
    """For a person's page: goals with their steps, and the way to agree one. None when goals are not in sight."""
    if not sight.allows(person, scopes.GOALS):
        return None
    return {
        "template": "plans/panels/plan.html",
        "plan": goals.plan_of(sight, person),
        "person": person,
        "mine": person == sight.viewer.person,
    }


def _has_goal(sight: Sight, person: UUID) -> bool:
    return goals.newest_open(sight, person) is not None
