"""Differences between groups, each drawn towards the whole by how little it knows. Never a league table."""

from trailside.evidence.groups.apart import between_groups

__all__ = ["between_groups"]
