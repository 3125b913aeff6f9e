"""Support, then belief, then outcome: how much of an effect goes along with a change in between, and how sure."""

from trailside.evidence.mediation.mediated import mediate

__all__ = ["mediate"]
