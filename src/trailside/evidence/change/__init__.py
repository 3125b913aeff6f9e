"""Change between two times: how much on average, for how many people more than the measure's own noise."""

from trailside.evidence.change.pre_post import change_between, change_between_times, changed
from trailside.evidence.change.rates import Measured, improvement_rates
from trailside.evidence.change.reliable import ReliableChange

__all__ = ["Measured", "ReliableChange", "change_between", "change_between_times", "changed", "improvement_rates"]
