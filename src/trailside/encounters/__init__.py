"""Meetings between two people: that they met, the last two minutes, and what both wrote."""
