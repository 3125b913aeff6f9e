"""The tables of this room."""

from trailside.team.models.ask import Ask
from trailside.team.models.handover import Handover
from trailside.team.models.planned import Planned
from trailside.team.models.promise import Promise
from trailside.team.models.review import Review

__all__ = ["Ask", "Handover", "Planned", "Promise", "Review"]
