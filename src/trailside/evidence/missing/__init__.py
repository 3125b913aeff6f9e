"""Who is missing, and what that does to an answer."""

from trailside.evidence.missing.follow_up import Window, follow_up
from trailside.evidence.missing.who import who_is_missing

__all__ = ["Window", "follow_up", "who_is_missing"]
