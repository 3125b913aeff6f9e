"""The tables of this room, a noun each."""

from trailside.consent.models.grant import Grant
from trailside.consent.models.never import Never
from trailside.consent.models.part2 import Part2, Signed

__all__ = ["Grant", "Never", "Part2", "Signed"]
