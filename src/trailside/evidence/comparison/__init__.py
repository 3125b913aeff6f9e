"""Comparing people who had support with people who had not, when chance did not decide."""

from trailside.evidence.comparison.alike import compare
from trailside.evidence.comparison.e_value import EValue, of_difference, of_ratio
from trailside.evidence.comparison.roll_out import roll_out

__all__ = ["EValue", "compare", "of_difference", "of_ratio", "roll_out"]
