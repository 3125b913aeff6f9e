"""The tables of this room, a noun each."""

from trailside.encounters.models.encounter import Encounter
from trailside.encounters.models.response import Addendum, LeaveOut, Response
from trailside.encounters.models.sentence import Sentence

__all__ = ["Addendum", "Encounter", "LeaveOut", "Response", "Sentence"]
