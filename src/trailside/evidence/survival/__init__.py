"""How long until something happens: people who left, and how, counted per time.

One scan gives how many people left at each time with each ending (`Exits`): every curve and test here is
exact algebra on that small table. Cox needs one more scan per Newton step, whose result (`RiskSums`) is as small.
"""

from trailside.evidence.survival.cox import cox
from trailside.evidence.survival.difference import log_rank
from trailside.evidence.survival.ending_difference import gray_test
from trailside.evidence.survival.endings import competing_risks, fine_gray
from trailside.evidence.survival.staying import kaplan_meier

__all__ = ["competing_risks", "cox", "fine_gray", "gray_test", "kaplan_meier", "log_rank"]
