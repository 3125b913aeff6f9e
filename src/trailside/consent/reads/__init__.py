"""Every question about consent: who looked, whom I have shut out."""

from trailside.consent.reads.looked import LookGroup, who_looked
from trailside.consent.reads.never import could_shut_out, shut_out_by_me, walking_with

__all__ = ["LookGroup", "could_shut_out", "shut_out_by_me", "walking_with", "who_looked"]
